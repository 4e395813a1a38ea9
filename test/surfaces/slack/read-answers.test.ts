import { describe, expect, test } from "vitest";
import type { Pointer } from "../../../src/forms/form.ts";
import { readPointer } from "../../../src/surfaces/shared/read-pointer.ts";
import { readAnswers, type StateValue } from "../../../src/surfaces/slack/calls/read-answers.ts";

const read = (value: StateValue) => readAnswers({ field: { field: value } });

describe("an answer", () => {
  test.each<[string, StateValue, unknown]>([
    ["of text", { type: "plain_text_input", value: "Kaizen" }, "Kaizen"],
    ["of an e-mail address", { type: "email_text_input", value: "a@b.example" }, "a@b.example"],
    ["of a day", { type: "datepicker", selected_date: "2023-07-12" }, "2023-07-12"],
    ["of one choice", { type: "static_select", selected_option: { value: "jp" } }, "jp"],
    ["of a radio button", { type: "radio_buttons", selected_option: { value: "yes" } }, "yes"],
    [
      "of several choices",
      { type: "multi_static_select", selected_options: [{ value: "jp" }, { value: "kr" }] },
      ["jp", "kr"],
    ],
    ["of a file", { type: "file_input", files: [{ id: "F1" }] }, ["F1"]],
  ])("%s is read", (_, value, answer) => {
    expect(read(value)).toEqual({ field: answer });
  });

  test.each<StateValue>([
    { type: "plain_text_input", value: null },
    { type: "plain_text_input", value: "" },
    { type: "email_text_input", value: null },
    { type: "datepicker", selected_date: null },
    { type: "static_select", selected_option: null },
    { type: "radio_buttons", selected_option: null },
    { type: "multi_static_select", selected_options: [] },
    { type: "file_input", files: [] },
  ])("that is left empty is null: %j", (value) => {
    expect(read(value)).toEqual({ field: null });
  });

  test("that Slack didn't send is missing, not empty", () => {
    expect(readAnswers({})).toEqual({});
  });

  test("of one line is one line, however many a client sends", () => {
    const values = {
      topic: { topic: { type: "plain_text_input", value: "x\r\n*Decision*\u2028\tOK" } },
    };
    expect(readAnswers(values)).toEqual({ topic: "x *Decision* OK" });
    expect(readAnswers(values, (id) => id === "topic")).toEqual({
      topic: "x\r\n*Decision*\u2028\tOK",
    });
  });

  test("of a kind that we never ask for is left out", () => {
    expect(read({ type: "timepicker", value: "10:00" })).toEqual({});
  });
});

test("a redrawn field is known by its own id, and its newest input counts", () => {
  const typed = (value: string) => ({ topic: { type: "plain_text_input", value } });
  const newest = { "topic:10": typed("c"), topic: typed("a"), "topic:2": typed("b") };
  expect(readAnswers(newest)).toEqual({ topic: "c" });
});

test("where a form stands comes back whole, with the way back", () => {
  const pointer: Required<Pointer> = {
    ...{ draft: "d", step: "page", item: "FJ", sheet: "0f3a.1.", seen: "2" },
    from: '["members",{"step":"member","item":"FJ"}]',
  };
  expect(readPointer(JSON.stringify(pointer))).toEqual(pointer);
});
