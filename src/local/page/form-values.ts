import type { StateValues } from "../control-types.ts";
import { type Block, type BlockElement, elementsOf, type OptionObject } from "./block-kit.ts";

/** One entry of `view.state.values`, as Slack sends it. */
export interface Entry {
  type: string;
  value?: string | null;
  selected_option?: OptionObject | null;
  selected_options?: OptionObject[];
  selected_date?: string | null;
  selected_time?: string | null;
  files?: UploadedFile[];
}

/** As the stand-in describes it; all of it goes into a `file_input`'s value. */
export interface UploadedFile {
  id: string;
  name: string;
}

/** What a person has changed in this window, by `keyOf`; newer than what the stand-in knows. */
export type Typed = ReadonlyMap<string, Entry>;

export const keyOf = (blockId: string, element: BlockElement): string =>
  `${blockId} ${element.action_id} ${element.type}`;

/** Typed here, else what Slack keeps for the same ids, else the initial value. */
export function entryOf(
  block: Block,
  element: BlockElement,
  kept: StateValues,
  typed: Typed,
): Entry {
  const before = kept[block.block_id]?.[element.action_id];
  return (
    typed.get(keyOf(block.block_id, element)) ??
    (isEntry(before) && before.type === element.type ? before : initialEntry(element))
  );
}

const isEntry = (given: unknown): given is Entry =>
  typeof given === "object" && given !== null && "type" in given;

export function initialEntry(element: BlockElement): Entry {
  const { type } = element;
  switch (type) {
    case "static_select":
    case "radio_buttons":
      return { type, selected_option: element.initial_option ?? null };
    case "multi_static_select":
    case "checkboxes":
      return { type, selected_options: element.initial_options ?? [] };
    case "datepicker":
      return { type, selected_date: element.initial_date ?? null };
    case "timepicker":
      return { type, selected_time: element.initial_time ?? null };
    case "file_input":
      return { type, files: [] };
    default:
      return { type, value: element.initial_value ?? null };
  }
}

/** All of `view.state.values`, buttons left out. */
export function allValues(blocks: Block[], kept: StateValues, typed: Typed): StateValues {
  const values: StateValues = {};
  for (const [block, element] of inputsOf(blocks)) {
    const entry = entryOf(block, element, kept, typed);
    values[block.block_id] = { ...values[block.block_id], [element.action_id]: entry };
  }
  return values;
}

/** What was typed into inputs that are still there: the rest left with its step. */
export function stillThere(blocks: Block[], typed: Typed): Typed {
  const keys = new Set(inputsOf(blocks).map(([block, element]) => keyOf(block.block_id, element)));
  return new Map([...typed].filter(([key]) => keys.has(key)));
}

const inputsOf = (blocks: Block[]): [Block, BlockElement][] =>
  blocks.flatMap((block) =>
    elementsOf(block)
      .filter(({ type }) => type !== "button" && type !== "overflow")
      .map((element): [Block, BlockElement] => [block, element]),
  );

export const isEmpty = (entry: Entry): boolean =>
  !(
    entry.value?.trim() ||
    entry.selected_option ||
    entry.selected_options?.length ||
    entry.selected_date ||
    entry.selected_time ||
    entry.files?.length
  );
