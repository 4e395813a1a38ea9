/** Messages to be sent, written in the transaction that caused them. All instants are system time. */
import { and, eq, isNull, lte, sql } from "drizzle-orm";
import { DateTime } from "../domain/time.ts";
import type { Connection } from "./database.ts";
import { outbox } from "./schema.ts";

/** Kind, ids and receiver, never text: the text is rendered when it is sent. */
export interface Letter {
  readonly id: string;
  /** The same key is sent once, ever. */
  readonly key: string;
  readonly kind: string;
  readonly ids: Readonly<Record<string, string>>;
  readonly platform: "slack" | "teams";
  readonly workspace: string;
  /** A conversation's or a user's id. */
  readonly conversation: string;
}

export interface ClaimedLetter extends Letter {
  readonly attempts: number;
  readonly firstTriedAt: DateTime;
  /** An earlier try's answer was lost, or its sender died: ask the platform first. */
  readonly uncertain: boolean;
  readonly lease: string;
}

export const post = async (
  db: Connection,
  letters: readonly Letter[],
  at: DateTime,
): Promise<void> => {
  if (letters.length === 0) return;
  const now = at.toJSDate();
  await db
    .insert(outbox)
    .values(letters.map((letter) => ({ ...letter, createdAt: now, availableAt: now })))
    .onConflictDoNothing({ target: outbox.key });
};

export interface ClaimOptions {
  readonly lease: string;
  readonly now: DateTime;
  readonly leaseSeconds: number;
  readonly most: number;
  /** Slack: one message a second to a conversation (platform-limits.md). */
  readonly secondsBetween: number;
}

/**
 * Leases what is due, at most one letter a conversation, and none to a conversation that was
 * written to a moment ago. A lease that ran out counts as a try whose answer was lost.
 */
export const claimLetters = async (
  db: Connection,
  { lease, now, leaseSeconds, most, secondsBetween }: ClaimOptions,
): Promise<ClaimedLetter[]> => {
  const at = now.toJSDate().toISOString();
  const rows = await db.execute<ClaimedRow>(sql`
    with due as materialized (
      select id, workspace, conversation, available_at
      from outbox as o
      where settled is null and available_at <= ${at}::timestamptz
        and (leased_until is null or leased_until <= ${at}::timestamptz)
        and not exists (
          select 1 from outbox as other
          where other.workspace = o.workspace and other.conversation = o.conversation and other.id <> o.id
            and (other.last_tried_at > ${at}::timestamptz - make_interval(secs => ${secondsBetween})
              or (other.settled is null and other.leased_until > ${at}::timestamptz))
        )
      order by available_at, id
      limit ${most * 4}
      for update skip locked
    ), first_of_each as (
      select distinct on (workspace, conversation) id, available_at
      from due order by workspace, conversation, available_at, id
    ), claimed as (
      select id from first_of_each order by available_at limit ${most}
    )
    update outbox set
      leased_by = ${lease}, leased_until = ${at}::timestamptz + make_interval(secs => ${leaseSeconds}),
      attempts = attempts + 1, last_tried_at = ${at}::timestamptz,
      first_tried_at = coalesce(first_tried_at, ${at}::timestamptz),
      uncertain = uncertain or leased_by is not null
    from claimed where outbox.id = claimed.id
    returning outbox.id, key, kind, ids, platform, workspace, conversation, attempts,
      first_tried_at as "firstTriedAt", uncertain`);
  return rows.map((row) => ({
    ...row,
    firstTriedAt: DateTime.fromJSDate(new Date(row.firstTriedAt)),
    lease,
  }));
};

type ClaimedRow = Omit<ClaimedLetter, "firstTriedAt" | "lease"> & {
  firstTriedAt: string;
  [column: string]: unknown;
};

export type LetterEnd =
  | { readonly settled: "sent"; readonly reference: string }
  | { readonly settled: "needless" }
  | { readonly settled: "refused"; readonly reason: string };

/** Only who holds the lease may settle. The conversation's pause begins when its try has ended. */
export const settleLetter = async (
  db: Connection,
  letter: ClaimedLetter,
  end: LetterEnd,
  at: DateTime,
): Promise<void> => {
  await db
    .update(outbox)
    .set({
      settled: end.settled,
      settledAt: at.toJSDate(),
      ...(end.settled === "needless" ? {} : { lastTriedAt: at.toJSDate() }),
      reference: "reference" in end ? end.reference : null,
      reason: "reason" in end ? end.reason : null,
      leasedBy: null,
      leasedUntil: null,
    })
    .where(held(letter));
};

interface Release {
  readonly availableAt: DateTime;
  readonly uncertain: boolean;
  readonly reason: string;
}

/** Given back at `at`, to be tried again at `availableAt`. */
export const releaseLetter = async (
  db: Connection,
  letter: ClaimedLetter,
  { availableAt, uncertain, reason }: Release,
  at: DateTime,
): Promise<void> => {
  await db
    .update(outbox)
    .set({
      availableAt: availableAt.toJSDate(),
      lastTriedAt: at.toJSDate(),
      uncertain: letter.uncertain || uncertain,
      reason,
      leasedBy: null,
      leasedUntil: null,
    })
    .where(held(letter));
};

/** All that waits for a throttled workspace, or for one conversation of it; the others go on. */
export const holdLetters = async (
  db: Connection,
  { platform, workspace, conversation }: Pick<Letter, "platform" | "workspace" | "conversation">,
  { scope, until }: { readonly scope: "conversation" | "workspace"; readonly until: DateTime },
): Promise<void> => {
  await db
    .update(outbox)
    .set({ availableAt: until.toJSDate() })
    .where(
      and(
        eq(outbox.platform, platform),
        eq(outbox.workspace, workspace),
        ...(scope === "conversation" ? [eq(outbox.conversation, conversation)] : []),
        isNull(outbox.settled),
        lte(outbox.availableAt, until.toJSDate()),
      ),
    );
};

const held = ({ id, lease }: ClaimedLetter) => and(eq(outbox.id, id), eq(outbox.leasedBy, lease));
