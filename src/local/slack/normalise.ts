import { isObject, type JsonObject, objectOf, objectsOf } from "../json.ts";
import { newBlockId } from "./ids.ts";

/**
 * Blocks as Slack gives them back: every block and interactive element has an id, every text its
 * `emoji` or `verbatim`, every input its `optional` and `dispatch_action`.
 */
export const normaliseBlocks = (blocks: unknown): JsonObject[] =>
  objectsOf(blocks).map(normaliseBlock);

function normaliseBlock(block: JsonObject): JsonObject {
  const { type, block_id = newBlockId(), ...rest } = objectOf(withTextDefaults(block));
  const filled: JsonObject = { type, block_id, ...rest };
  if (type === "input") {
    filled.optional ??= false;
    filled.dispatch_action ??= false;
    filled.element = withActionId(objectOf(filled.element));
  }
  if (type === "actions") filled.elements = objectsOf(filled.elements).map(withActionId);
  if (isObject(filled.accessory) && filled.accessory.type !== "image") {
    filled.accessory = withActionId(filled.accessory);
  }
  return filled;
}

function withActionId(element: JsonObject): JsonObject {
  const multiline = element.type === "plain_text_input" ? { multiline: false } : {};
  const { type, action_id = newBlockId(), ...rest } = element;
  return { type, action_id, ...multiline, ...rest };
}

function withTextDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withTextDefaults);
  if (!isObject(value)) return value;
  const inner = Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, withTextDefaults(part)]),
  );
  if (value.type === "plain_text") return { emoji: true, ...inner };
  if (value.type === "mrkdwn") return { verbatim: false, ...inner };
  return inner;
}

/** The elements of a block that a person can use, wherever the block keeps them. */
export function elementsOf(block: JsonObject): JsonObject[] {
  if (block.type === "input") return objectsOf([block.element]);
  if (block.type === "actions") return objectsOf(block.elements);
  return objectsOf([block.accessory]);
}

export function findElement(
  blocks: JsonObject[],
  blockId: unknown,
  actionId: unknown,
): { block: JsonObject; element: JsonObject } | undefined {
  const block = blocks.find(({ block_id }) => block_id === blockId);
  const element = block && elementsOf(block).find(({ action_id }) => action_id === actionId);
  return block && element ? { block, element } : undefined;
}
