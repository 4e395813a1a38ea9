/** What an officer does to a notification that was read: correct it, publish it. */

import type { NotificationPreview } from "../../domain/amendments/preview.ts";
import {
  isPublishable,
  newProgramme,
  nextVersion,
  type Origin,
  obstaclesTo,
  type Publishable,
} from "../../domain/amendments/publication.ts";
import { type Answers, mergeSave } from "../../domain/drafts/drafts.ts";
import { programmeId } from "../../domain/ids.ts";
import type { Difference } from "../../domain/notifications/differences.ts";
import type { AmendmentWarning } from "../../domain/notifications/notification.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import type { Person } from "../../domain/people.ts";
import { type Pointed, pointer, readPointer } from "../../domain/pointers.ts";
import type { Programme } from "../../domain/programmes/programmes.ts";
import type { Round } from "../../domain/programmes/rounds.ts";
import type { DateTime } from "../../domain/time.ts";
import type { Transaction } from "../../store/database.ts";
import { lockPlanning } from "../../store/duties.ts";
import { markHomesStale } from "../../store/home/home-marks.ts";
import {
  findNotificationDraft,
  lockNotificationDraft,
  markPublished,
  type NotificationDraft,
  updateNotificationAnswers,
} from "../../store/programmes/notification-drafts.ts";
import { lockProgrammeByCode, saveProgramme } from "../../store/programmes/programmes.ts";
import { countRequestsIn, removeOtherRounds } from "../../store/programmes/rounds.ts";
import {
  type Context,
  type Interaction,
  type NotFound,
  type Replayed,
  reading,
  type Stranger,
} from "../context.ts";
import { type Told, tellOfProgramme } from "../letters/tell-of-programme.ts";
import { planAll } from "../reminders/duties.ts";
import { memberNames, previewOf } from "./notification-preview.ts";
import { asOfficer, mayPublish, type NotAnOfficer } from "./read-notification.ts";

/** What stands in the preview's inputs. */
export interface InPreview extends Interaction {
  readonly draft: string;
  readonly answers: Answers;
  /** When it was typed, microseconds by the platform's clock. */
  readonly typedAt: number;
  /** What the preview was compared with, as its form's pointer says. */
  readonly seen?: Pointed<"programmeAsSeen"> | undefined;
}

interface ToPublish extends InPreview {
  /** Everybody knows of it already: nobody is told. */
  readonly isAnnounced?: boolean;
}

/** `notFound`: published already, or another officer's. */
export type PreviewRefusal = Stranger | Replayed | NotAnOfficer | NotFound;

export type NotSeen =
  /** Something newer was published since the preview was drawn; it is drawn anew. */
  | { readonly kind: "changedMeanwhile"; readonly preview: NotificationPreview }
  /** The code was changed in the preview: what it is compared with now has not been seen yet. */
  | { readonly kind: "otherProgramme"; readonly preview: NotificationPreview };

export type PublishRefusal =
  | PreviewRefusal
  /** At their fields; what was typed is kept. */
  | {
      readonly kind: "problems";
      readonly problems: readonly AmendmentWarning[];
      readonly preview: NotificationPreview;
    }
  | NotSeen
  /** A closing date is to go, and requests joined its round. */
  | {
      readonly kind: "roundHasRequests";
      readonly round: Round;
      readonly requests: number;
      readonly preview: NotificationPreview;
    };

export interface Published {
  readonly outcome: "published" | "changed" | "same";
  readonly programme: Programme;
  /** From the version before; none of a new programme. */
  readonly differences: readonly Difference[];
  readonly preview: NotificationPreview;
  /** Who will hear of it; undefined where nobody is told. */
  readonly told: Told | undefined;
}

/** Saves what was typed so far; ordered by `typedAt`, so a late call overwrites nothing newer. */
export const saveNotificationAnswers = (
  context: Context,
  input: InPreview,
): Promise<Outcome<true, PreviewRefusal>> =>
  onDraft<true, never>(context, input, async (tx, _officer, draft) => {
    await updateNotificationAnswers(tx, draft);
    return done(true);
  });

/** The preview as it stands; refused with it where something newer was published than was on screen. */
export const readPreview = (
  context: Context,
  { account, at, draft: id, seen }: Interaction & { readonly draft: string; readonly seen?: Shown },
): Promise<Outcome<NotificationPreview, Exclude<PreviewRefusal, Replayed> | NotSeen>> =>
  reading<NotificationPreview, NotAnOfficer | NotFound | NotSeen>(
    context,
    account,
    async (officer) => {
      const { database: db } = context;
      if (!mayPublish(officer)) return refused({ kind: "notAnOfficer" });
      const wanted = readPointer("notification", id)?.id;
      const draft = wanted && (await findNotificationDraft(db, wanted));
      if (!draft || draft.personId !== officer.id) return refused({ kind: "notFound" });
      const preview = await previewOf(db, draft, { members: await memberNames(db), at, seen });
      return wasSeen(preview, seen) ? done(preview) : refused(notSeen(preview, seen));
    },
  );

/**
 * A new code makes a programme, a known one a new version of it, or nothing where nothing differs;
 * an amendment a new version of the programme that it names. Only against the version on screen.
 */
export const publishProgramme = (
  context: Context,
  input: ToPublish,
): Promise<Outcome<Published, PublishRefusal>> =>
  onDraft<Published, PublishRefusal>(context, input, async (tx, officer, draft) => {
    await lockPlanning(tx);
    await updateNotificationAnswers(tx, draft);
    const { at, seen } = input;
    const preview = await previewOf(tx, draft, { members: await memberNames(tx), at, seen });
    if (isSame(preview)) return sameAsBefore(tx, draft, preview, at);
    if (!wasSeen(preview, seen)) return refused(notSeen(preview, seen));
    const { notification } = preview;
    const problems = problemsOf(preview);
    if (problems.length > 0 || !isPublishable(notification)) {
      return refused({ kind: "problems", problems: firstOfEach(problems), preview });
    }
    const published = await publish(context, tx, { notification, officer, input, preview });
    if (published.ok) await markPublished(tx, draft.id, at.toJSDate());
    return published;
  });

const isSame = ({ differences, unreadable, amendment }: NotificationPreview): boolean =>
  differences?.length === 0 &&
  unreadable.length === 0 &&
  (amendment === null || amendment.unfilled.length === 0);

const sameAsBefore = async (
  tx: Transaction,
  draft: NotificationDraft,
  preview: NotificationPreview,
  at: DateTime,
): Promise<Outcome<Published, never>> => {
  const { projectCode } = preview.notification;
  const programme = await lockProgrammeByCode(tx, projectCode ?? "");
  if (!programme) throw new Error("What a preview was compared with is gone");
  await markPublished(tx, draft.id, at.toJSDate());
  await markHomesStale(tx, { person: draft.personId });
  return done({ outcome: "same", programme, differences: [], preview, told: undefined });
};

type Shown = Pointed<"programmeAsSeen"> | undefined;

const wasSeen = ({ seen }: NotificationPreview, shown: Shown): boolean =>
  seen?.programme === shown?.programme && seen?.version === shown?.version;

/** Another version of the same programme, or another programme altogether, since its code was changed. */
const notSeen = (preview: NotificationPreview, shown: Shown): NotSeen => {
  const { seen } = preview;
  const isOfTheSame = seen !== null && seen.programme === shown?.programme;
  return { kind: isOfTheSame ? "changedMeanwhile" : "otherProgramme", preview };
};

const problemsOf = ({
  notification,
  unreadable,
  amendment,
}: NotificationPreview): readonly AmendmentWarning[] => [
  ...unreadable,
  ...(amendment?.unfilled ?? []).map((field) => ({ field, problem: { kind: "empty" } }) as const),
  ...obstaclesTo(notification),
];

interface Publishing {
  readonly notification: Publishable;
  readonly officer: Person;
  readonly input: ToPublish;
  readonly preview: NotificationPreview;
}

const publish = async (
  context: Context,
  tx: Transaction,
  { notification, officer, input, preview }: Publishing,
): Promise<Outcome<Published, PublishRefusal>> => {
  const before = await lockProgrammeByCode(tx, notification.projectCode);
  const programme = before
    ? nextVersion(before, notification, context.newId)
    : newProgramme(programmeId(context.newId()), notification, {
        newId: context.newId,
        at: input.at,
      });
  const inUse = before && (await removedRoundInUse(tx, before, programme));
  if (inUse) return refused({ kind: "roundHasRequests", ...inUse, preview });
  await saveProgramme(tx, programme, officer.id, input.at.toJSDate(), originOf(preview));
  await removeOtherRounds(tx, programme);
  await planAll(tx, context.newId);
  await markHomesStale(tx, "everybody");
  const told = input.isAnnounced
    ? undefined
    : await tellOfProgramme(context, tx, {
        ...{ before, after: programme, by: officer.id, at: input.at },
      });
  const { differences } = preview;
  return done({
    outcome: before ? "changed" : "published",
    programme,
    differences: differences ?? [],
    preview,
    told,
  });
};

const originOf = ({ amendment, seen }: NotificationPreview): Origin => {
  if (amendment) return { kind: amendment.kind, number: amendment.number };
  return { kind: seen === null ? "notification" : "correction" };
};

const removedRoundInUse = async (
  tx: Transaction,
  before: Programme,
  after: Programme,
): Promise<{ round: Round; requests: number } | undefined> => {
  const kept = new Set(after.rounds.map(({ id }) => id));
  for (const round of before.rounds.filter(({ id }) => !kept.has(id))) {
    const requests = await countRequestsIn(tx, round.id);
    if (requests > 0) return { round, requests };
  }
  return undefined;
};

/** An input shows one error: that its text can't be read comes before what is missing. */
const firstOfEach = (problems: readonly AmendmentWarning[]): readonly AmendmentWarning[] =>
  problems.filter(
    ({ field }, index) => problems.findIndex((problem) => problem.field === field) === index,
  );

/** The officer's own draft, locked, with what stands in the inputs now. */
const onDraft = <Value, Refusal>(
  context: Context,
  input: InPreview,
  work: (
    tx: Transaction,
    officer: Person,
    draft: NotificationDraft,
  ) => Promise<Outcome<Value, Refusal>>,
): Promise<Outcome<Value, Refusal | PreviewRefusal>> =>
  asOfficer<Value, Refusal | NotFound>(context, input, async (tx, officer) => {
    const id = readPointer("notification", input.draft)?.id;
    const draft = id && (await lockNotificationDraft(tx, id));
    if (!draft || draft.personId !== officer.id) return refused<NotFound>({ kind: "notFound" });
    const answers = mergeSave(draft.answers, input.answers, input.typedAt);
    const seen = input.seen ? pointer("programmeAsSeen", input.seen) : null;
    return work(tx, officer, { ...draft, answers, seen });
  });
