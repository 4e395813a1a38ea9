/**
 * Late admission (rule 12): the Secretariat lets a round that has closed be joined all the same, by
 * one draft whose holder asked, or in advance by whatever an NPO sends in that round.
 */
import type { OrganisationId, PersonId, RequestId, RoundId } from "../ids.ts";
import type { DateTime, Zone } from "../time.ts";
import { isOpen, type Round } from "./rounds.ts";

interface Said {
  readonly by: PersonId;
  readonly at: DateTime;
  /** The reason, 500 characters at most. */
  readonly why: string;
}

export interface Admission {
  readonly id: string;
  readonly roundId: RoundId;
  readonly organisation: OrganisationId;
  /** Null: in advance. */
  readonly requestId: RequestId | null;
  /** Null: in advance, nobody had to ask. */
  readonly asked: Said | null;
  /** Null: the Secretariat hasn't answered yet. */
  readonly admitted: Said | null;
}

/** Characters of a reason. */
export const LONGEST_REASON = 500;

/** The round that an unsent draft missed last; undefined while the first one is still open. */
export const roundMissed = (
  rounds: readonly Round[],
  zone: Zone,
  now: DateTime,
): Round | undefined =>
  rounds
    .filter((round) => !isOpen(round, zone, now))
    .toSorted((one, other) => (one.closesOn < other.closesOn ? 1 : -1))[0];

/** How far one draft's own question is; undefined where its holder didn't ask. */
export type Asking = "asked" | "admitted";

export const askingOf = (
  admissions: readonly Admission[],
  draft: RequestId,
): Asking | undefined => {
  const own = admissions.filter(({ requestId }) => requestId === draft);
  if (own.some(({ admitted }) => admitted !== null)) return "admitted";
  return own.length > 0 ? "asked" : undefined;
};

/** Rounds that whatever an NPO sends may join although they have closed; of its admissions. */
export const admittedInAdvance = (admissions: readonly Admission[]): ReadonlySet<RoundId> =>
  new Set(
    admissions
      .filter(({ admitted, requestId }) => admitted !== null && requestId === null)
      .map(({ roundId }) => roundId),
  );

/** Rounds that this draft may join although they have closed. */
export const admittedRounds = (
  admissions: readonly Admission[],
  { id, sender }: { readonly id: RequestId; readonly sender: OrganisationId },
): ReadonlySet<RoundId> =>
  new Set(
    admissions
      .filter(({ admitted, organisation }) => admitted !== null && organisation === sender)
      .filter(({ requestId }) => requestId === null || requestId === id)
      .map(({ roundId }) => roundId),
  );
