import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { RequestId } from "../../../src/domain/ids.ts";
import { DateTime } from "../../../src/domain/time.ts";
import { markCardsStale } from "../../../src/store/cards/card-marks.ts";
import { type ClaimedCard, holdCardsIn, keepCard } from "../../../src/store/cards/cards.ts";
import { claimCards } from "../../../src/store/cards/claim-cards.ts";
import { inTransaction } from "../../../src/store/database.ts";
import { BEGINNING, type TestContext, testContext } from "../../helpers/context.ts";
import { sendRequest } from "../../helpers/sending.ts";

const START = DateTime.fromISO("2026-11-24T03:00:00Z");

let context: TestContext;
let request: RequestId;
beforeEach(async () => {
  context = await testContext();
  ({ id: request } = await sendRequest(context, "FJ-liaison", { at: BEGINNING }));
});
afterEach(() => context.close());

const post = (conversation: string, workspace = "T-APO", at = START): Promise<void> =>
  inTransaction(context.database, async (tx) => {
    const id = randomUUID();
    const place = {
      platform: "slack" as const,
      workspace,
      conversation,
      reference: `${conversation}:${id}`,
    };
    const card = {
      id,
      request,
      kind: "requestCard",
      ids: { request },
      digest: "d",
      ...place,
    } as const;
    await keepCard(tx, card, { supersedes: [card.kind] }, at);
  });

const claim = (now: DateTime, most = 100): Promise<ClaimedCard[]> =>
  claimCards(context.database, {
    ...{ lease: randomUUID(), now, programmeNow: now, leaseSeconds: 45, most },
    ...{ secondsBetween: 1, mostAMinute: 50 },
  });

const seconds = (count: number) => START.plus({ seconds: count });

const end = (at: DateTime) =>
  context.database.execute(sql`update cards set leased_by = null, leased_until = null,
    last_tried_at = ${at.toISO()}::timestamptz`);

test("a workspace's cards are taken fifty a minute, and another workspace's beside them", async () => {
  for (let place = 0; place < 55; place += 1) await post(`C${place}`);
  await post("C1", "T-FJ");
  const taken = await claim(START);
  expect(taken.filter(({ workspace }) => workspace === "T-APO")).toHaveLength(50);
  expect(taken).toHaveLength(51);
  expect(await claim(seconds(1))).toEqual([]);
  await context.database.execute(
    sql`update cards set last_tried_at = null where stale_since is null`,
  );
  await end(START);
  await context.database.execute(
    sql`update cards set last_tried_at = null where stale_since is not null`,
  );
  expect(await claim(seconds(59))).toEqual([]);
  expect(await claim(seconds(60))).toHaveLength(5);
});

test("no more are taken than was asked for, those that are stale longest first", async () => {
  await post("C2", "T-APO", seconds(2));
  await post("C1", "T-APO", seconds(1));
  await post("C3", "T-FJ", seconds(3));
  const taken = await claim(seconds(4), 2);
  expect(taken.map(({ conversation }) => conversation).toSorted()).toEqual(["C1", "C2"]);
});

test("a workspace that must wait has none taken until then, whatever becomes stale of what was", async () => {
  await post("C1");
  await post("C1", "T-FJ");
  const workspace = { platform: "slack", id: "T-APO" } as const;
  await inTransaction(context.database, (tx) => holdCardsIn(tx, workspace, seconds(30)));
  expect((await claim(START)).map((card) => card.workspace)).toEqual(["T-FJ"]);
  await inTransaction(context.database, (tx) => markCardsStale(tx, request));
  expect(await claim(seconds(29))).toEqual([]);
  expect((await claim(seconds(30))).map((card) => card.workspace)).toEqual(["T-APO"]);
});

test("a mark written before the card was there counts for it once it is committed", async () => {
  let commit = (): void => undefined;
  const waiting = new Promise<void>((go) => {
    commit = go;
  });
  let marked = (): void => undefined;
  const isMarked = new Promise<void>((go) => {
    marked = go;
  });
  const change = inTransaction(context.database, async (tx) => {
    await markCardsStale(tx, request);
    marked();
    await waiting;
  });
  await isMarked;
  await post("C1");
  expect(await claim(START)).toHaveLength(1);
  await end(START);
  expect(await claim(seconds(2))).toEqual([]);
  commit();
  await change;
  expect(await claim(seconds(2))).toHaveLength(1);
});

test("the same letter twice is one card", async () => {
  const id = randomUUID();
  const card = { id, request, kind: "received", ids: {}, digest: null, reference: "D1:1" } as const;
  const place = { platform: "slack", workspace: "T-FJ", conversation: "U1" } as const;
  for (let time = 0; time < 2; time += 1) {
    await inTransaction(context.database, (tx) =>
      keepCard(tx, { ...card, ...place }, { supersedes: [card.kind] }, START),
    );
  }
  expect(await claim(START)).toMatchObject([{ id, superseded: false }]);
});
