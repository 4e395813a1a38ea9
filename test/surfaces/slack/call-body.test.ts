import { expect, test } from "vitest";
import { decodeCall } from "../../../src/surfaces/slack/http/call-body.ts";

const FORM = "application/x-www-form-urlencoded";
const read = (text: string, type = FORM) => decodeCall(type, Buffer.from(text));
const inForm = (payload: string) => new URLSearchParams({ payload }).toString();

test("a command comes as the fields of a form", () => {
  expect(read("command=%2Fbcn&text=show+R%26D")).toEqual({ command: "/bcn", text: "show R&D" });
});

test("a press comes as JSON in a form's payload, alone or beside other fields", () => {
  const press = { type: "block_actions", text: "50 % + “ok” & ไทย" };
  expect(read(inForm(JSON.stringify(press)))).toEqual(press);
  expect(read(`${inForm(JSON.stringify(press))}&token=x`)).toEqual(press);
});

test("an event comes as JSON", () => {
  expect(read('{"type":"event_callback"}', "application/json; charset=utf-8")).toEqual({
    type: "event_callback",
  });
});

test.each(["{", ""])("%s is nothing that can be decoded", (text) => {
  expect(read(text, "application/json")).toBeUndefined();
  expect(read(inForm(text))).toBeUndefined();
});

test("a payload whose encoding is broken is nothing that Slack sends", () => {
  expect(read("payload=%7B%ZZ%7D")).toBeUndefined();
});
