/** How things stand for one person: what the home and `owed` are made of. Only what they may read. */

import type { OrganisationId, PersonId, ProgrammeId, RequestId, RoundId } from "../ids.ts";
import type { Organisation } from "../members/members.ts";
import type { ProposalView } from "../members/workspace-proposals.ts";
import type { Amendment } from "../notifications/notification.ts";
import { actsFor, type Person } from "../people.ts";
import { type Admission, admittedInAdvance } from "../programmes/admissions.ts";
import type { Programme } from "../programmes/programmes.ts";
import { isOpen, type Round, roundToJoin } from "../programmes/rounds.ts";
import type { Dates, Situation } from "../requests/requests.ts";
import { type DateTime, dayIn, type IsoDay } from "../time.ts";

/** A sent request in a line: nothing in it that its host may not know. */
export interface RequestSummary {
  readonly id: RequestId;
  /** What its buttons are pressed against. */
  readonly version: number;
  /** Without what a host told the Secretariat alone. */
  readonly stands: Situation;
  /** `host` is asked no longer: the rest is as it stood when that ended. */
  readonly isFormer: boolean;
  readonly number: string;
  readonly programmeId: ProgrammeId;
  readonly roundId: RoundId;
  readonly sender: Organisation;
  readonly host: Organisation;
  /** The host's calendar day until which it is asked to answer. */
  readonly hostAnswerDueOn: IsoDay;
  readonly days: Dates;
  /** Standby participants aren't counted (rule 1). */
  readonly people: number;
  readonly topic: string;
  /** LO or backup of the host has a chat account. */
  readonly hostIsReachable: boolean;
  /** Who handles it, of the reader's own sides only. */
  readonly handlers: ReadonlyMap<OrganisationId, PersonId>;
}

/** A draft in a line; of the reader's own NPO, or for officers one that the Secretariat began. */
export interface DraftSummary {
  readonly id: RequestId;
  readonly programmeId: ProgrammeId;
  readonly sender: Organisation;
  /** Begun by the Secretariat, and read by an officer who isn't of its NPO. */
  readonly onBehalf: boolean;
  readonly heldBy: PersonId;
  readonly host: Organisation | undefined;
  readonly topic: string;
  readonly savedAt: DateTime;
  /** A head reads it and doesn't change it. */
  readonly mayEdit: boolean;
}

/** A draft whose holder asks to be admitted late, in a line; officers alone read it. */
export interface LateRequest {
  /** The admission's. */
  readonly id: string;
  readonly draft: RequestId;
  readonly sender: Organisation;
  readonly host: Organisation | undefined;
  readonly programme: Programme;
  /** The round that has closed. */
  readonly round: Round;
  readonly askedAt: DateTime;
}

/** What an officer read in with `publish` and hasn't published: theirs alone. */
export interface KeptNotification {
  readonly id: string;
  /** Of what it announces or amends; null where it couldn't be read. */
  readonly projectCode: string | null;
  readonly amendment: Pick<Amendment, "kind" | "number"> | null;
  readonly readAt: DateTime;
}

export interface Standing {
  readonly person: Person;
  readonly now: DateTime;
  /** Organisations in which the person has a role, by name. */
  readonly own: readonly Organisation[];
  /** Programmes whose timing isn't over, the newest first. */
  readonly programmes: readonly Programme[];
  /** Sent in these programmes, the newest first. */
  readonly requests: readonly RequestSummary[];
  /** The last saved first; untouched ones aren't there. */
  readonly drafts: readonly DraftSummary[];
  /** Asked for and given: those of the NPOs of `own`, and of the drafts above. */
  readonly admissions: readonly Admission[];
  /** For officers: what waits for an answer, who asked first comes first. */
  readonly lateRequests: readonly LateRequest[];
  /** For officers: workspaces that wait for an answer, who joined first comes first. */
  readonly proposals: readonly ProposalView[];
  /** For officers: theirs alone, the oldest first. */
  readonly kept: readonly KeptNotification[];
  /** "Not this round", said for one of `own`. */
  readonly refused: readonly { readonly round: RoundId; readonly npo: OrganisationId }[];
  /** For officers: how many drafts a programme has, whoever's; numbers only. */
  readonly draftCounts: ReadonlyMap<ProgrammeId, number>;
}

/** Until the last day of its timing is over, in the programme's zone. */
export const isRunning = ({ timing, zone }: Programme, now: DateTime): boolean =>
  dayIn(now, zone) <= timing.endsOn;

export const hasRefused = (
  { refused }: Pick<Standing, "refused">,
  round: RoundId,
  npo: OrganisationId,
): boolean => refused.some((one) => one.round === round && one.npo === npo);

export const openRounds = (programme: Programme, now: DateTime): readonly Round[] =>
  programme.rounds.filter((round) => isOpen(round, programme.zone, now));

/** The earliest open round of a programme; undefined after the last has closed. */
export const nextRound = (programme: Programme, now: DateTime): Round | undefined =>
  roundToJoin(programme.rounds, programme.zone, now);

/** In advance, whatever the NPO sends. */
export const isAdmitted = (
  { admissions }: Pick<Standing, "admissions">,
  round: Pick<Round, "id">,
  npo: Pick<Organisation, "id">,
): boolean =>
  admittedInAdvance(admissions.filter(({ organisation }) => organisation === npo.id)).has(round.id);

/** Rounds that have closed and that active NPOs of the person may join late, whatever they send. */
export const roundsAdmitted = (
  { rounds, zone }: Programme,
  standing: Standing,
): { readonly round: Round; readonly npo: Organisation }[] =>
  standing.own
    .filter(({ id, active }) => active && actsFor(standing.person, id))
    .flatMap((npo) => rounds.map((round) => ({ round, npo })))
    .filter(
      ({ round, npo }) => !isOpen(round, zone, standing.now) && isAdmitted(standing, round, npo),
    );
