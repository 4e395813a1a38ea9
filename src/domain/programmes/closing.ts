/** Closing dates of rounds as they concern one NPO. */
import type { WorkingCalendar } from "../members/calendars.ts";
import type { Organisation } from "../members/members.ts";
import type { DateTime, ReaderTime } from "../time.ts";
import type { Programme } from "./programmes.ts";
import type { Round } from "./rounds.ts";

/** A round's closing date as it concerns one NPO. */
export interface Closing {
  readonly programme: Programme;
  readonly round: Round;
  /** A request was sent in this round. */
  readonly sent: boolean;
  /** "Not this round" was said. */
  readonly refused: boolean;
  /** The Secretariat lets this NPO send after the closing date, too. */
  readonly admitted: boolean;
  /** Drafts of this NPO that are not sent; numbers only, whoever holds them. */
  readonly drafts: number;
  readonly now: DateTime;
}

export interface ClosingOverview {
  readonly programmes: readonly {
    readonly programme: Programme;
    /** One a round; `sent` and the like are those of `npo`. */
    readonly closings: readonly Closing[];
  }[];
  /** The NPO the reader acts for, if any. */
  readonly npo: Organisation | undefined;
  /** The reader acts for other NPOs too: it is said which one this is. */
  readonly isOneOfSeveral: boolean;
  readonly calendar: WorkingCalendar | undefined;
  readonly readerTime: ReaderTime;
  readonly now: DateTime;
}
