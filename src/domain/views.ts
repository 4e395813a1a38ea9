/** What use cases hand to messages: everything a message says, cut to what its reader may know. */
import type { Admission, Asking } from "./admissions.ts";
import type { WorkingCalendar } from "./calendars.ts";
import type { Draft } from "./drafts.ts";
import type { Evidence } from "./evidence.ts";
import type { Handling } from "./handling.ts";
import type { Organisation } from "./members.ts";
import type { RoleName } from "./people.ts";
import type { Programme } from "./programmes.ts";
import type { SubmittedRequest } from "./requests.ts";
import type { Round } from "./rounds.ts";
import type { DateTime, ReaderTime, Zone } from "./time.ts";

export interface RequestView {
  readonly request: SubmittedRequest;
  readonly programme: Programme;
  readonly round: Round;
  readonly sender: Organisation;
  readonly host: Organisation;
  readonly alternatives: readonly Organisation[];
  /** Somebody of the host has a chat account: otherwise the Secretariat passes the request on. */
  readonly hostIsReachable: boolean;
  /** Set where the Secretariat sent it on behalf of the NPO; how it knows is not the host's to see. */
  readonly onBehalf: SentOnBehalf | undefined;
  /** Who handles it, of the reader's own sides only. */
  readonly handling: readonly SideHandling[];
  readonly readerTime: ReaderTime;
}

export interface SentOnBehalf {
  /** Undefined to the host, and once erased. */
  readonly evidence: Evidence | undefined;
  /** Of whom sent it, as long as they have one. */
  readonly post: RoleName | undefined;
}

export interface SideHandling extends Handling {
  readonly side: Organisation;
  readonly isReader: boolean;
  /** The reader may say who handles it. */
  readonly maySettle: boolean;
  /** Others of the side could handle it too: alone, there is nothing to settle. */
  readonly isShared: boolean;
}

export interface RequestLine {
  readonly request: SubmittedRequest;
  readonly sender: Organisation;
  readonly host: Organisation;
  /** What the reader is to it; officers read all. */
  readonly side: "sender" | "host" | "officer";
  /** Who of that side handles it: a name, or the reader. */
  readonly handler: { readonly name: string; readonly isReader: boolean } | undefined;
}

export interface DraftLine {
  readonly draft: Draft;
  readonly host: Organisation | undefined;
  readonly topic: string;
  readonly sender: Organisation;
  /** Who holds it; undefined when it is the reader. */
  readonly holder: string | undefined;
  /** The reader is an officer who acts on behalf of the sender. */
  readonly onBehalf: boolean;
  /** Whether the Secretariat was asked to admit it late. */
  readonly late: Asking | undefined;
}

/** What colleagues of one NPO have begun, offered before another draft is. */
export interface DraftOffer {
  readonly sender: Organisation;
  readonly drafts: readonly (DraftLine & { readonly holder: string })[];
  readonly readerTime: ReaderTime;
}

export interface RequestList {
  readonly drafts: readonly DraftLine[];
  readonly requests: readonly RequestLine[];
  /** The reader may begin a request. */
  readonly maySend: boolean;
  /** The reader may begin one on behalf of an NPO. */
  readonly mayActOnBehalf: boolean;
  /** The reader acts for several NPOs: each line says which one it is. */
  readonly severalNpos: boolean;
  readonly readerTime: ReaderTime;
}

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
  readonly now: DateTime;
}

/** A draft that missed a closing date. */
export interface DraftLate {
  readonly draft: Draft;
  readonly sender: Organisation;
  readonly host: Organisation | undefined;
  readonly programme: Programme;
  /** The round that it missed. */
  readonly round: Round;
  /** The round that it can be sent in now, if any. */
  readonly joins: Round | undefined;
  /** The reader is an officer who acts on behalf of the sender: nobody to ask but themselves. */
  readonly onBehalf: boolean;
  readonly now: DateTime;
  readonly readerTime: ReaderTime;
}

/** A late admission that was asked for, or given. */
export interface AdmissionView {
  readonly admission: Admission;
  readonly sender: Organisation;
  readonly host: Organisation | undefined;
  readonly programme: Programme;
  readonly round: Round;
  readonly readerTime: ReaderTime;
}

/** What an officer may admit in advance: active NPOs, rounds open and closed. */
export interface AdmissionChoices {
  readonly npoes: readonly Organisation[];
  readonly rounds: readonly { readonly programme: Programme; readonly round: Round }[];
  readonly readerTime: ReaderTime;
}
