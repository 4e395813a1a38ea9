/** Cards: letters about a request that stand somewhere and are edited there. All instants are system time. */
import { and, count, eq, inArray, isNotNull, lt, min, ne, or, sql } from "drizzle-orm";
import type { RequestId } from "../../domain/ids.ts";
import type { DateTime } from "../../domain/time.ts";
import type { Connection } from "../database.ts";
import type { Letter } from "../letters/outbox.ts";
import type { WorkspaceRef } from "../people/workspaces.ts";
import { cards } from "../schema.ts";

export type Card = Omit<Letter, "key"> & {
  readonly request: RequestId;
  readonly reference: string;
  readonly digest: string | null;
};

export interface ClaimedCard extends Card {
  readonly superseded: boolean;
  readonly staleSince: DateTime;
  /** This one counted. */
  readonly attempts: number;
  readonly lease: string;
  readonly leasedUntil: DateTime;
}

/**
 * To be called in the transaction that settles its letter. What the request is may have changed since
 * the letter was composed, so it begins as stale; and older cards of it in the conversation, of
 * the kinds that it supersedes, are to lose their buttons.
 */
export const keepCard = async (
  tx: Connection,
  card: Card,
  { supersedes }: { readonly supersedes: readonly string[] },
  at: DateTime,
): Promise<void> => {
  const { request: requestId, ...rest } = card;
  const now = at.toJSDate();
  const kept = await tx
    .insert(cards)
    .values({ ...rest, requestId, staleSince: now, availableAt: now })
    .onConflictDoNothing({ target: cards.id })
    .returning({ id: cards.id });
  if (kept.length === 0 || supersedes.length === 0) return;
  await tx
    .update(cards)
    .set({ superseded: true, staleSince: now })
    .where(
      and(
        eq(cards.requestId, requestId),
        eq(cards.platform, card.platform),
        eq(cards.workspace, card.workspace),
        eq(cards.conversation, card.conversation),
        ne(cards.id, card.id),
        eq(cards.superseded, false),
        inArray(cards.kind, [...supersedes]),
      ),
    );
};

interface EndedTry {
  /** What stands there now; null where that isn't known. */
  readonly digest: string | null;
  /** The platform was asked: its pace counts this one. */
  readonly wasSent: boolean;
}

/** It was marked again meanwhile? Then it stays stale. */
export const settleCard = (
  db: Connection,
  card: ClaimedCard,
  { trueUntil, ...ended }: EndedTry & { readonly trueUntil: DateTime | undefined },
  at: DateTime,
): Promise<void> =>
  endTry(db, card, { ...ended, trueUntil: trueUntil?.toJSDate() ?? null, attempts: 0 }, at);

/** To be tried again. */
export const releaseCard = (
  db: Connection,
  card: ClaimedCard,
  { availableAt, ...ended }: EndedTry & { readonly availableAt: DateTime },
  at: DateTime,
): Promise<void> => {
  const staleSince = sql`least(${cards.staleSince}, ${timestamp(card.staleSince)})`;
  // A pause that the workspace was asked for meanwhile stays.
  const later = sql`greatest(${cards.availableAt}, ${timestamp(availableAt)})`;
  return endTry(db, card, { ...ended, staleSince, availableAt: later }, at);
};

const endTry = async (
  db: Connection,
  card: ClaimedCard,
  { wasSent, ...values }: { wasSent: boolean; digest: string | null; [column: string]: unknown },
  at: DateTime,
): Promise<void> => {
  const tried = wasSent ? { lastTriedAt: at.toJSDate() } : {};
  const held = await db
    .update(cards)
    .set({ ...values, ...tried, leasedBy: null, leasedUntil: null })
    .where(isHeld(card))
    .returning({ id: cards.id });
  if (held.length === 0 && wasSent) await overtaken(db, card, at);
};

/**
 * Whoever was so slow that the lease was lost may have put something older over something newer. All
 * that is known of the card is forgotten, also by a process that edits it now: the next one is newer.
 */
const overtaken = async (db: Connection, { id }: ClaimedCard, at: DateTime): Promise<void> => {
  await db
    .update(cards)
    .set({ staleSince: at.toJSDate(), digest: null, leasedBy: null, leasedUntil: null })
    .where(eq(cards.id, id));
};

/** False when somebody else edits it by now. */
export const forgetCard = async (db: Connection, card: ClaimedCard): Promise<boolean> => {
  const gone = await db.delete(cards).where(isHeld(card)).returning({ id: cards.id });
  return gone.length === 1;
};

/** The platform asks the whole workspace to wait. In a transaction with `releaseCard` this comes first. */
export const holdCardsIn = async (
  db: Connection,
  { platform, id }: WorkspaceRef,
  until: DateTime,
): Promise<void> => {
  const waiting = await db
    .select({ id: cards.id })
    .from(cards)
    .where(
      and(
        eq(cards.platform, platform),
        eq(cards.workspace, id),
        or(isNotNull(cards.staleSince), isNotNull(cards.leasedBy)),
        lt(cards.availableAt, until.toJSDate()),
      ),
    )
    .orderBy(cards.id)
    .for("update");
  const ids = waiting.map((card) => card.id);
  if (ids.length === 0) return;
  await db.update(cards).set({ availableAt: until.toJSDate() }).where(inArray(cards.id, ids));
};

export interface StaleCards {
  readonly platform: string;
  readonly count: number;
  readonly oldestSeconds: number;
}

/** Stale cards that nobody edits right now. */
export const countStaleCards = (db: Connection, now: DateTime): Promise<StaleCards[]> =>
  db
    .select({
      platform: cards.platform,
      count: sql<number>`${count()}::int`,
      oldestSeconds: sql<number>`greatest(0, extract(epoch from ${timestamp(now)} - ${min(cards.staleSince)}))::float8`,
    })
    .from(cards)
    .where(isNotNull(cards.staleSince))
    .groupBy(cards.platform);

const isHeld = ({ id, lease }: ClaimedCard) => and(eq(cards.id, id), eq(cards.leasedBy, lease));

const timestamp = (instant: DateTime) => sql`${instant.toJSDate().toISOString()}::timestamptz`;
