import { type Answer, type Answers, type Field, type Form, isField } from "../../../forms/form.ts";
import type { Message } from "../../../messages/message.ts";
import { messageParts } from "../../shared/message-form.ts";

/** The form as it stood on the screen: Teams sends no page back, but all that stands in its inputs. */
export const refilled = (form: Form, answers: Answers): Form => ({
  ...form,
  parts: form.parts.map((part) => {
    const answer = isField(part) ? answers[part.id] : undefined;
    return isField(part) && answer !== undefined ? withAnswer(part, answer) : part;
  }),
});

function withAnswer(field: Field, answer: Answer): Field {
  switch (field.kind) {
    case "multiSelect":
      return { ...field, values: typeof answer === "string" ? [answer] : (answer ?? []) };
    case "file":
      return field;
    default:
      return { ...field, value: typeof answer === "string" ? answer : undefined };
  }
}

/** With what went wrong on top. */
export const withFault = (form: Form, message: Message): Form => ({
  ...form,
  parts: [
    { kind: "notice", tone: "error", text: message.headline },
    ...messageParts({ ...message, buttons: [] }).slice(1),
    ...form.parts,
  ],
});
