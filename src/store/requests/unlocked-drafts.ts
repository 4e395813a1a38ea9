/** A draft that is written without a lock: only if nobody wrote it since it was read. */
import { and, eq, notExists, sql } from "drizzle-orm";
import type { Draft } from "../../domain/drafts/drafts.ts";
import type { RequestId } from "../../domain/ids.ts";
import { builtOnce } from "../built-once.ts";
import type { Connection } from "../database.ts";
import {
  type Account,
  accountColumns,
  givenAccount,
  isGivenAccount,
  type KnownPerson,
  knownFromRows,
  ownFirst,
} from "../people/people.ts";
import { accounts, deliveries, drafts, organisations, people, requests, roles } from "../schema.ts";
import { contentOf, draftColumns, draftFromRow } from "./drafts.ts";

export interface UnlockedDraft {
  readonly draft: Draft;
  /** The transaction that wrote it last, PostgreSQL's `xmin`: another one when it was written since. */
  readonly writtenBy: string;
}

/** The draft and the person behind the account, who needn't be one of its NPO; undefined when either isn't there. */
export const readUnlocked = async (
  db: Connection,
  account: Account,
  id: RequestId,
): Promise<(UnlockedDraft & { readonly person: KnownPerson }) | undefined> => {
  const rows = await selectForAccount(db, { ...givenAccount(account), id });
  const [row] = rows;
  const person = knownFromRows(rows, account);
  return row && person && { person, draft: draftFromRow(row), writtenBy: row.writtenBy };
};

/** One row a role of the person's: both in one way to the database and back. */
const selectForAccount = builtOnce((db) =>
  db
    .select({ ...draftColumns, ...accountColumns })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .innerJoin(requests, and(eq(requests.id, sql.placeholder("id")), eq(requests.state, "draft")))
    .innerJoin(drafts, eq(drafts.requestId, requests.id))
    .leftJoin(roles, eq(roles.personId, people.id))
    .leftJoin(organisations, eq(organisations.id, roles.organisationId))
    .where(isGivenAccount())
    .orderBy(...ownFirst()),
);

/**
 * Writes the draft and that the call was used, both or neither. False when the draft was written,
 * sent or discarded since it was read, or the call was used before.
 */
export const saveIfUnwritten = async (
  db: Connection,
  { draft, writtenBy }: UnlockedDraft,
  call: { readonly delivery: string; readonly usedAt: Date },
): Promise<boolean> => {
  const saved = await updateIfUnwritten(db, {
    ...contentOf(draft),
    ...{ id: draft.id, writtenBy, ...call },
  });
  return saved.length === 1;
};

// Whoever sends or discards a draft deletes this row, so its writer tells of that too.
const updateIfUnwritten = builtOnce((db) => {
  const saved = db.$with("saved").as(
    db
      .update(drafts)
      .set(CONTENT)
      .where(
        and(
          eq(drafts.requestId, sql.placeholder("id")),
          sql`${drafts}.xmin = ${sql.placeholder("writtenBy")}::xid`,
          notExists(
            db
              .select({ key: deliveries.key })
              .from(deliveries)
              .where(eq(deliveries.key, sql.placeholder("delivery"))),
          ),
        ),
      )
      .returning({ id: drafts.requestId }),
  );
  const used = db.$with("used").as(
    db
      .insert(deliveries)
      .select(
        db
          .select({
            key: sql`${sql.placeholder("delivery")}::text`.as("key"),
            at: sql`${sql.placeholder("usedAt")}::timestamptz`.as("at"),
          })
          .from(saved),
      )
      .onConflictDoNothing()
      .returning({ key: deliveries.key }),
  );
  return db.with(saved, used).select().from(saved);
});

/** A value that is given at each run, stored as its column stores it. */
const given = (name: keyof ReturnType<typeof contentOf>) =>
  sql`${sql.param(sql.placeholder(name), drafts[name])}`;

const CONTENT = {
  heldBy: given("heldBy"),
  step: given("step"),
  item: given("item"),
  answers: given("answers"),
  participants: given("participants"),
  savedAt: given("savedAt"),
  revision: given("revision"),
  removals: given("removals"),
  snapshots: given("snapshots"),
};
