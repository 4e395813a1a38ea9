/** What colleagues did while the reader had another page of the draft open. */
import type { ColleaguesChanges } from "../../domain/drafts/draft-editing.ts";
import type { DraftPage } from "../../domain/requests/draft-page.ts";
import { words } from "../../words/en.ts";
import type { Part } from "../form.ts";
import { fieldLabel } from "./field-text.ts";

const say = words.together;

export const meanwhileParts = (page: DraftPage): Part[] => [
  ...page.meanwhile.map(
    (changes): Part => ({
      kind: "notice",
      tone: "warning",
      text: say.meanwhile(page.names.get(changes.by) ?? "", {
        ...changes,
        changed: changedIn(changes),
        both: changes.fields.filter((field) => hasBoth(page, field)).map(fieldLabel),
      }),
    }),
  ),
  ...notRemovedParts(page),
];

const hasBoth = ({ draft, reader }: DraftPage, field: string): boolean => {
  const { by, others = [] } = draft.answers[field] ?? {};
  return others.length > 0 && [by, ...others.map((one) => one.by)].includes(reader);
};

const changedIn = ({ fields, places }: ColleaguesChanges): string[] => [
  ...fields.map(fieldLabel),
  ...places.map(say.person),
];

const notRemovedParts = ({ draft, notRemoved }: DraftPage): Part[] => {
  const place = draft.participants.findIndex(({ id }) => id === notRemoved) + 1;
  return place > 0 ? [{ kind: "notice", tone: "warning", text: say.notRemoved(place) }] : [];
};
