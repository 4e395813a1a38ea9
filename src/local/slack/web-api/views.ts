import type { As } from "../../control-types.ts";
import type { JsonObject } from "../../json.ts";
import { checkView } from "../blocks/check.ts";
import { viewShape } from "../shapes.ts";
import type { Trigger } from "../triggers.ts";
import { type OpenView, STACK_LIMIT } from "../views.ts";
import {
  type ApiAnswer,
  type Call,
  failed,
  type Method,
  objectArgument,
  refusedFor,
} from "./call.ts";

type Refused = { refused: ApiAnswer };
type GivenView = { view: JsonObject } | Refused;

const refuse = (answer: ApiAnswer): Refused => ({ refused: answer });

/** The view of a call, or why Slack refuses it. */
function viewOf({ args }: Call, type: "modal" | "home" | "any"): GivenView {
  const view = objectArgument(args.view);
  const problems = checkView(view);
  const first = problems[0];
  if (first) return refuse(refusedFor(first.code ?? "invalid_arguments", problems, "/view"));
  if (!view || (type !== "any" && view.type !== type)) {
    const problem = { path: "/type", text: `must be one of: ${type}` };
    return refuse(refusedFor("invalid_arguments", [problem], "/view"));
  }
  return { view };
}

/** Checks the view, then spends the trigger: a refused view leaves its trigger usable. */
function viewForTrigger(call: Call): { view: JsonObject; as: As; trigger: Trigger } | Refused {
  const given = viewOf(call, "modal");
  if ("refused" in given) return given;
  const { view } = given;
  if (isTaken(call, view.external_id)) return refuse(failed("duplicate_external_id"));
  const exchange = call.context.triggers.exchange(call.args.trigger_id, call.team.id);
  if (!exchange.ok) return refuse(failed(exchange.error));
  const as: As = `${call.team.id}:${exchange.trigger.user}`;
  return { view, as, trigger: exchange.trigger };
}

function isTaken({ context, team }: Call, externalId: unknown, except?: OpenView): boolean {
  const other = context.views.find(team.id, { externalId });
  return other !== undefined && other !== except;
}

function shown({ context }: Call, view: OpenView): ApiAnswer {
  context.changes.tell({ as: view.as }, "views");
  return { ok: true, view: viewShape(context, view) };
}

const open: Method = {
  required: ["trigger_id", "view"],
  tier: 4,
  run(call) {
    const given = viewForTrigger(call);
    if ("refused" in given) return given.refused;
    return shown(call, call.context.views.open(given.as, given.view));
  },
};

const push: Method = {
  required: ["trigger_id", "view"],
  tier: 4,
  run(call) {
    const given = viewForTrigger(call);
    if ("refused" in given) return given.refused;
    const { as, view, trigger } = given;
    const stack = call.context.views.stack(as);
    if (!stack.some(({ id }) => id === trigger.viewId)) return failed("not_found");
    if (stack.length >= STACK_LIMIT) return failed("push_limit_reached");
    return shown(call, call.context.views.push(as, view));
  },
};

const update: Method = {
  required: ["view"],
  tier: 4,
  run(call) {
    const { view_id: id, external_id: externalId, hash } = call.args;
    if (!id && !externalId) return failed("invalid_arguments");
    const given = viewOf(call, "any");
    if ("refused" in given) return given.refused;
    const found = call.context.views.find(call.team.id, { id, externalId });
    if (!found) return failed("not_found");
    if (hash !== undefined && hash !== found.hash) return failed("hash_conflict");
    const { view } = given;
    if (view.type !== found.given.type) return failed("invalid_arguments");
    if (isTaken(call, view.external_id, found)) return failed("duplicate_external_id");
    call.context.views.replace(found, view);
    return shown(call, found);
  },
};

const publish: Method = {
  required: ["user_id", "view"],
  tier: 4,
  run(call) {
    const user = call.team.users.find(({ id }) => id === call.args.user_id);
    if (!user) {
      return failed("invalid_arguments", {
        response_metadata: { messages: ["invalid `user_id`"] },
      });
    }
    const given = viewOf(call, "home");
    if ("refused" in given) return given.refused;
    const as: As = `${call.team.id}:${user.id}`;
    const { hash } = call.args;
    const before = call.context.views.home(as);
    if (hash !== undefined && hash !== before?.hash) return failed("hash_conflict");
    return shown(call, call.context.views.publish(as, given.view));
  },
};

export const viewMethods: Record<string, Method> = {
  "views.open": open,
  "views.push": push,
  "views.update": update,
  "views.publish": publish,
};
