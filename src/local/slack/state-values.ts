import type { StateValues } from "../control-types.ts";
import { type JsonObject, objectOf, objectsOf } from "../json.ts";
import { elementsOf } from "./normalise.ts";

/** Where each kind of element keeps what was chosen, what it starts from, and how empty looks. */
interface Kind {
  key: string;
  initial: string;
  empty: null | "list";
}

const one = (key: string, initial: string): Kind => ({ key, initial, empty: null });
const several = (key: string, initial: string): Kind => ({ key, initial, empty: "list" });

const KINDS: Record<string, Kind> = {
  plain_text_input: one("value", "initial_value"),
  email_text_input: one("value", "initial_value"),
  url_text_input: one("value", "initial_value"),
  number_input: one("value", "initial_value"),
  rich_text_input: one("rich_text_value", "initial_value"),
  static_select: one("selected_option", "initial_option"),
  external_select: one("selected_option", "initial_option"),
  radio_buttons: one("selected_option", "initial_option"),
  users_select: one("selected_user", "initial_user"),
  channels_select: one("selected_channel", "initial_channel"),
  conversations_select: one("selected_conversation", "initial_conversation"),
  datepicker: one("selected_date", "initial_date"),
  timepicker: one("selected_time", "initial_time"),
  datetimepicker: one("selected_date_time", "initial_date_time"),
  checkboxes: several("selected_options", "initial_options"),
  multi_static_select: several("selected_options", "initial_options"),
  multi_external_select: several("selected_options", "initial_options"),
  multi_users_select: several("selected_users", "initial_users"),
  multi_channels_select: several("selected_channels", "initial_channels"),
  multi_conversations_select: several("selected_conversations", "initial_conversations"),
  file_input: several("files", ""),
};

/** The key under which an element's value stands in `view.state.values`; none for buttons. */
export const valueKeyOf = (element: JsonObject): string | undefined =>
  KINDS[String(element.type)]?.key;

/** Options that an element offers now; an external select's are those it was last answered with. */
export type OffersOf = (element: JsonObject) => JsonObject[];

export const staticOffers: OffersOf = (element) => [
  ...objectsOf(element.options),
  ...objectsOf(element.option_groups).flatMap(({ options }) => objectsOf(options)),
];

/**
 * `view.state.values` when these blocks are first shown or replace others: what stood under the
 * same block_id and action_id is kept, everything else starts from its initial value.
 */
export function startValues(blocks: JsonObject[], kept: StateValues = {}): StateValues {
  return valuesFor(blocks, (element, blockId, actionId) => {
    const before = objectOf(kept[blockId]?.[actionId]);
    return before.type === element.type && stillOffered(element, before)
      ? before
      : freshValue(element);
  });
}

/** The values that a client sends, read strictly: foreign keys fall away, absent ones stay. */
export function typedValues(
  blocks: JsonObject[],
  current: StateValues,
  given: StateValues,
  offers: OffersOf = staticOffers,
): StateValues | "unknown_option" {
  let unknownOption = false;
  const values = valuesFor(blocks, (element, blockId, actionId) => {
    const entry = given[blockId]?.[actionId];
    if (entry === undefined) return objectOf(current[blockId]?.[actionId]);
    const value = typedValue(element, objectOf(entry), offers);
    if (value === "unknown_option") unknownOption = true;
    return objectOf(value);
  });
  return unknownOption ? "unknown_option" : values;
}

function valuesFor(
  blocks: JsonObject[],
  entryFor: (element: JsonObject, blockId: string, actionId: string) => JsonObject,
): StateValues {
  const values: StateValues = {};
  for (const block of blocks) {
    const blockId = String(block.block_id);
    for (const element of elementsOf(block).filter(valueKeyOf)) {
      const actionId = String(element.action_id);
      values[blockId] = { ...values[blockId], [actionId]: entryFor(element, blockId, actionId) };
    }
  }
  return values;
}

function freshValue(element: JsonObject): JsonObject {
  const kind = KINDS[String(element.type)];
  return kind
    ? { type: element.type, [kind.key]: element[kind.initial] ?? emptyOf(kind) }
    : { type: element.type };
}

const emptyOf = (kind: Kind): unknown => (kind.empty === "list" ? [] : null);

/** One value as Slack would send it; an emptied text is null, options come back whole. */
export function typedValue(
  element: JsonObject,
  entry: JsonObject,
  offers: OffersOf = staticOffers,
): JsonObject | "unknown_option" {
  const kind = KINDS[String(element.type)];
  if (!kind) return { type: element.type };
  const raw = entry[kind.key];
  const value = isOptions(kind) ? chosen(kind, raw, offers(element)) : raw || emptyOf(kind);
  return value === "unknown_option" ? value : { type: element.type, [kind.key]: value };
}

const isOptions = (kind: Kind): boolean => kind.key.startsWith("selected_option");

function chosen(kind: Kind, raw: unknown, offered: JsonObject[]): unknown {
  const wanted = kind.empty === "list" ? objectsOf(raw) : objectsOf([raw]);
  const found = wanted.map(({ value }) => offered.find((option) => option.value === value));
  if (found.includes(undefined)) return "unknown_option";
  return kind.empty === "list" ? found : (found[0] ?? null);
}

function stillOffered(element: JsonObject, before: JsonObject): boolean {
  const kind = KINDS[String(element.type)];
  const isStatic = element.options !== undefined || element.option_groups !== undefined;
  if (!kind || !isOptions(kind) || !isStatic) return true;
  return chosen(kind, before[kind.key], staticOffers(element)) !== "unknown_option";
}
