/** What the bot answers while somebody waits, read as Teams' clients do. */
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import { isObject, type JsonObject, objectOf, parseJson, textOf } from "../json.ts";
import { cardProblems } from "./check-card.ts";
import { CARD_TYPE } from "./content.ts";

type DialogAnswer =
  | { kind: "closed" }
  | { kind: "message"; message: string }
  | { kind: "card"; title: string; card: JsonObject };

const SIZES = ["small", "medium", "large"];

/** Refused with what is wrong with it. */
export function readDialogAnswer(text: string): Outcome<DialogAnswer, string> {
  if (text.trim() === "") return done({ kind: "closed" });
  const { type, value } = objectOf(objectOf(parseJson(text)).task);
  if (type === "message") {
    return typeof value === "string" && value !== ""
      ? done({ kind: "message", message: value })
      : refused("a message without text");
  }
  if (type !== "continue") return refused("neither continue nor message");
  const { title, card, width, height } = objectOf(value);
  if (typeof title !== "string" || title.trim() === "") return refused("a dialog without a title");
  const isSized = [width, height].every(
    (size) => size === undefined || typeof size === "number" || SIZES.includes(String(size)),
  );
  if (!isSized) return refused("a size that Teams doesn't know");
  const { contentType, content } = objectOf(card);
  if (contentType !== CARD_TYPE || !isObject(content)) return refused("a dialog without a card");
  const [problem] = cardProblems(content, true);
  return problem === undefined ? done({ kind: "card", title, card: content }) : refused(problem);
}

/** To an Action.Execute: a sentence for whoever pressed, or a card in place of this one, for them alone. */
export function readCardAnswer(
  text: string,
): Outcome<{ note?: string; card?: JsonObject }, string> {
  const { statusCode, type, value } = objectOf(parseJson(text));
  if (statusCode !== 200) return refused(`status ${String(statusCode)}`);
  if (type === "application/vnd.microsoft.activity.message") {
    const note = textOf(value);
    return note ? done({ note }) : refused("a message without text");
  }
  if (type !== CARD_TYPE || !isObject(value))
    return refused(`an answer of the type ${String(type)}`);
  const [problem] = cardProblems(value, false);
  return problem === undefined ? done({ card: value }) : refused(problem);
}
