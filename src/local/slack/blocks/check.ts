import { isObject, objectsOf } from "../../json.ts";
import { inMessage, inView } from "./blocks.ts";
import { plainText } from "./composition.ts";
import {
  every,
  flag,
  list,
  type Problem,
  problem,
  type Rule,
  shape,
  text,
  typed,
} from "./rules.ts";

/** Blocks in a message and in a view, a view's size in bytes, a message's characters (docs/platform-limits.md). */
const BLOCKS = { message: 50, view: 100 };
const VIEW_BYTES = 250_000;
const MESSAGE_CHARACTERS = 13_200;
const MARKDOWN_CHARACTERS = 12_000;

/** Everything that Slack would refuse in a view; `path` counts from the view itself. */
export function checkView(view: unknown): Problem[] {
  const size = Buffer.byteLength(JSON.stringify(view ?? null));
  if (size > VIEW_BYTES) return problem("", "the view is larger than 250 KB", "view_too_large");
  return anyView(view, "");
}

/** Everything that Slack would refuse in a message's blocks; `path` begins with "/blocks". */
export function checkMessageBlocks(blocks: unknown): Problem[] {
  const problems = messageBlocks(blocks, "/blocks");
  if (problems.length > 0) return problems;
  return charactersOf(blocks) > MESSAGE_CHARACTERS
    ? problem("/blocks", "all blocks together are too long", "msg_blocks_too_long")
    : [];
}

/** As Slack writes them into `response_metadata.messages`. */
export const inSlacksWords = (problems: Problem[], prefix = ""): string[] =>
  problems.map(({ path, text }) => `[ERROR] ${text} [json-pointer:${prefix}${path}]`);

const blockIdsDiffer: Rule = (blocks, path) => {
  const ids = objectsOf(blocks).map(({ block_id }) => block_id);
  const repeated = ids.findIndex((id, at) => id !== undefined && ids.indexOf(id) !== at);
  return repeated < 0
    ? []
    : problem(`${path}/${repeated}/block_id`, `duplicate block_id: ${String(ids[repeated])}`);
};

const oneFocus: Rule = (blocks, path) => {
  const focused = objectsOf(blocks).filter(
    ({ element }) => isObject(element) && element.focus_on_load === true,
  );
  return focused.length > 1 ? problem(path, "only one element may have focus_on_load") : [];
};

const submitWithInputs: Rule = (view, path) => {
  if (!isObject(view) || view.submit !== undefined) return [];
  const hasInput = objectsOf(view.blocks).some(({ type }) => type === "input");
  return hasInput ? problem(path, "missing required field: submit") : [];
};

const noFiles: Rule = (blocks, path) =>
  objectsOf(blocks).flatMap(({ element }, at) =>
    isObject(element) && element.type === "file_input"
      ? problem(`${path}/${at}/element/type`, "unsupported type: file_input")
      : [],
  );

const oneTable: Rule = (blocks, path) =>
  objectsOf(blocks).filter(({ type }) => type === "table").length > 1
    ? problem(path, "only one table allowed", "invalid_attachments")
    : [];

const markdownFits: Rule = (blocks, path) => {
  const all = objectsOf(blocks).filter(({ type }) => type === "markdown");
  const length = all.reduce((sum, one) => sum + String(one.text).length, 0);
  return length > MARKDOWN_CHARACTERS
    ? problem(path, `markdown must be less than ${MARKDOWN_CHARACTERS + 1} characters in all`)
    : [];
};

const messageBlocks = every(
  list(0, BLOCKS.message, inMessage),
  blockIdsDiffer,
  noFiles,
  oneTable,
  markdownFits,
);
const viewBlocks = every(list(0, BLOCKS.view, inView), blockIdsDiffer, oneFocus);

const everyView = {
  private_metadata: text(3000, 0),
  callback_id: text(255, 0),
  external_id: text(255, 0),
};

const anyView = typed({
  modal: shape({
    required: { title: plainText(24), blocks: viewBlocks },
    optional: {
      ...everyView,
      submit: plainText(24),
      close: plainText(24),
      clear_on_close: flag,
      notify_on_close: flag,
    },
    also: [submitWithInputs],
  }),
  home: shape({ required: { blocks: every(viewBlocks, noFiles) }, optional: everyView }),
});

/** All text that people read, in all blocks together. */
function charactersOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + charactersOf(one), 0);
  if (!isObject(value)) return 0;
  const own = typeof value.text === "string" ? value.text.length : 0;
  return own + charactersOf(Object.values(value));
}
