import type { OrganisationId, PersonId, ProgrammeId, RequestId, RoundId } from "../ids.ts";
import { addWorkingDays } from "../members/calendars.ts";
import { calendarOf, type Organisation } from "../members/members.ts";
import { HOST_ANSWER_WORKING_DAYS, SILENT_HOST_WORKING_DAYS } from "../programmes/programmes.ts";
import type { SentState } from "../states.ts";
import { addDays, DateTime, dayIn, type IsoDay, startOfDay } from "../time.ts";
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

/** What an endorsement letter may be, by its content. */
export type EndorsementLetterType = "pdf" | "docx" | "png" | "jpeg";

/** An endorsement as a file, of the sender or the host; its bytes are kept apart. */
export interface EndorsementLetter {
  readonly id: string;
  readonly npo: OrganisationId;
  readonly type: EndorsementLetterType;
  readonly addedAt: DateTime;
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

/** What every sent request has, whatever its state. One application: one sender, one host. */
interface Sent {
  readonly id: RequestId;
  readonly programmeId: ProgrammeId;
  /** Raised by every change: two people acting at once never lose one. */
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
  /** Endorsement letters of the sender and of the host that is asked now. */
  readonly endorsementLetters: readonly EndorsementLetter[];
  /**
   * Only in what a former host reads, whose `content.host` it then is: since when another is asked.
   * The rest is as it stood until then.
   */
  readonly formerSince?: DateTime;
}

/** Why, in the words of whoever did it; read by all who read the request. */
interface Ending {
  readonly at: DateTime;
  readonly reason: string;
}

/** The host's yes. */
interface HostConsent {
  readonly at: DateTime;
  /** The days it chose among those offered. */
  readonly dates: Dates;
  /** Who in the host approved it, when. */
  readonly endorsement: Endorsement | null;
  /** The host's words to the sender. */
  readonly note: string | null;
  /** Until when the Secretariat's decision is expected: its calendar day. */
  readonly decisionDueOn: IsoDay;
}

/** The host's no; the sender is asked what next. */
interface HostRefusal {
  readonly at: DateTime;
  /** For the sender. */
  readonly reason: string | null;
  /** For the Secretariat only. */
  readonly confidential: string | null;
  /** Until when the sender is asked to choose: its calendar day. */
  readonly choiceDueOn: IsoDay;
}

/** Asked, and not answered yet. */
export interface SubmittedRequest extends Sent {
  readonly state: "submitted";
  /** The host said that it is considering it, once; `hostAnswerDueOn` is the day it named. */
  readonly considering: { readonly at: DateTime; readonly note: string | null } | null;
  /** An officer has told a host that isn't in chat: whom and how, and on which day. */
  readonly passedOn: { readonly at: DateTime; readonly to: string; readonly on: IsoDay } | null;
}

interface AcceptedRequest extends Sent {
  readonly state: "host_accepted";
  readonly consent: HostConsent;
}

interface DeclinedRequest extends Sent {
  readonly state: "host_declined";
  readonly refusal: HostRefusal;
}

interface WithdrawnRequest extends Sent {
  readonly state: "withdrawn";
  readonly ending: Ending;
}

interface CancelledRequest extends Sent {
  readonly state: "cancelled";
  readonly ending: Ending;
}

/** No action leads there yet: what they hold besides comes with the action that does. */
interface LaterRequest extends Sent {
  readonly state: Exclude<
    SentState,
    "submitted" | "host_accepted" | "host_declined" | "withdrawn" | "cancelled"
  >;
}

export type SentRequest =
  | SubmittedRequest
  | AcceptedRequest
  | DeclinedRequest
  | WithdrawnRequest
  | CancelledRequest
  | LaterRequest;

/** The state with what belongs to it, of any sent request. */
export type Situation = SituationOf<SentRequest>;
type SituationOf<Request> = Request extends SentRequest ? Omit<Request, keyof Sent> : never;

/** The days that the host chose, or until then the first choice: the host's calendar days. */
export const daysOf = (request: SentRequest): Dates =>
  request.state === "host_accepted" ? request.consent.dates : request.content.firstChoice;

/** Nobody travels: it is no visit. */
export const isOnline = ({ modality }: Pick<RequestContent, "modality">): boolean =>
  modality === "virtual";

/** An officer has told a host that isn't in chat, and its answer is waited for. */
export const wasPassedOn = (stands: Situation): boolean =>
  stands.state === "submitted" && stands.passedOn !== null;

/** For all but the host itself and the Secretariat. */
export const withoutConfidential = <Held extends Situation>(held: Held): Held =>
  held.state === "host_declined"
    ? { ...held, refusal: { ...held.refusal, confidential: null } }
    : held;

/** What a host may read: never the alternatives. */
export const asSeenByHost = (content: RequestContent): RequestContent => ({
  ...content,
  alternatives: [],
});

/** Its endorsement was noted, and the letter may follow. */
export const lacksEndorsementLetter = (request: SentRequest, npo: OrganisationId): boolean => {
  const consent = request.state === "host_accepted" ? request.consent.endorsement : null;
  const endorsement = npo === request.sender ? request.content.endorsement : consent;
  return endorsement !== null && !request.endorsementLetters.some((letter) => letter.npo === npo);
};

/** Names of the delegation may follow. */
export const lacksNames = ({ participants }: Pick<RequestContent, "participants">): boolean =>
  participants.some(({ name }) => name === null);

/** What of the sender's may follow. */
export const mayFollow = (request: SentRequest): { names: boolean; letter: boolean } => ({
  names: lacksNames(request.content),
  letter: lacksEndorsementLetter(request, request.sender),
});

/** The day until which a host is asked to answer, counted from the day after its own. */
export const hostAnswerDueOn = (host: Organisation, askedAt: DateTime): IsoDay =>
  addWorkingDays(dayIn(askedAt, host.zone), HOST_ANSWER_WORKING_DAYS, calendarOf(host));

/** The day from which a host that hasn't answered can be left for another one. */
export const silentSince = (
  { hostAnswerDueOn }: Pick<SentRequest, "hostAnswerDueOn">,
  host: Organisation,
): IsoDay => addWorkingDays(hostAnswerDueOn, SILENT_HOST_WORKING_DAYS, calendarOf(host));

/**
 * The next instant at which what is said of it changes by itself, since a day passes in the zone of
 * somebody who reads it; undefined when none is ahead.
 */
export const staysTrueUntil = (
  request: SentRequest,
  { sender, host, secretariat, now }: Sides & { readonly now: DateTime },
): DateTime | undefined => {
  const instants = changingOn(request, host)
    .flatMap((day) => [sender, host, secretariat].map(({ zone }) => startOfDay(day, zone)))
    .filter((instant) => instant > now);
  return instants.length > 0 ? DateTime.min(...instants) : undefined;
};

interface Sides {
  readonly sender: Organisation;
  readonly host: Organisation;
  readonly secretariat: Organisation;
}

const changingOn = (request: SentRequest, host: Organisation): IsoDay[] => {
  switch (request.state) {
    case "submitted":
      return [addDays(request.hostAnswerDueOn, 1), silentSince(request, host)];
    case "host_accepted":
      return [addDays(request.consent.decisionDueOn, 1)];
    case "host_declined":
      return [addDays(request.refusal.choiceDueOn, 1)];
    default:
      return [];
  }
};
