import { describe, expect, test } from "vitest";
import { type Block, blocksOf } from "../../src/local/page/block-kit.ts";
import { problemsBeforeSending } from "../../src/local/page/form-checks.ts";
import {
  allValues,
  type Entry,
  entryOf,
  initialEntry,
  keyOf,
  stillThere,
} from "../../src/local/page/form-values.ts";

const option = (value: string) => ({ text: { type: "plain_text", text: value }, value });
const input = (block_id: string, element: object, more: object = {}) => ({
  type: "input",
  block_id,
  label: { type: "plain_text", text: block_id },
  element: { action_id: block_id, ...element },
  ...more,
});
const text = (block_id: string, more: object = {}, block: object = {}) =>
  input(block_id, { type: "plain_text_input", ...more }, block);
const blocks = (...given: object[]): Block[] => blocksOf(given);

const typedInto = (block: Block | undefined, entry: Entry): Map<string, Entry> =>
  block?.element ? new Map([[keyOf(block.block_id, block.element), entry]]) : new Map();

describe("what stands in an input", () => {
  const [topic] = blocks(text("topic", { initial_value: "from the draft" }));
  const kept = { topic: { topic: { type: "plain_text_input", value: "kept by Slack" } } };
  const typed = typedInto(topic, { type: "plain_text_input", value: "typed here" });
  const shown = (values: object, here: Map<string, Entry>) =>
    topic?.element && entryOf(topic, topic.element, values as typeof kept, here).value;

  test("is what was typed, before what Slack keeps, before the initial value", () => {
    expect(shown(kept, typed)).toBe("typed here");
    expect(shown(kept, new Map())).toBe("kept by Slack");
    expect(shown({}, new Map())).toBe("from the draft");
  });

  test("stays empty when a person emptied what Slack keeps", () => {
    expect(
      shown({ topic: { topic: { type: "plain_text_input", value: null } } }, new Map()),
    ).toBeNull();
  });

  test("is not taken over by an input of another kind under the same ids", () => {
    const [other] = blocks(input("topic", { type: "static_select", options: [option("a")] }));
    expect(other?.element && entryOf(other, other.element, kept, typed)).toEqual({
      type: "static_select",
      selected_option: null,
    });
  });
});

test("each kind of input is empty as Slack has it empty", () => {
  const empty = (type: string) => initialEntry({ type, action_id: "a" });
  expect(empty("plain_text_input")).toEqual({ type: "plain_text_input", value: null });
  expect(empty("radio_buttons")).toEqual({ type: "radio_buttons", selected_option: null });
  expect(empty("checkboxes")).toEqual({ type: "checkboxes", selected_options: [] });
  expect(empty("datepicker")).toEqual({ type: "datepicker", selected_date: null });
  expect(empty("timepicker")).toEqual({ type: "timepicker", selected_time: null });
  expect(empty("file_input")).toEqual({ type: "file_input", files: [] });
});

test("all inputs are sent, those of sections and actions too, and no buttons", () => {
  const given = blocks(
    text("topic"),
    { type: "section", block_id: "s", accessory: { type: "static_select", action_id: "host" } },
    { type: "actions", block_id: "a", elements: [{ type: "button", action_id: "back" }] },
  );
  expect(Object.keys(allValues(given, {}, new Map()))).toEqual(["topic", "s"]);
});

test("what was typed into a step that is gone is not carried into the next", () => {
  const [before, after] = blocks(text("topic"), text("topic:2"));
  const typed = typedInto(before, { type: "plain_text_input", value: "old" });
  expect(stillThere(before ? [before] : [], typed).size).toBe(1);
  expect(stillThere(after ? [after] : [], typed).size).toBe(0);
});

describe("before a submission is sent", () => {
  const problems = (given: object, entry?: Entry) => {
    const [block] = blocks(given);
    return problemsBeforeSending(
      block ? [block] : [],
      {},
      entry ? typedInto(block, entry) : new Map(),
    );
  };

  test("an empty required input is refused, an optional one is not, and blanks count as empty", () => {
    expect(problems(text("topic"))).toEqual({ topic: "Please complete this required field." });
    expect(problems(text("topic", {}, { optional: true }))).toEqual({});
    const blanks = { type: "plain_text_input", value: "  " };
    expect(problems(text("topic"), blanks)).toHaveProperty("topic");
  });

  test.each([
    ["email_text_input", "nobody", "Please enter a valid e-mail address."],
    ["email_text_input", "lo@ntpc.example", undefined],
    ["url_text_input", "ntpc", "Please enter a full address, such as https://example.org."],
    ["url_text_input", "https://ntpc.example", undefined],
    ["number_input", "four", "Please enter a number."],
    ["number_input", "2.5", "Please enter a whole number."],
    ["number_input", "11", "Please enter 10 or less."],
    ["number_input", "0", "Please enter 1 or more."],
    ["number_input", "4", undefined],
  ])("%s with %s: %s", (type, value, problem) => {
    const given = input("x", { type, min_value: "1", max_value: "10" });
    expect(problems(given, { type, value }).x).toBe(problem);
  });

  test("a text longer than the input takes is refused, with its length", () => {
    const entry = { type: "plain_text_input", value: "abcdef" };
    expect(problems(text("topic", { max_length: 5 }), entry)).toEqual({
      topic: "Please write at most 5 characters (6 now).",
    });
  });
});
