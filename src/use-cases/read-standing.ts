/** How things stand for one person, read at one moment, with their rights as they are now. */
import { type Case, may } from "../domain/access.ts";
import { type Draft, isUntouched, valuesOf } from "../domain/drafts.ts";
import type { OrganisationId } from "../domain/ids.ts";
import type { Organisation } from "../domain/members.ts";
import { isOfficer, type Person } from "../domain/people.ts";
import {
  type DraftSummary,
  isRunning,
  type RequestSummary,
  type Standing,
} from "../domain/standing.ts";
import { DateTime } from "../domain/time.ts";
import { type Connection, inSnapshot } from "../store/database.ts";
import { draftsBegunBySecretariat, draftsOf } from "../store/drafts.ts";
import { type HandlingOf, handlingsOf } from "../store/handlers.ts";
import { allOrganisations } from "../store/organisations.ts";
import { type Account, personByAccount } from "../store/people.ts";
import { allProgrammes } from "../store/programmes.ts";
import {
  countDrafts,
  type RequestRow,
  reachableOrganisations,
  refusalsOf,
  requestRows,
} from "../store/standing.ts";
import { caseOfDraft, mayEdit } from "./draft-page.ts";
import type { House } from "./house.ts";

/** Undefined for a stranger, and for a person whose roles were all taken away. */
export const makeReadStanding =
  ({ database }: House) =>
  (account: Account, now: DateTime): Promise<Standing | undefined> =>
    inSnapshot(database, async (tx) => {
      const person = await personByAccount(tx, account);
      return person && person.roles.length > 0 ? standingOf(tx, person, now) : undefined;
    });

const standingOf = async (db: Connection, person: Person, now: DateTime): Promise<Standing> => {
  const members = await allOrganisations(db);
  const programmes = (await allProgrammes(db)).filter((programme) => isRunning(programme, now));
  const own = members.filter(({ id }) =>
    person.roles.some(({ organisation }) => organisation === id),
  );
  const ids = own.map(({ id }) => id);
  const rows = await requestRows(
    db,
    programmes.map(({ id }) => id),
    isOfficer(person) ? "all" : ids,
  );
  const readable = rows.filter((row) => may(person, "read", caseOfRow(row)));
  const handlings = await handlingsOf(
    db,
    readable.map(({ id }) => id),
  );
  const reachable = rows.length > 0 ? await reachableOrganisations(db) : new Set<OrganisationId>();
  return {
    person,
    now,
    own,
    programmes,
    requests: readable.map((row) => ({
      ...summaryOf(row, members, reachable),
      handlers: handlersOf(row, handlings, ids),
    })),
    drafts: await draftSummaries(db, person, ids, members),
    refused: await refusalsOf(db, ids),
    draftCounts: isOfficer(person) ? await countDrafts(db) : new Map(),
  };
};

const caseOfRow = ({ state, sender, host }: RequestRow): Case => ({ state, sender, host });

const summaryOf = (
  row: RequestRow,
  members: readonly Organisation[],
  reachable: ReadonlySet<OrganisationId>,
): Omit<RequestSummary, "handlers"> => {
  const sender = members.find(({ id }) => id === row.sender);
  const host = members.find(({ id }) => id === row.host);
  if (!sender || !host) throw new Error(`Request ${row.id} points to an organisation that is gone`);
  return { ...row, sender, host, hostIsReachable: reachable.has(host.id) };
};

/** Of the reader's own sides: who handles it elsewhere is nobody else's business. */
const handlersOf = (
  { id }: RequestRow,
  handlings: readonly HandlingOf[],
  own: readonly OrganisationId[],
): RequestSummary["handlers"] =>
  new Map(
    handlings.flatMap(({ request, organisation, handler }) =>
      request === id && handler && own.includes(organisation)
        ? [[organisation, handler.id] as const]
        : [],
    ),
  );

const draftSummaries = async (
  db: Connection,
  person: Person,
  senders: readonly OrganisationId[],
  members: readonly Organisation[],
): Promise<DraftSummary[]> => {
  const own = (await Promise.all(senders.map((sender) => draftsOf(db, sender)))).flat();
  const begun = isOfficer(person) ? await draftsBegunBySecretariat(db) : [];
  const others = begun.filter(({ id }) => !own.some((one) => one.id === id));
  return [...own, ...others]
    .filter((draft) => may(person, "read", caseOfDraft(draft)) && !isUntouched(draft))
    .flatMap((draft) => draftSummary(draft, person, members));
};

const draftSummary = (
  draft: Draft,
  person: Person,
  members: readonly Organisation[],
): DraftSummary[] => {
  const { host, topic } = valuesOf(draft.answers);
  const { id, programmeId, heldBy, savedAt } = draft;
  const sender = members.find((one) => one.id === draft.sender);
  if (!sender) return [];
  return [
    {
      id,
      programmeId,
      sender,
      onBehalf: !person.roles.some(({ organisation }) => organisation === sender.id),
      heldBy,
      host: members.find((one) => one.id === host),
      topic: typeof topic === "string" ? topic : "",
      savedAt: DateTime.fromJSDate(savedAt),
      mayEdit: mayEdit(person, draft),
    },
  ];
};
