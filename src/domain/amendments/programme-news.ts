/** That a programme was published or changed, as it is told to one receiver. */

import type { Draft } from "../drafts/drafts.ts";
import type { Organisation } from "../members/members.ts";
import type { Difference } from "../notifications/differences.ts";
import type { MemberName } from "../notifications/notification.ts";
import type { Programme } from "../programmes/programmes.ts";
import type { Round } from "../programmes/rounds.ts";
import type { SentRequest } from "../requests/requests.ts";
import type { DateTime, Zone } from "../time.ts";
import type { Misfit } from "./concerns.ts";
import type { Origin } from "./publication.ts";

export interface ProgrammeNews {
  readonly programme: Programme;
  /** Since what the receiver knows of; null when the programme is new to them. */
  readonly changes: {
    readonly differences: readonly Difference[];
    /** What the versions since then were published from, the earliest first. */
    readonly origins: readonly Origin[];
  } | null;
  /** To write countries by name. */
  readonly members: readonly MemberName[];
  readonly reader: NewsReader;
  /** The round that a request sent now joins, if one is open. */
  readonly joins: Round | undefined;
  /** To a channel whose NPO hasn't sent one in that round, nor said "Not this round". */
  readonly owes: boolean;
  readonly drafts: readonly DraftInNews[];
  readonly requests: readonly RequestInNews[];
  readonly now: DateTime;
}

export interface NewsReader {
  readonly kind: "person" | "channel";
  /** The person's NPOs, or the channel's; empty in the Secretariat's channels. */
  readonly npoes: readonly Organisation[];
  readonly zone: Zone;
}

export interface DraftInNews {
  readonly draft: Draft;
  /** The reader holds it. */
  readonly isOwn: boolean;
  /** The NPO on whose behalf the reader, an officer, holds it. */
  readonly onBehalfOf?: Organisation;
  readonly host: Organisation | undefined;
  readonly misfits: readonly Misfit[];
}

export interface RequestInNews {
  readonly request: SentRequest;
  readonly sender: Organisation;
  readonly host: Organisation;
  readonly side: "sender" | "host";
  readonly round: Round;
  /** Its round's closing date is another than the reader knows. */
  readonly isMoved: boolean;
  readonly misfits: readonly Misfit[];
}

export interface TellingOfVersion {
  readonly version: number;
  readonly sent: boolean;
}

/**
 * The last version that was told; where none was yet, the one before the first that was to be told.
 * 0: they know nothing of the programme.
 */
export const versionKnown = (tellings: readonly TellingOfVersion[]): number => {
  const sent = tellings.filter((one) => one.sent).map(({ version }) => version);
  return sent.length > 0
    ? Math.max(...sent)
    : Math.min(...tellings.map(({ version }) => version)) - 1;
};

/** A newer version has a message of its own, which tells all that this one would. */
export const isOvertaken = (version: number, tellings: readonly TellingOfVersion[]): boolean =>
  tellings.some((one) => one.version > version);
