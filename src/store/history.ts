import { and, asc, desc, eq, inArray } from "drizzle-orm";
import {
  commitmentTo,
  type HistoryAction,
  type HistoryEntry,
  nextEntry,
} from "../domain/history.ts";
import type { OrganisationId, PersonId, RequestId } from "../domain/ids.ts";
import { DateTime } from "../domain/time.ts";
import type { Connection } from "./database.ts";
import { history, historyPayloads } from "./schema.ts";

export interface Happened {
  readonly request: RequestId;
  readonly at: Date;
  readonly action: HistoryAction;
  readonly by: PersonId | null;
  readonly actingFor: OrganisationId | null;
  readonly payload: unknown;
  /** Random, 32 bytes hex: without it nobody can guess the payload from its commitment. */
  readonly salt: string;
}

/** The request's row must be locked by the transaction: the chain has one writer at a time. */
export const appendHistory = async (db: Connection, happened: Happened): Promise<void> => {
  const [before] = await db
    .select()
    .from(history)
    .where(eq(history.requestId, happened.request))
    .orderBy(desc(history.ordinal))
    .limit(1);
  const entry = nextEntry(before, {
    requestId: happened.request,
    at: happened.at.toISOString(),
    action: happened.action,
    personId: happened.by,
    organisationId: happened.actingFor,
    commitment: commitmentTo(happened.payload, happened.salt),
  });
  await db.insert(history).values({ ...entry, at: happened.at });
  await db.insert(historyPayloads).values({
    requestId: happened.request,
    ordinal: entry.ordinal,
    salt: happened.salt,
    payload: happened.payload,
  });
};

/** The payload of the request's newest entry of one action; undefined when none, or erased. */
export const payloadOf = async (
  db: Connection,
  request: RequestId,
  action: HistoryAction,
): Promise<unknown> => {
  const [row] = await db
    .select({ payload: historyPayloads.payload })
    .from(history)
    .innerJoin(
      historyPayloads,
      and(
        eq(historyPayloads.requestId, history.requestId),
        eq(historyPayloads.ordinal, history.ordinal),
      ),
    )
    .where(and(eq(history.requestId, request), eq(history.action, action)))
    .orderBy(desc(history.ordinal))
    .limit(1);
  return row?.payload;
};

/** The request's newest entry of these actions, or that of one instant; undefined when there is none. */
export const newestOf = async (
  db: Connection,
  request: RequestId,
  { actions, at }: { readonly actions: readonly string[]; readonly at?: Date | undefined },
): Promise<{ action: string; at: DateTime; payload: unknown } | undefined> => {
  const [row] = await db
    .select({ action: history.action, at: history.at, payload: historyPayloads.payload })
    .from(history)
    .leftJoin(
      historyPayloads,
      and(
        eq(historyPayloads.requestId, history.requestId),
        eq(historyPayloads.ordinal, history.ordinal),
      ),
    )
    .where(
      and(
        eq(history.requestId, request),
        inArray(history.action, [...actions]),
        at && eq(history.at, at),
      ),
    )
    .orderBy(desc(history.ordinal))
    .limit(1);
  return row && { ...row, at: DateTime.fromJSDate(row.at) };
};

export interface KeptEntry extends HistoryEntry {
  /** Undefined when it was erased. */
  readonly kept: { readonly payload: unknown; readonly salt: string } | undefined;
}

/** Every chain, in order, request by request. */
export const allHistory = async (db: Connection): Promise<Map<string, KeptEntry[]>> => {
  const rows = await db
    .select()
    .from(history)
    .orderBy(asc(history.requestId), asc(history.ordinal));
  const payloads = await db.select().from(historyPayloads);
  const byEntry = new Map(payloads.map((row) => [`${row.requestId}:${row.ordinal}`, row]));
  const entries = rows.map((row): KeptEntry => {
    const payload = byEntry.get(`${row.requestId}:${row.ordinal}`);
    return {
      ...row,
      at: row.at.toISOString(),
      kept: payload && { payload: payload.payload, salt: payload.salt },
    };
  });
  const chains = new Map<string, KeptEntry[]>();
  for (const entry of entries) {
    chains.set(entry.requestId, [...(chains.get(entry.requestId) ?? []), entry]);
  }
  return chains;
};
