/** The members as the Secretariat keeps them, and as each organisation's own people see theirs. */

import { mayGenerally } from "../../domain/access.ts";
import { isUntouched } from "../../domain/drafts/drafts.ts";
import type { PersonId } from "../../domain/ids.ts";
import {
  mayAddAccount,
  mayKeepPost,
  rolesOf,
  rolesToInvite,
} from "../../domain/members/invitations.ts";
import {
  changesBetween,
  type FactChange,
  type FactProblems,
  type Member,
  movesReminders,
  readFacts,
  stillUncertain,
  type TypedFacts,
} from "../../domain/members/member-facts.ts";
import type {
  Holder,
  MemberLine,
  MemberView,
  OpenInvitation,
} from "../../domain/members/member-views.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import type { Person } from "../../domain/people.ts";
import { readPointer } from "../../domain/pointers.ts";
import { type DateTime, readerTimeAt } from "../../domain/time.ts";
import type { Connection, Transaction } from "../../store/database.ts";
import { lockPlanning } from "../../store/duties.ts";
import { markHomesStale } from "../../store/home/home-marks.ts";
import { openInvitations } from "../../store/people/invitations.ts";
import { allMembers, lockMember, updateMember } from "../../store/people/organisations.ts";
import { type Account, findPerson } from "../../store/people/people.ts";
import { type HeldPost, postsOf } from "../../store/people/posts.ts";
import { draftsOf } from "../../store/requests/drafts.ts";
import { moveSubscriptions } from "../../store/subscriptions.ts";
import {
  asPerson,
  type Context,
  type Interaction,
  type NotFound,
  type Replayed,
  reading,
  type Stranger,
} from "../context.ts";
import { type Ahead, closingsAhead, planForOrganisation } from "../reminders/duties.ts";

/** Officers: all; everyone else: the organisations they belong to. */
export const listMembers = (
  { database: db, ...context }: Context,
  account: Account,
): Promise<Outcome<readonly MemberLine[], Stranger>> =>
  reading<readonly MemberLine[], never>({ database: db, ...context }, account, async (person) => {
    const members = await readable(db, person);
    const posts = await postsOf(
      db,
      members.map(({ id }) => id),
    );
    return done(
      members.map((member) => {
        const own = posts.filter(({ organisation }) => organisation === member.id);
        return { member, posts: own, vacant: vacantIn(member, own) };
      }),
    );
  });

const readable = async (db: Connection, person: Person): Promise<Member[]> =>
  (await allMembers(db)).filter(({ id }) => mayGenerally(person, "read-member", id));

const vacantIn = (member: Member, posts: readonly HeldPost[]) =>
  rolesOf(member).filter((role) => !posts.some((post) => post.role === role));

export const readMember = (
  { database: db, ...context }: Context,
  input: {
    readonly account: Account;
    readonly organisation: string;
    readonly now: DateTime;
  },
): Promise<Outcome<MemberView, Stranger | NotFound>> =>
  reading<MemberView, NotFound>({ database: db, ...context }, input.account, async (person) => {
    const view = await viewFor(db, person, input.organisation, input.now);
    return view ? done(view) : refused({ kind: "notFound" });
  });

const viewFor = async (
  db: Connection,
  person: Person,
  organisation: string,
  now: DateTime,
): Promise<MemberView | undefined> => {
  const members = await readable(db, person);
  const member = members.find(({ id }) => id === organisation);
  if (!member) return undefined;
  const posts = await postsOf(db, [member.id]);
  const keepsPeople = mayGenerally(person, "keep-people", member.id);
  return {
    member,
    holders: await holdersFor(db, person, member, posts),
    vacant: vacantIn(member, posts),
    invitations: keepsPeople ? await invitationsFor(db, person, member, now) : [],
    may: {
      correct: mayGenerally(person, "correct-member", member.id),
      keepCalendar: mayGenerally(person, "calendar", member.id),
      invite: rolesToInvite(person, member).length > 0,
      list: members.length > 1,
    },
    readerTime: readerTimeAt(now, person.zone),
    now,
  };
};

const holdersFor = async (
  db: Connection,
  reader: Person,
  { id }: Member,
  posts: readonly HeldPost[],
): Promise<Holder[]> => {
  const drafts = (await draftsOf(db, id)).filter((draft) => !isUntouched(draft));
  const mayReach = new Map<PersonId, boolean>();
  for (const { person } of posts) {
    const known = await findPerson(db, person);
    mayReach.set(person, known !== undefined && mayAddAccount(reader, known));
  }
  return posts.map((post) => ({
    ...post,
    isReader: post.person === reader.id,
    mayRemove: mayKeepPost(reader, post),
    mayAddAccount: mayReach.get(post.person) ?? false,
    drafts: drafts.filter(({ heldBy }) => heldBy === post.person).length,
  }));
};

const invitationsFor = async (
  db: Connection,
  reader: Person,
  { id }: Member,
  now: DateTime,
): Promise<OpenInvitation[]> => {
  const open: OpenInvitation[] = [];
  for (const one of await openInvitations(db, [id], now)) {
    const inviter = await findPerson(db, one.invitedBy);
    open.push({
      id: one.id,
      name: one.name,
      role: one.role,
      expiresAt: one.expiresAt,
      invitedBy: inviter?.name ?? "",
      forKnownPerson: one.forPerson !== null,
      mayRevoke: mayKeepPost(reader, one) || one.invitedBy === reader.id,
    });
  }
  return open;
};

export interface CorrectMember extends Interaction {
  readonly organisation: string;
  /** The version that the person saw. */
  readonly version: number;
  readonly typed: TypedFacts;
  /** Uncertain facts that the person says they checked. */
  readonly confirmed: readonly string[];
}

export interface Corrected {
  readonly view: MemberView;
  readonly changes: readonly FactChange[];
  /** Facts that aren't uncertain any more. */
  readonly confirmed: readonly string[];
  /** Reminders that came, went or took another time. */
  readonly moved: number;
}

export type CorrectRefusal =
  | Stranger
  | Replayed
  | NotFound
  | { readonly kind: "problems"; readonly problems: FactProblems }
  | { readonly kind: "changedMeanwhile"; readonly member: Member };

/** An officer corrects a member, against the version that they saw. */
export const correctMember = (
  context: Context,
  input: CorrectMember,
): Promise<Outcome<Corrected, CorrectRefusal>> =>
  asPerson<Corrected, CorrectRefusal>(context, input, async (tx, person) => {
    const id = readPointer("organisation", input.organisation)?.id;
    if (!id || !mayGenerally(person, "correct-member", id)) return refused({ kind: "notFound" });
    await lockPlanning(tx);
    const member = await lockMember(tx, id);
    if (!member) return refused({ kind: "notFound" });
    if (member.version !== input.version) return refused({ kind: "changedMeanwhile", member });
    const known = (await allMembers(tx)).map(({ zone }) => zone);
    const facts = readFacts(input.typed, { active: member.active, known });
    if (!facts.ok) return refused({ kind: "problems", problems: facts.refusal });
    const changes = changesBetween(member, facts.value);
    const uncertain = stillUncertain(member.uncertain, changes, input.confirmed);
    const confirmed = member.uncertain.filter((name) => !uncertain.includes(name));
    const differs = changes.length + confirmed.length > 0;
    const ahead = movesReminders(changes) ? await closingsAhead(tx, id) : undefined;
    if (differs) {
      await updateMember(tx, id, facts.value, uncertain);
      // Names and zones stand in everybody's lists.
      await markHomesStale(tx, "everybody");
    }
    const moved = ahead ? await planAgain(context, tx, member, ahead) : 0;
    const view = await viewFor(tx, person, id, input.at);
    return view ? done({ view, changes, confirmed, moved }) : refused({ kind: "notFound" });
  });

/** The organisation's channels live in its zone: they move with it. */
const planAgain = async (
  context: Context,
  tx: Transaction,
  { id }: Member,
  ahead: Ahead,
): Promise<number> => {
  await moveSubscriptions(tx, id);
  return planForOrganisation(tx, context.newId, id, ahead);
};

/** For the form: the member as it stands, for somebody who may correct it. */
export const readForCorrection = async (
  context: Context,
  input: {
    readonly account: Account;
    readonly organisation: string;
    readonly now: DateTime;
  },
): Promise<Outcome<Member, Stranger | NotFound>> => {
  const view = await readMember(context, input);
  if (!view.ok) return view;
  return view.value.may.correct ? done(view.value.member) : refused({ kind: "notFound" });
};
