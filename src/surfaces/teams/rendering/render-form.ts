import {
  type FieldErrors,
  type Form,
  type FormButton,
  isField,
  type Part,
} from "../../../forms/form.ts";
import type { Button } from "../../../messages/message.ts";
import type { Action, Attachment, Element } from "./card.ts";
import { attachment } from "./card.ts";
import { inertLine } from "./inert.ts";
import { TEAMS_LIMITS } from "./limits.ts";
import { actions, drawn, type Press } from "./render-buttons.ts";
import { field } from "./render-field.ts";
import { withinLimit } from "./render-message.ts";
import {
  above,
  beside,
  facts,
  fitsBeside,
  heading,
  LINE,
  list,
  notice,
  paragraph,
  quiet,
  quote,
  titled,
  withLines,
} from "./render-parts.ts";

/** The answer to an invoke that opens a dialog, or draws another page of it. */
export interface Dialog {
  readonly task: {
    readonly type: "continue";
    readonly value: {
      readonly title: string;
      readonly height: "large";
      readonly width: "medium";
      readonly card: Attachment;
    };
  };
}

/** How an input's answer is to be read. */
export type AnswerKind = "line" | "text" | "day" | "one" | "several";

/**
 * What travels with each button of a form: where it stands, and which inputs the page had, since one
 * that is empty may not come back. Inputs come beside it, so no field has one of these names.
 */
export interface FormData {
  readonly form: string;
  /** As JSON. */
  readonly pointer: string;
  readonly asked: readonly (readonly [id: string, kind: AnswerKind])[];
  /** Those that the main button is not to be pressed without; Teams itself would keep *Back* too. */
  readonly needed: readonly string[];
  /** Whether any press saves what is typed. */
  readonly saves: boolean;
  /** `submit` is the main button, `save` closes the form, `look-again` asks for a late answer; others are those of `domain/verbs.ts`. */
  readonly verb: string;
  readonly id: string;
}

interface Drawing {
  readonly errors?: FieldErrors;
  /** The label of the button that saves what is typed and closes the form. */
  readonly saveAndClose: string;
  /** A button that asks for what isn't there yet. */
  readonly lookAgain?: { readonly label: string; readonly verb: string; readonly id: string };
}

/** A form as a page of a dialog, at most 80 KB; texts are shortened first, inputs never. */
export function renderForm(form: Form, drawing: Drawing): Dialog {
  const { errors = {} } = drawing;
  const { press, main } = buttonsOf(form, drawing);
  const fields = new Set(form.parts.filter(isField).map(({ id }) => id));
  const elsewhere = Object.entries(errors).flatMap(([id, text]) => (fields.has(id) ? [] : [text]));
  const body = (cap: number): Element[] =>
    withLines([
      ...elsewhere.flatMap((text) => notice("error", text, cap)),
      ...form.parts.flatMap((part) =>
        isField(part) ? field(part, errors[part.id], cap) : partElements(part, press, cap),
      ),
      ...(main.length > 0 ? [{ type: "ActionSet", actions: main, spacing: "Large" } as const] : []),
    ]);
  const title = inertLine(form.title, TEAMS_LIMITS.titleOfDialog);
  return {
    task: {
      type: "continue",
      value: { title, height: "large", width: "medium", card: attachment(withinLimit(body)) },
    },
  };
}

/** In a dialog every button sends all that is filled in. */
function buttonsOf(
  form: Form,
  { saveAndClose, lookAgain }: Drawing,
): { readonly press: Press; readonly main: readonly Action[] } {
  const asked = form.parts.filter(isField).flatMap((one) => {
    const kind = kindOf(one);
    return kind ? [[one.id, kind] as const] : [];
  });
  const needed = form.parts
    .filter(isField)
    .flatMap(({ id, required }) => (required && asked.some(([one]) => one === id) ? [id] : []));
  const data = (verb: string, id: string): FormData => ({
    form: form.verb,
    pointer: JSON.stringify(form.pointer),
    asked,
    needed,
    saves: form.savesAsYouType,
    verb,
    id,
  });
  const submit = (button: Pick<FormButton, "label" | "style">, verb: string, id = ""): Action => ({
    type: "Action.Submit",
    ...drawn(button),
    data: data(verb, id),
  });
  const press = (button: Button | FormButton): Action =>
    "url" in button && button.url
      ? { type: "Action.OpenUrl", ...drawn(button), url: button.url }
      : submit(button, button.verb, button.id);
  const main = [
    ...(form.submit ? [submit({ label: form.submit, style: "primary" }, "submit")] : []),
    ...(lookAgain ? [submit(lookAgain, lookAgain.verb, lookAgain.id)] : []),
    ...(form.savesAsYouType ? [submit({ label: saveAndClose }, "save")] : []),
  ];
  return { press, main };
}

function kindOf(part: Part & { readonly kind: string }): AnswerKind | undefined {
  switch (part.kind) {
    case "text":
      return part.multiline ? "text" : "line";
    case "email":
      return "line";
    case "date":
      return "day";
    case "radio":
    case "select":
      return part.options.length > 0 ? "one" : undefined;
    case "multiSelect":
      return part.options.length > 0 ? "several" : undefined;
    default:
      return undefined;
  }
}

function partElements(
  part: Exclude<Part, { readonly required: boolean }>,
  press: Press,
  cap: number,
): (Element | typeof LINE)[] {
  switch (part.kind) {
    case "paragraph":
      return paragraph(part.text, cap);
    case "heading":
      return heading(part.text, cap);
    case "quiet":
      return quiet(part.text, cap);
    case "quote":
      return quote(part.text, cap);
    case "list":
      return list(part, cap);
    case "facts":
      return facts(part.facts, cap);
    case "notice":
      return notice(part.tone, part.text, cap);
    case "row": {
      const text = titled(part.title ?? "", part.text, cap);
      const button = actions([part.button], press);
      return fitsBeside(part.button) ? beside(text, button) : above(text, button);
    }
    case "buttons":
      return actions(part.buttons, press);
    case "line":
      return [LINE];
  }
}
