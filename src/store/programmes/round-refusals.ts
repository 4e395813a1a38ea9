import { and, eq } from "drizzle-orm";
import type { OrganisationId, PersonId, RoundId } from "../../domain/ids.ts";
import type { Connection } from "../database.ts";
import { roundRefusals } from "../schema.ts";

/** "Not this round", said for an NPO; saying it twice changes nothing. */
export const saveRoundRefusal = async (
  db: Connection,
  round: RoundId,
  organisation: OrganisationId,
  by: PersonId,
  at: Date,
): Promise<void> => {
  await db
    .insert(roundRefusals)
    .values({ roundId: round, organisationId: organisation, personId: by, saidAt: at })
    .onConflictDoNothing();
};

/** Whoever begins a request after all is reminded again. */
export const forgetRoundRefusal = async (
  db: Connection,
  round: RoundId,
  organisation: OrganisationId,
): Promise<void> => {
  await db.delete(roundRefusals).where(of(round, organisation));
};

export const hasRefusedRound = async (
  db: Connection,
  round: RoundId,
  organisation: OrganisationId,
): Promise<boolean> =>
  (await db.select().from(roundRefusals).where(of(round, organisation))).length > 0;

const of = (round: RoundId, organisation: OrganisationId) =>
  and(eq(roundRefusals.roundId, round), eq(roundRefusals.organisationId, organisation));
