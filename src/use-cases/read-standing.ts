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
import { draftsOf } from "../store/drafts.ts";
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
  const reachable = rows.length > 0 ? await reachableOrganisations(db) : new Set<OrganisationId>();
  return {
    person,
    now,
    own,
    programmes,
    requests: rows
      .filter((row) => may(person, "read", caseOfRow(row)))
      .map((row) => summaryOf(row, members, reachable)),
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
): RequestSummary => {
  const sender = members.find(({ id }) => id === row.sender);
  const host = members.find(({ id }) => id === row.host);
  if (!sender || !host) throw new Error(`Request ${row.id} points to an organisation that is gone`);
  return { ...row, sender, host, hostIsReachable: reachable.has(host.id) };
};

const draftSummaries = async (
  db: Connection,
  person: Person,
  senders: readonly OrganisationId[],
  members: readonly Organisation[],
): Promise<DraftSummary[]> => {
  const drafts = await Promise.all(senders.map((sender) => draftsOf(db, sender)));
  return drafts
    .flat()
    .filter((draft) => may(person, "read", caseOfDraft(draft)) && !isUntouched(draft))
    .map((draft) => draftSummary(draft, mayEdit(person, draft), members));
};

const draftSummary = (
  draft: Draft,
  editable: boolean,
  members: readonly Organisation[],
): DraftSummary => {
  const { host, topic } = valuesOf(draft.answers);
  const { id, programmeId, sender, heldBy, savedAt } = draft;
  return {
    id,
    programmeId,
    sender,
    heldBy,
    host: members.find((one) => one.id === host),
    topic: typeof topic === "string" ? topic : "",
    savedAt: DateTime.fromJSDate(savedAt),
    mayEdit: editable,
  };
};
