/** Drafts as lists and late closings show them. */

import type { Organisation } from "../members/members.ts";
import type { Asking } from "../programmes/admissions.ts";
import type { Programme } from "../programmes/programmes.ts";
import type { Round } from "../programmes/rounds.ts";
import type { DateTime, ReaderTime } from "../time.ts";
import type { Draft } from "./drafts.ts";

export interface DraftLine {
  readonly draft: Draft;
  readonly host: Organisation | undefined;
  readonly topic: string;
  readonly sender: Organisation;
  /** Who began it; undefined when it is the reader. */
  readonly begunBy: string | undefined;
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
