import type { Draft } from "./drafts.ts";
import type { Checked } from "./request-check.ts";
import type { Setting } from "./request-setting.ts";
import type { Round } from "./rounds.ts";
import type { DateTime, Zone } from "./time.ts";
import type { VisitWarning } from "./visits.ts";

/** All that a page of the form "Request a visit" shows. */
export interface DraftPage {
  readonly draft: Draft;
  readonly setting: Setting;
  readonly checked: Checked;
  /** The earliest open round; undefined after the last has closed. */
  readonly joins: Round | undefined;
  readonly now: DateTime;
  readonly readerZone: Zone;
  /** Rule 13: warned of, not refused. */
  readonly warnings: readonly VisitWarning[];
  /** True when an unsent draft was opened again. */
  readonly reopened: boolean;
}
