/**
 * What has been typed so far, by one person or several who have the same draft open. Each field
 * knows who typed its value and when, and keeps what a colleague typed in it at the same time.
 */

import type { OrganisationId, ParticipantId, PersonId, ProgrammeId, RequestId } from "../ids.ts";
import type { Evidence } from "./evidence.ts";

/** Text, several choices, or `null` for an input that was made empty. */
export type Answer = string | readonly string[] | null;
export type Answers = Readonly<Record<string, Answer>>;

/** One person's value of a field. Only `value` and `savedAt` stand in drafts of earlier versions. */
export interface TypedAnswer {
  readonly value: Answer;
  /** When it was typed: microseconds since 1970 by the platform's clock (Slack: `action_ts`). */
  readonly savedAt: number;
  readonly by?: PersonId;
  /** Programme time at which it arrived, milliseconds since 1970. */
  readonly at?: number;
  /** The draft's revision since which it stands. */
  readonly revision?: number;
  /** The snapshot on which it was typed; see `form-snapshots.ts`. */
  readonly sheet?: string;
  /** Typed and taken back: it stands as it stood before, and yields to whatever a colleague types. */
  readonly takenBack?: true;
}

/** The value that counts, and beneath it what colleagues typed at the same time. */
export interface SavedAnswer extends TypedAnswer {
  /** One a person, the newest first; a draft is sent without them. */
  readonly others?: readonly TypedAnswer[];
  /** The revision in which another person's value took the input's place: it has to be drawn anew. */
  readonly redrawn?: number;
}
export type SavedAnswers = Readonly<Record<string, SavedAnswer>>;

export const STEPS = ["whom", "when", "who", "result", "check"] as const;
/** "participant": one person of step "who", with the person's id as item. */
export const PAGES = [...STEPS, "participant"] as const;
export type Page = (typeof PAGES)[number];

export const isPage = (text: string | undefined): text is Page =>
  PAGES.some((page) => page === text);

export interface DraftParticipant {
  readonly id: ParticipantId;
  readonly answers: SavedAnswers;
}

/** That somebody took a participant off the list; nothing of what was filled in for them. */
export interface Removal {
  readonly id: ParticipantId;
  readonly by: PersonId;
  /** Microseconds, as in `savedAt`. */
  readonly removedAt: number;
  readonly revision: number;
}

/** What a snapshot has sent so far: so much as it takes to know what is new in its next call. */
export interface SnapshotMemory {
  readonly by: PersonId;
  /** Time of the newest call that held every input of the snapshot, microseconds. */
  readonly whole: number;
  readonly fields: Readonly<Record<string, FieldMemory>>;
}

/** The newest that a snapshot has sent of a field; times in microseconds. */
export interface FieldMemory {
  /** See `digestOf`. */
  readonly digest: string;
  /** Time of the newest call. */
  readonly at: number;
  /** Time of the first call with this value after the one before it. */
  readonly since: number;
  /** Time of the newest call with another value. */
  readonly before: number;
}

export interface Draft {
  readonly id: RequestId;
  readonly programmeId: ProgrammeId;
  readonly sender: OrganisationId;
  readonly begunBy: PersonId;
  /** Who changed something in it last, or said that they go on with it: it waits for them. */
  readonly heldBy: PersonId;
  readonly page: Page;
  readonly item: ParticipantId | null;
  readonly answers: SavedAnswers;
  readonly participants: readonly DraftParticipant[];
  readonly savedAt: Date;
  /** Raised by each change of what is typed; turning a page raises nothing. */
  readonly revision: number;
  readonly removals: readonly Removal[];
  /** By snapshot id, of each person the last few. */
  readonly snapshots: Readonly<Record<string, SnapshotMemory>>;
  /** Set where an officer began it, on behalf of the NPO. */
  readonly begunBySecretariat?: boolean;
  /** Its holder asked the Secretariat to admit it late: officers read it since. */
  readonly admissionAsked?: boolean;
  readonly evidence?: Evidence;
}

/** For a draft that one person fills in: an older save changes nothing, a missing key clears nothing. */
export const mergeSave = (saved: SavedAnswers, typed: Answers, savedAt: number): SavedAnswers => {
  const newer = Object.entries(typed).filter(([field]) => savedAt > (saved[field]?.savedAt ?? 0));
  if (newer.length === 0) return saved;
  return {
    ...saved,
    ...Object.fromEntries(newer.map(([field, value]) => [field, { value, savedAt }])),
  };
};

/** The values alone, empty ones left out. */
export const valuesOf = (saved: SavedAnswers): Answers =>
  Object.fromEntries(
    Object.entries(saved)
      .filter(([, { value }]) => value !== null && value.length > 0)
      .map(([field, { value }]) => [field, value]),
  );

/** True when nobody has typed anything yet: such a draft is used again, not shown. */
export const isUntouched = ({ answers, participants }: Draft): boolean =>
  Object.keys(valuesOf(answers)).length === 0 && participants.length === 0;

/** When something stood in a form before anybody typed in it: any typing is newer. */
export const PREFILLED = 0;

/** Nothing but what stood there when the page was opened. */
export const isUntyped = ({ answers }: DraftParticipant): boolean =>
  Object.values(answers).every(
    ({ value, savedAt }) => savedAt === PREFILLED || value === null || value.length === 0,
  );

/** How much is lost when it is thrown away, and since when it stands. */
export const extentOf = ({ answers, participants, savedAt }: Draft) => ({
  answers: Object.keys(valuesOf(answers)).length,
  people: participants.length,
  savedAt: savedAt.getTime(),
});
