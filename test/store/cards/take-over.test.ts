import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { BEGINNING, type TestContext, testContext } from "../../helpers/context.ts";
import { sendRequest } from "../../helpers/sending.ts";

const MIGRATIONS = join(import.meta.dirname, "../../../migrations");

let context: TestContext;
beforeEach(async () => {
  context = await testContext();
});
afterEach(() => context.close());

/** What the migration does once its tables are there. */
const takeOver = async (): Promise<void> => {
  const file = readdirSync(MIGRATIONS).find((name) => name.endsWith("_cards.sql")) ?? "";
  const statements = readFileSync(join(MIGRATIONS, file), "utf8").split("--> statement-breakpoint");
  const insert = statements.findLast((statement) => statement.includes("INSERT INTO"));
  if (!insert) throw new Error("The migration takes nothing over");
  await context.database.execute(sql.raw(insert));
};

test("what was posted before is kept up to date; of two in one conversation the newer one, and the older one loses its buttons", async () => {
  const { id: request } = await sendRequest(context, "FJ-liaison", { at: BEGINNING });
  const copy = (ids: string, kind: string, end: string | null, reference: string | null) =>
    context.database.execute(sql`
      insert into outbox (id, key, kind, ids, platform, workspace, conversation, created_at, available_at, settled, reference)
      select gen_random_uuid(), gen_random_uuid(), ${kind}, ${ids}::jsonb, platform, workspace,
        conversation, now(), now(), ${end}, ${reference} from outbox where kind = 'received' limit 1`);
  const ids = JSON.stringify({ request, person: "p" });
  await copy(ids, "received", "sent", "D1:1.1");
  await copy(ids, "sentForYou", "sent", "D1:2.2");
  await copy(ids, "handlerSettled", "sent", "D1:3.3");
  await copy(ids, "hostAsked", "refused", null);
  await copy(JSON.stringify({ request: context.newId() }), "requestCard", "sent", "D1:4.4");
  await takeOver();
  const taken = await context.database.execute(sql`
    select kind, reference, superseded, stale_since is not null as stale, digest, request_id as request
    from cards order by reference`);
  const shared = { digest: null, request };
  expect([...taken]).toEqual([
    { ...shared, kind: "received", reference: "D1:1.1", superseded: true, stale: true },
    { ...shared, kind: "sentForYou", reference: "D1:2.2", superseded: false, stale: false },
  ]);
});
