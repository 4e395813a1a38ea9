import { cardProblems, partsOf as objectsIn } from "../../../src/local/teams/check-card.ts";

type Json = Record<string, unknown>;

/** What Teams would refuse or draw otherwise than we mean: none for a card that it takes. */
export function problemsOf(given: unknown, isDialog: boolean): string[] {
  const problems = cardProblems(given, isDialog);
  for (const part of partsOf(given)) problems.push(...ours(part, isDialog));
  const ids = partsOf(given).flatMap(({ type, id }) => (isInput(type) ? [id] : []));
  if (new Set(ids).size < ids.length) problems.push("an input's id twice");
  if (Buffer.byteLength(JSON.stringify(given)) > 80_000) problems.push("more than 80 KB");
  return problems;
}

/** Of an answer to an activity: the card of a dialog, or the one that takes a card's place. */
export function problemsOfAnswer(json: Json): string[] {
  const { type, value, task } = json as { type?: string; value?: unknown; task?: Json };
  if (type === "application/vnd.microsoft.card.adaptive") return problemsOf(value, false);
  if (task?.type !== "continue") return [];
  const { title, card } = task.value as { title: string; card: { content: unknown } };
  return [
    ...(isEmpty(title) ? ["a dialog without a title"] : []),
    ...problemsOf(card.content, true),
  ];
}

const isInput = (type: unknown): boolean => String(type).startsWith("Input.");
const isEmpty = (text: unknown): boolean => typeof text !== "string" || text.trim() === "";

/** What the package doesn't look at. */
function ours(part: Json, isDialog: boolean): string[] {
  const type = String(part.type);
  const known = KNOWN[type];
  if (part.type !== undefined && part.type !== "task/fetch") {
    if (!known) return [`an unknown ${type}`];
    const unknown = Object.keys(part).filter((key) => ![...known, ...COMMON].includes(key));
    if (unknown.length > 0) return [`${type} with ${unknown.join(", ")}`];
  }
  if (type === "AdaptiveCard" && part.version !== "1.5") return ["another version than 1.5"];
  if (type === "TextRun" && (isEmpty(part.text) || String(part.text).includes("\n")))
    return ["a run that is empty or of several lines"];
  if (type === "RichTextBlock" && (part.inlines as Json[]).length === 0)
    return ["a block of nothing"];
  if (type === "ActionSet" && (part.actions as Json[]).length > 5)
    return ["more than five actions"];
  if (type.startsWith("Action.")) return ofAction(part, isDialog);
  return isInput(type) ? ofInput(part, isDialog) : [];
}

const COMMON = ["type", "spacing", "separator"];
/** All that we draw: what isn't here is drawn otherwise in Teams than we mean, or not at all. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  AdaptiveCard: ["version", "msteams", "body", "fallbackText", "$schema", "refresh"],
  RichTextBlock: ["inlines"],
  TextRun: ["text", "weight", "size", "isSubtle", "color"],
  Container: ["style", "items"],
  ColumnSet: ["columns"],
  Column: ["width", "verticalContentAlignment", "items"],
  ActionSet: ["actions"],
  "Input.Text": ["id", "label", "value", "placeholder", "maxLength", "isMultiline", "style"],
  "Input.Date": ["id", "label", "value"],
  "Input.ChoiceSet": [
    ...["id", "label", "value", "placeholder", "style", "isMultiSelect", "wrap", "choices"],
  ],
  "Action.OpenUrl": ["title", "style", "url"],
  "Action.Submit": ["title", "style", "data"],
  "Action.Execute": ["title", "style", "verb", "data", "associatedInputs"],
  "Action.ShowCard": ["title", "style", "card"],
};

function ofAction({ type, title, data, url }: Json, isDialog: boolean): string[] {
  if (isEmpty(title)) return ["a button without words"];
  const { msteams } = (data ?? {}) as Json;
  const opens = (msteams as Json | undefined)?.type === "task/fetch";
  if (type === "Action.Submit" && opens === isDialog)
    return [isDialog ? "a dialog in a dialog" : "a button that would write a message"];
  const isPage = type !== "Action.OpenUrl" || /^https:\/\//.test(String(url));
  return isPage ? [] : ["a page that isn't one"];
}

const OURS = ["verb", "id", "form", "pointer", "asked", "needed", "saves", "msteams"];

function ofInput(part: Json, isDialog: boolean): string[] {
  const choices = (part.choices ?? []) as Json[];
  const values = choices.map(({ value }) => String(value));
  const chosen = String(part.value ?? "").split(part.isMultiSelect ? "," : /$^/);
  const isChoice = part.type === "Input.ChoiceSet";
  return [
    ...(isDialog ? [] : ["an input in a message"]),
    ...(OURS.includes(String(part.id)) ? ["an input that has the name of one of ours"] : []),
    ...(isChoice && choices.length === 0 ? ["nothing to choose from"] : []),
    ...(choices.some(({ title }) => isEmpty(title)) ? ["a choice without words"] : []),
    ...(values.includes("") ? ["a choice without a value"] : []),
    ...(isChoice && chosen.some((one) => one !== "" && !values.includes(one))
      ? ["chosen what there isn't"]
      : []),
    ...(String(part.value ?? "").length > Number(part.maxLength ?? Number.POSITIVE_INFINITY)
      ? ["longer than it may be"]
      : []),
  ];
}

/** Each object within, itself first. */
export const partsOf: (value: unknown) => Json[] = objectsIn;

/** All that people read in a card, in its order. */
export const textOf = (given: unknown): string =>
  partsOf(given)
    .flatMap(({ type, text, label, title, placeholder, value }) =>
      [
        type === "TextRun" ? text : undefined,
        label,
        title,
        placeholder,
        label ? value : undefined,
      ].filter((one) => typeof one === "string"),
    )
    .join("\n");
