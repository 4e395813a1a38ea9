/** Where two people typed different things in one field: both values, and a press to choose. */
import { type Conflict, conflictsIn } from "../../domain/drafts/draft-conflicts.ts";
import type { Answer } from "../../domain/drafts/drafts.ts";
import { pointer } from "../../domain/pointers.ts";
import type { DraftPage } from "../../domain/requests/draft-page.ts";
import { words } from "../../words/en.ts";
import { type FormButton, isField, type Part } from "../form.ts";
import { fieldLabel, valueText } from "./field-text.ts";

const say = words.together.conflict;

/** The page's parts, each field with what a colleague typed in it beneath. */
export const withConflicts = (page: DraftPage, parts: readonly Part[]): Part[] => {
  const item = page.draft.page === "participant" ? page.draft.item : undefined;
  const here = conflictsIn(page.draft).filter((one) => one.item === (item ?? undefined));
  return parts.flatMap((part) => [
    part,
    ...(isField(part) ? here.filter(({ field }) => field === part.id) : []).flatMap((one) =>
      beneath(page, one),
    ),
  ]);
};

const beneath = (page: DraftPage, conflict: Conflict): Part[] => [
  { kind: "notice", tone: "warning", text: otherText(page, conflict) },
  { kind: "quote", text: typedText(page, conflict, conflict.other) },
  buttons(conflict, {
    use: isOwn(page, conflict.other) ? say.useYours : say.use,
    keep: isOwn(page, conflict.shown) ? say.keepYours : say.keep,
  }),
];

/** All of the draft, on the check step: it may be sent like this, and says what is sent then. */
export const conflictsToCheck = (page: DraftPage): Part[] => {
  const conflicts = conflictsIn(page.draft);
  if (conflicts.length === 0) return [];
  return [
    { kind: "notice", tone: "warning", text: say.check(conflicts.length) },
    ...conflicts.flatMap((conflict): Part[] => [
      {
        kind: "facts",
        facts: [{ label: labelOf(conflict), value: typedText(page, conflict, conflict.shown) }],
      },
      { kind: "paragraph", text: otherText(page, conflict) },
      { kind: "quote", text: typedText(page, conflict, conflict.other) },
      buttons(conflict, {
        use: isOwn(page, conflict.other) ? say.useYours : say.use,
        keep: isOwn(page, conflict.shown) ? say.keepYours : say.keepShown,
      }),
    ]),
  ];
};

const labelOf = ({ field, place }: Conflict): string => {
  const label = fieldLabel(field);
  return place === undefined ? label : `${label} (${words.together.person(place)})`;
};

const otherText = (page: DraftPage, { other }: Conflict): string => {
  const who = page.names.get(other.by) ?? "";
  return isOwn(page, other)
    ? say.yours(other.at, page.readerTime)
    : say.theirs(who, other.at, page.readerTime);
};

const typedText = (
  { setting }: DraftPage,
  { field }: Conflict,
  { value }: { readonly value: Answer },
): string => valueText(field, value, setting.members) || say.leftEmpty;

const isOwn = ({ reader }: DraftPage, { by }: { readonly by?: string }): boolean => by === reader;

const buttons = (conflict: Conflict, label: { use: string; keep: string }): Part => {
  const { field, item, other } = conflict;
  const id = pointer("conflict", { field, item, of: other.by, revision: other.revision ?? 0 });
  const pressed: FormButton[] = [
    { verb: "use-other", id, label: label.use },
    { verb: "keep-shown", id, label: label.keep },
  ];
  return { kind: "buttons", buttons: pressed };
};
