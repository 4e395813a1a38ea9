/**
 * History is append-only: a hash chain a request. What is hashed is a salted commitment to the
 * payload; payload and salt stand in an erasable row beside it, so erasing keeps the chain valid.
 */
import { createHash } from "node:crypto";
import type { ActionName } from "./requests/actions/actions.ts";

/** What can be done to a request, as its history names it; stored for good, so that none is renamed. */
export type HistoryAction =
  | "submit"
  | "submit-on-behalf"
  | "assign"
  | ActionName
  | `${ActionName}-on-behalf`;

export interface HistoryEntry {
  readonly requestId: string;
  /** 1, 2, 3 … */
  readonly ordinal: number;
  /** ISO instant in UTC, milliseconds. */
  readonly at: string;
  readonly action: string;
  readonly personId: string | null;
  readonly organisationId: string | null;
  /** SHA-256, hex. */
  readonly commitment: string;
  /** SHA-256, hex. */
  readonly hash: string;
}

const sha256 = (...parts: string[]): string => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest("hex");
};

/** The chain begins with this in place of a hash before. */
const BEGINNING = "";

export const commitmentTo = (payload: unknown, salt: string): string =>
  sha256(salt, canonical(payload));

/** `before`: the newest entry of the same request, if any. */
export const nextEntry = (
  before: Pick<HistoryEntry, "ordinal" | "hash"> | undefined,
  entry: Omit<HistoryEntry, "ordinal" | "hash">,
): HistoryEntry => {
  const ordinal = (before?.ordinal ?? 0) + 1;
  return { ...entry, ordinal, hash: hashOf(before?.hash ?? BEGINNING, { ...entry, ordinal }) };
};

const hashOf = (before: string, entry: Omit<HistoryEntry, "hash">): string =>
  sha256(
    before,
    entry.requestId,
    String(entry.ordinal),
    entry.at,
    entry.action,
    entry.personId ?? "",
    entry.organisationId ?? "",
    entry.commitment,
  );

export interface Broken {
  readonly requestId: string;
  readonly ordinal: number;
  readonly why: "gap" | "hash" | "payload";
}

/** The payload of an entry, or undefined when it was erased. */
export type PayloadOf = (entry: HistoryEntry) => { payload: unknown; salt: string } | undefined;

/** The first broken entry of one request's chain, in order; undefined when the chain holds. */
export const firstBroken = (
  chain: readonly HistoryEntry[],
  payloadOf: PayloadOf,
): Broken | undefined => {
  let before = BEGINNING;
  for (const [index, entry] of chain.entries()) {
    const why = whyBroken(entry, index + 1, before, payloadOf);
    if (why) return { requestId: entry.requestId, ordinal: entry.ordinal, why };
    before = entry.hash;
  }
  return undefined;
};

const whyBroken = (
  entry: HistoryEntry,
  expected: number,
  before: string,
  payloadOf: PayloadOf,
): Broken["why"] | undefined => {
  if (entry.ordinal !== expected) return "gap";
  if (hashOf(before, entry) !== entry.hash) return "hash";
  const kept = payloadOf(entry);
  if (kept && commitmentTo(kept.payload, kept.salt) !== entry.commitment) return "payload";
  return undefined;
};

/** JSON with sorted keys: PostgreSQL's jsonb keeps no order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) ?? "null";
