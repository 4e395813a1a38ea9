import { AdaptiveCard, SerializationContext, Versions } from "adaptivecards";

type Json = Record<string, unknown>;

/** What Teams would refuse or draw otherwise than we mean: none for a card that it takes. */
export function problemsOf(given: unknown, isDialog: boolean): string[] {
  const problems: string[] = [];
  const context = new SerializationContext(Versions.v1_5);
  const card = new AdaptiveCard();
  card.parse(given, context);
  for (let at = 0; at < context.eventCount; at += 1)
    problems.push(context.getEventAt(at)?.message ?? "unknown");
  problems.push(...card.validateProperties().validationEvents.map(({ message }) => message));
  for (const part of partsOf(given)) problems.push(...ours(part, isDialog));
  if (Buffer.byteLength(JSON.stringify(given)) > 80_000) problems.push("more than 80 KB");
  return problems;
}

/** What the package doesn't look at. */
function ours(part: Json, isDialog: boolean): string[] {
  const { type } = part;
  if (type === "AdaptiveCard" && part.version !== "1.5") return ["another version than 1.5"];
  if (type === "TextBlock" || type === "FactSet") return [`${type} is markdown`];
  if (type === "TextRun" && (part.text === "" || String(part.text).includes("\n")))
    return ["a run that is empty or of several lines"];
  if (type === "ActionSet" && (part.actions as Json[]).length > 5)
    return ["more than five actions"];
  if (type === "Action.Execute" && isDialog) return ["Execute in a dialog"];
  if (!String(type).startsWith("Input.")) return [];
  if (!part.label) return ["an input without a label"];
  if (["isRequired", "min", "max", "regex"].some((key) => key in part))
    return ["an input that keeps Back from being pressed"];
  if (
    ["verb", "id", "form", "pointer", "asked", "needed", "saves", "msteams"].includes(
      String(part.id),
    )
  )
    return ["an input that has the name of one of ours"];
  const values = ((part.choices ?? []) as Json[]).map(({ value }) => String(value));
  if (values.some((value) => value.includes(","))) return ["a choice with a comma"];
  return new Set(values).size < values.length ? ["a choice twice"] : [];
}

/** Each object within, itself first. */
export const partsOf = (value: unknown): Json[] => {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if (typeof value !== "object" || value === null) return [];
  return [value as Json, ...Object.values(value).flatMap(partsOf)];
};

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
