/** What Teams would refuse in a card, or draw otherwise than it is meant. */
import { createRequire } from "node:module";
import type * as AdaptiveCards from "adaptivecards";
import { isObject, type JsonObject, listOf, objectsOf } from "../json.ts";

// Its modules are for bundlers: Node takes what they were bundled to.
const { AdaptiveCard, SerializationContext, Versions }: typeof AdaptiveCards = createRequire(
  import.meta.url,
)("adaptivecards/dist/adaptivecards.js");

const MOST_ACTIONS = 6;

/** None for a card that Teams takes; Microsoft's own parser looks first. */
export function cardProblems(given: unknown, isDialog: boolean): string[] {
  const context = new SerializationContext(Versions.v1_5);
  const card = new AdaptiveCard();
  card.hostConfig.actions.maxActions = MOST_ACTIONS;
  card.parse(given, context);
  const events = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at));
  return [
    ...(isObject(given) && given.type === "AdaptiveCard" ? [] : ["not an Adaptive Card"]),
    ...events.map((event) => event?.message ?? "unknown"),
    ...card.validateProperties().validationEvents.map(({ message }) => message),
    ...partsOf(given).flatMap((part) => problemsOf(part, isDialog)),
  ];
}

/** What the package doesn't look at. */
function problemsOf(part: JsonObject, isDialog: boolean): string[] {
  const { type, version } = part;
  if (type === "AdaptiveCard" && !/^1\.[0-5]$/.test(String(version)))
    return ["a newer version than 1.5"];
  if (listOf(part.actions).length > MOST_ACTIONS) return ["more than six actions"];
  if (type === "Action.Execute" && isDialog) return ["Action.Execute in a dialog"];
  if (!isInput(part)) return [];
  if (!part.label) return ["an input without a label"];
  const values = objectsOf(part.choices).map(({ value }) => String(value));
  if (values.some((value) => value.includes(","))) return ["a choice with a comma"];
  return repeated(values).map((value) => `the choice ${value} twice`);
}

const repeated = (all: readonly unknown[]): unknown[] =>
  all.filter((one, at) => all.indexOf(one) < at);

/** Each object within, itself first. */
export const partsOf = (value: unknown): JsonObject[] => {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  return isObject(value) ? [value, ...Object.values(value).flatMap(partsOf)] : [];
};

const isInput = ({ type }: JsonObject): boolean => String(type).startsWith("Input.");

export const inputsOf = (card: unknown): JsonObject[] => partsOf(card).filter(isInput);
