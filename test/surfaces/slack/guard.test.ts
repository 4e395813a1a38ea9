import { createHash } from "node:crypto";
import { request } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Typed } from "../../../src/surfaces/command.ts";
import { onThisMachine } from "../../helpers/on-this-machine.ts";
import {
  commandBody,
  nowSeconds,
  PROGRAMME_NOW,
  payloadBody,
  post,
  postEvent,
  type Surface,
  said,
  sign,
  startSurface,
} from "./harness.ts";

let surface: Surface;
let calls: Typed[];
let removed: string[];
beforeEach(async () => {
  [calls, removed] = [[], []];
  surface = await startSurface(
    {
      typed: async (call) => {
        calls.push(call);
        return { kind: "say", message: said("Hello") };
      },
    },
    { onRemoved: async (team) => removed.push(team) > 0 },
  );
});
afterEach(() => surface.close());

const signedAt = (seconds: number) => {
  const body = commandBody(surface);
  return post(surface, body, sign(body, seconds));
};

test("what Slack signed just now is run", async () => {
  expect((await signedAt(nowSeconds())).status).toBe(200);
  expect(calls).toHaveLength(1);
});

describe("what isn't Slack's is refused and not run", () => {
  afterEach(() => expect(calls).toEqual([]));

  test("another secret", async () => {
    const body = commandBody(surface);
    expect((await post(surface, body, sign(body, nowSeconds(), "other"))).status).toBe(401);
  });

  test("another body than the signed one", async () => {
    const headers = sign(commandBody(surface), nowSeconds());
    expect((await post(surface, commandBody(surface, { text: "x" }), headers)).status).toBe(401);
  });

  test("no signature, or one that isn't text of the right length", async () => {
    const body = commandBody(surface);
    expect((await post(surface, body, {})).status).toBe(401);
    const short = { ...sign(body, nowSeconds()), "x-slack-signature": "v0=ab" };
    expect((await post(surface, body, short)).status).toBe(401);
  });

  test.each([
    ["six minutes old", -360],
    ["six minutes ahead", 360],
  ])("a timestamp that is %s", async (_, away) => {
    expect((await signedAt(nowSeconds() + away)).status).toBe(401);
  });

  test("a timestamp that isn't a whole number of seconds", async () => {
    const body = commandBody(surface);
    const headers = sign(body, Number.NaN);
    expect((await post(surface, body, headers)).status).toBe(401);
  });

  test("one byte more than 1 MiB", async () => {
    const body = "a".repeat(1024 * 1024 + 1);
    expect((await post(surface, body)).status).toBe(413);
  });

  test("a body that never ends, without telling its length", async () => {
    const headers = sign("", nowSeconds());
    const status = await new Promise((resolve, reject) => {
      const req = request(`${surface.url}/slack/events`, { method: "POST", headers }, (res) => {
        resolve(res.statusCode);
        req.destroy();
      });
      req.on("error", reject);
      req.write("a".repeat(1024 * 1024));
      req.write("a");
    });
    expect(status).toBe(413);
  });

  test("a try of the certificate, which is answered but never run", async () => {
    const body = commandBody(surface, { ssl_check: "1" });
    expect((await post(surface, body, {})).status).toBe(200);
  });

  test("another path or method", async () => {
    expect((await fetch(`${surface.url}/slack/other`, { method: "POST" })).status).toBe(404);
    expect((await fetch(`${surface.url}/slack/events`)).status).toBe(405);
  });
});

test("1 MiB is taken", async () => {
  const start = `${commandBody(surface)}&filler=`;
  const body = start + "a".repeat(1024 * 1024 - start.length);
  expect((await post(surface, body)).status).toBe(200);
  expect(calls).toHaveLength(1);
});

test.each([299, -299])("a timestamp %i seconds away is taken", async (away) => {
  expect((await signedAt(nowSeconds() + away)).status).toBe(200);
});

test("the address is confirmed to Slack when it is entered there", async () => {
  const { json } = await postEvent(surface, { type: "url_verification", challenge: "c1" });
  expect(json).toEqual({ challenge: "c1" });
});

test("the same signed call has the same delivery, another one another", async () => {
  const body = commandBody(surface);
  const headers = sign(body, nowSeconds());
  await post(surface, body, headers);
  await post(surface, body, headers);
  await post(surface, commandBody(surface, { text: "help" }));
  const [first, replayed, other] = calls.map(({ arrival }) => arrival.delivery);
  const signature = headers["x-slack-signature"] ?? "";
  expect(first).toBe(createHash("sha256").update(signature).digest("hex"));
  expect(replayed).toBe(first);
  expect(other).not.toBe(first);
});

test("a closing date is judged by programme time, the order of saves by Slack's clock", async () => {
  const behind = nowSeconds() - 60;
  await signedAt(behind);
  expect(calls[0]?.arrival.at).toEqual(PROGRAMME_NOW);
  expect(calls[0]?.arrival.doneAt).toBe(behind * 1_000_000 + 999_999);
});

describe("what no listener is for is acknowledged at once", () => {
  test.each([
    ["an event", { type: "event_callback", team_id: "TFIJI", event: { type: "reaction_added" } }],
    ["an unknown call", { type: "something_new" }],
  ])("%s", async (_, event) => {
    const began = Date.now();
    expect((await postEvent(surface, event)).status).toBe(200);
    expect(Date.now() - began).toBeLessThan(onThisMachine(1000));
  });

  test.each([
    ["a closed form", { type: "view_closed", view: { id: "V1", callback_id: "x" } }],
    ["a shortcut", { type: "shortcut", callback_id: "x" }],
    ["a legacy action", { type: "interactive_message", actions: [{ name: "a", type: "button" }] }],
    ["a form's options", { type: "block_suggestion", action_id: "host", value: "j" }],
  ])("%s", async (_, payload) => {
    const person = { user: { id: "U1", team_id: "TFIJI" }, team: { id: "TFIJI" } };
    const began = Date.now();
    expect((await post(surface, payloadBody({ ...payload, ...person }))).status).toBe(200);
    expect(Date.now() - began).toBeLessThan(onThisMachine(1000));
  });
});

describe("a workspace that removes the app", () => {
  const event = (event: object) =>
    postEvent(surface, { type: "event_callback", event_id: "Ev1", team_id: "TFIJI", event });

  test("is told by app_uninstalled, and by its bot's token being revoked", async () => {
    await event({ type: "app_uninstalled" });
    await event({ type: "tokens_revoked", tokens: { bot: ["UBOT"] } });
    await expect.poll(() => removed).toEqual(["TFIJI", "TFIJI"]);
  });

  test("isn't meant when one person's token is revoked", async () => {
    const { status } = await event({ type: "tokens_revoked", tokens: { oauth: ["U1"] } });
    expect([status, removed]).toEqual([200, []]);
  });
});
