/** A button that brings a form as it stands: where none can be opened from typing, and as the way back. */
import { z } from "zod";
import { parseJson } from "../domain/json.ts";
import { words } from "../words/en.ts";
import type { Form, FormButton, Pointer } from "./form.ts";

const say = words.chat.openForm;

/** Its verb. */
export const OPEN_FORM = "open-form" as const;

interface Place {
  readonly verb: string;
  readonly pointer: Pointer;
}

/** Escapes of JSON would bring in what no database can keep: NUL and half a character. */
const ours = z.string().regex(/^[^\0\p{Surrogate}]*$/u);
const place = z.tuple([ours, z.record(ours, ours)]);

/** `["calendar",{"step":"page","item":"FJ"}]`: what was typed, and the way back from there, stay behind. */
const placeText = ({ verb, pointer: { sheet: _, from: __, ...pointer } }: Place): string =>
  JSON.stringify([verb, pointer]);

/** Undefined when it is none of ours. */
export const readPlace = (text: string): Place | undefined => {
  const { data } = place.safeParse(parseJson(text));
  return data && { verb: data[0], pointer: data[1] };
};

export const openFormButton = (form: Place): FormButton => ({
  verb: OPEN_FORM,
  id: placeText(form),
  label: say.button,
  style: "primary",
});

/** The form that another one's button opened, with the button that leads back to that one. */
export const withWayBack = (form: Form, opener: Place): Form => {
  // It stands there already when a form is drawn anew.
  const from = opener.verb === form.verb ? opener.pointer.from : placeText(opener);
  if (from === undefined) return form;
  return {
    ...form,
    pointer: { ...form.pointer, from },
    parts: [
      ...form.parts,
      { kind: "buttons", buttons: [{ verb: OPEN_FORM, id: from, label: say.back }] },
    ],
  };
};
