/** How things stand for one person, read at one moment, with their rights as they are now. */
import { type Case, caseOfDraft, may, mayEdit, mayGenerally } from "../../domain/access.ts";
import { type Draft, isUntouched, valuesOf } from "../../domain/drafts/drafts.ts";
import {
  type DraftSummary,
  isRunning,
  type LateRequest,
  type RequestSummary,
  type Standing,
} from "../../domain/home/standing.ts";
import { type OrganisationId, SECRETARIAT } from "../../domain/ids.ts";
import type { Organisation } from "../../domain/members/members.ts";
import type { ProposalView } from "../../domain/members/workspace-proposals.ts";
import { isOfficer, type Person } from "../../domain/people.ts";
import { admittedInAdvance } from "../../domain/programmes/admissions.ts";
import type { Programme } from "../../domain/programmes/programmes.ts";
import { isOpen } from "../../domain/programmes/rounds.ts";
import { daysOf, type SentRequest, withoutConfidential } from "../../domain/requests/requests.ts";
import { DateTime, readerTimeAt } from "../../domain/time.ts";
import { type Connection, inSnapshot } from "../../store/database.ts";
import { allOrganisations } from "../../store/people/organisations.ts";
import { type Account, keepAccount, personByAccount } from "../../store/people/people.ts";
import { proposalsToDecide } from "../../store/people/workspace-proposals.ts";
import { admissionsOf, admissionsToDecide } from "../../store/programmes/admissions.ts";
import { allProgrammes } from "../../store/programmes/programmes.ts";
import { draftsBegunBySecretariat, draftsOf, findDraft } from "../../store/requests/drafts.ts";
import { formerlyHosted } from "../../store/requests/former-hosts.ts";
import { type AssignmentOf, assignmentsOf } from "../../store/requests/handlers.ts";
import {
  countDrafts,
  type RequestRow,
  reachableOrganisations,
  refusalsOf,
  requestRows,
} from "../../store/requests/standing.ts";
import type { Context } from "../context.ts";
import { viewProposal } from "../people/workspace-proposals.ts";
import { keptBy } from "../programmes/kept-notifications.ts";

/** Undefined for a stranger, and for a person whose roles were all taken away. */
export const readStanding = async (
  context: Context,
  account: Account,
  now: DateTime,
): Promise<Standing | undefined> => (await readWith(context, account, now)).standing;

/** The same for whoever asks for it just now: their account is alive by that, and the one used last. */
export const readStandingAsked = async (
  context: Context,
  account: Account,
  now: DateTime,
): Promise<Standing | undefined> => {
  const { person, standing } = await readWith(context, account, now);
  await keepAccount(context.database, account, person);
  return standing;
};

const readWith = ({ database }: Context, account: Account, now: DateTime) =>
  inSnapshot(database, async (tx) => {
    const [person, members, programmes] = await Promise.all([
      personByAccount(tx, account),
      allOrganisations(tx),
      allProgrammes(tx),
    ]);
    const isKnown = person !== undefined && person.roles.length > 0;
    const setting = { now, members, programmes };
    return { person, standing: isKnown ? await standingOf(tx, person, setting) : undefined };
  });

interface Setting {
  readonly now: DateTime;
  readonly members: readonly Organisation[];
  readonly programmes: readonly Programme[];
}

/** What needs nothing of each other goes to the database together: `help` begins with this. */
const standingOf = async (
  db: Connection,
  person: Person,
  { now, members, programmes: all }: Setting,
): Promise<Standing> => {
  const programmes = all.filter((programme) => isRunning(programme, now));
  const own = members.filter(({ id }) =>
    person.roles.some(({ organisation }) => organisation === id),
  );
  const ids = own.map(({ id }) => id);
  const concerned = programmes.map(({ id }) => id);
  const [rows, hosted, drafts, kept, proposals, refused, draftCounts] = await Promise.all([
    requestRows(db, concerned, isOfficer(person) ? "all" : ids),
    formerlyHosted(db, ids),
    draftSummaries(db, person, ids, members),
    keptBy(db, person, all),
    workspaceProposals(db, person, now),
    refusalsOf(db, ids),
    isOfficer(person) ? countDrafts(db) : new Map(),
  ]);
  const mayRead = (row: RequestRow): boolean => may(person, "read", caseOfRow(row));
  const present = rows.filter(mayRead);
  const former = formerRows(hosted, { programmes, readable: present }).filter(mayRead);
  const readable = [...present, ...former];
  const [assignments, reachable, admissions, late] = await Promise.all([
    assignmentsOf(
      db,
      readable.map(({ id }) => id),
    ),
    readable.length > 0 ? reachableOrganisations(db) : new Set<OrganisationId>(),
    admissionsOf(db, [...ids, ...drafts.map(({ sender }) => sender.id)]),
    lateRequests(db, { person, now, members, programmes }),
  ]);
  return {
    person,
    now,
    own,
    programmes,
    requests: readable.map((row) => ({
      ...summaryOf(row, members, reachable),
      handlers: handlersOf(row, assignments, ids),
    })),
    drafts,
    admissions,
    lateRequests: late,
    proposals,
    kept,
    refused,
    draftCounts,
  };
};

const caseOfRow = ({ stands, sender, host, isFormer }: RequestRow): Case => ({
  state: stands.state,
  sender,
  host,
  isFormer,
});

/** What the reader's organisations were asked, where they may not read how it stands now. */
const formerRows = (
  hosted: readonly SentRequest[],
  { programmes, readable }: { programmes: readonly Programme[]; readable: readonly RequestRow[] },
): RequestRow[] =>
  hosted
    .filter(
      ({ id, programmeId }) =>
        programmes.some((one) => one.id === programmeId) && !readable.some((one) => one.id === id),
    )
    .map((request) => ({
      stands: withoutConfidential(request),
      version: request.version,
      isFormer: true,
      id: request.id,
      number: request.number,
      programmeId: request.programmeId,
      roundId: request.roundId,
      sender: request.sender,
      host: request.content.host,
      hostAnswerDueOn: request.hostAnswerDueOn,
      days: daysOf(request),
      people: request.content.participants.filter(({ part }) => part !== "standby").length,
      topic: request.content.topic,
    }));

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
  assignments: readonly AssignmentOf[],
  own: readonly OrganisationId[],
): RequestSummary["handlers"] =>
  new Map(
    assignments.flatMap(({ request, organisation, handler }) =>
      request === id && handler && own.includes(organisation)
        ? [[organisation, handler.id] as const]
        : [],
    ),
  );

/** Needless where the round was opened again, or the NPO was admitted in advance meanwhile. */
const lateRequests = async (
  db: Connection,
  { person, now, members, programmes }: Setting & { readonly person: Person },
): Promise<LateRequest[]> => {
  if (!isOfficer(person)) return [];
  const asked = await admissionsToDecide(db);
  const given = await admissionsOf(
    db,
    asked.map(({ organisation }) => organisation),
  );
  const found: LateRequest[] = [];
  for (const { id, roundId, organisation, requestId, asked: said } of asked) {
    const draft = requestId ? await findDraft(db, requestId) : undefined;
    const sender = members.find((one) => one.id === organisation);
    const programme = programmes.find(({ rounds }) => rounds.some((one) => one.id === roundId));
    const round = programme?.rounds.find((one) => one.id === roundId);
    if (!draft || !sender || !programme || !round || !said) continue;
    const ofSender = given.filter((one) => one.organisation === organisation);
    const isNeedless =
      isOpen(round, programme.zone, now) || admittedInAdvance(ofSender).has(roundId);
    if (isNeedless || !may(person, "admit-late", caseOfDraft(draft))) continue;
    const { host } = valuesOf(draft.answers);
    const whom = members.find((one) => one.id === host);
    found.push({ id, draft: draft.id, sender, host: whom, programme, round, askedAt: said.at });
  }
  return found;
};

const workspaceProposals = async (
  db: Connection,
  person: Person,
  now: DateTime,
): Promise<ProposalView[]> => {
  if (!mayGenerally(person, "approve-workspace", SECRETARIAT)) return [];
  const views: ProposalView[] = [];
  for (const proposal of await proposalsToDecide(db))
    views.push(await viewProposal(db, proposal, readerTimeAt(now, person.zone)));
  return views;
};

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
