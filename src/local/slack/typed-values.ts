import { done, type Outcome, refused } from "../../domain/outcome.ts";
import type { StateValues } from "../control-types.ts";
import { type JsonObject, listOf, objectOf, objectsOf, textOf } from "../json.ts";
import { isDay } from "./blocks/elements.ts";
import { emptyOf, type Kind, kindOf, staticOffers, valuesFor } from "./state-values.ts";

/** What Slack's own client could never send. */
export type ValueRefusal = "unknown_option" | "unknown_file" | "invalid_date";

/** What a client can choose from: an external select's last answers, and the files uploaded. */
export interface Choices {
  offers(element: JsonObject): JsonObject[];
  file(id: unknown): JsonObject | undefined;
}

export const staticChoices: Choices = { offers: staticOffers, file: () => undefined };

/** The values that a client sends, read strictly: foreign keys fall away, absent ones stay. */
export function typedValues(
  blocks: JsonObject[],
  current: StateValues,
  given: StateValues,
  choices: Choices,
): Outcome<StateValues, ValueRefusal> {
  const refusals: ValueRefusal[] = [];
  const values = valuesFor(blocks, (element, blockId, actionId) => {
    const before = objectOf(current[blockId]?.[actionId]);
    const entry = given[blockId]?.[actionId];
    if (entry === undefined) return before;
    const read = typedValue(element, objectOf(entry), choices);
    if (read.ok) return read.value;
    refusals.push(read.refusal);
    return before;
  });
  return refusals[0] === undefined ? done(values) : refused(refusals[0]);
}

/** One value as Slack would send it: an emptied text is null, options and files come back whole. */
export function typedValue(
  element: JsonObject,
  entry: JsonObject,
  choices: Choices,
): Outcome<JsonObject, ValueRefusal> {
  const kind = kindOf(element);
  if (!kind) return done({});
  const read = readIn(kind, element, entry[kind.key], choices);
  return read.ok ? done({ type: element.type, [kind.key]: read.value }) : read;
}

function readIn(
  kind: Kind,
  element: JsonObject,
  raw: unknown,
  choices: Choices,
): Outcome<unknown, ValueRefusal> {
  if (kind.key === "selected_option" || kind.key === "selected_options") {
    return chosen(kind, raw, choices.offers(element));
  }
  if (kind.key === "files") return uploaded(raw, choices);
  if (kind.key === "value") return done(textOf(raw) || null);
  const isBadDate = kind.key === "selected_date" && raw && isDay(raw, "").length > 0;
  return isBadDate ? refused("invalid_date") : done(raw || emptyOf(kind));
}

function chosen(kind: Kind, raw: unknown, offered: JsonObject[]): Outcome<unknown, ValueRefusal> {
  const wanted = kind.empty === "list" ? objectsOf(raw) : objectsOf([raw]);
  const found = wanted.map(({ value }) => offered.find((option) => option.value === value));
  if (found.includes(undefined)) return refused("unknown_option");
  return done(kind.empty === "list" ? found : (found[0] ?? null));
}

function uploaded(raw: unknown, { file }: Choices): Outcome<unknown, ValueRefusal> {
  const files = listOf(raw).map((one) => file(textOf(one) ?? objectOf(one).id));
  return files.includes(undefined) ? refused("unknown_file") : done(files);
}
