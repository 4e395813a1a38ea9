import type { Context } from "../context.ts";
import { type JsonObject, objectOf, objectsOf, parseJson } from "../json.ts";
import { deliverPayload } from "./actions.ts";
import { option } from "./blocks/composition.ts";
import { list } from "./blocks/rules.ts";
import type { Person } from "./people.ts";
import { commonShape, viewShape } from "./shapes.ts";
import { dispatchError } from "./signed-post.ts";
import type { OpenView } from "./views.ts";

/** Asks the app for an external select's options and remembers them as offered; none on trouble. */
export async function askOptions(
  context: Context,
  person: Person,
  view: OpenView,
  at: { blockId: string; actionId: string; typed: string },
): Promise<JsonObject[]> {
  const delivered = await deliverPayload(context, {
    type: "block_suggestion",
    ...commonShape(context, person),
    container: { type: "view", view_id: view.id },
    action_id: at.actionId,
    block_id: at.blockId,
    value: at.typed,
    view: viewShape(context, view),
  });
  const failure = dispatchError(delivered);
  const answer = objectOf(delivered.kind === "answered" ? parseJson(delivered.text) : undefined);
  const options = [
    ...objectsOf(answer.options),
    ...objectsOf(answer.option_groups).flatMap((group) => objectsOf(group.options)),
  ];
  const problems = list(0, 100, option("plain"))(options, "/options");
  if (failure !== undefined || problems.length > 0) {
    context.log(`No options for ${at.actionId}: ${failure ?? JSON.stringify(problems)}`);
    return [];
  }
  view.offered.set(`${at.blockId} ${at.actionId}`, options);
  return options;
}
