import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, SECRET, send, signed, textOf, triggers } from "./helpers/client.ts";
import { OAUTH_CODE, TOKEN } from "./helpers/fake-slack.ts";
import {
  ADMIN,
  FIJI,
  fillIn,
  KEY,
  openProduct,
  type Running,
  shown,
} from "./helpers/open-product.ts";

const CLIENT_SECRET = "client-secret-unmistakable";
const METRICS_TOKEN = "metrics-token-unmistakable";
const INVITED = "Name of somebody who is invited";
const TOPIC = "Topic that nobody may log";
const PEOPLE = ["Name of a participant", "participant@example.org", "Director of Training"];

const LOUD = { BCN_LOG_LEVEL: "debug", BCN_METRICS_TOKEN: METRICS_TOKEN };

let running: Running;
/** All that each process wrote, on both outputs. */
const written: string[][] = [];
beforeAll(async () => {
  running = await openProduct({ more: LOUD });
  written.push(running.product.log);
});
afterAll(() => running.close());

const again = async (more: Readonly<Record<string, string>>): Promise<void> => {
  await running.product.stop();
  await running.restart(more);
  written.push(running.product.log);
};

const everything = (): string => written.flat().join("\n");

/** Waits for as many: the product writes its lines together, so the last may come later than the first. */
const linesWith = (
  facts: Readonly<Record<string, unknown>>,
  { atLeast = 1 } = {},
): Promise<Record<string, unknown>[]> =>
  eventually(
    () => {
      const lines = written
        .flat()
        .filter((line) => line.startsWith("{"))
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      const found = lines.filter((line) =>
        Object.entries(facts).every(([name, value]) => line[name] === value),
      );
      return found.length >= atLeast ? found : undefined;
    },
    `Not logged ${atLeast} times: ${JSON.stringify(facts)}`,
  );

const lineWith = async (facts: Readonly<Record<string, unknown>>) =>
  (await linesWith(facts))[0] ?? {};

const referenceIn = (said: string): string => /reference ([2-9A-Z]{4})\./.exec(said)?.[1] ?? "";

/** Secrets that come about on the way. */
const secrets: string[] = [];

test("invited, and in with the code; a wrong code and a stranger are refused by kind", async () => {
  const admin = running.person(ADMIN);
  const form = await admin.open("invite");
  const answer = { name: INVITED, organisation: "MY", role: "liaison" };
  const said = textOf(shown(await admin.submit(form, answer)).blocks);
  const [code = "none"] = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/.exec(said) ?? [];
  secrets.push(code, "WRNG-WRNG-WRNG-WRNG");
  await running.person("U0MYWRONG").command("join WRNG-WRNG-WRNG-WRNG");
  await running.person("U0MYLIAISON").command(`join ${code}`);
  await running.person("U0STRANGER").command("requests");
  expect(await lineWith({ kind: "submitted", verb: "invite" })).toMatchObject({ outcome: "ok" });
  const joins = await linesWith({ kind: "typed", verb: "join" }, { atLeast: 2 });
  expect(joins.map(({ refused }) => refused)).toEqual(["wrongCode", undefined]);
  expect(await lineWith({ refused: "stranger" })).toMatchObject({
    kind: "typed",
    verb: "requests",
  });
});

test("a request with names and addresses is sent, its letters have theirs, each call has its line", async () => {
  const liaison = running.person(FIJI);
  const check = await fillIn(liaison, { people: 2, over: { topic: TOPIC } });
  await send(running.product.url, liaison.submitCall(check));
  expect(await lineWith({ kind: "pressed", verb: "add" })).toMatchObject({ outcome: "ok" });
  const sent = await lineWith({ msg: "a letter was tried", kind: "received" });
  expect(sent).toMatchObject({
    outcome: "sent",
    letter: expect.any(String),
  });
  const calls = await linesWith({ msg: "a call" });
  expect(new Set(calls.map(({ call }) => call)).size).toBe(calls.length);
  for (const { answeredMs, ms } of calls)
    expect([typeof answeredMs, typeof ms]).toEqual(["number", "number"]);
});

test("a database error amid what was typed has the call's id and the person's reference, and none of it", async () => {
  const { database } = running.db;
  const liaison = running.person(FIJI);
  const form = await liaison.open("request new");
  await database.execute(
    sql`alter table drafts add constraint broken check (saved_at < '2000-01-01') not valid`,
  );
  const { view } = await liaison.submit(form, { topic: TOPIC, objectives: PEOPLE.join(", ") });
  await database.execute(sql`alter table drafts drop constraint broken`);
  const reference = referenceIn(textOf(view?.blocks));
  const fault = await lineWith({ reference, level: 50 });
  expect(JSON.stringify(fault)).toContain("23514");
  const end = await lineWith({ reference, msg: "a call" });
  expect(end).toMatchObject({ outcome: "fault", kind: "submitted", verb: "request" });
  expect(end.call).toBe(fault.call);
});

test("a token that Slack refuses, an unsigned call and what strangers try are told without their words", async () => {
  running.slack.order({ method: "views.open", kind: "refusedToken" });
  await running.person(FIJI).command("request new");
  // Level 40, a warning: most likely the app was just removed, which is no fault of ours.
  const msg = "Slack refuses the workspace's token: was the app removed?";
  expect(JSON.stringify(await lineWith({ level: 40, msg }))).not.toContain("xoxb");
  running.slack.order({ method: "chat.postMessage", kind: "refusedToken" });
  const liaison = running.person(FIJI);
  await liaison.submit(await fillIn(liaison, { over: { topic: TOPIC } }));
  expect(await lineWith({ reason: "invalid_auth" })).toHaveProperty("letter");
  const { body } = running.person(FIJI).commandCall(`join ${TOPIC}`);
  expect((await send(running.product.url, signed(body, { secret: "another" }))).status).toBe(401);
  await fetch(`${running.product.url}/some/${encodeURIComponent(TOPIC)}?token=${TOKEN}`);
  await fetch(`${running.product.url}/metrics`, {
    headers: { authorization: `Bearer ${METRICS_TOKEN}` },
  });
  expect(await lineWith({ verb: "other", refused: "404" })).toHaveProperty("call");
  const unsigned = await lineWith({ msg: "refused: not signed by Slack, or not lately" });
  expect(await lineWith({ msg: "a call", call: unsigned.call })).toMatchObject({ refused: "401" });
});

test("an installation by OAuth, a wrong code and a state that is used again", async () => {
  await again({
    SLACK_BOT_TOKEN: "",
    SLACK_CLIENT_ID: "1.2",
    SLACK_CLIENT_SECRET: CLIENT_SECRET,
    BCN_PUBLIC_URL: "https://bcn.example.org",
  });
  const { url } = running.product;
  const begin = async () => {
    const response = await fetch(`${url}/slack/install`, { redirect: "manual" });
    const cookie = (response.headers.get("set-cookie") ?? "").split(";", 1)[0] ?? "";
    const asked = new URL(response.headers.get("location") ?? "https://none.example");
    return { cookie, state: asked.searchParams.get("state") ?? "" };
  };
  const back = ({ state, cookie }: { state: string; cookie: string }, code: string) =>
    fetch(`${url}/slack/oauth_redirect?${new URLSearchParams({ code, state })}`, {
      headers: { cookie },
    });
  const [first, second] = [await begin(), await begin()];
  secrets.push(first.state, second.state, "wrong-oauth-code");
  expect((await back(first, OAUTH_CODE)).status).toBe(200);
  expect((await back(first, OAUTH_CODE)).status).toBeGreaterThanOrEqual(400);
  expect((await back(second, "wrong-oauth-code")).status).toBeGreaterThanOrEqual(400);
  expect(await lineWith({ verb: "/slack/oauth_redirect" })).toHaveProperty("call");
});

test("in all of it stands no secret, no name, and nothing that anybody wrote", async () => {
  await running.product.stop();
  const all = everything();
  expect(all.length).toBeGreaterThan(5_000);
  const never = [
    TOKEN,
    SECRET,
    CLIENT_SECRET,
    METRICS_TOKEN,
    OAUTH_CODE,
    KEY.slice(3),
    ...secrets,
    INVITED,
    TOPIC,
    encodeURIComponent(TOPIC),
    ...PEOPLE,
    "Kaizen",
    "/response",
    ...triggers,
  ];
  expect(triggers.length).toBeGreaterThan(10);
  expect(never.filter((one) => one === "" || all.includes(one))).toEqual([]);
  expect(all).not.toMatch(/xox[a-z]-|v0=[0-9a-f]{64}/);
  await running.restart();
});
