/**
 * What has been typed so far. Saves come out of order (keystrokes, Next, a retry), so each field
 * remembers when its value was typed, and an older save never overwrites a newer one.
 */
import type { OrganisationId, ParticipantId, PersonId, ProgrammeId, RequestId } from "./ids.ts";

/** Text, several choices, or `null` for an input that was made empty. */
export type Answer = string | readonly string[] | null;
export type Answers = Readonly<Record<string, Answer>>;

/** `savedAt`: microseconds since 1970 by the platform's clock (Slack: `action_ts`). */
interface SavedAnswer {
  readonly value: Answer;
  readonly savedAt: number;
}
export type SavedAnswers = Readonly<Record<string, SavedAnswer>>;

export const STEPS = ["whom", "when", "who", "result", "check"] as const;
type Step = (typeof STEPS)[number];
/** "participant": one person of step "who", with the person's id as item. */
export type Page = Step | "participant";

export const isPage = (text: string | undefined): text is Page =>
  text === "participant" || STEPS.some((step) => step === text);

export interface DraftParticipant {
  readonly id: ParticipantId;
  readonly answers: SavedAnswers;
}

export interface Draft {
  readonly id: RequestId;
  readonly programmeId: ProgrammeId;
  readonly sender: OrganisationId;
  readonly heldBy: PersonId;
  readonly page: Page;
  readonly item: string | null;
  readonly answers: SavedAnswers;
  readonly participants: readonly DraftParticipant[];
  readonly savedAt: Date;
}

/** Fields that the save says nothing of stay as they are: a missing key never means "cleared". */
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
