import { and, asc, count, eq, gt, inArray, isNull, lt, sql } from "drizzle-orm";
import { type OrganisationId, organisationId, type PersonId, personId } from "../../domain/ids.ts";
import type { RoleName } from "../../domain/people.ts";
import { DateTime } from "../../domain/time.ts";
import type { Connection } from "../database.ts";
import { invitations, wrongGuesses } from "../schema.ts";
import type { Account } from "./people.ts";

export interface Invitation {
  readonly id: string;
  readonly codeHash: string;
  readonly name: string;
  readonly organisation: OrganisationId;
  readonly role: RoleName;
  readonly invitedBy: PersonId;
  readonly invitedAt: DateTime;
  readonly expiresAt: DateTime;
  readonly usedAt: DateTime | null;
  readonly usedBy: PersonId | null;
  /** Set where the code adds a chat account to somebody who has a record already. */
  readonly forPerson: PersonId | null;
  readonly revokedAt: DateTime | null;
}

export type NewInvitation = Omit<Invitation, "usedAt" | "usedBy" | "revokedAt">;

export const insertInvitation = async (db: Connection, one: NewInvitation): Promise<void> => {
  await db.insert(invitations).values({
    id: one.id,
    codeHash: one.codeHash,
    name: one.name,
    organisationId: one.organisation,
    role: one.role,
    invitedBy: one.invitedBy,
    invitedAt: one.invitedAt.toJSDate(),
    expiresAt: one.expiresAt.toJSDate(),
    forPerson: one.forPerson,
  });
};

/** Locked: of two who use a code at once, one waits and finds it used. */
export const lockInvitation = async (
  db: Connection,
  codeHash: string,
): Promise<Invitation | undefined> => {
  const [row] = await db
    .select()
    .from(invitations)
    .where(eq(invitations.codeHash, codeHash))
    .for("update");
  return row && fromRow(row);
};

/** Not used, not revoked and still good at `now`; what ends first comes first. */
export const openInvitations = async (
  db: Connection,
  organisations: readonly OrganisationId[],
  now: DateTime,
): Promise<Invitation[]> => {
  if (organisations.length === 0) return [];
  const rows = await db
    .select()
    .from(invitations)
    .where(and(inArray(invitations.organisationId, [...organisations]), isOpenAt(now)))
    .orderBy(asc(invitations.expiresAt), asc(invitations.id));
  return rows.map(fromRow);
};

/** Those of one inviter that can still be used. */
export const openInvitationsBy = async (
  db: Connection,
  inviter: PersonId,
  now: DateTime,
): Promise<Invitation[]> => {
  const rows = await db
    .select()
    .from(invitations)
    .where(and(eq(invitations.invitedBy, inviter), isOpenAt(now)));
  return rows.map(fromRow);
};

const isOpenAt = (now: DateTime) =>
  and(
    isNull(invitations.usedAt),
    isNull(invitations.revokedAt),
    gt(invitations.expiresAt, now.toJSDate()),
  );

export const lockInvitationById = async (
  db: Connection,
  id: string,
): Promise<Invitation | undefined> => {
  const [row] = await db.select().from(invitations).where(eq(invitations.id, id)).for("update");
  return row && fromRow(row);
};

export const revokeInvitations = async (
  db: Connection,
  ids: readonly string[],
  by: PersonId,
  at: DateTime,
): Promise<void> => {
  if (ids.length === 0) return;
  await db
    .update(invitations)
    .set({ revokedAt: at.toJSDate(), revokedBy: by })
    .where(and(inArray(invitations.id, [...ids]), isNull(invitations.usedAt)));
};

const fromRow = (row: typeof invitations.$inferSelect): Invitation => ({
  ...row,
  organisation: organisationId(row.organisationId),
  invitedBy: personId(row.invitedBy),
  invitedAt: DateTime.fromJSDate(row.invitedAt),
  expiresAt: DateTime.fromJSDate(row.expiresAt),
  usedAt: row.usedAt && DateTime.fromJSDate(row.usedAt),
  usedBy: row.usedBy === null ? null : personId(row.usedBy),
  forPerson: row.forPerson === null ? null : personId(row.forPerson),
  revokedAt: row.revokedAt && DateTime.fromJSDate(row.revokedAt),
});

export const markInvitationUsed = async (
  db: Connection,
  id: string,
  by: PersonId,
  at: DateTime,
): Promise<void> => {
  await db
    .update(invitations)
    .set({ usedAt: at.toJSDate(), usedBy: by })
    .where(eq(invitations.id, id));
};

/** Held until the transaction ends: guesses of one account are counted one after the other. */
export const lockGuesses = async (db: Connection, account: Account): Promise<void> => {
  const whose = `guesses/${account.platform}/${widest(account)}/${account.user}`;
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${whose}, 0))`);
};

/** One person guesses no more often for having several workspaces of one organisation. */
const widest = ({ tenant, alsoTenant }: Account): string => alsoTenant ?? tenant;

/** Older ones than a day count for nothing and are forgotten on the way. */
export const addWrongGuess = async (
  db: Connection,
  account: Account,
  at: DateTime,
): Promise<void> => {
  await db.delete(wrongGuesses).where(lt(wrongGuesses.at, at.minus({ days: 1 }).toJSDate()));
  const { platform, user: userId } = account;
  const guess = { platform, tenant: widest(account), userId, at: at.toJSDate() };
  await db.insert(wrongGuesses).values(guess);
};

export const wrongGuessesSince = async (
  db: Connection,
  account: Account,
  since: DateTime,
): Promise<number> => {
  const [row] = await db
    .select({ guesses: count() })
    .from(wrongGuesses)
    .where(
      and(
        eq(wrongGuesses.platform, account.platform),
        eq(wrongGuesses.tenant, widest(account)),
        eq(wrongGuesses.userId, account.user),
        gt(wrongGuesses.at, since.toJSDate()),
      ),
    );
  return row?.guesses ?? 0;
};
