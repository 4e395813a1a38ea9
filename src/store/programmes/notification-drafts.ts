import { and, asc, eq, isNull, ne, sql } from "drizzle-orm";
import type { SavedAnswers } from "../../domain/drafts/drafts.ts";
import type { PersonId } from "../../domain/ids.ts";
import type { Amendment, Notification } from "../../domain/notifications/notification.ts";
import { DateTime } from "../../domain/time.ts";
import type { Connection } from "../database.ts";
import { notificationDrafts } from "../schema.ts";

/** What was read from an upload or a paste, and what an officer corrected in it so far. */
export interface NotificationDraft {
  readonly id: string;
  readonly personId: PersonId;
  readonly notification: Notification | Amendment;
  readonly answers: SavedAnswers;
  /** A pointer to the version that the answers were typed beside; null before any was. */
  readonly seen: string | null;
}

export const insertNotificationDraft = async (
  db: Connection,
  draft: NotificationDraft,
  at: Date,
): Promise<void> => {
  await db.insert(notificationDrafts).values({ ...draft, createdAt: at });
};

/** Only while it isn't published. */
export const findNotificationDraft = async (
  db: Connection,
  id: string,
): Promise<NotificationDraft | undefined> => (await unpublished(db, id)).map(draftFromRow)[0];

/** What an officer read in and hasn't published, the oldest first. */
export const unpublishedOf = async (
  db: Connection,
  officer: PersonId,
): Promise<readonly (NotificationDraft & { readonly readAt: DateTime })[]> =>
  (
    await db
      .select()
      .from(notificationDrafts)
      .where(and(eq(notificationDrafts.personId, officer), isNull(notificationDrafts.publishedAt)))
      .orderBy(asc(notificationDrafts.createdAt), asc(notificationDrafts.id))
  ).map((row) => ({ ...draftFromRow(row), readAt: DateTime.fromJSDate(row.createdAt) }));

/** The same, locked. */
export const lockNotificationDraft = async (
  db: Connection,
  id: string,
): Promise<NotificationDraft | undefined> =>
  (await unpublished(db, id).for("update")).map(draftFromRow)[0];

const unpublished = (db: Connection, id: string) =>
  db
    .select()
    .from(notificationDrafts)
    .where(and(eq(notificationDrafts.id, id), isNull(notificationDrafts.publishedAt)));

const draftFromRow = (row: typeof notificationDrafts.$inferSelect): NotificationDraft => ({
  id: row.id,
  personId: row.personId as PersonId,
  notification: row.notification as NotificationDraft["notification"],
  answers: row.answers as SavedAnswers,
  seen: row.seen,
});

export const updateNotificationAnswers = async (
  db: Connection,
  { id, answers, seen }: Pick<NotificationDraft, "id" | "answers" | "seen">,
): Promise<void> => {
  await db.update(notificationDrafts).set({ answers, seen }).where(eq(notificationDrafts.id, id));
};

export const removeNotificationDraft = async (db: Connection, id: string): Promise<void> => {
  await db.delete(notificationDrafts).where(eq(notificationDrafts.id, id));
};

/**
 * What else the same officer read of the same document and hasn't published: an addendum is another
 * one than the next. Whose code or number couldn't be read is nobody's twin.
 */
export const removeOthersOfSame = async (
  db: Connection,
  { id, personId, notification }: NotificationDraft,
): Promise<void> => {
  const name = nameOf(notification);
  if (Object.values(name).includes(null)) return;
  await db
    .delete(notificationDrafts)
    .where(
      and(
        ...[eq(notificationDrafts.personId, personId), isNull(notificationDrafts.publishedAt)],
        ne(notificationDrafts.id, id),
        sql`${notificationDrafts.notification} @> ${JSON.stringify(name)}::jsonb`,
      ),
    );
};

const nameOf = (read: NotificationDraft["notification"]) =>
  read.kind === "notification"
    ? { kind: read.kind, projectCode: read.projectCode }
    : { kind: read.kind, amends: read.amends, number: read.number };

export const markPublished = async (db: Connection, id: string, at: Date): Promise<void> => {
  await db.update(notificationDrafts).set({ publishedAt: at }).where(eq(notificationDrafts.id, id));
};
