import { mayEdit } from "../../domain/access.ts";
import type { Draft } from "../../domain/drafts/drafts.ts";
import { type OrganisationId, SECRETARIAT } from "../../domain/ids.ts";
import type { Organisation } from "../../domain/members/members.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import { actsFor, isOfficer, type Person } from "../../domain/people.ts";
import { readPointer } from "../../domain/pointers.ts";
import type { Programme } from "../../domain/programmes/programmes.ts";
import type { RequestLine, RequestList } from "../../domain/requests/request-list.ts";
import type { NumberedRequest, RequestView } from "../../domain/requests/request-view.ts";
import type { SentRequest } from "../../domain/requests/requests.ts";
import { type DateTime, readerTimeAt } from "../../domain/time.ts";
import type { Connection } from "../../store/database.ts";
import { allOrganisations } from "../../store/people/organisations.ts";
import type { Account } from "../../store/people/people.ts";
import { allProgrammes } from "../../store/programmes/programmes.ts";
import { draftsBegunBySecretariat, draftsOf } from "../../store/requests/drafts.ts";
import { formerlyHosted } from "../../store/requests/former-hosts.ts";
import { assignmentsOf } from "../../store/requests/handlers.ts";
import {
  findByCounter,
  findByNumber,
  findSent,
  requestsConcerning,
  requestsOfProgramme,
} from "../../store/requests/requests.ts";
import { type Context, type NotFound, reading, type Stranger } from "../context.ts";
import { draftLines } from "../drafts/draft-page.ts";
import { asReadBy, loadRequestView, mayRead } from "./request-view.ts";

export const listRequests = (
  { database: db, ...context }: Context,
  {
    account,
    now,
  }: {
    account: Account;
    now: DateTime;
  },
): Promise<Outcome<RequestList, Stranger>> =>
  reading<RequestList, never>({ database: db, ...context }, account, async (person) => {
    const members = await allOrganisations(db);
    const own = members.filter(({ id }) => person.roles.some((role) => role.organisation === id));
    const sending = own.filter(({ id }) => actsFor(person, id));
    return done({
      drafts: await draftLines(db, await unsentDrafts(db, sending, person), { person, members }),
      requests: await requestLines(db, person, members),
      maySend: sending.length > 0,
      mayActOnBehalf: isOfficer(person),
      severalNpos: own.length > 1,
      readerTime: readerTimeAt(now, person.zone),
    });
  });

/** Of the NPOs a person acts for; to officers also what was begun on behalf of others. */
const unsentDrafts = async (
  db: Connection,
  sending: readonly Organisation[],
  person: Person,
): Promise<Draft[]> => {
  const own = (await Promise.all(sending.map(({ id }) => draftsOf(db, id)))).flat();
  const begun = isOfficer(person) ? await draftsBegunBySecretariat(db) : [];
  const others = begun.filter(({ id }) => !own.some((one) => one.id === id));
  return [...own, ...others].filter((draft) => mayEdit(person, draft));
};

const requestLines = async (
  db: Connection,
  person: Person,
  members: readonly Organisation[],
): Promise<RequestLine[]> => {
  const programmes = await allProgrammes(db);
  const present = (await readableRequests(db, person, programmes)).filter((one) =>
    mayRead(person, one),
  );
  const former = (await formerlyHosted(db, rolesIn(person))).filter(
    (one) => mayRead(person, one) && !present.some(({ id }) => id === one.id),
  );
  const requests = [...present, ...former].sort(newestFirst);
  const assignments = await assignmentsOf(
    db,
    requests.map(({ id }) => id),
  );
  return requests.map((request) => {
    const sender = members.find(({ id }) => id === request.sender);
    const host = members.find(({ id }) => id === request.content.host);
    const programme = programmes.find(({ id }) => id === request.programmeId);
    const round = programme?.rounds.find(({ id }) => id === request.roundId);
    if (!sender || !host || !programme || !round) {
      throw new Error(`Request ${request.id} has no sender, host, programme or round`);
    }
    const side = sideOf(person, request);
    const organisation = { sender: sender.id, host: host.id, officer: SECRETARIAT }[side];
    const handler = assignments.find(
      (one) => one.request === request.id && one.organisation === organisation,
    )?.handler;
    return {
      request,
      sender,
      host,
      programme,
      round,
      side,
      handler: handler ? { name: handler.name, isReader: handler.id === person.id } : undefined,
    };
  });
};

const rolesIn = ({ roles }: Person): OrganisationId[] =>
  roles.map(({ organisation }) => organisation);

const newestFirst = (one: SentRequest, other: SentRequest): number =>
  other.submittedAt.toMillis() - one.submittedAt.toMillis();

export const readableRequests = async (
  db: Connection,
  person: Person,
  programmes: readonly Programme[],
): Promise<SentRequest[]> => {
  if (!isOfficer(person)) {
    return requestsConcerning(db, rolesIn(person));
  }
  return (await Promise.all(programmes.map(({ id }) => requestsOfProgramme(db, id)))).flat();
};

const sideOf = (person: Person, request: SentRequest): RequestLine["side"] => {
  const belongs = (id: string) => person.roles.some(({ organisation }) => organisation === id);
  if (belongs(request.sender)) return "sender";
  return belongs(request.content.host) ? "host" : "officer";
};

export interface Shown extends RequestView {
  /** Of earlier years, with the same last part of the number; none where all of it was given. */
  readonly others: readonly NumberedRequest[];
}

/** By number ("BCN-2023-001", "bcn-2023-1"), its last part ("1", "#1": the newest year's) or a card's pointer. */
export const showRequest = (
  context: Context,
  input: {
    account: Account;
    which: string;
    now: DateTime;
  },
): Promise<Outcome<Shown, Stranger | NotFound | { readonly kind: "whichNumber" }>> =>
  reading<Shown, NotFound | { readonly kind: "whichNumber" }>(
    context,
    input.account,
    async (person) => {
      const db = context.database;
      const which = input.which.trim();
      if (which === "") return refused({ kind: "whichNumber" });
      const read: SentRequest[] = [];
      for (const found of await find(db, which)) {
        const request = await asReadBy(db, person, found);
        if (request) read.push(request);
      }
      const [request, ...others] = read;
      if (!request) return refused({ kind: "notFound" });
      return done({ ...(await loadRequestView(db, request, person, input.now)), others });
    },
  );

const COUNTER = /^\d{1,4}$/;
/** With fewer noughts, or spaces in place of dashes. */
const NUMBER = /^BCN[-\s]?(\d{4})[-\s](\d{1,4})$/i;

const find = async (db: Connection, which: string): Promise<SentRequest[]> => {
  const said = which.replace(/^#\s*/, "");
  if (COUNTER.test(said)) return findByCounter(db, String(Number(said)));
  const id = readPointer("draft", which)?.id;
  const number = said.replace(
    NUMBER,
    (_all, year, counter) => `BCN-${year}-${String(Number(counter)).padStart(3, "0")}`,
  );
  const one = id ? await findSent(db, id) : await findByNumber(db, number.toUpperCase());
  return one ? [one] : [];
};
