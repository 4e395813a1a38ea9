/** What use cases hand to messages: everything a message says, cut to what its reader may know. */
import type { WorkingCalendar } from "./calendars.ts";
import type { Draft } from "./drafts.ts";
import type { Organisation } from "./members.ts";
import type { Programme } from "./programmes.ts";
import type { SubmittedRequest } from "./requests.ts";
import type { Round } from "./rounds.ts";
import type { DateTime, Zone } from "./time.ts";

export interface RequestView {
  readonly request: SubmittedRequest;
  readonly programme: Programme;
  readonly round: Round;
  readonly sender: Organisation;
  readonly host: Organisation;
  readonly alternatives: readonly Organisation[];
  /** Somebody of the host has a chat account: otherwise the Secretariat passes the request on. */
  readonly hostIsReachable: boolean;
  readonly readerZone: Zone;
}

export interface RequestLine {
  readonly request: SubmittedRequest;
  readonly sender: Organisation;
  readonly host: Organisation;
  /** What the reader is to it; officers read all. */
  readonly side: "sender" | "host" | "officer";
}

export interface DraftLine {
  readonly draft: Draft;
  readonly host: Organisation | undefined;
  readonly topic: string;
  /** Who holds it; undefined when it is the reader. */
  readonly holder: string | undefined;
}

/** What colleagues of one NPO have begun, offered before another draft is. */
export interface DraftOffer {
  readonly sender: Organisation;
  readonly drafts: readonly (DraftLine & { readonly holder: string })[];
  readonly readerZone: Zone;
}

export interface RequestList {
  readonly drafts: readonly DraftLine[];
  readonly requests: readonly RequestLine[];
  /** The reader may begin a request. */
  readonly maySend: boolean;
  readonly readerZone: Zone;
}

/** A round's closing date as it concerns one NPO. */
export interface Closing {
  readonly programme: Programme;
  readonly round: Round;
  /** A request was sent in this round. */
  readonly sent: boolean;
  /** "Not this round" was said. */
  readonly refused: boolean;
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
  readonly calendar: WorkingCalendar | undefined;
  readonly readerZone: Zone;
  readonly now: DateTime;
}

/** What a channel is told: closing dates of rounds; new requests (the Secretariat's channels). */
export type Topic = "closing" | "requests";

export interface ChannelView {
  readonly organisation: Organisation;
  readonly subscription:
    | {
        /** Local hour of unasked messages, 8 to 17. */
        readonly hour: number;
        readonly zone: Zone;
        readonly topics: readonly Topic[];
      }
    | undefined;
  /** When it will be written to next, unless something changes. */
  readonly next: readonly { readonly dueAt: DateTime }[];
}
