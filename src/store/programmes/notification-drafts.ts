import { and, eq, isNull } from "drizzle-orm";
import type { SavedAnswers } from "../../domain/drafts/drafts.ts";
import type { PersonId } from "../../domain/ids.ts";
import type { Amendment, Notification } from "../../domain/notifications/notification.ts";
import type { Connection } from "../database.ts";
import { notificationDrafts } from "../schema.ts";

/** What was read from an upload or a paste, and what an officer corrected in it so far. */
export interface NotificationDraft {
  readonly id: string;
  readonly personId: PersonId;
  readonly notification: Notification | Amendment;
  readonly answers: SavedAnswers;
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
});

export const updateNotificationAnswers = async (
  db: Connection,
  id: string,
  answers: SavedAnswers,
): Promise<void> => {
  await db.update(notificationDrafts).set({ answers }).where(eq(notificationDrafts.id, id));
};

export const markPublished = async (db: Connection, id: string, at: Date): Promise<void> => {
  await db.update(notificationDrafts).set({ publishedAt: at }).where(eq(notificationDrafts.id, id));
};
