/** Messages to be sent, written in the transaction that caused them. All instants are system time. */

import { and, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import type { Platform } from "../../domain/platform.ts";
import type { DateTime } from "../../domain/time.ts";
import type { Connection } from "../database.ts";
import { outbox } from "../schema.ts";

/** Kind, ids and receiver, never text: the text is rendered when it is sent. */
export interface Letter {
  readonly id: string;
  /** The same key is sent once, ever. */
  readonly key: string;
  readonly kind: string;
  readonly ids: Readonly<Record<string, string>>;
  readonly platform: Platform;
  readonly workspace: string;
  /** A conversation's or a user's id. */
  readonly conversation: string;
}

export interface ClaimedLetter extends Letter {
  readonly attempts: number;
  readonly firstTriedAt: DateTime;
  /** An earlier try's answer was lost, or its sender died: ask the platform first. */
  readonly uncertain: boolean;
  /** Why it was given back the last time. */
  readonly reason: string | null;
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

/** What became of letters, by their keys; null of one that still waits. Others are left out. */
export const endsByKey = async (
  db: Connection,
  keys: readonly string[],
): Promise<ReadonlyMap<string, LetterEnd["settled"] | null>> => {
  const rows = await db
    .select({ key: outbox.key, settled: outbox.settled })
    .from(outbox)
    .where(inArray(outbox.key, [...keys]));
  return new Map(rows.map(({ key, settled }) => [key, settled]));
};

export type LetterEnd =
  | { readonly settled: "sent"; readonly reference: string }
  | { readonly settled: "needless" }
  | { readonly settled: "refused"; readonly reason: string };

/**
 * Only who holds the lease may settle; false when somebody else holds it by now. The conversation's
 * pause begins when its try has ended.
 */
export const settleLetter = async (
  db: Connection,
  letter: ClaimedLetter,
  end: LetterEnd,
  at: DateTime,
): Promise<boolean> => {
  const settled = await db
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
    .where(held(letter))
    .returning({ id: outbox.id });
  return settled.length === 1;
};

interface Release {
  readonly availableAt: DateTime;
  readonly uncertain: boolean;
  readonly reason: string;
}

/** Given back at `at`, to be tried again at `availableAt`, or when a pause begun meanwhile is over. */
export const releaseLetter = async (
  db: Connection,
  letter: ClaimedLetter,
  { availableAt, uncertain, reason }: Release,
  at: DateTime,
): Promise<void> => {
  await db
    .update(outbox)
    .set({
      availableAt: sql`greatest(${outbox.availableAt}, ${availableAt.toJSDate()})`,
      lastTriedAt: at.toJSDate(),
      uncertain: letter.uncertain || uncertain,
      reason,
      leasedBy: null,
      leasedUntil: null,
    })
    .where(held(letter));
};

/**
 * All that waits for a throttled workspace, or for one conversation of it; the others go on. A
 * longer pause stays, and nothing comes sooner. In a transaction with `releaseLetter` this comes
 * first: the rows are locked in one order, so that two that are told to wait don't block each other.
 */
export const holdLetters = async (
  db: Connection,
  { platform, workspace, conversation }: Pick<Letter, "platform" | "workspace" | "conversation">,
  { scope, until }: { readonly scope: "conversation" | "workspace"; readonly until: DateTime },
): Promise<void> => {
  const waiting = await db
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        eq(outbox.platform, platform),
        eq(outbox.workspace, workspace),
        ...(scope === "conversation" ? [eq(outbox.conversation, conversation)] : []),
        isNull(outbox.settled),
        lt(outbox.availableAt, until.toJSDate()),
      ),
    )
    .orderBy(outbox.ordinal)
    .for("update");
  const ids = waiting.map(({ id }) => id);
  if (ids.length === 0) return;
  await db.update(outbox).set({ availableAt: until.toJSDate() }).where(inArray(outbox.id, ids));
};

const held = ({ id, lease }: ClaimedLetter) => and(eq(outbox.id, id), eq(outbox.leasedBy, lease));
