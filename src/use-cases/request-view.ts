import { type Case, may, partiesOf } from "../domain/access.ts";
import type { Person } from "../domain/people.ts";
import { asSeenByHost, type SubmittedRequest } from "../domain/requests.ts";
import type { Zone } from "../domain/time.ts";
import type { RequestView } from "../domain/views.ts";
import type { Connection } from "../store/database.ts";
import { allOrganisations } from "../store/organisations.ts";
import { accountsWithRole } from "../store/people.ts";
import { findProgramme } from "../store/programmes.ts";

export const caseOf = ({ state, sender, content }: SubmittedRequest): Case => ({
  state,
  sender,
  host: content.host,
});

export const mayRead = (person: Person, request: SubmittedRequest): boolean =>
  may(person, "read", caseOf(request));

/** For one person: the host's side never learns of alternatives. */
export const loadRequestView = async (
  db: Connection,
  request: SubmittedRequest,
  person: Person,
): Promise<RequestView> => {
  const parties = partiesOf(person, caseOf(request));
  const seesAll = parties.some((party) => party !== "host" && party !== "hostHead");
  return viewFor(db, request, { seesAll, zone: person.zone });
};

/** For a channel or a receiver that is no person: `seesAll` false hides the alternatives. */
export const viewFor = async (
  db: Connection,
  request: SubmittedRequest,
  { seesAll, zone }: { seesAll: boolean; zone: Zone },
): Promise<RequestView> => {
  const programme = await findProgramme(db, request.programmeId);
  const members = await allOrganisations(db);
  const round = programme?.rounds.find(({ id }) => id === request.roundId);
  const byId = (id: string) => members.find((one) => one.id === id);
  const sender = byId(request.sender);
  const host = byId(request.content.host);
  if (!programme || !round || !sender || !host) {
    throw new Error(`Request ${request.id} points to something that is gone`);
  }
  const content = seesAll ? request.content : asSeenByHost(request.content);
  return {
    request: { ...request, content },
    programme,
    round,
    sender,
    host,
    alternatives: content.alternatives.map(byId).filter((one) => one !== undefined),
    hostIsReachable: (await accountsWithRole(db, host.id, ["liaison", "backup"])).length > 0,
    readerZone: zone,
  };
};
