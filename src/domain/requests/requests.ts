import type { OrganisationId, PersonId, ProgrammeId, RequestId, RoundId } from "../ids.ts";
import type { DateTime, IsoDay } from "../time.ts";
import type { Modality, Participant } from "./participants.ts";

/** Local times of the host, such as 10:00–12:00. */
export interface Hours {
  readonly from: string;
  readonly to: string;
}

export interface Dates {
  readonly startsOn: IsoDay;
  readonly endsOn: IsoDay;
}

/** Who in the NPO approved it, when; a letter may follow. */
export interface Endorsement {
  readonly by: string;
  readonly as: string;
  readonly on: IsoDay;
}

/** What the sending NPO asks for, whole and checked. */
export interface RequestContent {
  readonly host: OrganisationId;
  readonly spoken: boolean;
  readonly spokenWith: string | null;
  /** Hosts never see these. */
  readonly alternatives: readonly OrganisationId[];
  readonly topic: string;
  readonly objectives: string;
  readonly modality: Modality;
  readonly firstChoice: Dates;
  readonly secondChoice: Dates | null;
  readonly hours: Hours | null;
  readonly language: string | null;
  readonly outcomes: string;
  readonly followUp: string | null;
  readonly endorsement: Endorsement | null;
  readonly participants: readonly Participant[];
}

/** One application: one sender, one host. States after `submitted` come with their use cases. */
export interface SubmittedRequest {
  readonly state: "submitted";
  readonly id: RequestId;
  readonly programmeId: ProgrammeId;
  readonly version: number;
  /** "BCN-2023-001". */
  readonly number: string;
  readonly sender: OrganisationId;
  readonly roundId: RoundId;
  /** The Secretariat admitted it after the closing date. */
  readonly admittedLate: boolean;
  readonly submittedAt: DateTime;
  readonly submittedBy: PersonId;
  /** An officer sent it on behalf of the NPO. */
  readonly throughSecretariat: boolean;
  /** The host's calendar day until which it is asked to answer. */
  readonly hostAnswerDueOn: IsoDay;
  readonly content: RequestContent;
}

/** What a host may read: never the alternatives. */
export const asSeenByHost = (content: RequestContent): RequestContent => ({
  ...content,
  alternatives: [],
});
