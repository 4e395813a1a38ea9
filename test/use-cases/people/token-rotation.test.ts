import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DateTime } from "../../../src/domain/time.ts";
import { makeRenewToken } from "../../../src/surfaces/slack/sending/renew-token.ts";
import { makeSlackSender } from "../../../src/surfaces/slack/sending/send.ts";
import type { RenewToken } from "../../../src/use-cases/people/fresh-tokens.ts";
import { makeWorkspaces } from "../../../src/use-cases/people/workspaces.ts";
import { type TestContext, testContext } from "../../helpers/context.ts";
import { type LoggedLine, logTo } from "../../helpers/log.ts";
import { type LocalSlack, startLocalSlack } from "../../local/helpers/local-slack.ts";

const TEAM = "T0NTPCFIJI";
const FIJI = { platform: "slack", id: TEAM } as const;
const KEYS = [{ id: "test", key: Buffer.alloc(32, 7) }] as const;
const TWELVE_HOURS = 43_200;

let context: TestContext;
let slack: LocalSlack;
let logged: LoggedLine[];
beforeAll(async () => {
  context = await testContext();
});
afterAll(() => context.close());
beforeEach(async () => {
  slack = await startLocalSlack();
  slack.time.now = context.systemNow().toJSDate();
  logged = [];
  await slack.post("/_local/token-rotation", { seconds: TWELVE_HOURS });
});
afterEach(() => slack.stop());

const later = (by: { readonly hours?: number; readonly seconds?: number }): void => {
  context.setSystemTime(context.systemNow().plus(by));
  slack.time.now = context.systemNow().toJSDate();
};

/** One of several processes on the database; `asked`: the refresh tokens that it used. */
const makeProcess = (given?: RenewToken) => {
  const { clientId, clientSecret, apiUrl } = slack.local.slack;
  const log = logTo((line) => void logged.push(line));
  const asked: string[] = [];
  const { systemNow } = context;
  const renewToken = given ?? makeRenewToken({ clientId, clientSecret, apiUrl, log, systemNow });
  const workspaces = makeWorkspaces(context, [...KEYS], (refreshToken, workspace) => {
    asked.push(refreshToken);
    return renewToken(refreshToken, workspace);
  });
  const tokenFor = async (id: string) => (await workspaces.find({ platform: "slack", id }))?.token;
  return { workspaces, asked, sender: makeSlackSender({ tokenFor, apiUrl, log }) };
};
type Process = ReturnType<typeof makeProcess>;

/** As OAuth gives them to whoever installs the app. */
const granted = async () => {
  const { clientId, clientSecret, authorizeUrl } = slack.local.slack;
  const query = { client_id: clientId, redirect_uri: "http://127.0.0.1/", state: "s", team: TEAM };
  const allowed = await fetch(`${authorizeUrl}?${new URLSearchParams(query)}`, {
    redirect: "manual",
  });
  const code = new URL(allowed.headers.get("location") ?? "").searchParams.get("code");
  const given = await slack.api("oauth.v2.access", {
    ...{ client_id: clientId, client_secret: clientSecret, code },
  });
  return {
    token: String(given.access_token),
    refreshToken: String(given.refresh_token),
    expiresAt: context.systemNow().plus({ seconds: Number(given.expires_in) }),
  };
};

const install = async ({ workspaces }: Process) => {
  const tokens = await granted();
  await workspaces.install({ ...FIJI, name: "NTPC", botUserId: "U", botId: "B", ...tokens });
  return tokens;
};

const isGood = async (token: string | undefined) =>
  (await slack.api("auth.test", {}, token ?? "")).error ?? "good";
const tokenOf = async ({ workspaces }: Process) => (await workspaces.find(FIJI))?.token;
const sentBy = ({ sender }: Process) =>
  sender.send({
    id: context.newId(),
    ...{ platform: "slack", workspace: TEAM, conversation: "U0FJLIAISON", askFirst: false },
    firstTriedAt: context.systemNow(),
    message: { headline: "A letter", parts: [], buttons: [] },
  });
const isOurs = ({ facts }: LoggedLine) => "workspace" in facts;
const lostAnswers = (times: number) =>
  slack.post("/_local/faults", { method: "oauth.v2.access", kind: "lostAnswer", times });

describe("a token that runs out", () => {
  test("is renewed two hours before, by one of two processes, and both go on with the new one", async () => {
    const [here, there] = [makeProcess(), makeProcess()];
    const { token, refreshToken } = await install(here);
    later({ hours: 9.9 });
    await here.workspaces.renewDue();
    expect(await tokenOf(there)).toBe(token);
    later({ hours: 0.2 });
    await Promise.all([here, there].map(({ workspaces }) => workspaces.renewDue()));
    expect([...here.asked, ...there.asked]).toEqual([refreshToken]);
    const renewed = await tokenOf(here);
    expect(renewed).not.toBe(token);
    expect(await tokenOf(there)).toBe(renewed);
    expect([await isGood(renewed), await isGood(token)]).toEqual(["good", "good"]);
  });

  test("never is the one that is sent with, for as long as the clock goes on", async () => {
    const here = makeProcess();
    await install(here);
    for (let hour = 0; hour < 72; hour += 1) {
      later({ hours: 1 });
      await here.workspaces.renewDue();
      expect(await isGood(await here.workspaces.recentToken(FIJI))).toBe("good");
    }
    expect(await sentBy(here)).toMatchObject({ kind: "sent" });
    expect(new Set(here.asked).size).toBe(here.asked.length);
    expect(here.asked.length).toBeLessThan(9);
  });

  test("and has done so while nothing ran is renewed for the first who needs it; another process waits", async () => {
    const [here, there] = [makeProcess(), makeProcess()];
    const { token } = await install(here);
    later({ hours: 13 });
    expect(await isGood(token)).toBe("token_expired");
    const [sent, recent, again] = await Promise.all([
      sentBy(here),
      here.workspaces.recentToken(FIJI),
      there.workspaces.recentToken(FIJI),
    ]);
    expect(sent).toMatchObject({ kind: "sent" });
    expect(await isGood(recent)).toBe("good");
    expect(again).toBe(recent);
    expect([...here.asked, ...there.asked]).toHaveLength(1);
  });

  test("isn't served from memory once it has run out, also while the database can't say", async () => {
    const here = makeProcess();
    const { token, expiresAt } = await install(here);
    later({ hours: 11.9999 });
    expect(await here.workspaces.recentToken(FIJI)).toBe(token);
    context.setSystemTime(expiresAt.plus({ milliseconds: 1 }));
    slack.time.now = context.systemNow().toJSDate();
    const given = await here.workspaces.recentToken(FIJI);
    expect([given === token, await isGood(given)]).toEqual([false, "good"]);
  });
});

describe("what was lost on its way", () => {
  test("one answer of Slack's is asked for again at once, within its grace period", async () => {
    const here = makeProcess();
    await install(here);
    later({ hours: 11 });
    await lostAnswers(1);
    await here.workspaces.renewDue();
    expect(await isGood(await tokenOf(here))).toBe("good");
    expect(logged.filter(isOurs)).toEqual([]);
  });

  test("two are asked for half a minute later, and meanwhile the old token serves", async () => {
    const here = makeProcess();
    const { token } = await install(here);
    later({ hours: 11 });
    await lostAnswers(2);
    await here.workspaces.renewDue();
    expect(logged.filter(isOurs)).toMatchObject([{ level: "warn", facts: { workspace: TEAM } }]);
    later({ seconds: 29 });
    await here.workspaces.renewDue();
    expect([here.asked.length, await tokenOf(here)]).toEqual([1, token]);
    later({ seconds: 1 });
    await here.workspaces.renewDue();
    later({ hours: 2 });
    expect(await isGood(await tokenOf(here))).toBe("good");
  });

  test("new tokens that couldn't be stored are stored later: Slack is asked once", async () => {
    const here = makeProcess();
    await install(here);
    later({ hours: 11 });
    await context.database.execute(
      sql`alter table workspaces add constraint broken check (renewal_leased_by is not null) not valid`,
    );
    await expect(here.workspaces.renewDue()).rejects.toThrow();
    await context.database.execute(sql`alter table workspaces drop constraint broken`);
    later({ hours: 3 });
    expect(await isGood(await tokenOf(here))).toBe("good");
    expect(here.asked).toHaveLength(1);
  });

  test("a process that died amid it holds nobody up for more than 20 seconds", async () => {
    const dead = makeProcess(() => new Promise(() => undefined));
    const here = makeProcess();
    await install(here);
    later({ hours: 11 });
    void dead.workspaces.renewDue();
    await expect.poll(() => dead.asked).toHaveLength(1);
    await here.workspaces.renewDue();
    expect(here.asked).toEqual([]);
    later({ seconds: 20 });
    await here.workspaces.renewDue();
    later({ hours: 2 });
    expect(await isGood(await tokenOf(here))).toBe("good");
  });
});

describe("a refresh token that Slack refuses", () => {
  test("is told as an error, asked again after ten minutes, and healed by installing anew", async () => {
    const here = makeProcess();
    const { token } = await install(here);
    const used = (await granted()).refreshToken;
    const { clientId: client_id, clientSecret: client_secret } = slack.local.slack;
    const spend = { client_id, client_secret, grant_type: "refresh_token", refresh_token: used };
    expect(await slack.api("oauth.v2.access", spend)).toMatchObject({ ok: true });
    later({ hours: 11 });
    expect(await slack.api("oauth.v2.access", spend)).toMatchObject({
      error: "invalid_refresh_token",
    });
    const expiresAt = context.systemNow().plus({ hours: 1 });
    await here.workspaces.install({
      ...{ ...FIJI, name: "NTPC", botUserId: "U", botId: "B" },
      ...{ token, refreshToken: used, expiresAt },
    });
    for (const seconds of [0, 599]) {
      later({ seconds });
      await here.workspaces.renewDue();
    }
    expect(logged.filter(isOurs)).toMatchObject([
      { level: "error", facts: { workspace: TEAM, reason: "invalid_refresh_token" } },
    ]);
    expect(JSON.stringify(logged)).not.toContain("xoxe");
    later({ hours: 2 });
    expect(await sentBy(here)).toMatchObject({ kind: "later", scope: "workspace" });
    await install(here);
    expect(await sentBy(here)).toMatchObject({ kind: "sent" });
  });
});

describe("who installs or removes the app while its token is being renewed", () => {
  /** Slack answers when told to. */
  const slowly = () => {
    let answer: () => void = () => undefined;
    const asked = new Promise<void>((go) => {
      answer = go;
    });
    const renewToken: RenewToken = async () => {
      await asked;
      const expiresAt = DateTime.fromISO("2030-01-01T00:00:00Z");
      return { kind: "renewed", token: "xoxe.xoxb-late", refreshToken: "xoxe-late", expiresAt };
    };
    return { process: makeProcess(renewToken), answer: () => answer() };
  };

  test("keeps their own tokens", async () => {
    const { process, answer } = slowly();
    await install(process);
    later({ hours: 11 });
    const renewing = process.workspaces.renewDue();
    await expect.poll(() => process.asked).toHaveLength(1);
    const { token } = await install(process);
    answer();
    await renewing;
    expect(await tokenOf(process)).toBe(token);
  });

  test("finds it removed", async () => {
    const { process, answer } = slowly();
    await install(process);
    later({ hours: 11 });
    const renewing = process.workspaces.renewDue();
    await expect.poll(() => process.asked).toHaveLength(1);
    await process.workspaces.remove(FIJI);
    answer();
    await renewing;
    expect(await tokenOf(process)).toBeUndefined();
  });
});

test("a refresh token can't be read in the database, and doesn't open in the place of a token", async () => {
  const here = makeProcess();
  const { token, refreshToken } = await install(here);
  const rows = JSON.stringify(await context.database.execute(sql`select * from workspaces`));
  for (const secret of [token, refreshToken]) {
    expect(rows).not.toContain(secret);
    expect(rows).not.toContain(Buffer.from(secret).toString("base64"));
  }
  await context.database.execute(
    sql`update workspaces set sealed_token = sealed_refresh_token where id = ${TEAM}`,
  );
  await expect(here.workspaces.find(FIJI)).rejects.toThrow();
});
