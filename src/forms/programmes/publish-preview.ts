/** The preview of a notification or an amendment: every field an input, with what is doubtful above it. */

import type { AmendmentPreview, NotificationPreview } from "../../domain/amendments/preview.ts";
import { NECESSARY } from "../../domain/amendments/publication.ts";
import { amendableFields } from "../../domain/notifications/amended.ts";
import {
  type Difference,
  fieldNames,
  writeDifference,
} from "../../domain/notifications/differences.ts";
import { writeField } from "../../domain/notifications/fields/fields.ts";
import type {
  AmendmentWarning,
  FieldName,
  MemberName,
  Notification,
  NotificationFields,
} from "../../domain/notifications/notification.ts";
import { pointer } from "../../domain/pointers.ts";
import { DEFAULT_ZONE } from "../../domain/programmes/programmes.ts";
import { closingInstant } from "../../domain/programmes/rounds.ts";
import {
  concernInWords,
  dates,
  exampleHint,
  fieldExample,
  fieldLabels,
  publishedWords,
  previewWords as say,
} from "../../words/en.ts";
import type { Fact, FieldErrors, Form, Part } from "../form.ts";
import { problemInWords } from "./notification-warnings.ts";
import { LONGEST_INPUT } from "./publish.ts";
import { amendmentHead, numberParts, unseenNotice } from "./publish-amendment.ts";

/** Why the preview is drawn anew: what it is compared with isn't what was on screen. */
export type Unseen = "changedMeanwhile" | "otherProgramme";

/** Opened after reading, and again when it can't be published as it stands. */
export const previewForm = (
  preview: NotificationPreview,
  unseen?: Unseen,
  savesAsYouType = true,
): Form =>
  isPublishedAlready(preview)
    ? sameForm(preview)
    : {
        ...frame(preview),
        submit: submitOf(preview),
        close: say.close,
        savesAsYouType: true,
        parts: [
          ...(unseen ? [unseenNotice(preview, unseen)] : []),
          ...(preview.amendment
            ? amendmentParts(preview, preview.amendment, { unseen, savesAsYouType })
            : notificationParts(preview, savesAsYouType)),
          discardPart(preview),
        ],
      };

/** At the end: what was read is kept otherwise, published or not. */
const discardPart = ({ id }: NotificationPreview): Part => ({
  kind: "buttons",
  buttons: [
    {
      verb: "discard-notification",
      id: pointer("notification", { id }),
      label: publishedWords.discard.button,
      style: "danger",
      confirm: publishedWords.discard.confirm,
    },
  ],
});

/** Of an amendment one can't be sure: it may say something that wasn't read. */
const isPublishedAlready = ({ differences, unreadable, amendment }: NotificationPreview): boolean =>
  amendment === null && differences?.length === 0 && unreadable.length === 0;

const submitOf = ({ amendment, differences }: NotificationPreview): string => {
  if (amendment) return say.publishChange;
  return differences === null ? say.publish : say.publishChanges;
};

const frame = ({ id, seen }: NotificationPreview) => ({
  verb: "publish" as const,
  pointer: {
    draft: pointer("notification", { id }),
    step: "preview",
    ...(seen ? { item: pointer("programmeAsSeen", seen) } : {}),
  },
  title: say.title,
});

const sameForm = (preview: NotificationPreview): Form => ({
  ...frame(preview),
  close: say.closeSame,
  savesAsYouType: false,
  parts: [
    { kind: "notice", tone: "good", text: say.same },
    { kind: "facts", facts: NECESSARY.map((field) => factOf(field, preview)) },
  ],
});

const factOf = (field: FieldName, { notification, members }: NotificationPreview): Fact => ({
  label: fieldLabels[field],
  value: writtenIn(notification, field, members),
});

const savedNote = (savesAsYouType: boolean): Part => ({
  kind: "quiet",
  text: say.savedNote[savesAsYouType ? "asYouType" : "byPress"],
});

const notificationParts = (
  preview: NotificationPreview,
  savesAsYouType: boolean,
): readonly Part[] => [
  { kind: "paragraph", text: summaryOf(preview) },
  ...closingParts(preview),
  ...pointParts(preview),
  ...differenceParts(preview),
  savedNote(savesAsYouType),
  ...fieldNames.flatMap((field) => fieldParts(field, preview)),
];

/** What it changes first; the rest below, since the reader may have overlooked something. */
const amendmentParts = (
  preview: NotificationPreview,
  amendment: AmendmentPreview,
  how: { readonly unseen: Unseen | undefined; readonly savesAsYouType: boolean },
): readonly Part[] => {
  const isRedrawn = how.unseen !== undefined;
  const changed = amendableFields.filter((field) => isConcerned(field, preview, amendment));
  const others = amendableFields.filter((field) => !changed.includes(field));
  return [
    ...amendmentHead(preview, amendment, pointsIn(preview).length),
    ...closingParts(preview),
    ...pointParts(preview),
    ...differenceFacts(preview),
    savedNote(how.savesAsYouType),
    { kind: "heading", text: say.amendment.changed },
    ...changed.flatMap((field) => fieldParts(field, preview, isRedrawn)),
    ...numberParts(preview, amendment),
    { kind: "heading", text: say.amendment.rest },
    { kind: "quiet", text: say.amendment.restNote },
    ...others.flatMap((field) => fieldParts(field, preview, isRedrawn)),
  ];
};

/** Remarks belong to it where they name other closing dates than the field. */
const isConcerned = (
  field: FieldName,
  { differences, notification, unreadable }: NotificationPreview,
  { unfilled }: AmendmentPreview,
): boolean =>
  unfilled.includes(field) ||
  differences?.some((one) => one.field === field) === true ||
  [...unreadable, ...notification.warnings].some((one) => one.field === field) ||
  (field === "remarks" &&
    notification.warnings.some(({ problem }) => problem.kind === "otherDatesInRemarks"));

/** "Read: 2 closing dates, 4 face-to-face, 10 online; 1 point to look at." */
const summaryOf = (preview: NotificationPreview): string => {
  const { closingDates, overseasParticipants } = preview.notification;
  return say.read(
    [say.closingDates(closingDates?.length ?? 0), ...capsIn(overseasParticipants)],
    pointsIn(preview).length,
  );
};

/** As they will count, whatever is written in the field or the remarks. */
const closingParts = ({ notification: { closingDates } }: NotificationPreview): readonly Part[] => {
  if (closingDates === null) return [];
  const items = closingDates.map((closesOn, index) => {
    const closes = closingInstant({ closesOn }, DEFAULT_ZONE).toMillis();
    return say.closes(index + 1, closes, DEFAULT_ZONE);
  });
  return [{ kind: "list", items }];
};

const pointParts = (preview: NotificationPreview): readonly Part[] => {
  const items = pointsIn(preview);
  return items.length === 0 ? [] : [{ kind: "list", title: say.toLookAt, items }];
};

/** All that stands above the inputs as doubtful, in their order. */
const pointsIn = (preview: NotificationPreview): readonly string[] => {
  const { unreadable, amendment } = preview;
  const ofFields = fieldNames.flatMap((field) => {
    const texts = noticesAt(field, preview).map(({ text }) => text);
    const isUnfilled = texts.length === 0 && amendment?.unfilled.includes(field) === true;
    const all = isUnfilled ? [problemInWords(field, { kind: "empty" })] : texts;
    return all.map((text) => say.point(fieldLabels[field], text));
  });
  const ofNumber = unreadable.flatMap(({ field, problem }) =>
    field === "number" && amendment
      ? [say.point(say.amendment.number(amendment.kind), problemInWords(field, problem))]
      : [],
  );
  return [...ofFields, ...ofNumber];
};

const capsIn = (count: NotificationFields["overseasParticipants"] | null): readonly string[] => {
  if (count === null) return [say.noCaps];
  return "total" in count
    ? [say.inAll(count.total)]
    : [say.faceToFace(count.faceToFace), say.online(count.virtual)];
};

const differenceParts = (preview: NotificationPreview): readonly Part[] => {
  const { differences } = preview;
  return differences === null || differences.length === 0
    ? []
    : [
        { kind: "paragraph", text: say.differs(differences.length) },
        ...differenceFacts(preview),
        { kind: "line" },
      ];
};

const differenceFacts = ({ differences, members }: NotificationPreview): readonly Part[] =>
  differences === null || differences.length === 0
    ? []
    : [{ kind: "facts", facts: differences.map((one) => differenceFact(one, members)) }];

const differenceFact = (difference: Difference, members: readonly MemberName[]): Fact => {
  const { field, before, after } = writeDifference(difference, members, dates.dayWithYear);
  return { label: fieldLabels[field], value: say.difference(before, after) };
};

/** Redrawn: a newer version's text has to come into inputs that are already on screen. */
const fieldParts = (
  field: FieldName,
  preview: NotificationPreview,
  isRedrawn = false,
): readonly Part[] => {
  const redraw = isRedrawn ? preview.seen?.version : undefined;
  const text = preview.typed[field] ?? writtenIn(preview.notification, field, preview.members);
  return [
    ...noticesAt(field, preview),
    ...publishedNow(field, preview),
    ...(text.length > LONGEST_INPUT ? keptWhole(field, text) : [inputOf(field, text, redraw)]),
  ];
};

type Notice = Part & { readonly kind: "notice" };

const noticesAt = (
  field: FieldName,
  { notification, unreadable, concerns }: NotificationPreview,
): readonly Notice[] => {
  const noticeIn = (
    tone: "error" | "warning",
    warnings: readonly AmendmentWarning[],
  ): readonly Notice[] =>
    warnings
      .filter((warning) => warning.field === field)
      .map(({ problem }) => ({ kind: "notice", tone, text: problemInWords(field, problem) }));
  const errors = noticeIn("error", unreadable);
  const concerned = concerns
    .filter((concern) => concern.field === field)
    .map((concern): Notice => ({ kind: "notice", tone: "warning", text: concernInWords(concern) }));
  return [
    ...(errors.length > 0 ? errors : noticeIn("warning", notification.warnings)),
    ...concerned,
  ];
};

/** Beside an input that couldn't be filled: what the officer would type to leave it as it is. */
const publishedNow = (
  field: FieldName,
  { amendment, members }: NotificationPreview,
): readonly Part[] =>
  amendment?.unfilled.includes(field)
    ? [{ kind: "facts", facts: [publishedFact(writtenIn(amendment.published, field, members))] }]
    : [];

const publishedFact = (text: string): Fact => ({
  label: say.amendment.publishedNow,
  value: text || say.amendment.nothing,
});

const inputOf = (field: FieldName, text: string, redraw: number | undefined): Part => {
  const example = fieldExample(field);
  return {
    kind: "text",
    id: field,
    label: fieldLabels[field],
    ...(example === null || example === text ? {} : { hint: exampleHint(example) }),
    required: (NECESSARY as readonly FieldName[]).includes(field),
    multiline: text.includes("\n") || (example === null && text.length > LONGEST_LINE),
    maxLength: LONGEST_INPUT,
    value: text,
    ...(redraw === undefined ? {} : { redraw }),
  };
};

/** More than this is prose, and better read in several lines. */
const LONGEST_LINE = 80;

/** Shown in paragraphs, published as it was read. */
const keptWhole = (field: FieldName, text: string): readonly Part[] => [
  { kind: "quiet", text: say.keptWhole(fieldLabels[field]) },
  ...paragraphsOf(text).map((paragraph): Part => ({ kind: "quote", text: paragraph })),
];

/** Cut at a space where there is one; nothing is left out. */
const paragraphsOf = (text: string): readonly string[] =>
  text.match(new RegExp(`[^]{1,${LONGEST_PARAGRAPH}}(?:\\s|$)|[^]{1,${LONGEST_PARAGRAPH}}`, "g")) ??
  [];

/** Below a section's 3,000 characters, with room for what escaping adds. */
const LONGEST_PARAGRAPH = 2499;

const writtenIn = <Field extends FieldName>(
  notification: Notification,
  field: Field,
  members: readonly MemberName[],
): string => writeField(field, notification[field] as NotificationFields[Field] | null, members);

/** Why it can't be published, at its inputs. */
export const publishErrors = (problems: readonly AmendmentWarning[]): FieldErrors =>
  Object.fromEntries(problems.map(({ field, problem }) => [field, problemInWords(field, problem)]));

/** Why a closing date can't be removed, at its input. */
export const roundErrors = (closesOn: string, requests: number): FieldErrors => ({
  closingDates: say.roundHasRequests(dates.dayWithYear(closesOn), requests),
});
