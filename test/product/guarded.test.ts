import { connect } from "node:net";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { onThisMachine } from "../helpers/on-this-machine.ts";
import { inPayload, send, signed, textOf } from "./helpers/client.ts";
import { TEAM, TOKEN } from "./helpers/fake-slack.ts";
import { FIJI, openProduct, type Running } from "./helpers/open-product.ts";

let running: Running;
beforeAll(async () => {
  running = await openProduct();
});
afterAll(() => running.close());

const nowSeconds = () => Math.floor(Date.now() / 1000);

const command = (text = "requests") => running.person(FIJI).commandCall(text).body;

const statusOf = async (call: Parameters<typeof send>[1]): Promise<number> =>
  (await send(running.product.url, call)).status;

/** One request as raw text; what came back, until the connection closed. */
const raw = (text: string): Promise<string> =>
  new Promise((said, failed) => {
    const { port, hostname } = new URL(running.product.url);
    const socket = connect(Number(port), hostname, () => socket.end(text));
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("close", () => said(answer));
    socket.on("error", failed);
  });

describe("only what Slack signed lately is heard", () => {
  test("a call signed now is answered", async () => {
    expect(await statusOf(signed(command()))).toBe(200);
  });

  test("one signed more than five minutes ago, or for more than five minutes ahead, is refused", async () => {
    expect(await statusOf(signed(command(), { timestamp: nowSeconds() - 290 }))).toBe(200);
    expect(await statusOf(signed(command(), { timestamp: nowSeconds() - 310 }))).toBe(401);
    expect(await statusOf(signed(command(), { timestamp: nowSeconds() + 310 }))).toBe(401);
  });

  test("another secret's signature, a changed body, no signature: refused", async () => {
    expect(await statusOf(signed(command(), { secret: "another" }))).toBe(401);
    const call = signed(command("requests"));
    expect(await statusOf({ ...call, body: command("closing") })).toBe(401);
    const { "x-slack-signature": _, ...unsigned } = call.headers;
    expect(await statusOf({ ...call, headers: unsigned })).toBe(401);
  });

  test("a body over 1 MiB is refused before it is read, with or without its length told", async () => {
    const large = `${command()}&more=${"x".repeat(1024 * 1024)}`;
    expect(await statusOf(signed(large))).toBe(413);
    const { headers } = signed(large);
    const streamed = await fetch(`${running.product.url}/slack/events`, {
      method: "POST",
      headers,
      body: new Blob([large]).stream(),
      duplex: "half",
    } as RequestInit);
    expect(streamed.status).toBe(413);
  });

  test("a path that is no URL, and nonsense for HTTP, are refused and nothing falls over", async () => {
    for (const path of ["//", "//:80:80", "/%", "http://[", "*"]) {
      const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: bcn\r\nConnection: close\r\n\r\n`);
      expect(answer, path).toMatch(/^HTTP\/1\.1 4\d\d /);
    }
    await raw("nonsense\r\n\r\n");
    expect(await statusOf(signed(command()))).toBe(200);
  });

  test("signed nonsense is refused, and nothing falls over", async () => {
    const bodies = [
      "",
      "payload=",
      "payload=%7B",
      "payload=null",
      "payload=7",
      "payload=%5B%5D",
      inPayload({}),
      inPayload({ type: "block_actions" }),
      inPayload({ type: "view_submission", user: { team_id: TEAM }, view: null }),
    ];
    for (const body of bodies) expect(await statusOf(signed(body)), body).toBe(400);
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const events = [
      `{"type":"url_verification","challenge":${deep}}`,
      '{"type":"event_callback","event":{"type":"app_home_opened","tab":"home","user":null}}',
    ];
    for (const body of events)
      expect(await statusOf(signed(body, { type: "application/json" }))).toBe(400);
    expect(await statusOf(signed(command()))).toBe(200);
    for (const line of running.product.log)
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(4096);
  });
});

test("text with characters that no database takes is kept, each replaced", async () => {
  const { db, product } = running;
  const liaison = running.person(FIJI);
  for (const text of ["show \0", "request \0", "channel \0", "\0"])
    expect((await send(product.url, liaison.commandCall(text))).text).not.toContain("Sorry");
  const form = await liaison.open("request new");
  await liaison.type(form, { topic: "Kaizen\0 in \uD800hospitals 👩🏽‍🏭" });
  const drafts = await db.database.execute(sql`select answers from drafts`);
  expect(JSON.stringify(drafts)).toContain("Kaizen\uFFFD in \uFFFDhospitals 👩🏽‍🏭");
});

test("whatever is typed after /bcn, however long, is answered at once", async () => {
  const words = ["", "help ", "show ", "request ", "take ", "closing ", "channel ", "join "];
  for (const word of words) {
    const begun = performance.now();
    const call = running.person(FIJI).commandCall(`${word}${"x".repeat(900_000)}`);
    expect((await send(running.product.url, call)).status, word).toBe(200);
    expect(performance.now() - begun, word).toBeLessThan(onThisMachine(2_000));
  }
});

describe("an event that Slack sends again", () => {
  const event = (type: string, more = {}) =>
    JSON.stringify({
      type: "event_callback",
      team_id: "T0ELSEWHERE",
      api_app_id: "A0BCN",
      event_id: "Ev0001",
      event_time: nowSeconds(),
      event: { type, ...more },
    });

  test("is acknowledged each time and does nothing twice", async () => {
    const body = event("app_uninstalled");
    const retry = { "x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout" };
    expect(await statusOf(signed(body, { type: "application/json" }))).toBe(200);
    expect(await statusOf(signed(body, { type: "application/json", headers: retry }))).toBe(200);
    expect(await statusOf(signed(command()))).toBe(200);
  });

  test("one that nobody listens to is acknowledged too", async () => {
    const body = event("message", { channel: "C0BCN", user: FIJI, text: "hello" });
    expect(await statusOf(signed(body, { type: "application/json" }))).toBe(200);
  });
});

describe("a fault", () => {
  const TOPIC = "A topic that must not be logged";
  const NAME = "A name that must not be logged";

  const referenceIn = (said: string): string => /reference ([2-9A-Z]{4})\./.exec(said)?.[1] ?? "";

  /** The log comes from another process, and may be a moment behind the answer. */
  const POLLING = { timeout: 30_000, interval: 20 };
  const loggedWith = (reference: string): Promise<string> =>
    vi.waitFor(() => {
      const found = running.product.log.find((line) => line.includes(`"reference":"${reference}"`));
      if (found === undefined) throw new Error(`Nothing was logged for "${reference}"`);
      return found;
    }, POLLING);

  test("is said at once, with a reference that stands in the log beside the cause", async () => {
    const { db } = running;
    await db.database.execute(sql`alter table people rename to people_elsewhere`);
    try {
      const { status, json } = await running.person(FIJI).command("requests");
      expect(status).toBe(200);
      const said = textOf(json);
      expect(said).toContain("Sorry, that didn't work, and nothing was lost.");
      const line = await loggedWith(referenceIn(said));
      expect(line).toContain("42P01");
      expect(line).not.toContain(TOKEN);
    } finally {
      await db.database.execute(sql`alter table people_elsewhere rename to people`);
    }
    const { json } = await running.person(FIJI).command("requests");
    expect(textOf(json)).not.toContain("Sorry");
  });

  test("in a form keeps what was typed on screen, and logs none of it", async () => {
    const { db, slack } = running;
    const liaison = running.person(FIJI);
    const form = await liaison.open("request new");
    await db.database.execute(
      sql`alter table drafts add constraint broken check (saved_at < '2000-01-01') not valid`,
    );
    try {
      await liaison.type(form, { topic: TOPIC });
      const drawn = slack.views.get(form.id);
      const { view } = await liaison.submit(drawn ?? form, { topic: TOPIC, objectives: NAME });
      const said = textOf(view?.blocks);
      expect(said).toContain("What you typed last isn't saved yet.");
      expect(JSON.stringify(view?.blocks)).toContain(TOPIC);
      expect(await loggedWith(referenceIn(said))).toContain("23514");
    } finally {
      await db.database.execute(sql`alter table drafts drop constraint broken`);
    }
    const log = running.product.log.join("\n");
    expect(log).not.toContain(TOPIC);
    expect(log).not.toContain(NAME);
    expect(log).not.toContain(TOKEN);
  });

  test("of a database that went away is said in time, and it goes on when the database is back", async () => {
    const { db } = running;
    const name = new URL(db.url).pathname.slice(1);
    const { onServer } = await import("../helpers/postgres-server.ts");
    const server = Object.assign(new URL(db.url), { pathname: "/postgres" }).href;
    const allow = (allowed: boolean) =>
      onServer(server, (on) =>
        on.unsafe(`alter database ${name} with allow_connections ${allowed}`),
      );
    const ready = async () => (await fetch(`${running.product.url}/readyz`)).status;
    expect(await ready()).toBe(200);
    await db.database.close();
    await allow(false);
    try {
      await onServer(
        server,
        (on) => on`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`,
      );
      const begun = Date.now();
      const { status, json } = await running.person(FIJI).command("requests");
      expect(status).toBe(200);
      expect(Date.now() - begun).toBeLessThan(onThisMachine(3000));
      expect(textOf(json)).toContain("Sorry, that didn't work");
      expect(await ready()).toBe(503);
    } finally {
      await allow(true);
    }
    expect(await ready()).toBe(200);
    const { json } = await running.person(FIJI).command("requests");
    expect(textOf(json)).not.toContain("Sorry");
    expect(running.product.log.join("\n")).not.toMatch(new RegExp(`${TOKEN}|${TEAM}:xoxb`));
  });
});
