/** What an officer does to a notification that was read: correct it, publish it. */
import { type Answers, mergeSave } from "../domain/drafts.ts";
import { looksLikeId, programmeId } from "../domain/ids.ts";
import { type Difference, differencesBetween } from "../domain/notifications/differences.ts";
import type { Warning } from "../domain/notifications/notification.ts";
import type { NotificationPreview } from "../domain/notifications/preview.ts";
import { done, type Outcome, refused } from "../domain/outcome.ts";
import type { Person } from "../domain/people.ts";
import type { Programme } from "../domain/programmes.ts";
import {
  isPublishable,
  newProgramme,
  nextVersion,
  obstaclesTo,
  type Publishable,
} from "../domain/publication.ts";
import type { Round } from "../domain/rounds.ts";
import type { Transaction } from "../store/database.ts";
import { markHomesStale } from "../store/home-marks.ts";
import {
  lockNotificationDraft,
  markPublished,
  type NotificationDraft,
  saveNotificationAnswers,
} from "../store/notification-drafts.ts";
import {
  countRequestsIn,
  lockProgrammeByCode,
  lockProjectCode,
  removeOtherRounds,
  saveProgramme,
} from "../store/programmes.ts";
import { lockPlanning } from "../store/reminders.ts";
import type { House, NotFound, Press, Replayed, Stranger } from "./house.ts";
import { memberNames, previewOf } from "./notification-preview.ts";
import { planAll } from "./plan-reminders.ts";
import { asOfficer, type NotAnOfficer } from "./read-notification.ts";

/** What stands in the preview's inputs. */
export interface InPreview extends Press {
  readonly draft: string;
  readonly answers: Answers;
  /** When it was typed, microseconds by the platform's clock. */
  readonly typedAt: number;
}

/** `notFound`: published already, or another officer's. */
export type PreviewRefusal = Stranger | Replayed | NotAnOfficer | NotFound;

export type PublishRefusal =
  | PreviewRefusal
  /** At their fields; what was typed is kept. */
  | {
      readonly kind: "problems";
      readonly problems: readonly Warning[];
      readonly preview: NotificationPreview;
    }
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
}

/** Saves what was typed so far; ordered by `typedAt`, so a late call overwrites nothing newer. */
export const makeSaveNotificationAnswers =
  (house: House) =>
  (input: InPreview): Promise<Outcome<true, PreviewRefusal>> =>
    onDraft<true, never>(house, input, async (tx, _officer, draft) => {
      await saveNotificationAnswers(tx, draft.id, draft.answers);
      return done(true);
    });

/** A new code makes a programme, a known one a new version of it, or nothing where nothing differs. */
export const makePublish =
  (house: House) =>
  (input: InPreview): Promise<Outcome<Published, PublishRefusal>> =>
    onDraft<Published, PublishRefusal>(house, input, async (tx, officer, draft) => {
      await saveNotificationAnswers(tx, draft.id, draft.answers);
      const preview = await previewOf(tx, draft, await memberNames(tx));
      const { notification, unreadable } = preview;
      if (unreadable.length > 0 || !isPublishable(notification)) {
        const problems = [...unreadable, ...obstaclesTo(notification)];
        return refused({ kind: "problems", problems: firstOfEach(problems), preview });
      }
      const published = await publish(house, tx, { notification, officer, input, preview });
      if (published.ok) await markPublished(tx, draft.id, input.at.toJSDate());
      return published;
    });

interface Publishing {
  readonly notification: Publishable;
  readonly officer: Person;
  readonly input: InPreview;
  readonly preview: NotificationPreview;
}

const publish = async (
  house: House,
  tx: Transaction,
  { notification, officer, input, preview }: Publishing,
): Promise<Outcome<Published, PublishRefusal>> => {
  await lockPlanning(tx);
  await lockProjectCode(tx, notification.projectCode);
  const before = await lockProgrammeByCode(tx, notification.projectCode);
  const differences = before ? differencesBetween(before.notification, notification) : [];
  if (before && differences.length === 0) {
    return done({ outcome: "same", programme: before, differences, preview });
  }
  const programme = before
    ? nextVersion(before, notification, house.newId)
    : newProgramme(programmeId(house.newId()), notification, {
        newId: house.newId,
        at: input.at,
      });
  const inUse = before && (await removedRoundInUse(tx, before, programme));
  if (inUse) return refused({ kind: "roundHasRequests", ...inUse, preview });
  await saveProgramme(tx, programme, officer.id, input.at.toJSDate());
  await removeOtherRounds(tx, programme);
  await planAll(tx, house.newId);
  await markHomesStale(tx, "everybody");
  return done({ outcome: before ? "changed" : "published", programme, differences, preview });
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
const firstOfEach = (problems: readonly Warning[]): readonly Warning[] =>
  problems.filter(
    ({ field }, index) => problems.findIndex((problem) => problem.field === field) === index,
  );

/** The officer's own draft, locked, with what stands in the inputs now. */
const onDraft = <Value, Refusal>(
  house: House,
  input: InPreview,
  work: (
    tx: Transaction,
    officer: Person,
    draft: NotificationDraft,
  ) => Promise<Outcome<Value, Refusal>>,
): Promise<Outcome<Value, Refusal | PreviewRefusal>> =>
  asOfficer<Value, Refusal | NotFound>(house, input, async (tx, officer) => {
    const draft = looksLikeId(input.draft) && (await lockNotificationDraft(tx, input.draft));
    if (!draft || draft.personId !== officer.id) return refused<NotFound>({ kind: "notFound" });
    const answers = mergeSave(draft.answers, input.answers, input.typedAt);
    return work(tx, officer, { ...draft, answers });
  });
