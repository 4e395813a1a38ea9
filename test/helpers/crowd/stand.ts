/** How a draft or request stands in the database, as a model has to know it. */
import { eq, sql } from "drizzle-orm";
import { type Answers, type Draft, valuesOf } from "../../../src/domain/drafts/drafts.ts";
import type { RequestId } from "../../../src/domain/ids.ts";
import type { State } from "../../../src/domain/states.ts";
import { findDraft } from "../../../src/store/requests/drafts.ts";
import { lateAdmissions, outbox, reminders, requests } from "../../../src/store/schema.ts";
import type { TestContext } from "../context.ts";

export interface Stand {
  readonly id: RequestId;
  readonly state: State;
  readonly begunBySecretariat: boolean;
  readonly row: typeof requests.$inferSelect;
  readonly draft: Draft | undefined;
  readonly values: Answers;
  readonly revision: number;
  /** Participants' ids. */
  readonly people: readonly string[];
  readonly admission: { readonly id: string; readonly admitted: boolean } | undefined;
  /** Rounds' ids by number. */
  readonly rounds: Readonly<Record<1 | 2, string>>;
}

export const standOf = async (
  { database: db }: TestContext,
  id: RequestId,
  rounds: Stand["rounds"],
): Promise<Stand> => {
  const [row] = await db.select().from(requests).where(eq(requests.id, id));
  if (!row) throw new Error("A request is gone without a trace");
  const draft = await findDraft(db, id);
  const [admission] = await db
    .select()
    .from(lateAdmissions)
    .where(eq(lateAdmissions.requestId, id));
  return {
    id,
    row,
    draft,
    rounds,
    state: row.state,
    begunBySecretariat: row.begunBySecretariat,
    values: valuesOf(draft?.answers ?? {}),
    revision: draft?.revision ?? 0,
    people: draft?.participants.map((one) => one.id) ?? [],
    admission: admission && { id: admission.id, admitted: admission.admittedAt !== null },
  };
};

/** Everybody who was told of a request, "received to FJ-liaison", waiting letters and planned ones. */
export const toldOf = async ({ database: db }: TestContext, id: RequestId): Promise<string[]> => {
  const isAbout = (ids: typeof outbox.ids | typeof reminders.ids) =>
    sql`${ids}->>'request' = ${id}`;
  const letters = await db.select().from(outbox).where(isAbout(outbox.ids));
  const planned = await db.select().from(reminders).where(isAbout(reminders.ids));
  return [
    ...letters.map(({ kind, conversation }) => `${kind} to ${conversation}`),
    ...planned.map(({ duty, conversation }) => `${duty} to ${conversation}`),
  ].toSorted();
};

/** The counters of all numbers that were given, in order. */
export const countersOf = async ({ database: db }: TestContext): Promise<number[]> =>
  (await db.select({ number: requests.number }).from(requests))
    .flatMap(({ number }) => (number === null ? [] : [Number(number.split("-").at(-1))]))
    .toSorted((a, b) => a - b);
