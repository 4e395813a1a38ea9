import { and, count, eq, inArray, isNull, ne, notInArray, or, sql } from "drizzle-orm";
import { type ProgrammeId, programmeId, type RoundId, roundId } from "../../domain/ids.ts";
import type { Programme } from "../../domain/programmes/programmes.ts";
import type { Round } from "../../domain/programmes/rounds.ts";
import type { Zone } from "../../domain/time.ts";
import type { Connection } from "../database.ts";
import { lateAdmissions, programmes, requests, roundRefusals, rounds } from "../schema.ts";

/** Rounds after whose closing date nobody has looked for drafts that missed it. */
export const unsweptRounds = async (
  db: Connection,
): Promise<{ programmeId: ProgrammeId; zone: Zone; round: Round }[]> =>
  (
    await db
      .select({ round: rounds, zone: programmes.timeZone })
      .from(rounds)
      .innerJoin(programmes, eq(programmes.id, rounds.programmeId))
      .where(or(isNull(rounds.sweptFor), ne(rounds.sweptFor, rounds.closesOn)))
  ).map(({ round: { id, number, closesOn, programmeId: programme }, zone }) => ({
    programmeId: programmeId(programme),
    zone,
    round: { id: roundId(id), number, closesOn },
  }));

/** False when drafts that missed this closing date were looked for already, or are just now. */
export const lockUnsweptRound = async (
  db: Connection,
  { id, closesOn }: Pick<Round, "id" | "closesOn">,
): Promise<boolean> => {
  const rows = await db
    .select({ id: rounds.id })
    .from(rounds)
    .where(
      and(
        eq(rounds.id, id),
        eq(rounds.closesOn, closesOn),
        or(isNull(rounds.sweptFor), ne(rounds.sweptFor, closesOn)),
      ),
    )
    .for("update", { skipLocked: true });
  return rows.length === 1;
};

export const markSwept = async (
  db: Connection,
  { id, closesOn }: Pick<Round, "id" | "closesOn">,
): Promise<void> => {
  await db.update(rounds).set({ sweptFor: closesOn }).where(eq(rounds.id, id));
};

/** Out of the way of the numbers that the rounds get now: two may have changed places. */
const ASIDE = 1000;

/** The rounds as the programme has them now; those that it has no more stay. */
export const saveRounds = async (db: Connection, { id, rounds: own }: Programme): Promise<void> => {
  await db
    .update(rounds)
    .set({ number: sql`${rounds.number} + ${ASIDE}` })
    .where(eq(rounds.programmeId, id));
  for (const { id: round, number, closesOn } of own) {
    await db
      .insert(rounds)
      .values({ id: round, programmeId: id, number, closesOn })
      .onConflictDoUpdate({ target: rounds.id, set: { number, closesOn } });
  }
};

/** How many requests were sent in a round; it is locked, so no other joins it meanwhile. */
export const countRequestsIn = async (db: Connection, round: RoundId): Promise<number> => {
  await db.select().from(rounds).where(eq(rounds.id, round)).for("update");
  const [row] = await db
    .select({ sent: count() })
    .from(requests)
    .where(eq(requests.roundId, round));
  return row?.sent ?? 0;
};

/** Removes rounds that no request was sent in, with what was said about them. */
export const removeOtherRounds = async (
  db: Connection,
  { id, rounds: kept }: Pick<Programme, "id" | "rounds">,
): Promise<void> => {
  const others = and(
    eq(rounds.programmeId, id),
    notInArray(
      rounds.id,
      kept.map((round) => round.id),
    ),
  );
  const gone = (await db.select({ id: rounds.id }).from(rounds).where(others)).map((row) => row.id);
  if (gone.length === 0) return;
  await db.delete(roundRefusals).where(inArray(roundRefusals.roundId, gone));
  await db.delete(lateAdmissions).where(inArray(lateAdmissions.roundId, gone));
  await db.delete(rounds).where(inArray(rounds.id, gone));
};
