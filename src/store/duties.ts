/** What is owed by a day: one row while it is open. All instants are programme time. */
import { and, asc, eq, inArray, lte, type SQL, sql } from "drizzle-orm";
import {
  type OrganisationId,
  organisationId,
  programmeId,
  type RequestId,
  requestId,
  roundId,
  type SubscriptionId,
  subscriptionId,
} from "../domain/ids.ts";
import type { Duty, DutyKind, Matter, RequestDutyKind } from "../domain/reminders/duties.ts";
import { DateTime } from "../domain/time.ts";
import type { Connection } from "./database.ts";
import { duties, requests, rounds } from "./schema.ts";

/** Any number, the same in every release. */
const PLANNING = 2_023_003;

/**
 * Held until the transaction ends: a channel that subscribes while a programme is published would
 * otherwise be looked at by neither. Take it before reading what comes next is computed from.
 */
export const lockPlanning = async (db: Connection): Promise<void> => {
  await db.execute(sql`select pg_advisory_xact_lock(${PLANNING})`);
};

/** With the instant at which it is to be looked at next; null where nothing more is to be said. */
export interface OpenDuty extends Duty {
  readonly nextAt: DateTime | null;
}

/** A matter has one row: this one, or the one that it has says from now on what this one says. */
export const saveDuty = async (
  db: Connection,
  { id, matter, organisation, askedAt, dueOn, told, nextAt }: Omit<OpenDuty, "programme">,
): Promise<void> => {
  const changes = {
    organisationId: organisation,
    askedAt: askedAt.toJSDate(),
    dueOn,
    toldStep: told?.step ?? null,
    toldOf: told?.of ?? null,
    nextAt: nextAt?.toJSDate() ?? null,
  };
  await db
    .insert(duties)
    .values({ id, ...columnsOf(matter), ...changes })
    .onConflictDoUpdate({
      target: [duties.kind, duties.roundId, duties.subscriptionId, duties.requestId],
      set: changes,
    });
};

const columnsOf = (matter: Matter) => ({
  kind: matter.kind,
  roundId: matter.kind === "closing" ? matter.round : null,
  subscriptionId: matter.kind === "closing" ? matter.subscription : null,
  requestId: matter.kind === "closing" ? null : matter.request,
});

/** The closing dates that a channel is told, locked: a tick that is telling one is waited for. */
export const lockDutiesOf = (db: Connection, subscription: SubscriptionId): Promise<OpenDuty[]> =>
  select(db, eq(duties.subscriptionId, subscription), "wait");

/** All that an organisation owes, locked. */
export const lockDutiesOwedBy = (db: Connection, owing: OrganisationId): Promise<OpenDuty[]> =>
  select(db, eq(duties.organisationId, owing), "wait");

/** The closing dates that a channel is told, what comes next in front. */
export const dutiesOf = (db: Connection, subscription: SubscriptionId): Promise<OpenDuty[]> =>
  select(db, eq(duties.subscriptionId, subscription));

/** Duties of these kinds that are to be looked at, locked; what another process holds is left to it. */
export const claimDuties = (
  db: Connection,
  { kinds, now, most }: { kinds: readonly DutyKind[]; now: DateTime; most: number },
): Promise<OpenDuty[]> =>
  select(
    db,
    and(inArray(duties.kind, [...kinds]), lte(duties.nextAt, now.toJSDate())),
    "skipLocked",
    most,
  );

const select = async (
  db: Connection,
  which: SQL | undefined,
  lock?: "wait" | "skipLocked",
  most?: number,
): Promise<OpenDuty[]> => {
  const rows = db
    .select({
      duty: duties,
      programme: sql<string>`coalesce(${rounds.programmeId}, ${requests.programmeId})`,
    })
    .from(duties)
    .leftJoin(rounds, eq(rounds.id, duties.roundId))
    .leftJoin(requests, eq(requests.id, duties.requestId))
    .where(which)
    .orderBy(asc(duties.nextAt), asc(duties.id))
    .$dynamic();
  if (most !== undefined) rows.limit(most);
  if (lock === "wait") rows.for("update", { of: duties });
  if (lock === "skipLocked") rows.for("update", { of: duties, skipLocked: true });
  return (await rows).map(fromRow);
};

const fromRow = ({
  duty,
  programme,
}: {
  duty: typeof duties.$inferSelect;
  programme: string;
}): OpenDuty => ({
  id: duty.id,
  matter: matterOf(duty),
  organisation: organisationId(duty.organisationId),
  programme: programmeId(programme),
  askedAt: DateTime.fromJSDate(duty.askedAt),
  dueOn: duty.dueOn,
  told: duty.toldStep && duty.toldOf ? { step: duty.toldStep, of: duty.toldOf } : null,
  nextAt: duty.nextAt && DateTime.fromJSDate(duty.nextAt),
});

const matterOf = (row: typeof duties.$inferSelect): Matter => {
  const { kind, roundId: round, subscriptionId: subscription, requestId: request } = row;
  if (kind === "closing" && round && subscription)
    return { kind, round: roundId(round), subscription: subscriptionId(subscription) };
  if (kind === "hostAnswer" && request) return { kind, request: requestId(request) };
  throw new Error(`Duty ${row.id} says of nothing that it is owed`);
};

export const removeDuties = async (db: Connection, ids: readonly string[]): Promise<void> => {
  if (ids.length > 0) await db.delete(duties).where(inArray(duties.id, [...ids]));
};

/** Done, or not asked for any more. Nothing where it isn't owed. */
export const endDuty = async (
  db: Connection,
  kind: RequestDutyKind,
  request: RequestId,
): Promise<void> => {
  await db.delete(duties).where(and(eq(duties.kind, kind), eq(duties.requestId, request)));
};
