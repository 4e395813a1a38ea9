/** Letters that wait for their receiver's working hours, in programme time; the outbox knows system time only. */
import { and, asc, inArray, isNull, lte } from "drizzle-orm";
import type { Platform } from "../domain/platform.ts";
import { DateTime } from "../domain/time.ts";
import type { Connection } from "./database.ts";
import { reminders } from "./schema.ts";

export type Settled = "sent" | "superseded" | "needless";

export interface Reminder {
  readonly id: string;
  /** The letter's: it waits once, ever. */
  readonly key: string;
  /** The letter's kind. */
  readonly duty: string;
  /** What it is about: ids of a round, a request, an organisation. */
  readonly ids: Readonly<Record<string, string>>;
  readonly platform: Platform;
  readonly workspace: string;
  /** A conversation's or a user's id. */
  readonly conversation: string;
  /** Programme time. */
  readonly dueAt: DateTime;
}

export const planReminder = async (db: Connection, one: Reminder): Promise<void> => {
  const dueAt = one.dueAt.toJSDate();
  await db
    .insert(reminders)
    .values({
      id: one.id,
      key: one.key,
      duty: one.duty,
      ids: one.ids,
      platform: one.platform,
      workspace: one.workspace,
      conversation: one.conversation,
      dueAt,
    })
    .onConflictDoUpdate({
      target: reminders.key,
      set: { dueAt },
      setWhere: isNull(reminders.settled),
    });
};

export interface Planned {
  readonly dueAt: DateTime;
  /** Programme time; null while it waits. */
  readonly settledAt: DateTime | null;
}

/** Those of these keys that were ever planned. */
export const plannedByKey = async (
  db: Connection,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Planned>> => {
  const rows = await db
    .select({ key: reminders.key, dueAt: reminders.dueAt, settledAt: reminders.settledAt })
    .from(reminders)
    .where(inArray(reminders.key, [...keys]));
  return new Map(
    rows.map(({ key, dueAt, settledAt }) => [
      key,
      {
        dueAt: DateTime.fromJSDate(dueAt),
        settledAt: settledAt && DateTime.fromJSDate(settledAt),
      },
    ]),
  );
};

/** Due and not settled, locked; rows that another process holds are left to it. */
export const claimDueReminders = async (
  db: Connection,
  now: DateTime,
  most: number,
): Promise<Reminder[]> => {
  const rows = await db
    .select()
    .from(reminders)
    .where(and(isNull(reminders.settled), lte(reminders.dueAt, now.toJSDate())))
    .orderBy(asc(reminders.dueAt))
    .limit(most)
    .for("update", { skipLocked: true });
  return rows.map(fromRow);
};

export const settleReminders = async (
  db: Connection,
  ids: readonly string[],
  settled: Settled,
  at: DateTime,
): Promise<void> => {
  if (ids.length === 0) return;
  await db
    .update(reminders)
    .set({ settled, settledAt: at.toJSDate() })
    .where(inArray(reminders.id, [...ids]));
};

/** A claimed reminder that may not go out yet, such as one caught up with at night. */
export const postponeReminders = async (
  db: Connection,
  ids: readonly string[],
  dueAt: DateTime,
): Promise<void> => {
  await db
    .update(reminders)
    .set({ dueAt: dueAt.toJSDate() })
    .where(inArray(reminders.id, [...ids]));
};

const fromRow = (row: typeof reminders.$inferSelect): Reminder => ({
  id: row.id,
  key: row.key,
  duty: row.duty,
  ids: row.ids as Reminder["ids"],
  platform: row.platform,
  workspace: row.workspace,
  conversation: row.conversation,
  dueAt: DateTime.fromJSDate(row.dueAt),
});
