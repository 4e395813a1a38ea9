import { request } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  FIJI,
  type Json,
  type LocalSlack,
  startLocalSlack,
  tokenOf,
} from "./helpers/local-slack.ts";

let slack: LocalSlack;
beforeEach(async () => {
  slack = await startLocalSlack();
});
afterEach(() => slack.stop());

const clock = async () => String((await slack.get("/_local/clock")).now);

describe("programme time", () => {
  test("starts on 20 March 2023 at noon in Tokyo and runs on with the system's", async () => {
    slack.time.now = new Date(slack.time.now.getTime() + 60_000);
    const sinceNoon = Date.parse(await clock()) - Date.parse("2023-03-20T12:00:00+09:00");
    expect(sinceNoon).toBeGreaterThanOrEqual(60_000);
    expect(sinceNoon).toBeLessThan(70_000);
    expect(await clock()).toMatch(/\+09:00$/);
  });

  test("moves on, to an instant in any zone, and back; and says so to whoever asked", async () => {
    const heard: string[] = [];
    slack.local.clock.onMove((now) => heard.push(String(now.toISO())));
    const move = async (body: Json) => String((await slack.post("/_local/clock", body)).body.now);
    expect(await move({ to: "2023-03-30T09:00:00+06:00" })).toBe("2023-03-30T12:00:00.000+09:00");
    expect(await move({ advance: { days: 1, hours: 2 } })).toBe("2023-03-31T14:00:00.000+09:00");
    expect(await move({ to: "2023-03-20T12:00:00+09:00" })).toBe("2023-03-20T12:00:00.000+09:00");
    expect(heard).toHaveLength(3);
    expect((await slack.post("/_local/clock", { to: "tomorrow" })).status).toBe(400);
    expect((await slack.post("/_local/clock", {})).status).toBe(400);
  });

  test("is what messages are dated by; their ts and signatures stay with system time", async () => {
    await slack.post("/_local/clock", { to: "2023-06-30T09:00:00+09:00" });
    const { ts } = await slack.api("chat.postMessage", { channel: "C0FJBCN", text: "x" });
    const { messages } = await slack.get(`/_local/messages?as=${FIJI}&conversation=C0FJBCN`);
    expect((messages as Json[])[0]?.at).toBe("2023-06-30T09:00:00.000+09:00");
    expect(Math.floor(Number(ts))).toBe(Math.floor(slack.time.now.getTime() / 1000));
  });
});

test("after a restart everything stands where it stood", async () => {
  await slack.post("/_local/clock", { to: "2023-06-30T09:00:00+09:00" });
  const { ts } = await slack.api("chat.postMessage", { channel: "C0FJBCN", text: "Kept" });
  await slack.api("chat.postEphemeral", { channel: "C0FJBCN", user: "U0FJLIAISON", text: "Gone" });
  const secrets = slack.local.slack.teams.map(({ botToken }) => botToken);
  await slack.restart();
  expect(await clock()).toBe("2023-06-30T09:00:00.000+09:00");
  expect(slack.local.slack.teams.map(({ botToken }) => botToken)).toEqual(secrets);
  const { messages } = await slack.get(`/_local/messages?as=${FIJI}&conversation=C0FJBCN`);
  expect(messages).toMatchObject([{ ts, text: "Kept" }]);
  const { conversations } = await slack.get(`/_local/state?as=${FIJI}`);
  expect(conversations).toMatchObject([{ unread: 1 }, { unread: 0 }, { unread: 0 }]);
});

test("two local workspaces share no secret", async () => {
  const other = await startLocalSlack();
  expect(other.local.slack.signingSecret).not.toBe(slack.local.slack.signingSecret);
  expect(tokenOf(other.local, "T0NTPCFIJI")).not.toBe(tokenOf(slack.local, "T0NTPCFIJI"));
  await other.stop();
});

test("the state names the workspaces, the person, their conversations and commands", async () => {
  expect(await slack.get(`/_local/state?as=${FIJI}`)).toMatchObject({
    me: { workspace: "T0NTPCFIJI", user: "U0FJLIAISON" },
    conversations: [
      { id: "C0FJBCN", kind: "channel", name: "bcn" },
      { id: "C0FJGENERAL", kind: "channel", name: "general" },
      { id: "D0FJLIAISON", kind: "im", name: "BCN" },
    ],
    commands: [{ command: "/bcn" }],
    views: [],
    home: null,
  });
  expect(await slack.get("/_local/state?as=T0NTPCFIJI:U0APOOFFICER")).toEqual({
    error: "unknown_person",
  });
});

test("the stream tells a person what changed for them, and only for them", async () => {
  const heard = await listen("T0APOTOKYO:U0APOOFFICER");
  await slack.api("chat.postMessage", { channel: "C0FJBCN", text: "For Fiji" });
  await slack.api(
    "chat.postMessage",
    { channel: "C0APOBCN", text: "x" },
    tokenOf(slack.local, "T0APOTOKYO"),
  );
  await slack.post("/_local/clock", { advance: { hours: 1 } });
  await expect.poll(() => heard.text()).toContain("data: clock");
  expect(heard.text().match(/data: \w+/g)).toEqual(["data: messages", "data: clock"]);
  heard.stop();
});

async function listen(as: string): Promise<{ text(): string; stop(): void }> {
  const stopping = new AbortController();
  const response = await fetch(`${slack.base}/_local/stream?as=${as}`, { signal: stopping.signal });
  let text = "";
  const reading = async () => {
    for await (const part of response.body ?? []) text += Buffer.from(part).toString();
  };
  reading().catch(() => undefined);
  return { text: () => text, stop: () => stopping.abort() };
}

describe("the door", () => {
  const status = (path: string, headers: Record<string, string>) =>
    new Promise<number>((resolve, reject) => {
      const asked = request(`${slack.base}${path}`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      asked.on("error", reject).end();
    });
  const port = () => new URL(slack.base).port;

  test.each(["/", "/_local/clock"])("%s opens to this machine's names only", async (path) => {
    expect(await status(path, { host: `127.0.0.1:${port()}` })).toBe(200);
    expect(await status(path, { host: `localhost:${port()}` })).toBe(200);
    expect(await status(path, { host: `[::1]:${port()}` })).toBe(200);
    expect(await status(path, { host: `evil.example:${port()}` })).toBe(403);
    expect(await status(path, { host: "127.0.0.1:1" })).toBe(403);
  });

  test("other sites' pages get nothing", async () => {
    const host = `localhost:${port()}`;
    expect(await status("/_local/clock", { host, origin: `http://${host}` })).toBe(200);
    expect(await status("/_local/clock", { host, origin: "https://evil.example" })).toBe(403);
    expect(await status("/_local/clock", { host, origin: "null" })).toBe(403);
  });

  test("unknown paths below it are not found, and all others are the product's", async () => {
    expect(await slack.get("/_local/nothing")).toEqual({ error: "unknown_path" });
    expect((await fetch(`${slack.base}/assets/none.js`)).status).toBe(404);
    await fetch(`${slack.base}/healthz`, { method: "POST" });
    expect(slack.received).toHaveLength(1);
  });

  test("a file of more than 10 MB is refused", async () => {
    const upload = (bytes: number) =>
      fetch(`${slack.base}/_local/files?as=${FIJI}&name=a.pdf`, {
        method: "POST",
        body: Buffer.alloc(bytes),
      });
    expect((await upload(10_000_000)).status).toBe(200);
    expect((await upload(10_000_001)).status).toBe(413);
  });
});
