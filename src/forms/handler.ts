/** "Who handles it?": the people of one side, and nobody. */

import type { OrganisationId, RequestId } from "../domain/ids.ts";
import { type Colleague, handlingPointer } from "../domain/requests/handling.ts";
import { words } from "../words/en.ts";
import type { Answers, FieldErrors, Form } from "./form.ts";

const say = words.handling.form;
const NOBODY = "nobody";

interface Assigned {
  readonly request: RequestId;
  readonly number: string;
  readonly organisation: OrganisationId;
  /** The side, as people call it. */
  readonly side: string;
  readonly version: number;
  readonly handler: Colleague | null;
  readonly colleagues: readonly Colleague[];
}

export const handlerForm = (assigned: Assigned): Form => ({
  verb: "assign",
  pointer: { item: handlingPointer(assigned) },
  title: say.title,
  submit: say.submit,
  close: say.close,
  savesAsYouType: false,
  parts: [
    { kind: "paragraph", text: say.intro(assigned.number, assigned.side) },
    {
      kind: "select",
      id: "handler",
      ...say.handler,
      required: true,
      options: [
        ...assigned.colleagues.map(({ id, name }) => ({ value: id, label: name })),
        { value: NOBODY, label: say.nobody },
      ],
      value: assigned.handler?.id ?? NOBODY,
    },
  ],
});

/** A person's id as it came back, or null for nobody. */
export const handlerIn = ({ handler }: Answers): string | null =>
  typeof handler === "string" && handler !== NOBODY ? handler : null;

export const notAColleague: FieldErrors = { handler: say.notAColleague };
