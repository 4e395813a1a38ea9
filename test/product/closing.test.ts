import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DateTime } from "../../src/domain/time.ts";
import type { Account } from "../../src/store/people/people.ts";
import type { Context } from "../../src/use-cases/context.ts";
import { addParticipant, turnPage } from "../../src/use-cases/drafts/edit-draft.ts";
import { startRequest } from "../../src/use-cases/drafts/start-request.ts";
import { typeInDraft } from "../../src/use-cases/drafts/type-in-draft.ts";
import { answersToJapan } from "../helpers/builders.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import { eventually, pause, textOf } from "./helpers/client.ts";
import type { Json } from "./helpers/fake-slack.ts";
import { somebodyWaits } from "./helpers/locks.ts";
import { type Product, ROOT, startProduct } from "./helpers/product.ts";

const LIAISON: Account = { platform: "slack", tenant: "T0NTPCFIJI", user: "U0FJLIAISON" };
const AS = "T0NTPCFIJI:U0FJLIAISON";

let db: TestDatabase;
let product: Product;
let context: Context;
beforeAll(async () => {
  db = await testDatabase();
  context = {
    database: db.database,
    newId: randomUUID,
    newSalt: () => "00".repeat(32),
    systemNow: () => DateTime.now(),
  };
  // The local workspace, whose page is never compiled.
  const env = { NODE_ENV: "test", PORT: "0", DATABASE_URL: db.url };
  product = await startProduct(env, ROOT);
});
afterAll(async () => {
  await product.stop();
  await db.close();
});

const post = async (path: string, body: Json): Promise<Json> => {
  const response = await fetch(`${product.url}/_local/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Json;
};

interface Shown {
  readonly id: string;
  readonly blocks: Json[];
  readonly values: Json;
}

const top = async (): Promise<Shown | undefined> => {
  const response = await fetch(`${product.url}/_local/state?as=${AS}`);
  return ((await response.json()) as { views: Shown[] }).views.at(-1);
};

const showing = (words: string): Promise<Shown> =>
  eventually(async () => {
    const view = await top();
    return view && textOf(view.blocks).includes(words) ? view : undefined;
  }, `Never shown: ${words}`);

const clockTo = (to: string) => post("clock", { to });

const interaction = () => ({
  account: LIAISON,
  at: DateTime.fromISO("2023-03-20T12:00", { zone: "Asia/Tokyo" }),
  delivery: randomUUID(),
});

/** A complete draft of Fiji's, standing on the check step. */
const draftOnCheck = async (): Promise<string> => {
  const started = await startRequest(context, { ...interaction(), afresh: true });
  if (!started.ok) throw new Error(started.refusal.kind);
  const { id: draft } = started.value.draft;
  const typed = { draft, typedAt: 1 };
  await typeInDraft(context, { ...interaction(), ...typed, page: "whom", answers: answersToJapan });
  const added = await addParticipant(context, {
    ...interaction(),
    ...typed,
    page: "who",
    answers: {},
  });
  if (!added.ok) throw new Error(added.refusal.kind);
  const item = added.value.draft.item ?? undefined;
  const answers = {
    position: "Director",
    organisation: "Ministry of Employment",
    category: "policymaker",
    part: "head",
  };
  await typeInDraft(context, { ...interaction(), ...typed, page: "participant", item, answers });
  await turnPage(context, {
    ...interaction(),
    ...typed,
    page: "result",
    answers: {},
    direction: "next",
  });
  return draft;
};

const openCheck = async (): Promise<Shown> => {
  await post("message", { as: AS, conversation: "C0FJBCN", text: "/bcn request" });
  return showing("Kaizen in public hospitals");
};

const submit = ({ id: viewId, values }: Shown) => post("view/submit", { as: AS, viewId, values });

/** Holds the draft's row, as a busy database would, until told to let go. */
const holding = async (draft: string): Promise<() => Promise<void>> => {
  let letGo = (): void => undefined;
  const until = new Promise<void>((done) => {
    letGo = done;
  });
  let held = (): void => undefined;
  const isHeld = new Promise<void>((done) => {
    held = done;
  });
  const ended = db.database.transaction(async (tx) => {
    await tx.execute(sql`select 1 from requests where id = ${draft} for update`);
    held();
    await until;
  });
  await isHeld;
  return async () => {
    letGo();
    await ended;
  };
};

const roundOf = async (draft: string): Promise<unknown> => {
  const [row] = await db.database.execute<{ number: number }>(
    sql`select rounds.number from requests join rounds on rounds.id = round_id where requests.id = ${draft}`,
  );
  return row?.number;
};

test("a press before the closing instant counts, however slow the database is", async () => {
  const draft = await draftOnCheck();
  await clockTo("2023-03-31T23:59:30+09:00");
  const check = await openCheck();
  const letGo = await holding(draft);
  const answered = submit(check);
  await eventually(() => somebodyWaits(db.database), "Nobody waits for the row");
  await clockTo("2023-04-01T00:10:00+09:00");
  await pause(200);
  await letGo();
  await answered;
  const receipt = await showing("It joins the first round");
  expect(textOf(receipt.blocks)).toContain("Received, on time");
  expect(textOf(receipt.blocks)).toContain("23:59 Tokyo");
  expect(await roundOf(draft)).toBe(1);
});

test("one after it, on a form that still shows the closed round, is refused once and keeps everything", async () => {
  await clockTo("2023-03-31T23:59:00+09:00");
  const draft = await draftOnCheck();
  const check = await openCheck();
  await clockTo("2023-04-01T00:00:00+09:00");
  await submit(check);
  const again = await showing("second round");
  expect(await roundOf(draft)).toBeUndefined();
  await submit(again);
  await showing("It joins the second round");
  expect(await roundOf(draft)).toBe(2);
});

test("slower than Slack waits: the form says one moment, and then the receipt stands in it", async () => {
  await clockTo("2023-04-03T12:00:00+09:00");
  const draft = await draftOnCheck();
  const check = await openCheck();
  // Each within a statement's time limit, together longer than the 2.5 s until the call is answered.
  await db.database.execute(sql`create function slow() returns trigger language plpgsql
    as 'begin perform pg_sleep(1.5); return new; end'`);
  await db.database.execute(
    sql`create trigger slow before update on requests for each row execute function slow()`,
  );
  await db.database.execute(
    sql`create trigger slow before insert on history for each row execute function slow()`,
  );
  const answered = submit(check);
  await showing("One moment, please");
  await answered;
  await showing("It joins the second round");
  expect(await roundOf(draft)).toBe(2);
});
