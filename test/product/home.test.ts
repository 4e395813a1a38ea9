import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  eventually,
  inPayload,
  pause,
  type Signed,
  send,
  signed,
  textOf,
} from "./helpers/client.ts";
import { type Json, TEAM, type View } from "./helpers/fake-slack.ts";
import { FIJI, fillIn, JAPAN, openProduct, type Running, shown } from "./helpers/open-product.ts";

let running: Running;
beforeAll(async () => {
  running = await openProduct();
});
afterAll(() => running.close());

/** Slack tells of a look with an event; it carries what stands there, once something does. */
const lookCall = (user: string): Signed => {
  const view = running.slack.homes.get(user);
  const event = {
    type: "app_home_opened",
    user,
    channel: user.replace("U", "D"),
    tab: "home",
    event_ts: "1700000000.000100",
    ...(view ? { view } : {}),
  };
  const envelope = { type: "event_callback", team_id: TEAM, event_id: randomUUID(), event };
  return signed(JSON.stringify(envelope), { type: "application/json" });
};

const look = async (user: string): Promise<void> => {
  const { status } = await send(running.product.url, lookCall(user));
  expect(status).toBe(200);
};

const publishedTo = (user: string) =>
  running.slack.called.filter(
    ({ method, args }) => method === "views.publish" && args.user_id === user,
  );

const homeOf = (user: string, words = ""): Promise<View> =>
  eventually(() => {
    const home = running.slack.homes.get(user);
    return home && textOf(home.blocks).includes(words) ? home : undefined;
  }, `${user} never saw "${words}" in their home`);

/** Longer than two ticks. */
const aWhile = () => pause(2_500);

describe("the home of a person", () => {
  test("is published at the first look, and not at the second nor at a look that Slack tells of twice", async () => {
    const call = lookCall(JAPAN);
    await send(running.product.url, call);
    await send(running.product.url, call);
    const home = await homeOf(JAPAN);
    expect(textOf(home.blocks)).toContain("Nothing is waiting for you");
    await look(JAPAN);
    await aWhile();
    expect(publishedTo(JAPAN)).toHaveLength(1);
  });

  test("is published again, once, when another NPO's request reaches theirs", async () => {
    await look(FIJI);
    await homeOf(FIJI);
    const before = publishedTo(JAPAN).length;
    const liaison = running.person(FIJI);
    shown(await liaison.submit(await fillIn(liaison)));
    const home = await homeOf(JAPAN, "One thing is waiting for you");
    expect(textOf(home.blocks)).toMatch(/Answer NTPC, Fiji \(BCN-\d{4}-001\)/);
    await homeOf(FIJI, "Their answer is asked by");
    await aWhile();
    expect(publishedTo(JAPAN)).toHaveLength(before + 1);
  });

  test("never tells a host of drafts and alternatives", async () => {
    await fillIn(running.person(FIJI), { over: { topic: "Not sent to anybody" } });
    await homeOf(FIJI, "Not sent to anybody");
    await aWhile();
    expect(textOf(running.slack.homes.get(JAPAN)?.blocks)).not.toContain("Not sent to anybody");
  });

  test("of a stranger is the friendly sentence", async () => {
    await look("U0STRANGER");
    expect(textOf((await homeOf("U0STRANGER")).blocks)).toContain("I don't know you here yet.");
  });

  test("is kept up to date by the process that comes after", async () => {
    await running.product.stop();
    await running.restart();
    const before = publishedTo(JAPAN).length;
    const liaison = running.person(FIJI);
    shown(await liaison.submit(await fillIn(liaison)));
    await homeOf(JAPAN, "2 things are waiting for you");
    expect(publishedTo(JAPAN).length).toBeGreaterThan(before);
  });
});

describe("a button in the home", () => {
  /** As Slack sends it: with the home as its view and without a response_url. */
  const press = async (user: string, verb: string): Promise<View> => {
    const home = await homeOf(user);
    const before = new Set(running.slack.views.keys());
    const found = home.blocks
      .flatMap(({ accessory, elements }) => [accessory as Json, ...((elements as Json[]) ?? [])])
      .find((element) => element?.action_id === verb);
    const payload = {
      type: "block_actions",
      user: { id: user, username: "somebody", name: "somebody", team_id: TEAM },
      team: { id: TEAM, domain: "npos" },
      enterprise: null,
      trigger_id: randomUUID(),
      container: { type: "view", view_id: home.id },
      view: { ...home, team_id: TEAM, state: { values: {} } },
      actions: [{ ...found, type: "button", block_id: "b", action_ts: `${Date.now() / 1000}` }],
    };
    expect((await send(running.product.url, signed(inPayload(payload)))).status).toBe(200);
    return eventually(() =>
      [...running.slack.views.values()].find(
        (view) => !before.has(view.id) && !textOf(view.blocks).startsWith("One moment"),
      ),
    );
  };

  test("Show opens the request in a modal", async () => {
    expect(textOf((await press(JAPAN, "read")).blocks)).toContain("NTPC, Fiji to JPC, Japan");
  });

  test("Go on opens the draft where it was left", async () => {
    expect((await press(FIJI, "edit-draft")).callback_id).toBe("request");
  });

  test("Start a request opens the form", async () => {
    expect((await press(JAPAN, "start-draft")).callback_id).toBe("request");
  });

  test('"Not this round" is noted in a modal, and the home shows it', async () => {
    expect(textOf((await press(JAPAN, "not-this-round")).blocks)).toContain("Noted: JPC");
    await homeOf(JAPAN, "You said: not this round.");
  });
});

test("nothing of all this was refused by Slack", () => {
  expect(running.slack.refused).toEqual([]);
});
