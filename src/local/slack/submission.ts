import type { Context } from "../context.ts";
import { isObject, type JsonObject, objectOf, parseJson } from "../json.ts";
import { asOf } from "../shared/people.ts";
import { deliverPayload, TROUBLE } from "./actions.ts";
import { checkView, inSlacksWords } from "./blocks/check.ts";
import type { Person } from "./people.ts";
import { commonShape, tellViews, triggerFor, viewShape } from "./shapes.ts";
import { dispatchError } from "./signed-post.ts";
import { type OpenView, STACK_LIMIT } from "./views.ts";

/** Sends a submission and does what the answer says; trouble and errors are shown in the view. */
export async function sendSubmission(
  context: Context,
  person: Person,
  view: OpenView,
): Promise<void> {
  const payload = {
    type: "view_submission",
    ...commonShape(context, person),
    trigger_id: triggerFor(context, person, view.id),
    view: viewShape(context, view),
    response_urls: [],
  };
  const delivered = await deliverPayload(context, payload);
  const text = delivered.kind === "answered" ? delivered.text.trim() : "";
  const failure = dispatchError(delivered) ?? obey(context, person, view, text);
  view.trouble = failure === undefined ? null : TROUBLE;
  if (failure !== undefined) context.log(`A submission met trouble: ${failure}`);
  tellViews(context, person);
}

/** What the acknowledgement asks for; returns why Slack would not do it. */
function obey(context: Context, person: Person, view: OpenView, text: string): string | undefined {
  const as = asOf(person);
  const answer = text === "" ? {} : parseJson(text);
  if (!isObject(answer)) return "the answer is not a JSON object";
  if (Object.keys(answer).length === 0) {
    if (context.views.stack(as).at(-1) === view) context.views.closeTop(as);
    return undefined;
  }
  if (answer.response_action === "clear") {
    context.views.clear(as);
    return undefined;
  }
  if (answer.response_action === "errors") return showErrors(view, objectOf(answer.errors));
  if (answer.response_action === "update" || answer.response_action === "push") {
    return showView(context, person, view, answer.response_action, answer.view);
  }
  return `unknown response_action: ${String(answer.response_action)}`;
}

function showErrors(view: OpenView, errors: JsonObject): string | undefined {
  const inputs = view.blocks.filter(({ type }) => type === "input").map(({ block_id }) => block_id);
  const foreign = Object.keys(errors).filter((blockId) => !inputs.includes(blockId));
  if (foreign.length > 0) return `errors name blocks that are no inputs: ${foreign.join(", ")}`;
  const texts = Object.entries(errors).map(([blockId, text]) => [blockId, String(text)] as const);
  if (texts.length === 0) return "errors is empty";
  view.errors = Object.fromEntries(texts);
  return undefined;
}

function showView(
  context: Context,
  person: Person,
  view: OpenView,
  action: "update" | "push",
  given: unknown,
): string | undefined {
  const problems = checkView(given);
  if (problems.length > 0)
    return `the view is refused: ${inSlacksWords(problems, "/view").join("; ")}`;
  const as = asOf(person);
  if (action === "update") {
    context.views.replace(view, objectOf(given));
    return undefined;
  }
  if (context.views.stack(as).length >= STACK_LIMIT) return "push_limit_reached";
  context.views.push(as, objectOf(given));
  return undefined;
}

/** A close, when the view asked to hear of it: without values, as Slack sends it. */
export async function sendClosed(
  context: Context,
  person: Person,
  view: OpenView,
  isCleared: boolean,
): Promise<void> {
  if (view.given.notify_on_close !== true) return;
  await deliverPayload(context, {
    type: "view_closed",
    ...commonShape(context, person),
    view: viewShape(context, view, {}),
    is_cleared: isCleared,
  });
}
