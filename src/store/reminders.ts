import { and, asc, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import { type SubscriptionId, subscriptionId } from "../domain/ids.ts";
import type { Platform } from "../domain/platform.ts";
import { DateTime } from "../domain/time.ts";
import type { Connection } from "./database.ts";
import { reminders } from "./schema.ts";

export type Settled = "sent" | "superseded" | "needless" | "tooLate";

/** One row of the plan: what will be said unasked, to whom, when. */
export interface Reminder {
  readonly id: string;
  /** Duty + step + the day's value + receiver: planned once, ever. */
  readonly key: string;
  readonly duty: string;
  readonly step: string;
  /** What it is about: ids of a round, a request, an organisation. */
  readonly ids: Readonly<Record<string, string>>;
  /** Null where the receiver is a person. */
  readonly subscription: SubscriptionId | null;
  readonly platform: Platform;
  readonly workspace: string;
  /** A conversation's or a user's id. */
  readonly conversation: string;
  /** Programme time. */
  readonly dueAt: DateTime;
}

/** Any number, the same in every release. */
const PLANNING = 2_023_003;

/**
 * Held until the transaction ends: a channel that subscribes while a programme is published would
 * otherwise be planned by neither. Take it before reading what is planned from.
 */
export const lockPlanning = async (db: Connection): Promise<void> => {
  await db.execute(sql`select pg_advisory_xact_lock(${PLANNING})`);
};

/**
 * Puts the new plan of one receiver in place of the old one: what was settled stays settled, what
 * is no longer wanted goes, the rest takes its new time. A key is planned once, ever. Gives how many
 * came, went, or moved to another time.
 */
export const replacePlan = async (
  db: Connection,
  subscription: SubscriptionId,
  plan: readonly Reminder[],
): Promise<number> => {
  const kept = new Set(plan.map(({ key }) => key));
  const open = await db.select().from(reminders).where(openOf(subscription));
  const gone = open.filter(({ key }) => !kept.has(key)).map(({ id }) => id);
  if (gone.length > 0) {
    await db.delete(reminders).where(and(inArray(reminders.id, gone), isNull(reminders.settled)));
  }
  for (const one of plan) await planReminder(db, one);
  const before = new Map(open.map(({ key, dueAt }) => [key, dueAt.getTime()]));
  const after = await db.select().from(reminders).where(openOf(subscription));
  const changed = after.filter(({ key, dueAt }) => before.get(key) !== dueAt.getTime());
  return gone.length + changed.length;
};

export const planReminder = async (db: Connection, one: Reminder): Promise<void> => {
  const dueAt = one.dueAt.toJSDate();
  await db
    .insert(reminders)
    .values({
      id: one.id,
      key: one.key,
      duty: one.duty,
      step: one.step,
      ids: one.ids,
      subscriptionId: one.subscription,
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

const openOf = (subscription: SubscriptionId) =>
  and(eq(reminders.subscriptionId, subscription), isNull(reminders.settled));

/** Which of these keys were ever planned. */
export const plannedKeys = async (
  db: Connection,
  keys: readonly string[],
): Promise<readonly string[]> =>
  (
    await db
      .select({ key: reminders.key })
      .from(reminders)
      .where(inArray(reminders.key, [...keys]))
  ).map(({ key }) => key);

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

/** What will be said to a channel next, and what was. */
export const remindersOf = async (
  db: Connection,
  subscription: SubscriptionId,
): Promise<Reminder[]> =>
  (await db.select().from(reminders).where(openOf(subscription)).orderBy(asc(reminders.dueAt))).map(
    fromRow,
  );

const fromRow = (row: typeof reminders.$inferSelect): Reminder => ({
  id: row.id,
  key: row.key,
  duty: row.duty,
  step: row.step,
  ids: row.ids as Reminder["ids"],
  subscription: row.subscriptionId === null ? null : subscriptionId(row.subscriptionId),
  platform: row.platform,
  workspace: row.workspace,
  conversation: row.conversation,
  dueAt: DateTime.fromJSDate(row.dueAt),
});
