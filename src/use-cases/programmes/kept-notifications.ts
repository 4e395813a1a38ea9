/** "Keep for later": what an officer has read in and not published, to go on with or to discard. */
import type { NotificationPreview } from "../../domain/amendments/preview.ts";
import type { KeptNotification } from "../../domain/home/standing.ts";
import { differencesBetween } from "../../domain/notifications/differences.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import type { Person } from "../../domain/people.ts";
import { readPointer } from "../../domain/pointers.ts";
import type { Programme } from "../../domain/programmes/programmes.ts";
import type { Connection } from "../../store/database.ts";
import { markHomesStale } from "../../store/home/home-marks.ts";
import {
  findNotificationDraft,
  lockNotificationDraft,
  type NotificationDraft,
  removeNotificationDraft,
  unpublishedOf,
} from "../../store/programmes/notification-drafts.ts";
import { allProgrammes } from "../../store/programmes/programmes.ts";
import type { Context, Interaction, NotFound } from "../context.ts";
import { type NotSeen, type PreviewRefusal, readPreview } from "./publish-programme.ts";
import { asOfficer, mayPublish } from "./read-notification.ts";

/** Without those that would change nothing: there is nothing to go on with. */
export const keptBy = async (
  db: Connection,
  person: Person,
  programmes: readonly Programme[],
): Promise<readonly KeptNotification[]> => {
  if (!mayPublish(person)) return [];
  return (await unpublishedOf(db, person.id))
    .filter((draft) => !isPublishedAsItIs(draft, programmes))
    .map(({ id, notification, readAt }) => ({ id, readAt, ...nameOf(notification) }));
};

/** What `publish` offers to go on with. */
export const keptNotifications = async (
  { database }: Context,
  person: Person,
): Promise<readonly KeptNotification[]> => keptBy(database, person, await allProgrammes(database));

const isPublishedAsItIs = (
  { notification, answers }: NotificationDraft,
  programmes: readonly Programme[],
): boolean => {
  if (notification.kind !== "notification" || Object.keys(answers).length > 0) return false;
  const published = programmes.find(({ projectCode }) => projectCode === notification.projectCode);
  return (
    published !== undefined && differencesBetween(published.notification, notification).length === 0
  );
};

const nameOf = (
  read: NotificationDraft["notification"],
): Pick<KeptNotification, "projectCode" | "amendment"> =>
  read.kind === "notification"
    ? { projectCode: read.projectCode, amendment: null }
    : { projectCode: read.amends, amendment: { kind: read.kind, number: read.number } };

/** The preview where it was left; refused with it where something newer was published meanwhile. */
export const reopenNotification = async (
  context: Context,
  { draft, ...interaction }: Interaction & { readonly draft: string },
): Promise<
  Outcome<NotificationPreview, Exclude<PreviewRefusal, { kind: "replayed" }> | NotSeen>
> => {
  const id = readPointer("notification", draft)?.id;
  const kept = id && (await findNotificationDraft(context.database, id));
  const left = (kept || undefined)?.seen ?? undefined;
  const seen = readPointer("programmeAsSeen", left);
  const preview = await readPreview(context, { ...interaction, draft, seen });
  if (preview.ok || !("preview" in preview.refusal)) return preview;
  // Nothing was typed beside another version: it is looked at for the first time.
  return left === undefined ? done(preview.refusal.preview) : preview;
};

/** Gone, with what was corrected in it. */
export const discardNotification = (
  context: Context,
  input: Interaction & { readonly draft: string },
): Promise<Outcome<undefined, PreviewRefusal>> =>
  asOfficer<undefined, NotFound>(context, input, async (tx, officer) => {
    const id = readPointer("notification", input.draft)?.id;
    const draft = id && (await lockNotificationDraft(tx, id));
    if (!draft || draft.personId !== officer.id) return refused({ kind: "notFound" });
    await removeNotificationDraft(tx, draft.id);
    await markHomesStale(tx, { person: officer.id });
    return done(undefined);
  });
