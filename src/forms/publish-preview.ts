/** The preview of a notification: every field an input, with what is doubtful above it. */

import {
  type Difference,
  fieldNames,
  writeDifference,
} from "../domain/notifications/differences.ts";
import { writeField } from "../domain/notifications/fields.ts";
import type {
  FieldName,
  MemberName,
  Notification,
  NotificationFields,
  Warning,
} from "../domain/notifications/notification.ts";
import type { NotificationPreview } from "../domain/notifications/preview.ts";
import { NECESSARY } from "../domain/publication.ts";
import { dates, fieldExample, fieldLabels, previewWords as say } from "../words/en.ts";
import type { Fact, FieldErrors, Form, Part } from "./form.ts";
import { problemInWords } from "./notification-warnings.ts";
import { LONGEST_INPUT } from "./publish.ts";

/** Opened after reading, and again when it can't be published as it stands. */
export const previewForm = (preview: NotificationPreview): Form =>
  preview.differences?.length === 0 && preview.unreadable.length === 0
    ? sameForm(preview)
    : {
        ...frame(preview),
        submit: preview.differences === null ? say.publish : say.publishChanges,
        close: say.close,
        savesAsYouType: true,
        parts: [
          { kind: "paragraph", text: summaryOf(preview) },
          ...differenceParts(preview),
          { kind: "quiet", text: say.savedNote },
          ...fieldNames.flatMap((field) => fieldParts(field, preview)),
        ],
      };

const frame = ({ id }: NotificationPreview) => ({
  verb: "publish",
  pointer: { draft: id, step: "preview" },
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

/** "Read: 2 closing dates, 4 face-to-face, 10 online; 1 point to look at." */
const summaryOf = ({ notification, unreadable }: NotificationPreview): string => {
  const doubtful = new Set([...notification.warnings, ...unreadable].map(({ field }) => field));
  const { closingDates, overseasParticipants } = notification;
  return say.read(
    [say.closingDates(closingDates?.length ?? 0), ...capsIn(overseasParticipants)],
    doubtful.size,
  );
};

const capsIn = (count: NotificationFields["overseasParticipants"] | null): readonly string[] => {
  if (count === null) return [say.noCaps];
  return "total" in count
    ? [say.inAll(count.total)]
    : [say.faceToFace(count.faceToFace), say.online(count.virtual)];
};

const differenceParts = ({ differences, members }: NotificationPreview): readonly Part[] =>
  differences === null || differences.length === 0
    ? []
    : [
        { kind: "paragraph", text: say.differs(differences.length) },
        { kind: "facts", facts: differences.map((one) => differenceFact(one, members)) },
        { kind: "line" },
      ];

const differenceFact = (difference: Difference, members: readonly MemberName[]): Fact => {
  const { field, before, after } = writeDifference(difference, members);
  return { label: fieldLabels[field], value: say.difference(before, after) };
};

const fieldParts = (field: FieldName, preview: NotificationPreview): readonly Part[] => {
  const text = preview.typed[field] ?? writtenIn(preview.notification, field, preview.members);
  return [
    ...noticesAt(field, preview),
    ...(text.length > LONGEST_INPUT ? keptWhole(field, text) : [inputOf(field, text)]),
  ];
};

const noticesAt = (
  field: FieldName,
  { notification, unreadable }: NotificationPreview,
): readonly Part[] => {
  const noticeIn = (tone: "error" | "warning", warnings: readonly Warning[]): readonly Part[] =>
    warnings
      .filter((warning) => warning.field === field)
      .map(({ problem }) => ({ kind: "notice", tone, text: problemInWords(field, problem) }));
  const errors = noticeIn("error", unreadable);
  return errors.length > 0 ? errors : noticeIn("warning", notification.warnings);
};

const inputOf = (field: FieldName, text: string): Part => {
  const example = fieldExample(field);
  return {
    kind: "text",
    id: field,
    label: fieldLabels[field],
    ...(example === null || example === text ? {} : { hint: example }),
    required: (NECESSARY as readonly FieldName[]).includes(field),
    multiline: example === null && text.length > LONGEST_LINE,
    maxLength: LONGEST_INPUT,
    value: text,
  };
};

/** More than this is prose, and better read in several lines. */
const LONGEST_LINE = 80;

/** Shown in paragraphs, published as it was read. */
const keptWhole = (field: FieldName, text: string): readonly Part[] => [
  { kind: "quiet", text: say.keptWhole(fieldLabels[field]) },
  ...paragraphsOf(text).map((paragraph): Part => ({ kind: "paragraph", text: paragraph })),
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
export const publishErrors = (problems: readonly Warning[]): FieldErrors =>
  Object.fromEntries(problems.map(({ field, problem }) => [field, problemInWords(field, problem)]));

/** Why a closing date can't be removed, at its input. */
export const roundErrors = (closesOn: string, requests: number): FieldErrors => ({
  closingDates: say.roundHasRequests(dates.dayWithYear(closesOn), requests),
});
