/** A call from an open page of the form, as the rules and the drawing of a page need it. */
import type { Screen } from "../../domain/drafts/draft-editing.ts";
import type { Sheet } from "../../domain/drafts/draft-sheets.ts";
import type { Answers, Page } from "../../domain/drafts/drafts.ts";
import { participantId } from "../../domain/ids.ts";
import type { Person } from "../../domain/people.ts";
import type { Press } from "../house.ts";
import type { Drawing } from "./draft-page.ts";

/** A page of the form as the person has it on screen. */
export interface OnPage extends Press {
  readonly draft: string;
  readonly page: Page;
  /** A participant's id on page "participant". */
  readonly item?: string;
  readonly answers: Answers;
  /** When it was typed, microseconds by the platform's clock. */
  readonly typedAt: number;
  /** What the page showed when it was drawn. */
  readonly sheet?: Sheet;
}

export const screenOf = (
  { page, item, answers, typedAt, at, sheet }: OnPage,
  { id }: Person,
): Screen => ({
  ...{ by: id, page, answers, typedAt, at: at.toMillis(), sheet },
  item: item === undefined ? undefined : participantId(item),
});

export const drawingFor = (input: OnPage, person: Person): Drawing => ({
  press: input,
  person,
  seen: input.sheet?.revision,
});
