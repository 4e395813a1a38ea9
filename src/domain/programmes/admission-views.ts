/** Late admissions as an officer sees them, and what can be admitted in advance. */

import type { Organisation } from "../members/members.ts";
import type { ReaderTime } from "../time.ts";
import type { Admission } from "./admissions.ts";
import type { Programme } from "./programmes.ts";
import type { Round } from "./rounds.ts";

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
