import type { ViewOutput } from "@slack/bolt";
import { describe, expect, test } from "vitest";
import { type Field, type Form, isField } from "../../../src/forms/form.ts";
import { checkView } from "../../../src/local/slack/blocks/check.ts";
import { redrawn } from "../../../src/surfaces/slack/rendering/redraw-view.ts";
import { renderForm } from "../../../src/surfaces/slack/rendering/render-form.ts";
import { everyForm } from "../../helpers/everything-said.ts";
import fc from "../../helpers/fast-check.ts";

const forms = Object.entries(everyForm({ line: "Kaizen", lines: "One\nTwo" })).filter(
  ([, { parts }]) => parts.some(isField),
);

/** Whatever a draft holds: half-typed, of another kind, cut off, far too long. */
const typed = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom("liaison@ntp", "2023-02-30", "2023-7-1", "0000-00-00", "https://", "-", "1e9"),
  fc.constantFrom(" ", "\n", "\u0000", "\uD800", "x".repeat(9000), "か\uDC00".repeat(2000)),
);
const severalTyped = fc.array(typed, { maxLength: 5 });

const filled = (field: Field, one: string, several: readonly string[]): Field => {
  if (field.kind === "file") return field;
  if (field.kind !== "multiSelect") return { ...field, value: one };
  return { ...field, values: [...several, ...field.options.map(({ value }) => value)] };
};

const holding = (form: Form, one: string, several: readonly string[]): Form => ({
  ...form,
  parts: form.parts.map((part) => (isField(part) ? filled(part, one, several) : part)),
});

type Input = { type: string; block_id: string; element: { type: string; action_id: string } };

/** As it comes back from a client that may send anything as the state of each input. */
const sentBack = (form: Form, one: string, several: readonly string[]): ViewOutput => {
  const view = renderForm(form);
  const inputs = (view.blocks as unknown as Input[]).filter(({ type }) => type === "input");
  const option = (value: string) => ({ text: { type: "plain_text", text: value }, value });
  const values = Object.fromEntries(
    inputs.map(({ block_id, element: { type, action_id } }) => {
      const value = {
        ...{ type, value: one, selected_date: one, selected_option: option(one) },
        selected_options: several.map(option),
      };
      return [block_id, { [action_id]: value }];
    }),
  );
  return { ...view, state: { values } } as unknown as ViewOutput;
};

const notice = { kind: "notice", tone: "error", text: "Sorry" } as const;

describe.each(forms)("form %s", (_name, form) => {
  test("opens again whatever was typed in any of its fields", () => {
    fc.assert(
      fc.property(typed, severalTyped, (one, several) => {
        const view = renderForm(holding(form, one, several));
        expect(checkView(view)).toEqual([]);
        // Half a character, which no reader of JSON has to take.
        expect(JSON.stringify(view)).not.toMatch(/\\ud[89a-f]/);
      }),
      { numRuns: 60 },
    );
  });

  test("is drawn again with a notice, whatever stands in its inputs", () => {
    fc.assert(
      fc.property(typed, severalTyped, (one, several) => {
        expect(checkView(redrawn(sentBack(form, one, several), [notice]))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

test("a text that is longer than its input may be stands there whole, to be mended", () => {
  const found = forms.find(([name]) => name === "request, participant");
  if (!found) throw new Error("No form for a participant");
  const long = "Director of ".repeat(20);
  const { blocks } = renderForm(holding(found[1], long, []));
  const input = (blocks as unknown as Input[]).find(
    ({ element }) => element?.action_id === "position",
  );
  expect(input?.element).toMatchObject({ initial_value: long, max_length: long.length });
});

test("a half-typed address stands in its input again, and so does it beside a notice", () => {
  const found = forms.find(([name]) => name === "request, participant");
  if (!found) throw new Error("No form for a participant");
  const [, form] = found;
  const inputOf = (blocks: unknown) =>
    (blocks as Input[]).find(({ element }) => element?.action_id === "email")?.element;
  const half = { type: "plain_text_input", initial_value: "liaison@ntp" };
  expect(inputOf(renderForm(holding(form, "liaison@ntp", [])).blocks)).toMatchObject(half);
  const view = redrawn(sentBack(form, "liaison@ntp", []), [notice]);
  expect(inputOf(view.blocks)).toMatchObject(half);
});
