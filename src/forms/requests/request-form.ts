/** "Request a visit": five steps in one form. */

import { type Page, STEPS, valuesOf } from "../../domain/drafts/drafts.ts";
import type { PersonId } from "../../domain/ids.ts";
import { briefName } from "../../domain/members/members.ts";
import { pointer } from "../../domain/pointers.ts";
import type { Round } from "../../domain/programmes/rounds.ts";
import type { DraftPage } from "../../domain/requests/draft-page.ts";
import { matters } from "../../domain/requests/request-fields.ts";
import type { Problem } from "../../domain/requests/request-problems.ts";
import { words } from "../../words/en.ts";
import { withConflicts } from "../drafts/conflicts.ts";
import { discardButton } from "../drafts/discard.ts";
import { meanwhileParts } from "../drafts/meanwhile.ts";
import {
  type FieldErrors,
  type Form,
  type FormButton,
  isField,
  type Part,
  type Pointer,
} from "../form.ts";
import { snapshotText } from "./answers.ts";
import { checkParts } from "./check.ts";
import { onBehalfParts } from "./on-behalf.ts";
import {
  type IsDrawn,
  participantParts,
  resultParts,
  whenParts,
  whomParts,
  whoParts,
} from "./pages.ts";
import { problemText } from "./problems.ts";

const say = words.form;

/** Why a page is drawn again. */
interface Occasion {
  readonly problems?: readonly Problem[];
  /** The round that closed before Send was pressed. */
  readonly closed?: Round | undefined;
  /** Send was pressed on what had changed meanwhile. */
  readonly unseen?: boolean;
  /** Whether the surface tells each change of an input at once. */
  readonly savesAsYouType?: boolean;
}

/** The page on which the draft stands. */
export const requestPage = (
  page: DraftPage,
  { problems = [], closed, unseen = false, savesAsYouType = true }: Occasion = {},
): Form => {
  const at = page.draft.page;
  const asked =
    at === "check"
      ? checkParts(page, closed)
      : withConflicts(page, partsOf[at](page, isDrawn(page, savesAsYouType)));
  return {
    verb: "request",
    pointer: pointerTo(page, asked),
    title: isOnline(page) ? say.titleOnline : say.title,
    ...submitOf(page, closed),
    close: say.close,
    savesAsYouType: true,
    parts: [
      ...headParts(page),
      ...(unseen ? [{ kind: "paragraph", text: words.together.sentUnseen } as const] : []),
      ...problems.map(
        (problem): Part => ({ kind: "notice", tone: "error", text: problemText(problem) }),
      ),
      ...asked,
      ...bottomParts(page, savesAsYouType),
    ],
  };
};

const isOnline = ({ draft }: DraftPage): boolean => valuesOf(draft.answers).modality === "virtual";

/** Where nothing is told while one types, what may matter stands there from the beginning. */
const isDrawn =
  ({ draft }: DraftPage, savesAsYouType: boolean): IsDrawn =>
  (field) =>
    !savesAsYouType || matters(field, valuesOf(draft.answers));

const partsOf: Record<Exclude<Page, "check">, (page: DraftPage, isDrawn: IsDrawn) => Part[]> = {
  whom: whomParts,
  when: whenParts,
  who: whoParts,
  participant: participantParts,
  result: resultParts,
};

/** On the check step the pointer names the round that was shown. */
const pointerTo = ({ draft, joins, snapshotId }: DraftPage, asked: readonly Part[]): Pointer => {
  return {
    draft: pointer("draft", { id: draft.id }),
    step: draft.page,
    ...itemOf({ draft, joins }),
    sheet: snapshotText({ id: snapshotId, revision: draft.revision }, asked),
  };
};

const itemOf = ({ draft, joins }: Pick<DraftPage, "draft" | "joins">): Pick<Pointer, "item"> => {
  if (draft.page === "check") return joins ? { item: pointer("round", { id: joins.id }) } : {};
  return draft.item === null ? {} : { item: pointer("participant", { id: draft.item }) };
};

const submitOf = ({ draft, joins }: DraftPage, closed: Round | undefined): { submit?: string } => {
  if (draft.page === "participant") return { submit: say.save };
  if (draft.page !== "check") return { submit: say.next };
  if (!joins) return {};
  return { submit: closed && closed.id !== joins.id ? say.sendInRound(joins.number) : say.send };
};

const headParts = (page: DraftPage): Part[] => {
  const { draft, reopened, isTaken = false } = page;
  const place = draft.participants.findIndex(({ id }) => id === draft.item) + 1;
  const heading = draft.page === "participant" ? say.participant(place) : stepTitle(draft.page);
  return [
    ...onBehalfParts(page),
    { kind: "heading", text: heading },
    ...(reopened ? [{ kind: "notice", tone: "good", text: reopenedText(page) } as const] : []),
    ...(isTaken ? [{ kind: "notice", tone: "good", text: words.together.held } as const] : []),
    ...meanwhileParts(page),
  ];
};

const reopenedText = ({ draft, reader, names, setting }: DraftPage): string => {
  const found = setting.members.find(({ id }) => id === valuesOf(draft.answers).host);
  const host = found && briefName(found);
  const nameOf = (id: PersonId) => names.get(id) ?? "";
  const begunBy = draft.begunBy === reader ? undefined : nameOf(draft.begunBy);
  return draft.heldBy === reader
    ? say.reopened(host)
    : words.together.opened(begunBy, nameOf(draft.heldBy), host);
};

const stepTitle = (page: Exclude<Page, "participant">): string =>
  say.step(STEPS.indexOf(page) + 1, say.steps[page]);

const bottomParts = (page: DraftPage, savesAsYouType: boolean): Part[] => [
  ...(bottomButtons(page).length > 0
    ? [{ kind: "buttons", buttons: bottomButtons(page) } as const]
    : []),
  ...(HAS_NOTHING_TO_TYPE.includes(page.draft.page)
    ? []
    : [{ kind: "quiet", text: say.savedNote[savesAsYouType ? "asYouType" : "byPress"] } as const]),
];

const bottomButtons = (page: DraftPage): FormButton[] => [
  ...stepButtons(page),
  ...(page.draft.heldBy === page.reader
    ? []
    : [
        {
          verb: "hold-draft",
          id: pointer("draft", { id: page.draft.id }),
          label: words.together.hold,
        } as const,
      ]),
];

const stepButtons = (page: DraftPage): FormButton[] => {
  const back = {
    verb: "back",
    id: pointer("draft", { id: page.draft.id }),
    label: say.back,
  } as const;
  const { page: at, id } = page.draft;
  if (at === "whom") return toCheck(page);
  if (at === "check") return [back, discardButton(page)];
  const another = {
    verb: "add-another",
    id: pointer("draft", { id }),
    label: say.saveAndAdd,
  } as const;
  return at === "participant" ? [another, back, ...toCheck(page)] : [back, ...toCheck(page)];
};

/** Whoever came from the check step to change one thing is back there in one press. */
const toCheck = ({ checked }: DraftPage): FormButton[] =>
  checked.content
    ? [{ verb: "go-to-step", id: pointer("step", { step: "check" }), label: say.toCheck }]
    : [];

const HAS_NOTHING_TO_TYPE: readonly Page[] = ["check"];

/** Errors at their inputs; undefined when one of them has no input on this page. */
export const errorsAt = (
  page: DraftPage,
  problems: readonly Problem[],
): FieldErrors | undefined => {
  const form = requestPage(page);
  const inputs = new Set(form.parts.filter(isField).map(({ id }) => id));
  const errors: Record<string, string> = {};
  for (const problem of problems) {
    if (problem.field === null || !inputs.has(problem.field)) return undefined;
    errors[problem.field] ??= problemText(problem);
  }
  return errors;
};
