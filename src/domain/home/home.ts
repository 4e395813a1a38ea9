/** What of a person's standing their home shows where, and until when it stays true. */

import type { OrganisationId } from "../ids.ts";
import { isOfficer, type Person } from "../people.ts";
import type { Programme } from "../programmes/programmes.ts";
import { closingInstant, type Round } from "../programmes/rounds.ts";
import { addDays, DateTime, startOfDay } from "../time.ts";
import { dutiesOf } from "./duties.ts";
import { openRounds, type RequestSummary, type Standing } from "./standing.ts";

/** Requests that joined one round, by the first day of the visit: those that clash stand side by side. */
export interface RoundOfRequests {
  readonly programme: Programme;
  readonly round: Round;
  readonly requests: readonly RequestSummary[];
}

/** To the reader's NPOs, the newest round first. */
export const requestsToUs = (standing: Standing): RoundOfRequests[] => {
  const toUs = standing.requests.filter(({ host }) => isOwn(standing.person, host.id));
  return standing.programmes
    .flatMap((programme) =>
      programme.rounds.map((round) => ({
        programme,
        round,
        requests: toUs.filter(({ roundId }) => roundId === round.id).sort(byFirstDay),
      })),
    )
    .filter(({ requests }) => requests.length > 0)
    .sort((one, other) => (one.round.closesOn < other.round.closesOn ? 1 : -1));
};

const byFirstDay = (one: RequestSummary, other: RequestSummary): number =>
  one.days.startsOn.localeCompare(other.days.startsOn) || one.number.localeCompare(other.number);

export const requestsOfOurs = ({ person, requests }: Standing): RequestSummary[] =>
  requests.filter(({ sender }) => isOwn(person, sender.id));

/** What an officer reads besides. */
export const otherRequests = ({ person, requests }: Standing): RequestSummary[] =>
  isOfficer(person)
    ? requests.filter(({ sender, host }) => !isOwn(person, sender.id) && !isOwn(person, host.id))
    : [];

const isOwn = ({ roles }: Person, id: OrganisationId): boolean =>
  roles.some(({ organisation }) => organisation === id);

/** The next instant at which a closing date or another day passes; undefined when none is ahead. */
export const staysTrueUntil = (standing: Standing): DateTime | undefined => {
  const { programmes, now } = standing;
  const instants = [
    ...dutiesOf(standing).map(({ dayEnds }) => dayEnds),
    ...programmes.flatMap((programme) => [
      startOfDay(addDays(programme.timing.endsOn, 1), programme.zone),
      ...openRounds(programme, now).map((round) => closingInstant(round, programme.zone)),
    ]),
  ].filter((instant) => instant > now);
  return instants.length > 0 ? DateTime.min(...instants) : undefined;
};
