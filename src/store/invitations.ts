import { and, count, eq, gt, lt } from "drizzle-orm";
import { type OrganisationId, organisationId, type PersonId } from "../domain/ids.ts";
import type { RoleName } from "../domain/people.ts";
import { DateTime } from "../domain/time.ts";
import type { Connection } from "./database.ts";
import type { Account } from "./people.ts";
import { invitations, wrongGuesses } from "./schema.ts";

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
}

export const insertInvitation = async (db: Connection, one: Invitation): Promise<void> => {
  await db.insert(invitations).values({
    id: one.id,
    codeHash: one.codeHash,
    name: one.name,
    organisationId: one.organisation,
    role: one.role,
    invitedBy: one.invitedBy,
    invitedAt: one.invitedAt.toJSDate(),
    expiresAt: one.expiresAt.toJSDate(),
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
  return (
    row && {
      ...row,
      organisation: organisationId(row.organisationId),
      invitedBy: row.invitedBy as PersonId,
      invitedAt: DateTime.fromJSDate(row.invitedAt),
      expiresAt: DateTime.fromJSDate(row.expiresAt),
      usedAt: row.usedAt && DateTime.fromJSDate(row.usedAt),
    }
  );
};

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

/** Older ones than a day count for nothing and are forgotten on the way. */
export const addWrongGuess = async (
  db: Connection,
  { platform, tenant, user }: Account,
  at: DateTime,
): Promise<void> => {
  await db.delete(wrongGuesses).where(lt(wrongGuesses.at, at.minus({ days: 1 }).toJSDate()));
  await db.insert(wrongGuesses).values({ platform, tenant, userId: user, at: at.toJSDate() });
};

export const wrongGuessesSince = async (
  db: Connection,
  { platform, tenant, user }: Account,
  since: DateTime,
): Promise<number> => {
  const [row] = await db
    .select({ guesses: count() })
    .from(wrongGuesses)
    .where(
      and(
        eq(wrongGuesses.platform, platform),
        eq(wrongGuesses.tenant, tenant),
        eq(wrongGuesses.userId, user),
        gt(wrongGuesses.at, since.toJSDate()),
      ),
    );
  return row?.guesses ?? 0;
};
