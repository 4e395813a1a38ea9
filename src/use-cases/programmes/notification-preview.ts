import {
  type Concern,
  concernsBetween,
  passedClosingDates,
} from "../../domain/amendments/concerns.ts";
import {
  corrected,
  readAmendmentNumber,
  withoutUntouched,
} from "../../domain/amendments/correction.ts";
import type {
  AppliedAmendment,
  NotificationPreview,
  SeenVersion,
} from "../../domain/amendments/preview.ts";
import { provisionalVersion } from "../../domain/amendments/publication.ts";
import type { Answers, SavedAnswers } from "../../domain/drafts/drafts.ts";
import { amended, isAmendable, unfilledIn } from "../../domain/notifications/amended.ts";
import { differencesBetween, fieldNames } from "../../domain/notifications/differences.ts";
import type {
  Amendment,
  AmendmentWarning,
  MemberName,
  Notification,
} from "../../domain/notifications/notification.ts";
import type { Pointed } from "../../domain/pointers.ts";
import { DEFAULT_ZONE, type Programme, programmeName } from "../../domain/programmes/programmes.ts";
import { type DateTime, dayIn } from "../../domain/time.ts";
import type { Connection } from "../../store/database.ts";
import { allOrganisations } from "../../store/people/organisations.ts";
import type { NotificationDraft } from "../../store/programmes/notification-drafts.ts";
import {
  findProgrammeByCode,
  type ProgrammeVersion,
  versionsOf,
} from "../../store/programmes/programmes.ts";
import { liveRequestsOfProgramme } from "../../store/requests/requests.ts";

/** Members by the names that a notification may write. */
export const memberNames = async (db: Connection): Promise<readonly MemberName[]> =>
  (await allOrganisations(db))
    .filter(({ kind }) => kind === "npo")
    .map(({ id, name, aliases }) => ({ country: id, name, aliases }));

interface Drawing {
  readonly members: readonly MemberName[];
  readonly at: DateTime;
  /** The version that stands on the officer's screen, if any does. */
  readonly seen?: Pointed<"programmeAsSeen"> | undefined;
}

/** Throws when the programme of an amendment is gone: it was there when the amendment was read. */
export const previewOf = (
  db: Connection,
  draft: NotificationDraft,
  drawing: Drawing,
): Promise<NotificationPreview> => {
  const { notification } = draft;
  return notification.kind === "notification"
    ? previewOfNotification(db, { ...draft, notification }, drawing)
    : previewOfAmendment(db, { ...draft, amendment: notification }, drawing);
};

const previewOfNotification = async (
  db: Connection,
  draft: {
    readonly id: string;
    readonly notification: Notification;
    readonly answers: SavedAnswers;
  },
  { members, at }: Drawing,
): Promise<NotificationPreview> => {
  const typed = typedIn(draft.answers);
  const { notification, unreadable } = corrected(draft.notification, typed, members);
  const code = notification.projectCode;
  const published = code === null ? undefined : await findProgrammeByCode(db, code);
  return {
    id: draft.id,
    notification,
    typed: textsIn(typed),
    unreadable,
    members,
    ...(published
      ? {
          seen: await seenOf(db, published),
          differences: differencesBetween(published.notification, notification),
          concerns: await concernsAbout(db, published, notification, at),
        }
      : {
          seen: null,
          differences: null,
          concerns: passedClosingDates(
            [],
            notification.closingDates ?? [],
            dayIn(at, DEFAULT_ZONE),
          ),
        }),
    amendment: null,
  };
};

const previewOfAmendment = async (
  db: Connection,
  draft: { readonly id: string; readonly amendment: Amendment; readonly answers: SavedAnswers },
  { members, at, seen }: Drawing,
): Promise<NotificationPreview> => {
  const { amendment } = draft;
  const programme = await findProgrammeByCode(db, amendment.amends ?? "");
  if (!programme) throw new Error("The programme of an amendment is gone");
  const versions = await versionsOf(db, programme.id);
  const read = amended(programme.notification, amendment);
  const shown = shownBefore(programme, versions, seen);
  const answers = typedIn(draft.answers);
  const typed = withoutUntouched(shown ? amended(shown, amendment) : read, answers, members);
  const { notification, unreadable } = corrected(read, amendableIn(typed), members);
  const unfilled = unfilledIn(amendment, read, notification);
  const number = readAmendmentNumber(answers.number, amendment.number);
  const misread: AmendmentWarning[] = number.ok
    ? []
    : [{ field: "number", problem: number.refusal }];
  const counted = number.ok ? number.value : null;
  return {
    id: draft.id,
    notification,
    typed: textsIn(typed),
    unreadable: [...misread, ...unreadable],
    members,
    differences: differencesBetween(programme.notification, notification).filter(
      ({ field }) => !unfilled.includes(field),
    ),
    seen: seenIn(programme, versions),
    concerns: await concernsAbout(db, programme, notification, at),
    amendment: {
      kind: amendment.kind,
      number: counted,
      published: programme.notification,
      unfilled,
      before: appliedBefore(amendment.kind, counted, versions),
    },
  };
};

/** The notification that the inputs on screen were drawn from, where that isn't the newest. */
const shownBefore = (
  { id }: Programme,
  versions: readonly ProgrammeVersion[],
  seen: Pointed<"programmeAsSeen"> | undefined,
): Notification | undefined =>
  seen?.programme === id
    ? versions.find(({ version }) => version === seen.version)?.notification
    : undefined;

const amendableIn = (typed: Answers): Answers =>
  Object.fromEntries(Object.entries(typed).filter(([field]) => isAmendable(field)));

/** The same number, or the highest above it. */
const appliedBefore = (
  kind: Amendment["kind"],
  number: number | null,
  versions: readonly ProgrammeVersion[],
): AppliedAmendment | undefined => {
  if (number === null) return undefined;
  const applied = versions.flatMap(({ origin, version, publishedAt }) =>
    origin.kind === kind && "number" in origin && origin.number !== null
      ? [{ number: origin.number, version, publishedAt }]
      : [],
  );
  return (
    applied.findLast((one) => one.number === number) ??
    applied.filter((one) => one.number > number).sort((one, other) => other.number - one.number)[0]
  );
};

const seenOf = async (db: Connection, programme: Programme): Promise<SeenVersion> =>
  seenIn(programme, await versionsOf(db, programme.id));

const seenIn = (programme: Programme, versions: readonly ProgrammeVersion[]): SeenVersion => ({
  programme: programme.id,
  version: programme.version,
  name: programmeName(programme),
  publishedAt: versions.at(-1)?.publishedAt ?? programme.publishedAt,
});

const concernsAbout = async (
  db: Connection,
  programme: Programme,
  notification: Notification,
  at: DateTime,
): Promise<readonly Concern[]> => {
  const after = provisionalVersion(programme, notification);
  const known = programme.rounds.map(({ closesOn }) => closesOn);
  return [
    ...concernsBetween(programme, after, await liveRequestsOfProgramme(db, programme.id)),
    ...passedClosingDates(known, notification.closingDates ?? [], dayIn(at, programme.zone)),
  ];
};

/** Emptied inputs included: they say something here. */
const typedIn = (saved: SavedAnswers): Answers =>
  Object.fromEntries(Object.entries(saved).map(([field, { value }]) => [field, value]));

const textsIn = (typed: Answers): NotificationPreview["typed"] =>
  Object.fromEntries(
    [...fieldNames, "number"].flatMap((field) => {
      const text = typed[field];
      return text === undefined ? [] : [[field, typeof text === "string" ? text : ""]];
    }),
  );
