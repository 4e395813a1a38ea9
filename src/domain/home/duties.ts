/** What one person owes: one row for each kind of duty. */

import { type OrganisationId, SECRETARIAT } from "../ids.ts";
import type { ProposalView } from "../members/workspace-proposals.ts";
import { actsFor, isOfficer, type Person } from "../people.ts";
import { admittedRounds } from "../programmes/admissions.ts";
import type { Programme } from "../programmes/programmes.ts";
import { closingInstant, isOpen, type Round, roundToJoin } from "../programmes/rounds.ts";
import { wasPassedOn } from "../requests/requests.ts";
import { addDays, type DateTime, dayIn, type IsoDay, startOfDay } from "../time.ts";
import {
  type DraftSummary,
  hasRefused,
  type LateRequest,
  type RequestSummary,
  type Standing,
} from "./standing.ts";

interface Due {
  /** The day until which it is asked, where it counts: the host's, or the programme's. */
  readonly dueOn: IsoDay;
  /** When that day is over there. */
  readonly dayEnds: DateTime;
}

export type Duty = Due &
  (
    | {
        readonly kind: "sendDraft";
        readonly draft: DraftSummary;
        readonly programme: Programme;
        /** The round that it would join. */
        readonly round: Round;
        /** That round has closed, and the Secretariat has admitted the draft to it. */
        readonly isAdmitted: boolean;
      }
    /** The host's LO or backup. */
    | { readonly kind: "answer"; readonly request: RequestSummary }
    /** The sender's LO or backup: the host can't host it, and nobody else is asked until they say so. */
    | { readonly kind: "chooseNext"; readonly request: RequestSummary }
    /** Officers: nobody of the host can be reached here. */
    | { readonly kind: "passOn"; readonly request: RequestSummary }
    /** Officers: it was passed on, and the day of the answer has come. */
    | { readonly kind: "askAgain"; readonly request: RequestSummary }
    /** Officers: a draft asks to be admitted late. The sooner the better: due on the day it asked. */
    | { readonly kind: "admitLate"; readonly late: LateRequest }
    /** Officers: somebody joined in a workspace of no organisation. The sooner the better, as above. */
    | { readonly kind: "approveWorkspace"; readonly view: ProposalView }
  );

type DutiesOf = (standing: Standing) => readonly Duty[];

/** The person's own drafts, as long as there is a round to send them in and their NPO didn't say "Not this round". */
const draftsToSend: DutiesOf = (standing) =>
  standing.drafts
    .filter(({ heldBy, mayEdit }) => mayEdit && heldBy === standing.person.id)
    .flatMap((draft): Duty[] => {
      const programme = standing.programmes.find(({ id }) => id === draft.programmeId);
      const round = programme && roundFor(draft, programme, standing);
      if (!programme || !round || hasRefused(standing, round.id, draft.sender.id)) return [];
      const dayEnds = closingInstant(round, programme.zone);
      const isAdmitted = !isOpen(round, programme.zone, standing.now);
      const due = { dueOn: round.closesOn, dayEnds };
      return [{ kind: "sendDraft", draft, programme, round, isAdmitted, ...due }];
    });

const roundFor = (
  { id, sender }: DraftSummary,
  { rounds, zone }: Programme,
  { admissions, now }: Standing,
): Round | undefined =>
  roundToJoin(rounds, zone, now, admittedRounds(admissions, { id, sender: sender.id }));

const lateRequestsToDecide: DutiesOf = ({ lateRequests }) =>
  lateRequests.map((late) => {
    const { zone } = late.programme;
    const dueOn = dayIn(late.askedAt, zone);
    return { kind: "admitLate", late, dueOn, dayEnds: startOfDay(addDays(dueOn, 1), zone) };
  });

const workspacesToApprove: DutiesOf = ({ proposals }) =>
  proposals.map((view) => {
    const { zone } = view.readerTime;
    const dueOn = dayIn(view.proposal.proposedAt, zone);
    return { kind: "approveWorkspace", view, dueOn, dayEnds: startOfDay(addDays(dueOn, 1), zone) };
  });

const answersDue: DutiesOf = ({ person, requests }) =>
  requests
    .filter(isWaitingForHost)
    .filter(({ host, handlers }) => actsFor(person, host.id) && isTheirs(person, host.id, handlers))
    .toReversed()
    .map((request) => ({ kind: "answer", request, ...hostAnswerDue(request) }));

/** Once passed on there is nothing to do until the day of the answer. */
const requestsToPassOn: DutiesOf = ({ person, requests, now }) =>
  isOfficer(person)
    ? requests
        .filter(isWaitingForHost)
        .filter(
          ({ hostIsReachable, handlers }) =>
            !hostIsReachable && isTheirs(person, SECRETARIAT, handlers),
        )
        .toReversed()
        .flatMap((request): Duty[] => {
          const due = hostAnswerDue(request);
          if (!wasPassedOn(request.stands)) return [{ kind: "passOn", request, ...due }];
          const hasCome = dayIn(now, request.host.zone) >= due.dueOn;
          return hasCome ? [{ kind: "askAgain", request, ...due }] : [];
        })
    : [];

const choicesDue: DutiesOf = ({ person, requests }) =>
  requests.toReversed().flatMap((request): Duty[] => {
    const { stands, isFormer, sender, handlers } = request;
    if (stands.state !== "host_declined" || isFormer) return [];
    if (!actsFor(person, sender.id) || !isTheirs(person, sender.id, handlers)) return [];
    const dueOn = stands.refusal.choiceDueOn;
    const dayEnds = startOfDay(addDays(dueOn, 1), sender.zone);
    return [{ kind: "chooseNext", request, dueOn, dayEnds }];
  });

const isWaitingForHost = ({ stands, isFormer }: RequestSummary): boolean =>
  stands.state === "submitted" && !isFormer;

/** What a colleague has taken is theirs alone. */
const isTheirs = (
  { id }: Person,
  side: OrganisationId,
  handlers: RequestSummary["handlers"],
): boolean => (handlers.get(side) ?? id) === id;

const hostAnswerDue = ({ hostAnswerDueOn, host }: RequestSummary): Due => ({
  dueOn: hostAnswerDueOn,
  dayEnds: startOfDay(addDays(hostAnswerDueOn, 1), host.zone),
});

/** A new kind of duty is a row here, and its words in `messages/home/duties.ts`. */
const kinds: readonly DutiesOf[] = [
  answersDue,
  choicesDue,
  requestsToPassOn,
  lateRequestsToDecide,
  workspacesToApprove,
  draftsToSend,
];

/** The most urgent first; of one day the request that came first. */
export const dutiesOf = (standing: Standing): Duty[] =>
  kinds
    .flatMap((kind) => kind(standing))
    .sort((one, other) => one.dayEnds.toMillis() - other.dayEnds.toMillis());

/** Somebody who may owe something: others only read along. */
export const mayOwe = ({ person, own }: Standing): boolean =>
  isOfficer(person) || own.some(({ id }) => actsFor(person, id));
