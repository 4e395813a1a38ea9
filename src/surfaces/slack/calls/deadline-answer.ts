import type { Commands } from "../../command.ts";
import { renderForm } from "../rendering/render-form.ts";
import { ephemeral } from "./respond.ts";

/**
 * What a call is answered with at the last moment, by its kind; the reply follows. An empty answer
 * would close a submitted form. Undefined where an empty one is right: buttons, keystrokes, events.
 */
export function deadlineAnswer(
  body: Readonly<Record<string, unknown>>,
  { loading, oneMoment }: Pick<Commands, "loading" | "oneMoment">,
): object | undefined {
  if (typeof body.command === "string") return ephemeral(oneMoment);
  if (body.type === "view_submission") {
    return { response_action: "update", view: renderForm(loading) };
  }
  return body.type === "block_suggestion" ? { options: [] } : undefined;
}
