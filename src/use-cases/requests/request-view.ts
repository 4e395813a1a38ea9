/** A sent request as one person or a channel may read it, with what they can do. */
import { may, partiesOf, sidesWith } from "../../domain/access.ts";
import type { Evidence } from "../../domain/drafts/evidence.ts";
import { type OrganisationId, type PersonId, personId, SECRETARIAT } from "../../domain/ids.ts";
import { type Person, postIn } from "../../domain/people.ts";
import type { Setting } from "../../domain/requests/actions/asks.ts";
import { rolesOfSide } from "../../domain/requests/assignment.ts";
import type { RequestView, SentOnBehalf } from "../../domain/requests/request-view.ts";
import {
  asSeenByHost,
  type SentRequest,
  withoutConfidential,
} from "../../domain/requests/requests.ts";
import { type DateTime, readerTimeAt, type Zone } from "../../domain/time.ts";
import type { Connection } from "../../store/database.ts";
import { payloadOf } from "../../store/history.ts";
import { allOrganisations } from "../../store/people/organisations.ts";
import { accountsWithRole, findPerson } from "../../store/people/people.ts";
import { findProgramme } from "../../store/programmes/programmes.ts";
import { formerlyHosted } from "../../store/requests/former-hosts.ts";
import { assignmentsFor } from "./assignment-view.ts";
import { caseOf, possibleActions } from "./possible-actions.ts";

/** History's word for a request that an officer sent, with the evidence in its payload. */
export const SUBMIT_ON_BEHALF = "submit-on-behalf";

export const mayRead = (person: Person, request: SentRequest): boolean =>
  may(person, "read", caseOf(request));

/** What of it the person may read: a former host as it stood for it; undefined when nothing. */
export const asReadBy = async (
  db: Connection,
  person: Person,
  request: SentRequest,
): Promise<SentRequest | undefined> => {
  if (mayRead(person, request)) return request;
  const organisations = person.roles.map(({ organisation }) => organisation);
  const former = await formerlyHosted(db, organisations, request.id);
  return former.find((one) => mayRead(person, one));
};

/** For one person: the host's side never learns of alternatives. */
export const loadRequestView = async (
  db: Connection,
  request: SentRequest,
  person: Person,
  now: DateTime,
): Promise<RequestView> => {
  const parties = partiesOf(person, caseOf(request));
  const seesAll = parties.some((party) => party !== "host" && party !== "hostHead");
  return viewForPerson(db, request, person, { seesAll, now });
};

/** `seesAll` false: what only its host's side may read, even of someone who has other roles too. */
export const viewForPerson = (
  db: Connection,
  request: SentRequest,
  person: Person,
  { seesAll, now }: Pick<Reader, "seesAll" | "now">,
): Promise<RequestView> => {
  const sides = sidesWith(person, "read", caseOf(request));
  return viewFor(db, request, {
    seesAll,
    seesConfidential: sides.some((side) => side === SECRETARIAT || side === request.content.host),
    zone: person.zone,
    now,
    sides,
    assigns: sidesWith(person, "take", caseOf(request)),
    acts: person,
    reader: person.id,
  });
};

/** In a channel of the Secretariat: whoever is in it reads this, and its buttons are an officer's. */
export const viewForSecretariat = (
  db: Connection,
  request: SentRequest,
  { zone, now }: Pick<Reader, "zone" | "now">,
): Promise<RequestView> => {
  const sides = [SECRETARIAT];
  const roles = [{ organisation: SECRETARIAT, role: "officer" as const }];
  const acts: Person = { id: personId("any officer"), name: "", zone, roles };
  const reader = { seesAll: true, seesConfidential: false, sides, assigns: sides, acts };
  return viewFor(db, request, { ...reader, zone, now });
};

interface Reader {
  /** False hides the alternatives and how the Secretariat knows. */
  readonly seesAll: boolean;
  /** Of what the host told the Secretariat alone. */
  readonly seesConfidential: boolean;
  readonly zone: Zone;
  readonly now: DateTime;
  /** Of whose assignments the reader may know. */
  readonly sides: readonly OrganisationId[];
  /** For which sides the reader may say who handles it. */
  readonly assigns: readonly OrganisationId[];
  /** Whose rights its buttons are. */
  readonly acts: Person;
  /** Undefined in a channel. */
  readonly reader?: PersonId;
}

const viewFor = async (
  db: Connection,
  request: SentRequest,
  reader: Reader,
): Promise<RequestView> => {
  const setting = await loadSetting(db, request, reader.now);
  const { programme, round, sender, host, members } = setting;
  const reachable = await reachableAmong(db, [sender.id, host.id]);
  const content = reader.seesAll ? request.content : asSeenByHost(request.content);
  return {
    request: { ...(reader.seesConfidential ? request : withoutConfidential(request)), content },
    programme,
    round,
    sender,
    host,
    alternatives: content.alternatives.flatMap((id) => members.find((one) => one.id === id) ?? []),
    hostIsReachable: reachable.includes(host.id),
    onBehalf: request.throughSecretariat ? await sentOnBehalf(db, request, reader) : undefined,
    assignments: await assignmentsFor(db, request, { ...reader, members }),
    can: possibleActions(reader.acts, { request, setting }, reachable),
    readerTime: readerTimeAt(reader.now, reader.zone),
  };
};

/** What a request is decided with, and shown beside. */
export const loadSetting = async (
  db: Connection,
  request: SentRequest,
  now: DateTime,
): Promise<Setting> => {
  const programme = await findProgramme(db, request.programmeId);
  const members = await allOrganisations(db);
  const round = programme?.rounds.find(({ id }) => id === request.roundId);
  const [sender, host, secretariat] = [request.sender, request.content.host, SECRETARIAT].map(
    (id) => members.find((one) => one.id === id),
  );
  if (!programme || !round || !sender || !host || !secretariat) {
    throw new Error(`Request ${request.id} points to something that is gone`);
  }
  return { programme, round, sender, host, secretariat, members, now };
};

/** Those of which an LO or backup has a chat account. */
const reachableAmong = async (
  db: Connection,
  organisations: readonly OrganisationId[],
): Promise<OrganisationId[]> => {
  const found = await Promise.all(
    organisations.map((id) => accountsWithRole(db, id, rolesOfSide(id))),
  );
  return organisations.filter((_id, index) => found[index]?.length !== 0);
};

const sentOnBehalf = async (
  db: Connection,
  request: SentRequest,
  { seesAll }: Reader,
): Promise<SentOnBehalf> => {
  if (!seesAll) return { evidence: undefined, post: undefined };
  const payload = await payloadOf(db, request.id, SUBMIT_ON_BEHALF);
  const officer = await findPerson(db, request.submittedBy);
  return {
    evidence: (payload as { readonly evidence?: Evidence } | undefined)?.evidence,
    post: officer && postIn(officer, SECRETARIAT),
  };
};
