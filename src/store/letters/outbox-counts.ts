/** How many letters wait, and how long: for whoever runs the product. All instants are system time. */
import { and, isNull, lte, min, sql } from "drizzle-orm";
import { DateTime } from "../../domain/time.ts";
import type { Connection } from "../database.ts";
import { outbox } from "../schema.ts";

/** Since when the letter that is due longest could have gone; undefined when none is due. */
export const oldestDueLetter = async (
  db: Connection,
  now: DateTime,
): Promise<DateTime | undefined> => {
  const [row] = await db
    .select({ since: min(outbox.availableAt) })
    .from(outbox)
    .where(and(isNull(outbox.settled), lte(outbox.availableAt, now.toJSDate())));
  return row?.since ? DateTime.fromJSDate(row.since) : undefined;
};

export interface OpenLetters {
  readonly platform: string;
  readonly kind: string;
  /** `waiting`: for its next try, or because the platform asked for a pause. */
  readonly state: "due" | "waiting";
  readonly count: number;
  /** Seconds since the oldest was written, and since it could have gone. */
  readonly oldestSeconds: number;
  readonly dueSeconds: number;
}

export const countOpenLetters = async (db: Connection, now: DateTime): Promise<OpenLetters[]> => {
  const at = sql`${now.toJSDate().toISOString()}::timestamptz`;
  const state = sql<
    OpenLetters["state"]
  >`case when ${outbox.availableAt} <= ${at} then 'due' else 'waiting' end`;
  return db
    .select({
      platform: outbox.platform,
      kind: outbox.kind,
      state,
      count: sql<number>`count(*)::int`,
      oldestSeconds: secondsSince(at, sql`min(${outbox.createdAt})`),
      dueSeconds: secondsSince(at, sql`min(${outbox.availableAt})`),
    })
    .from(outbox)
    .where(isNull(outbox.settled))
    .groupBy(outbox.platform, outbox.kind, sql`3`);
};

const secondsSince = (at: ReturnType<typeof sql>, since: ReturnType<typeof sql>) =>
  sql<number>`greatest(0, extract(epoch from ${at} - ${since}))::float8`;
