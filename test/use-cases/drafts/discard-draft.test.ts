import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { requestId } from "../../../src/domain/ids.ts";
import type { Outcome } from "../../../src/domain/outcome.ts";
import { findDiscarded } from "../../../src/store/requests/drafts.ts";
import { discardDraft } from "../../../src/use-cases/drafts/discard-draft.ts";
import { turnPage } from "../../../src/use-cases/drafts/edit-draft.ts";
import { startRequest } from "../../../src/use-cases/drafts/start-request.ts";
import { typeInDraft } from "../../../src/use-cases/drafts/type-in-draft.ts";
import { readClosing } from "../../../src/use-cases/reminders/read-closing.ts";
import { listRequests } from "../../../src/use-cases/requests/read-requests.ts";
import { submitRequest } from "../../../src/use-cases/requests/submit-request.ts";
import { accountOf, BEGINNING, type TestContext, testContext } from "../../helpers/context.ts";

let context: TestContext;
beforeAll(async () => {
  context = await testContext();
});
afterAll(() => context.close());

const LO = "FJ-liaison";
const BACKUP = "FJ-backup";

const must = <Value, Refusal>(outcome: Outcome<Value, Refusal>): Value => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.value;
};

const type = (user: string, draft: string, topic: string, typedAt: number) =>
  typeInDraft(context, {
    ...context.interaction(user),
    ...{ draft, page: "whom", typedAt },
    answers: { topic },
  });

/** A draft of the LO's in which somebody typed once: revision 1. */
const begin = async (): Promise<string> => {
  const page = must(await startRequest(context, { ...context.interaction(LO), afresh: true }));
  must(await type(LO, page.draft.id, "Kaizen", 1));
  return page.draft.id;
};

const discard = (user: string, draft: string, seen = 1) =>
  discardDraft(context, { ...context.interaction(user), draft, seen });

const draftsOf = async (user: string) =>
  must(await listRequests(context, { account: accountOf(user), now: BEGINNING })).drafts;

test("a discarded draft is gone for everyone of the NPO, with all that was typed and no history", async () => {
  const draft = await begin();
  expect(must(await discard(BACKUP, draft))).toBeUndefined();
  expect(await draftsOf(LO)).toEqual([]);
  const kept = await context.database.execute(sql`select
    (select count(*)::int from drafts where request_id = ${draft}) as typed,
    (select count(*)::int from history where request_id = ${draft}) as history,
    (select number from requests where id = ${draft}) as number`);
  expect(kept[0]).toEqual({ typed: 0, history: 0, number: null });
  const closing = must(await readClosing(context, { account: accountOf(LO), now: BEGINNING }));
  expect(closing.programmes[0]?.closings.map(({ drafts }) => drafts)).toEqual([0, 0]);
});

test("whoever still has it open is told who discarded it, whatever they press; strangers learn nothing", async () => {
  const draft = await begin();
  await discard(BACKUP, draft);
  const told = { ok: false, refusal: { kind: "discarded", by: "backup, FJ" } };
  expect(await type(LO, draft, "Kaizen in hospitals", 5)).toMatchObject(told);
  const here = {
    ...context.interaction(LO),
    draft,
    page: "whom",
    answers: {},
    typedAt: 6,
  } as const;
  expect(await turnPage(context, { ...here, direction: "next" })).toMatchObject(told);
  const send = { ...context.interaction(LO), draft, roundShown: undefined };
  expect(await submitRequest(context, send)).toMatchObject(told);
  expect(await discard(LO, draft)).toMatchObject(told);
  expect(await discard(BACKUP, draft)).toMatchObject({ refusal: { by: undefined } });
  for (const user of ["BD-liaison", "JP-liaison", "APO-officer", "FJ-head"]) {
    const nothing = { ok: false, refusal: { kind: "notFound" } };
    expect(await type(user, draft, "Forged", 7)).toEqual(nothing);
    expect(await discard(user, draft)).toEqual(nothing);
  }
});

test("what a colleague has just typed isn't discarded unseen", async () => {
  const draft = await begin();
  must(await type(BACKUP, draft, "Green jobs", 5));
  expect(await discard(LO, draft, 1)).toEqual({
    ok: false,
    refusal: { kind: "changedMeanwhile", draft, by: "backup, FJ" },
  });
  expect(await draftsOf(LO)).toHaveLength(1);
  expect(await discard(LO, draft, 2)).toMatchObject({ ok: true });
});

test("nobody but the sender's own people may, and a sent request can't be", async () => {
  const draft = await begin();
  for (const user of ["BD-liaison", "JP-liaison", "APO-officer", "FJ-head"]) {
    expect(await discard(user, draft)).toEqual({ ok: false, refusal: { kind: "notFound" } });
  }
  expect(await findDiscarded(context.database, requestId(draft))).toBeUndefined();
  await context.database.execute(sql`delete from drafts where request_id = ${draft}`);
  expect(await discard(LO, draft)).toEqual({ ok: false, refusal: { kind: "notFound" } });
});

test("two who discard at once discard it once", async () => {
  const draft = await begin();
  const both = await Promise.all([discard(LO, draft), discard(BACKUP, draft)]);
  expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
});
