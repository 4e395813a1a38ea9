/** "Who handles it?": the people of one side, and nobody. */

import type { OrganisationId, PersonId, RequestId } from "../domain/ids.ts";
import { pointer, readPointer } from "../domain/pointers.ts";
import type { Colleague } from "../domain/requests/assignment.ts";
import { words } from "../words/en.ts";
import type { Answers, FieldErrors, Form } from "./form.ts";

const say = words.assignment.form;
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
  pointer: { item: pointer("assignment", assigned) },
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
        ...assigned.colleagues.map(({ id, name }) => ({
          value: pointer("person", { id }),
          label: name,
        })),
        { value: NOBODY, label: say.nobody },
      ],
      value: assigned.handler?.id ?? NOBODY,
    },
  ],
});

/** Null for nobody; undefined where it is no person's id. */
export const handlerIn = ({ handler }: Answers): PersonId | null | undefined => {
  if (typeof handler !== "string" || handler === NOBODY) return null;
  return readPointer("person", handler)?.id;
};

export const notAColleague: FieldErrors = { handler: say.notAColleague };
