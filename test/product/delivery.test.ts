import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually, pause, send, textOf } from "./helpers/client.ts";
import { FIJI, fillIn, openProduct, type Running, shown } from "./helpers/open-product.ts";

let running: Running;
beforeAll(async () => {
  running = await openProduct();
});
afterAll(() => running.close());

const RECEIVER = FIJI.replace("U", "D");

const receiptsOf = (number: string) =>
  running.slack.posted.filter(({ channel, text }) => channel === RECEIVER && text.includes(number));

const numberIn = (text: string): string => /BCN-\d{4}-\d{3}/.exec(text)?.[0] ?? "none";

const submitted = async (): Promise<string> => {
  const liaison = running.person(FIJI);
  return numberIn(textOf(shown(await liaison.submit(await fillIn(liaison))).blocks));
};

const settledReceipts = async (): Promise<number> => {
  const rows = await running.db.database.execute(
    sql`select 1 from outbox where kind = 'received' and settled is null`,
  );
  return rows.length;
};

const allDelivered = () =>
  eventually(
    async () => ((await settledReceipts()) === 0 ? true : undefined),
    "Not delivered",
    60_000,
  );

/** As 45 seconds later: nobody else may send a letter before. */
const leaseRunsOut = () =>
  running.db.database.execute(
    sql`update outbox set leased_until = now() where leased_by is not null`,
  );

describe("after the commit no message is lost, and none comes twice", () => {
  test("killed right after the acknowledgement, it delivers the receipt once when it is back", async () => {
    const liaison = running.person(FIJI);
    const check = await fillIn(liaison);
    const { text } = await send(running.product.url, liaison.submitCall(check));
    await running.product.kill();
    await leaseRunsOut();
    const number = numberIn(text);
    await running.restart();
    await eventually(() => receiptsOf(number)[0], "The receipt never came", 60_000);
    await allDelivered();
    expect(receiptsOf(number)).toHaveLength(1);
  });

  test("killed while a message was on its way, it asks whether it arrived before it sends again", async () => {
    running.slack.order({ method: "chat.postMessage", kind: "lostAnswer", channel: FIJI });
    const number = await submitted();
    await eventually(() => receiptsOf(number)[0], "The receipt never came");
    await running.product.kill();
    await leaseRunsOut();
    const before = running.slack.called.length;
    await running.restart();
    await allDelivered();
    expect(receiptsOf(number)).toHaveLength(1);
    const since = running.slack.called.slice(before).map(({ method }) => method);
    expect(since).toContain("conversations.history");
  });

  test.each([
    ["was lost", "lostAnswer"],
    ["can't be read", "unreadable"],
  ] as const)("an answer that %s: asked first, sent once", async (_, kind) => {
    running.slack.order({ method: "chat.postMessage", kind, channel: FIJI });
    const number = await submitted();
    await allDelivered();
    expect(receiptsOf(number)).toHaveLength(1);
    // What the answer repeated of the message is nowhere.
    expect(running.product.log.join("\n")).not.toContain("<html>");
  });

  test("a failing Slack is asked again until it takes it, and has it once", async () => {
    for (let times = 0; times < 2; times += 1) {
      running.slack.order({ method: "chat.postMessage", kind: "500", channel: FIJI });
    }
    const number = await submitted();
    await eventually(() => receiptsOf(number)[0], "The receipt never came", 30_000);
    await allDelivered();
    expect(receiptsOf(number)).toHaveLength(1);
  });
});

test("told to wait, it waits as long as it was told, and then sends it", async () => {
  running.slack.order({ method: "chat.postMessage", kind: "429", channel: FIJI, retryAfter: 3 });
  const number = await submitted();
  const refusedAt = await eventually(() => {
    const tries = running.slack.called.filter(
      ({ method, args }) => method === "chat.postMessage" && JSON.stringify(args).includes(number),
    );
    return tries[0]?.atMillis;
  });
  const [receipt] = await eventually(
    () => (receiptsOf(number)[0] ? receiptsOf(number) : undefined),
    "",
    20_000,
  );
  expect((receipt?.atMillis ?? 0) - refusedAt).toBeGreaterThanOrEqual(3000);
});

test("several receipts to one person come no faster than one a second", async () => {
  const numbers = [await submitted(), await submitted(), await submitted()];
  await allDelivered();
  const times = numbers.map((number) => receiptsOf(number)[0]?.atMillis ?? 0).sort();
  for (const [index, time] of times.slice(1).entries()) {
    expect(time - (times[index] ?? 0)).toBeGreaterThanOrEqual(1000);
  }
});

test("what isn't committed is never told", async () => {
  const { database } = running.db;
  await database.execute(
    sql`alter table history add constraint broken check (action <> 'submit') not valid`,
  );
  const before = running.slack.posted.length;
  const liaison = running.person(FIJI);
  try {
    const check = await fillIn(liaison);
    expect(textOf(shown(await liaison.submit(check)).blocks)).toContain("Sorry, that didn't work");
    await pause(2500);
    expect(running.slack.posted).toHaveLength(before);
  } finally {
    await database.execute(sql`alter table history drop constraint broken`);
  }
  const again = await liaison.open("request");
  const number = numberIn(textOf(shown(await liaison.submit(again)).blocks));
  await eventually(() => receiptsOf(number)[0], "The receipt never came");
});
