/** Posted cards change where they stand, over the wire. */
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import {
  eventually,
  inPayload,
  messagePress,
  pause,
  send,
  signed,
  textOf,
} from "./helpers/client.ts";
import type { Json } from "./helpers/fake-slack.ts";
import { FIJI, fillIn, openProduct, type Running, shown } from "./helpers/open-product.ts";

// The product is another process, and several tests share two cores.
vi.setConfig({ testTimeout: 60_000 });

let running: Running;
beforeAll(async () => {
  running = await openProduct();
});
afterEach(() => {
  expect(running.slack.refused.splice(0)).toEqual([]);
});
afterAll(() => running.close());

const BACKUP = "U0FJBACKUP";
const LIAISONS = FIJI.replace("U", "D");

const cardsOf = (number: string, channel = LIAISONS) =>
  running.slack.posted.filter(
    (one) => one.channel === channel && textOf(one.blocks).includes(number),
  );

const cardThat = (number: string, holds: (text: string, edits: number) => boolean) =>
  eventually(
    () => cardsOf(number).find((one) => holds(textOf(one.blocks), one.edits)),
    `No card of ${number} is so`,
    40_000,
  );

/** The number of a request whose receipt stands in its liaison's conversation, and brought up to date. */
const requested = async (): Promise<string> => {
  const liaison = running.person(FIJI);
  const sent = textOf(shown(await liaison.submit(await fillIn(liaison))).blocks);
  const number = /BCN-\d{4}-\d{3}/.exec(sent)?.[0] ?? "none";
  await cardThat(number, (text) => text.includes("I'll take it"));
  await settled();
  return number;
};

/** Nothing is stale nor being edited. */
const settled = () =>
  eventually(
    async () => {
      const [open] = await running.db.database.execute(
        sql`select 1 from cards where stale_since is not null or leased_by is not null
          union all select 1 from card_marks`,
      );
      return open ? undefined : true;
    },
    "A card stayed stale",
    60_000,
  );

const buttonsOn = (blocks: readonly Json[]): Json[] =>
  blocks.flatMap(({ type, elements }) => (type === "actions" ? (elements as Json[]) : []));

/** Presses the button as it stood on the card. */
const press = async (
  user: string,
  number: string,
  verb: string,
  blocks?: Json[],
): Promise<string> => {
  const [card] = cardsOf(number);
  const button = buttonsOn(blocks ?? card?.blocks ?? []).find((one) => one.action_id === verb);
  const id = String(button?.value);
  const before = running.slack.responded.length;
  const call = signed(inPayload(messagePress(running.slack, { user, verb, id })));
  await send(running.product.url, call);
  return eventually(() => {
    const said = running.slack.responded[before];
    return said && textOf(said.blocks ?? said);
  });
};

const updatesOf = (number: string) =>
  running.slack.called.filter(
    ({ method, args }) => method === "chat.update" && JSON.stringify(args).includes(number),
  );

test("a colleague takes it: the card of the other one changes where it stands, and its button is gone", async () => {
  const number = await requested();
  const [before] = cardsOf(number);
  expect(before?.edits).toBe(0);
  await press(BACKUP, number, "take");
  const card = await cardThat(number, (text) => text.includes("backup, FJ"));
  expect(card.ts).toBe(before?.ts);
  expect(card.metadata).toEqual(before?.metadata);
  expect(buttonsOn(card.blocks).map(({ action_id }) => action_id)).toEqual(["read", "more"]);
  await settled();
  expect(updatesOf(number)).toHaveLength(1);
});

test("a press on what the card showed before is answered with how it stands, and the card is right", async () => {
  const number = await requested();
  const old = cardsOf(number)[0]?.blocks;
  await press(BACKUP, number, "take");
  const answer = await press(FIJI, number, "take", old);
  expect(answer).toContain("backup, FJ took it");
  const card = await cardThat(number, (text) => text.includes("backup, FJ"));
  expect(buttonsOn(card.blocks).map(({ action_id }) => action_id)).toEqual(["read", "more"]);
});

test("told to wait, edits wait as long as they were told; then the newest state comes, once", async () => {
  const number = await requested();
  running.slack.order({ method: "chat.update", kind: "429", retryAfter: 4 });
  await press(BACKUP, number, "take");
  const first = await eventually(() => updatesOf(number)[0]);
  await press(FIJI, number, "read", cardsOf(number)[0]?.blocks);
  const card = await cardThat(number, (text) => text.includes("backup, FJ"));
  expect(card.edits).toBe(1);
  const [, second] = updatesOf(number);
  expect((second?.atMillis ?? 0) - first.atMillis).toBeGreaterThanOrEqual(4000);
});

test.each(["500", "lostAnswer"] as const)(
  "a Slack that fails (%s) is asked again until it has it",
  async (kind) => {
    const number = await requested();
    running.slack.order({ method: "chat.update", kind });
    await press(BACKUP, number, "take");
    await eventually(() => (updatesOf(number).length > 1 ? true : undefined), "Not again", 30_000);
    await cardThat(number, (text) => text.includes("backup, FJ"));
    await settled();
    expect(updatesOf(number)).toHaveLength(2);
  },
);

test("a card that was deleted is to be posted anew, once, and isn't edited any more", async () => {
  const number = await requested();
  running.slack.order({ method: "chat.update", kind: "refused", error: "message_not_found" });
  await press(BACKUP, number, "take");
  const rows = () =>
    running.db.database.execute(sql`
      select duty from reminders where key like '%/postedAnew/%' union all
      select kind from outbox where key like '%/postedAnew/%' and settled is null`);
  await eventually(async () => ((await rows()).length > 0 ? true : undefined));
  await press(FIJI, number, "read");
  await pause(2_500);
  expect(updatesOf(number)).toHaveLength(1);
  expect(await rows()).toEqual([{ duty: "received" }]);
});

test("killed when Slack had the edit and before that was noted, it edits again when it is back, and then no more", async () => {
  const number = await requested();
  running.slack.order({ method: "chat.update", kind: "slow", millis: 5_000 });
  await press(BACKUP, number, "take");
  await cardThat(number, (text) => text.includes("backup, FJ"));
  await running.product.kill();
  await running.db.database.execute(
    sql`update cards set leased_until = now() where leased_by is not null`,
  );
  await running.restart();
  await settled();
  const card = await cardThat(number, (text) => text.includes("backup, FJ"));
  expect(card.edits).toBe(2);
  await pause(2_500);
  expect(updatesOf(number)).toHaveLength(2);
}, 120_000);

test("an orderly stop ends the edit that it has begun, and nothing is edited again", async () => {
  const number = await requested();
  running.slack.order({ method: "chat.update", kind: "slow", millis: 1_000 });
  await press(BACKUP, number, "take");
  await cardThat(number, (text) => text.includes("backup, FJ"));
  const { code } = await running.product.stop();
  expect(code).toBe(0);
  const leased = await running.db.database.execute(
    sql`select 1 from cards where leased_by is not null`,
  );
  expect(leased).toHaveLength(0);
  await running.restart();
  await pause(2_500);
  expect(updatesOf(number)).toHaveLength(1);
}, 120_000);
