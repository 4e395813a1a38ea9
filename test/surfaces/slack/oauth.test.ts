import { createServer, type Server } from "node:http";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  type InstalledWorkspace,
  makeSlackInstall,
} from "../../../src/surfaces/slack/http/oauth.ts";
import { makeStateStore } from "../../../src/surfaces/slack/http/oauth-state.ts";
import { type FakeSlack, fakeLog, listenOnAnyPort, startFakeSlack, stop } from "./harness.ts";

let slack: FakeSlack;
let server: Server;
let url: string;
let saved: InstalledWorkspace[];
let log: ReturnType<typeof fakeLog>;

const onlyOnce = () => {
  const used = new Set<string>();
  return async (key: string) => !used.has(key) && Boolean(used.add(key));
};

const GRANT = {
  ok: true,
  app_id: "A1",
  authed_user: { id: "UADMIN" },
  scope: "commands,chat:write",
  token_type: "bot",
  access_token: "xoxb-fiji",
  bot_user_id: "UBOT",
  team: { id: "TFIJI", name: "NTPC, Fiji" },
  enterprise: null,
  is_enterprise_install: false,
};

beforeEach(async () => {
  slack = await startFakeSlack();
  saved = [];
  log = fakeLog();
  const install = makeSlackInstall({
    signingSecret: "s",
    clientId: "1.2",
    clientSecret: "secret",
    scopes: ["commands", "chat:write"],
    publicUrl: "https://bcn.example",
    save: async (workspace) => void saved.push(workspace),
    isFirstUse: onlyOnce(),
    log,
    apiUrl: `${slack.url}/api/`,
  });
  server = createServer((req, res) => install.handle(req, res));
  url = await listenOnAnyPort(server);
  slack.answers["oauth.v2.access"] = [{ body: GRANT }, { body: GRANT }];
  const bot = { body: { ok: true, bot_id: "B1" } };
  slack.answers["auth.test"] = [bot, bot];
});
afterEach(async () => {
  await stop(server);
  await slack.close();
});

async function begin() {
  const response = await fetch(`${url}/slack/install`, { redirect: "manual" });
  const asked = new URL(response.headers.get("location") ?? "");
  const cookie = (response.headers.get("set-cookie") ?? "").split(";", 1)[0] ?? "";
  return { asked, cookie, state: asked.searchParams.get("state") ?? "" };
}

const comeBack = (state: string, cookie: string) =>
  fetch(`${url}/slack/oauth_redirect?code=c1&state=${encodeURIComponent(state)}`, {
    headers: { cookie },
  });

test("an administrator is sent to Slack with the scopes and our address", async () => {
  const { asked } = await begin();
  expect(`${asked.origin}${asked.pathname}`).toBe("https://slack.com/oauth/v2/authorize");
  expect(Object.fromEntries(asked.searchParams)).toMatchObject({
    scope: "commands,chat:write",
    client_id: "1.2",
    redirect_uri: "https://bcn.example/slack/oauth_redirect",
  });
});

test("a workspace that is allowed is saved with its token", async () => {
  const { state, cookie } = await begin();
  expect((await comeBack(state, cookie)).status).toBe(200);
  expect(saved).toEqual([
    {
      id: "TFIJI",
      name: "NTPC, Fiji",
      token: "xoxb-fiji",
      botUserId: "UBOT",
      botId: "B1",
      scopes: ["commands", "chat:write"],
    },
  ]);
  expect(slack.of("oauth.v2.access")).toMatchObject([
    { args: { code: "c1", redirect_uri: "https://bcn.example/slack/oauth_redirect" } },
  ]);
});

test("a workspace whose tokens are rotated is saved with its refresh token, and when the first runs out", async () => {
  const { state, cookie } = await begin();
  const tokens = { access_token: "xoxe.xoxb-1", refresh_token: "xoxe-1", expires_in: 43_200 };
  slack.answers["oauth.v2.access"] = [{ body: { ...GRANT, ...tokens } }];
  const before = Date.now();
  expect((await comeBack(state, cookie)).status).toBe(200);
  expect(saved).toMatchObject([{ token: "xoxe.xoxb-1", refreshToken: "xoxe-1" }]);
  const runsOut = (saved[0]?.expiresAt?.toMillis() ?? 0) - 43_200_000;
  expect(runsOut).toBeGreaterThan(before - 1000);
  expect(runsOut).toBeLessThanOrEqual(Date.now());
});

test("a state is good for one installation", async () => {
  const { state, cookie } = await begin();
  await comeBack(state, cookie);
  expect((await comeBack(state, cookie)).status).toBe(400);
  expect(saved).toHaveLength(1);
});

test("a state of another browser, or a made-up one, installs nothing", async () => {
  const { state, cookie } = await begin();
  expect((await comeBack(state, "slack-app-oauth-state=other")).status).toBe(400);
  const [name] = cookie.split("=");
  expect((await comeBack("1.2.3", `${name}=1.2.3`)).status).toBe(400);
  expect([saved, slack.asked]).toEqual([[], []]);
});

test("a query that isn't Slack's is the caller's mistake: 400, no line above debug, none of its text", async () => {
  const { state, cookie } = await begin();
  const long = "Kaizen".repeat(1000);
  const queries = [
    "",
    `code=${long}&state=${long}`,
    `code=c1&state=${state.slice(1)}`,
    `code[]=c1&state=${encodeURIComponent("\0")}`,
    `code=a%20b&state=${state}`,
    "error=access_denied&state=",
  ];
  for (const query of queries) {
    const answer = await fetch(`${url}/slack/oauth_redirect?${query}`, { headers: { cookie } });
    expect(answer.status, query).toBe(400);
    expect(answer.headers.get("content-type"), query).toContain("text/html");
  }
  expect([saved, slack.asked]).toEqual([[], []]);
  expect(log.lines.filter(({ level }) => level !== "debug")).toEqual([]);
  expect(JSON.stringify(log.lines)).not.toContain("Kaizen");
});

test.each(["invalid_code", "code_already_used"])(
  "a code that Slack doesn't know (%s) is the caller's mistake too: no line above debug",
  async (error) => {
    slack.answers["oauth.v2.access"] = [{ body: { ok: false, error } }];
    const { state, cookie } = await begin();
    expect((await comeBack(state, cookie)).status).not.toBe(200);
    expect(saved).toEqual([]);
    expect(log.lines).toMatchObject([{ level: "debug", facts: { why: error } }]);
  },
);

test("a secret of ours that Slack refuses is told as an error", async () => {
  slack.answers["oauth.v2.access"] = [{ body: { ok: false, error: "bad_client_secret" } }];
  const { state, cookie } = await begin();
  expect((await comeBack(state, cookie)).status).toBe(500);
  expect(log.lines.map(({ level }) => level)).toEqual(["error"]);
});

test("a whole Grid organisation is saved under its own id, and in none of another", async () => {
  const { state, cookie } = await begin();
  const enterprise = { id: "EGRID", name: "Organisation" };
  slack.answers["oauth.v2.access"] = [
    { body: { ...GRANT, team: null, enterprise, is_enterprise_install: true } },
  ];
  expect((await comeBack(state, cookie)).status).toBe(200);
  expect(saved).toMatchObject([{ id: "EGRID", name: "Organisation", token: "xoxb-fiji" }]);
  expect(saved[0]).not.toHaveProperty("enterpriseId");
});

test("a grant that names neither workspace nor organisation installs nothing", async () => {
  const { state, cookie } = await begin();
  slack.answers["oauth.v2.access"] = [{ body: { ...GRANT, team: null } }];
  expect((await comeBack(state, cookie)).status).toBe(500);
  expect(saved).toEqual([]);
});

test("an answer that can't be read installs nothing, and isn't repeated in the log", async () => {
  const { state, cookie } = await begin();
  slack.answers["oauth.v2.access"] = [{ raw: Buffer.from("<html>xoxb-repeated Kaizen</html>") }];
  expect((await comeBack(state, cookie)).status).toBe(500);
  expect(saved).toEqual([]);
  expect(inspect(log.lines, { depth: null })).not.toMatch(/repeated|Kaizen/);
});

test("nothing else is answered there", async () => {
  expect((await fetch(`${url}/slack/install`, { method: "POST" })).status).toBe(405);
  expect((await fetch(`${url}/slack/other`)).status).toBe(404);
});

describe("a state", () => {
  const store = () =>
    makeStateStore({ secret: "secret", isFirstUse: onlyOnce(), options: { scopes: [] } });
  const then = new Date("2023-03-20T03:00:00Z");
  const after = (minutes: number) => new Date(then.getTime() + minutes * 60_000);

  test.each([
    [9, true],
    [11, false],
    [-1, false],
  ])("after %i minutes: good is %s", async (minutes, isGood) => {
    const { generateStateParam, verifyStateParam } = store();
    const state = await generateStateParam({ scopes: [] }, then);
    const verified = verifyStateParam(after(minutes), state).then(
      () => true,
      () => false,
    );
    expect(await verified).toBe(isGood);
  });
});
