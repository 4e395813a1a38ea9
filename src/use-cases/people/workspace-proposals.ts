/** Whose a workspace is: proposed by the first code that is used there, and decided by an officer. */
import { mayGenerally } from "../../domain/access.ts";
import { type PersonId, SECRETARIAT } from "../../domain/ids.ts";
import type { Organisation } from "../../domain/members/members.ts";
import type {
  Decision,
  ProposalView,
  WorkspaceProposal,
} from "../../domain/members/workspace-proposals.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import { belongsTo, type RoleName } from "../../domain/people.ts";
import { isInstalled } from "../../domain/platform.ts";
import { readPointer } from "../../domain/pointers.ts";
import { type DateTime, type ReaderTime, readerTimeAt } from "../../domain/time.ts";
import type { Connection, Transaction } from "../../store/database.ts";
import { markHomesStale } from "../../store/home/home-marks.ts";
import { livingAccount } from "../../store/people/accounts.ts";
import { findOrganisation } from "../../store/people/organisations.ts";
import { type Account, findPerson, namesOf } from "../../store/people/people.ts";
import {
  findProposal,
  insertProposal,
  lockProposal,
  saveDecision,
} from "../../store/people/workspace-proposals.ts";
import { knowTenant, lockWorkspace, saveBinding } from "../../store/people/workspaces.ts";
import {
  asPerson,
  type Context,
  type Interaction,
  type NotFound,
  type Replayed,
  type Stranger,
} from "../context.ts";
import { tell } from "../letters/tell.ts";

interface JoinedThere {
  readonly account: Account;
  readonly workspace: string;
  /** Until it is approved its people may only join. */
  readonly isClosed: boolean;
  readonly organisation: Organisation;
  readonly role: RoleName;
  readonly person: PersonId;
  readonly at: DateTime;
}

/**
 * True when the workspace waits for the Secretariat: it is bound to nothing, and was proposed just now
 * or before. Whoever is a guest there says nothing of whose it is.
 */
export const proposeWorkspace = async (
  context: Context,
  tx: Transaction,
  { account, workspace, isClosed, organisation, role, person, at }: JoinedThere,
): Promise<boolean> => {
  const { platform } = account;
  const there = { platform, id: workspace };
  if (!isInstalled(platform)) await knowTenant(tx, there, context.systemNow().toJSDate());
  const known = await lockWorkspace(tx, there);
  if (!known || known.organisation) return false;
  const own = [account.tenant, account.alsoTenant];
  if (!own.includes(workspace) && !own.includes(known.enterpriseId ?? workspace)) return false;
  const proposal: WorkspaceProposal = {
    ...{ id: context.newId(), platform, workspace, name: known.name, role, isClosed },
    ...{ organisation: organisation.id, joinedBy: person, proposedAt: at, decided: null },
  };
  if (!(await insertProposal(tx, proposal))) return true;
  const secretariat = await findOrganisation(tx, SECRETARIAT);
  if (!secretariat) throw new Error("The Secretariat is not among the organisations");
  await markHomesStale(tx, [SECRETARIAT]);
  const ids = { proposal: proposal.id };
  await tell(context, tx, "workspaceProposed", { ids, to: { side: secretariat }, at });
  return true;
};

export type DecideRefusal =
  | Stranger
  | Replayed
  | NotFound
  /** Another officer was faster. */
  | { readonly kind: "decidedAlready"; readonly view: ProposalView }
  /** Whoever has the machine has bound it meanwhile. */
  | { readonly kind: "boundAlready"; readonly view: ProposalView; readonly to: Organisation };

/** One officer's answer counts for all, and against what they saw: nothing is bound a second time. */
export const decideWorkspace = (
  context: Context,
  input: Interaction & { readonly proposal: string; readonly decision: Decision },
): Promise<Outcome<ProposalView, DecideRefusal>> =>
  asPerson<ProposalView, DecideRefusal>(context, input, async (tx, person) => {
    if (!mayGenerally(person, "approve-workspace", SECRETARIAT))
      return refused({ kind: "notFound" });
    const { decision, at } = input;
    const id = readPointer("workspaceProposal", input.proposal)?.id;
    const asked = id && (await findProposal(tx, id));
    if (!asked) return refused({ kind: "notFound" });
    const { platform, workspace, organisation } = asked;
    const there = { platform, id: workspace };
    // In the order in which somebody who joins locks them.
    const bound = (await lockWorkspace(tx, there))?.organisation;
    const found = await lockProposal(tx, asked.id);
    if (!found) return refused({ kind: "notFound" });
    const readerTime = readerTimeAt(at, person.zone);
    const view = await viewProposal(tx, found, readerTime);
    if (found.decided) return refused({ kind: "decidedAlready", view });
    const to = bound && (await findOrganisation(tx, bound));
    if (to) return refused({ kind: "boundAlready", view, to });
    if (decision === "approved") await saveBinding(tx, there, organisation);
    const decided = { decision, by: person.id, at };
    await saveDecision(tx, found.id, decided);
    await markHomesStale(tx, [SECRETARIAT]);
    await tellWhoJoined(context, tx, view, at);
    return done(await viewProposal(tx, { ...found, decided }, readerTime));
  });

const tellWhoJoined = async (
  context: Context,
  tx: Transaction,
  { proposal: { id: proposal, joinedBy }, organisation: of }: ProposalView,
  at: DateTime,
): Promise<void> => {
  const account = await livingAccount(tx, joinedBy);
  if (!account) return;
  await tell(context, tx, "workspaceDecided", { ids: { proposal }, to: { account, of }, at });
};

export const viewProposal = async (
  db: Connection,
  proposal: WorkspaceProposal,
  readerTime: ReaderTime,
): Promise<ProposalView> => {
  const { id, joinedBy, decided } = proposal;
  const organisation = await findOrganisation(db, proposal.organisation);
  const names = await namesOf(db, [joinedBy, ...(decided ? [decided.by] : [])]);
  const joined = names.get(joinedBy);
  const person = await findPerson(db, joinedBy);
  if (!organisation || joined === undefined)
    throw new Error(`What was proposed by ${id} points to something that is gone`);
  const decidedBy = decided ? names.get(decided.by) : undefined;
  const hasLeft = !person || !belongsTo(person, organisation.id);
  return { proposal, organisation, joined, hasLeft, decidedBy, readerTime };
};
