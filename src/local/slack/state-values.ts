import type { StateValues } from "../control-types.ts";
import { type JsonObject, objectOf, objectsOf } from "../json.ts";
import { elementsOf } from "./normalise.ts";

/** Where each kind of element keeps what was chosen, what it starts from, and how empty looks. */
export interface Kind {
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
export const valueKeyOf = (element: JsonObject): string | undefined => kindOf(element)?.key;

export const kindOf = (element: JsonObject): Kind | undefined => KINDS[String(element.type)];

/** The options that stand in the element itself. */
export const staticOffers = (element: JsonObject): JsonObject[] => [
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

export function valuesFor(
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
  const kind = kindOf(element);
  return kind
    ? { type: element.type, [kind.key]: element[kind.initial] ?? emptyOf(kind) }
    : { type: element.type };
}

export const emptyOf = (kind: Kind): unknown => (kind.empty === "list" ? [] : null);

/** A choice made before an update falls away when the updated menu does not offer it. */
function stillOffered(element: JsonObject, before: JsonObject): boolean {
  const isStatic = element.options !== undefined || element.option_groups !== undefined;
  if (!isStatic) return true;
  const offered = staticOffers(element).map(({ value }) => value);
  const chosen = [...objectsOf([before.selected_option]), ...objectsOf(before.selected_options)];
  return chosen.every(({ value }) => offered.includes(value));
}
