/** The fields of "Request a visit", each with what is typed in it so far. Ids are those of docs/words.md. */
import { type Answers, type SavedAnswers, valuesOf } from "../../domain/drafts/drafts.ts";
import { LENGTHS, MULTILINE } from "../../domain/requests/request-fields.ts";
import { words } from "../../words/en.ts";
import type { Field, Option } from "../form.ts";

const { fields, options, placeholder } = words.form;
type FieldId = keyof typeof fields;
type TextId = keyof typeof LENGTHS & FieldId;

/**
 * Builds fields filled with the draft's answers. `place`, a participant's, sets them apart from the
 * same fields of another page, whose typed values a platform would otherwise keep in place of these.
 */
export const fieldsWith = (saved: SavedAnswers, place?: number) => {
  const answers: Answers = valuesOf(saved);
  const textOf = (id: FieldId): string | undefined => {
    const value = answers[id];
    return typeof value === "string" ? value : undefined;
  };
  const asked = (id: FieldId, required: boolean) => ({
    id,
    required,
    ...fields[id],
    ...redrawOf(saved[id]?.redrawn, place),
  });

  return {
    text: (id: TextId, { required = false } = {}): Field => ({
      kind: "text",
      ...asked(id, required),
      multiline: MULTILINE.includes(id),
      maxLength: LENGTHS[id],
      value: textOf(id),
    }),
    email: (): Field => ({
      kind: "email",
      ...asked("email", false),
      maxLength: LENGTHS.email,
      value: textOf("email"),
    }),
    day: (id: FieldId, { required = false } = {}): Field => ({
      kind: "date",
      ...asked(id, required),
      value: textOf(id),
    }),
    choice: (id: FieldId, choices: readonly (keyof typeof options)[], required = true): Field => ({
      kind: "radio",
      ...asked(id, required),
      options: choices.map((value) => ({ value, label: options[value] })),
      value: textOf(id),
    }),
    select: (id: FieldId, choices: readonly Option[]): Field => ({
      kind: "select",
      ...asked(id, true),
      options: choices,
      placeholder: placeholder.member,
      value: textOf(id),
    }),
    several: (id: FieldId, choices: readonly Option[], atMost: number): Field => {
      const value = answers[id] ?? [];
      return {
        kind: "multiSelect",
        ...asked(id, false),
        options: choices,
        atMost,
        placeholder: placeholder.member,
        values: typeof value === "string" ? [value] : value,
      };
    },
  };
};

/** Places are below this; what a colleague's value has replaced is another input each time. */
const PLACES = 100;

const redrawOf = (redrawn: number | undefined, place: number | undefined): { redraw?: number } => {
  if (redrawn === undefined && place === undefined) return {};
  return { redraw: (redrawn ?? 0) * PLACES + (place ?? 0) };
};
