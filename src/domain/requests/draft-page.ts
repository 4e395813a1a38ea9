import type { ColleaguesChanges } from "../drafts/draft-editing.ts";
import type { DraftLine } from "../drafts/draft-views.ts";
import type { Draft } from "../drafts/drafts.ts";
import type { ParticipantId, PersonId } from "../ids.ts";
import type { Admission } from "../programmes/admissions.ts";
import type { Round } from "../programmes/rounds.ts";
import type { DateTime, ReaderTime } from "../time.ts";
import type { Checked } from "./request-check.ts";
import type { Setting } from "./request-problems.ts";
import type { VisitWarning } from "./visits.ts";

/** All that a page of the form "Request a visit" shows. */
export interface DraftPage {
  readonly draft: Draft;
  readonly setting: Setting;
  readonly checked: Checked;
  /** The earliest open round; undefined after the last has closed. */
  readonly joins: Round | undefined;
  /** What the Secretariat admits late, or was asked to: for this draft, and in advance. */
  readonly admissions: readonly Admission[];
  readonly now: DateTime;
  readonly reader: PersonId;
  readonly readerTime: ReaderTime;
  /** Rule 13: warned of, not refused. */
  readonly warnings: readonly VisitWarning[];
  /** True when an unsent draft was opened again. */
  readonly reopened: boolean;
  /** The reader has just said that they go on with it. */
  readonly isTaken?: boolean;
  /** Names this drawing of the page: what comes from it is told from what came before. */
  readonly snapshotId: string;
  /** What colleagues did since the reader's page before this one was drawn. */
  readonly meanwhile: readonly ColleaguesChanges[];
  /** Stays on the list although the reader pressed Remove: a colleague has just changed them. */
  readonly notRemoved: ParticipantId | undefined;
  /** Unsent drafts of the NPO to the same host, on the page where the host is chosen. */
  readonly draftsToSameHost: readonly DraftLine[];
  /** Of colleagues who are named on the page. */
  readonly names: ReadonlyMap<PersonId, string>;
  /** The reader is an officer who acts on behalf of the sending NPO. */
  readonly onBehalf: boolean;
}
