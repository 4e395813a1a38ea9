import { done } from "../../domain/outcome.ts";
import type { StateValues } from "../control-types.ts";
import { type JsonObject, objectOf } from "../json.ts";
import { asOf } from "../shared/people.ts";
import { sendViewAction } from "../slack/actions.ts";
import { clientErrors } from "../slack/client-checks.ts";
import { findElement } from "../slack/normalise.ts";
import { slackFile } from "../slack/slack-file.ts";
import { staticOffers, valueKeyOf } from "../slack/state-values.ts";
import { sendClosed, sendSubmission } from "../slack/submission.ts";
import { askOptions } from "../slack/suggestions.ts";
import { type Choices, typedValues, type ValueRefusal } from "../slack/typed-values.ts";
import type { OpenView } from "../slack/views.ts";
import { type Answer, type AskedAs, answer, ownView, refuse } from "./request.ts";
import { chosenIn } from "./talk.ts";

/** POST /_local/view/act: a button, or an input; an input without dispatch_action only keeps its value. */
export async function act(asked: AskedAs): Promise<Answer> {
  const { context, person, given } = asked;
  const view = ownView(asked);
  if (!view) return refuse("view_not_found", 404);
  const found = findElement(view.blocks, given.blockId, given.actionId);
  if (!found) return refuse("unknown_element", 404);
  const refusal = takeValues(asked, view);
  if (refusal !== undefined) return refuse(refusal);
  const { block, element } = found;
  const chosen = valueKeyOf(element)
    ? done(objectOf(view.values[String(block.block_id)]?.[String(element.action_id)]))
    : chosenIn(element, given);
  if (!chosen.ok) return refuse(chosen.refusal);
  if (!isDispatched(block, element, given.trigger)) return answer({ ok: true, dispatched: false });
  await sendViewAction(context, person, view, { block, element, chosen: chosen.value });
  return answer({ ok: true, dispatched: true });
}

/** Inputs are heard of only when the app asked for it, text by default only on Enter. */
function isDispatched(block: JsonObject, element: JsonObject, trigger: unknown): boolean {
  if (block.type !== "input") return true;
  if (block.dispatch_action !== true) return false;
  if (trigger === undefined) return true;
  const wanted = objectOf(element.dispatch_action_config).trigger_actions_on ?? [
    "on_enter_pressed",
  ];
  const on = trigger === "character" ? "on_character_entered" : "on_enter_pressed";
  return Array.isArray(wanted) && wanted.includes(on);
}

/** Keeps what the client says was typed, or says why no client of Slack's could have sent it. */
function takeValues({ context, person, given }: AskedAs, view: OpenView): ValueRefusal | undefined {
  const choices: Choices = {
    offers: (element) => [...staticOffers(element), ...answeredTo(view, element)],
    file(id) {
      const file = context.files.find(person.team.id, id);
      return file && slackFile(file, context.base());
    },
  };
  const read = typedValues(view.blocks, view.values, valuesFrom(given.values), choices);
  if (!read.ok) return read.refusal;
  view.values = read.value;
  return undefined;
}

/** The options that an external select of this view was last answered with. */
const answeredTo = (view: OpenView, { action_id }: JsonObject): JsonObject[] =>
  [...view.offered].flatMap(([key, options]) => (key.endsWith(` ${action_id}`) ? options : []));

const valuesFrom = (given: unknown): StateValues =>
  Object.fromEntries(Object.entries(objectOf(given)).map(([block, of]) => [block, objectOf(of)]));

/** POST /_local/view/submit: checked by the client first, then sent. */
export async function submit(asked: AskedAs): Promise<Answer> {
  const { context, person } = asked;
  const view = ownView(asked);
  if (view?.given.type !== "modal") return refuse("view_not_found", 404);
  if (view.given.submit === undefined) return refuse("no_submit");
  const refusal = takeValues(asked, view);
  if (refusal !== undefined) return refuse(refusal);
  view.errors = clientErrors(view);
  view.trouble = null;
  if (Object.keys(view.errors).length === 0) await sendSubmission(context, person, view);
  else context.changes.tell({ as: asOf(person) }, "views");
  const isFine = Object.keys(view.errors).length === 0 && view.trouble === null;
  return answer(isFine ? { ok: true } : { ok: false, errors: view.errors, trouble: view.trouble });
}

/** POST /_local/view/close: Cancel closes the topmost, ✕ (`all`) or clear_on_close the whole stack. */
export async function close(asked: AskedAs): Promise<Answer> {
  const { context, person, given } = asked;
  const view = ownView(asked);
  if (view?.given.type !== "modal") return refuse("view_not_found", 404);
  const isCleared = given.all === true || view.given.clear_on_close === true;
  const closed = isCleared ? context.views.clear(asOf(person)) : [view];
  if (!isCleared) context.views.closeTop(asOf(person));
  context.changes.tell({ as: asOf(person) }, "views");
  for (const one of closed) await sendClosed(context, person, one, isCleared);
  return answer({ ok: true });
}

/** POST /_local/view/options: what an external select offers for what was typed. */
export async function options(asked: AskedAs): Promise<Answer> {
  const { context, person, given } = asked;
  const view = ownView(asked);
  if (!view) return refuse("view_not_found", 404);
  const at = {
    blockId: String(given.blockId),
    actionId: String(given.actionId),
    typed: String(given.value ?? ""),
  };
  const found = findElement(view.blocks, at.blockId, at.actionId);
  if (!String(found?.element.type).endsWith("external_select"))
    return refuse("unknown_element", 404);
  return answer({ options: await askOptions(context, person, view, at) });
}
