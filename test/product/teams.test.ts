import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DateTime } from "../../src/domain/time.ts";
import { post as postLetter } from "../../src/store/letters/outbox.ts";
import { personByAccount } from "../../src/store/people/people.ts";
import {
  accounts,
  deliveries,
  homes,
  notificationDrafts,
  outbox,
  requests,
  subscriptions,
  teamsConversations,
  workspaces,
} from "../../src/store/schema.ts";
import { inviteAccount } from "../../src/use-cases/people/invite.ts";
import { giveRole } from "../../src/use-cases/people/people.ts";
import { sampleText } from "../domain/notifications/samples.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import { partsOf, textOf } from "../surfaces/teams/check-card.ts";
import { aMessage, anInvoke, post } from "../surfaces/teams/harness.ts";
import {
  APP_ID,
  LIAISON,
  type Metadata,
  startMetadata,
  TENANT,
} from "../surfaces/teams/microsoft.ts";
import { makePerson } from "../surfaces/teams/person.ts";
import { PASSWORD, type Service, startService } from "../surfaces/teams/service.ts";
import { textOf as inText } from "./helpers/client.ts";
import { TEAM } from "./helpers/fake-slack.ts";
import {
  fillIn,
  KEY,
  openProduct,
  RESULT,
  type Running,
  TRAVELLER,
  WHEN,
  WHOM,
  YEAR,
} from "./helpers/open-product.ts";
import { type Env, startProduct, startRefused } from "./helpers/product.ts";

const folder = mkdtempSync(join(tmpdir(), "bcn-teams-"));
let db: TestDatabase;
let microsoft: Metadata;
let service: Service;
let teams: Env;
beforeAll(async () => {
  [db, microsoft, service] = await Promise.all([testDatabase(), startMetadata(), startService()]);
  teams = {
    NODE_ENV: "test",
    PORT: "0",
    DATABASE_URL: db.url,
    BCN_ENCRYPTION_KEYS: KEY,
    TEAMS_APP_ID: APP_ID,
    TEAMS_APP_PASSWORD: PASSWORD,
    TEAMS_TENANT_ID: TENANT,
    TEAMS_SERVICE_HOSTS: service.host,
    TEAMS_LOGIN_URL: service.loginUrl,
    BCN_ADMIN: `teams:${TENANT}:${LIAISON}`,
    TEAMS_OPENID_METADATA_URL: microsoft.url,
  };
});
afterAll(async () => {
  await Promise.all([db.close(), microsoft.close(), service.close()]);
  rmSync(folder, { recursive: true });
});

/** What is to be run in the product's process before it. */
const preload = (name: string, program: string): string => {
  const file = join(folder, name);
  writeFileSync(file, program);
  return file;
};

/** Node's own list of what was required or imported, written when the process ends. */
const loadedInto = (name: string) => {
  const list = join(folder, `${name}.json`);
  const program = `process.on("exit", () => require("fs").writeFileSync(${JSON.stringify(list)}, JSON.stringify(Object.keys(require.cache))));`;
  return {
    more: { NODE_OPTIONS: `--require ${preload(`${name}.cjs`, program)}` },
    packages: (): string[] => {
      const files: string[] = JSON.parse(readFileSync(list, "utf8"));
      const names = files.map(
        (file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? "",
      );
      return [...new Set(names)];
    },
  };
};

const NUMBER = `BCN-${YEAR}-001`;
// A second of the clock, and what the machine needs beside it.
const LONG = { timeout: 60_000 };
const NPO = "cccccccc-0000-4000-8000-000000000005";

// Somebody in Teams; their organisation has others in Slack.
const FIJI = "dddddddd-0000-4000-8000-000000000004";
const JAPAN = "eeeeeeee-0000-4000-8000-000000000005";
const OF_TEAMS = /^(?:@microsoft\/.*|botbuilder.*|botframework-.*|openai|@azure\/.*)$/;

describe("Teams alone", () => {
  test("answers what is written to it when Microsoft's keys are known, and Slack's address isn't there", async () => {
    const loaded = loadedInto("with-teams");
    const product = await startProduct({ ...teams, ...loaded.more });
    try {
      const { serviceUrl } = service;
      const surface = { url: `${product.url}/api/messages`, serviceUrl };
      await expect
        .poll(async () => (await fetch(`${product.url}/readyz`)).json())
        .toMatchObject({ ready: true, teams: "ok" });
      const answerTo = async (over: Record<string, unknown>): Promise<string> => {
        expect((await post(surface, aMessage(surface, over))).status).toBe(200);
        return textOf(service.posted.at(-1)?.activity);
      };
      expect(await answerTo({ id: "1" })).toContain("bcn publish");
      expect(await answerTo({ id: "2", text: "bcn" })).toContain("Nothing is waiting for you");
      const stranger = { id: "29:stranger", aadObjectId: APP_ID };
      expect(await answerTo({ id: "3", from: stranger })).toContain("I don't know you here yet.");
      expect(service.problems).toEqual([]);
      expect((await post(surface, aMessage(surface), null)).status).toBe(401);
      const slack = await fetch(`${product.url}/slack/events`, { method: "POST", body: "x" });
      expect(slack.status).toBe(404);
      expect(product.log.join("\n")).not.toContain(PASSWORD);
    } finally {
      await product.stop();
    }
    expect(loaded.packages().filter((name) => OF_TEAMS.test(name))).toEqual(
      expect.arrayContaining(["@microsoft/teams-ai", "botbuilder", "openai"]),
    );
  });

  test("isn't ready, and says why, while Microsoft's keys can't be read", async () => {
    microsoft.fault = { status: 500 };
    const product = await startProduct(teams);
    try {
      const answer = await fetch(`${product.url}/readyz`);
      expect([answer.status, await answer.json()]).toMatchObject([503, { teams: "waiting" }]);
      microsoft.fault = undefined;
      await expect.poll(async () => (await fetch(`${product.url}/readyz`)).status).toBe(200);
    } finally {
      microsoft.fault = undefined;
      await product.stop();
    }
  });

  test("says how to install its packages where they were left out", async () => {
    const hook = `export async function resolve(name, context, next) {
      if (name.startsWith("@microsoft/")) throw Object.assign(new Error(name), { code: "ERR_MODULE_NOT_FOUND" });
      return next(name, context);
    }`;
    const hooks = JSON.stringify(preload("hook.mjs", hook));
    const program = `import { register } from "node:module";
import { pathToFileURL } from "node:url";
register(pathToFileURL(${hooks}));`;
    const NODE_OPTIONS = `--import ${preload("without.mjs", program)}`;
    const { code, said } = await startRefused({ ...teams, NODE_OPTIONS });
    expect(code).toBe(78);
    expect(said).toContain("Run npm ci without --omit=optional");
  });
});

test("of a tenant on the list people can do what their roles say, whoever has approved it", async () => {
  const product = await startProduct({ ...teams, TEAMS_ALLOWED_TENANTS: NPO });
  try {
    const at = { url: `${product.url}/api/messages`, service };
    await expect.poll(async () => (await fetch(`${product.url}/readyz`)).status).toBe(200);
    expect((await makePerson(at, FIJI, NPO).write("help")).text).toContain(
      "I don't know you here yet.",
    );
    await expect(makePerson(at, LIAISON).write("help")).rejects.toThrow("403");
  } finally {
    await product.stop();
  }
});

describe("beside Slack", () => {
  let running: Running;
  beforeAll(async () => {
    const { PORT: _, DATABASE_URL: __, ...beside } = teams;
    running = await openProduct({ more: beside });
  });
  afterAll(() => running.close());
  const person = (user: string) =>
    makePerson({ url: `${running.product.url}/api/messages`, service }, user);

  const cardIn = (conversation: string, holds: string) =>
    service.posted.findLast(
      (one) => one.conversation === conversation && textOf(one.activity).includes(holds),
    );
  const shows = (conversation: string, holds: string) =>
    expect.poll(() => cardIn(conversation, holds), LONG).toBeDefined();

  test("an administrator invites somebody, who comes in by the code", async () => {
    const admin = person(LIAISON);
    const form = await admin.open(await admin.write("invite"), "Open the form");
    const inputs = { name: "Liaison, Fiji", organisation: "FJ", role: "liaison" };
    const wrong = await admin.press(form, "Make an invitation", { ...inputs, name: "" });
    expect(wrong.text).toContain("Please");
    const made = await admin.press(wrong, "Make an invitation", inputs);
    // Nobody knows yet in which of the two they are.
    const [, inSlack, code = ""] =
      /^In Slack: \/bcn join (\S+)\nIn Teams: bcn join (\S+)$/m.exec(made.text) ?? [];
    expect(inSlack).toBe(code);
    const joined = await person(FIJI).write(`join ${code}`);
    expect(joined.text).toContain("Fiji");
    expect((await person(FIJI).write("help")).text).toContain("bcn request");
  });

  test("a notification that is sent as a file is read, looked at in a dialog and published", async () => {
    const admin = person(LIAISON);
    const read = await admin.sendFile("pn.txt", Buffer.from(sampleText));
    expect(read.text).toContain("I have read the Project Notification 23-SN-03-GE-BCN-C");
    const preview = await admin.open(read, "Look at it and publish");
    expect(preview.text).toContain("23-SN-03-GE-BCN-C");
    const published = await admin.press(preview, "Publish");
    expect(published.text).toContain("Published: first round of");
    const wrong = await admin.sendFile("letter.png", Buffer.from("\x89PNG\r\n\x1a\n", "latin1"));
    expect(wrong.text).toContain("I couldn't take this as a Project Notification.");
    expect(service.problems).toEqual([]);
  });

  test("a press that opens a form begins nothing where no form can be shown", async () => {
    const before = await running.db.database.$count(requests);
    const surface = { url: `${running.product.url}/api/messages`, serviceUrl: service.serviceUrl };
    const from = { id: `29:${FIJI}`, aadObjectId: FIJI };
    const action = { verb: "start-draft", data: { id: "new" } };
    const press = anInvoke(surface, "adaptiveCard/action", { action });
    const { json } = await post(surface, { ...press, from, id: randomUUID() });
    expect(json.value).toContain("This button does nothing");
    expect(await running.db.database.$count(requests)).toBe(before);
  });

  test("a request is filled in page by page, kept when the dialog is closed, and sent", async () => {
    const liaison = person(FIJI);
    expect((await liaison.write("bcn")).text).toContain("This page renews itself");
    const home = cardIn(liaison.chat, "This page renews itself")?.id;
    const asked = await liaison.write("request new");
    const whom = await liaison.open(asked, "Open the form");
    const when = await liaison.press(whom, "Next", WHOM);
    const who = await liaison.press(when, "Next", WHEN);
    const participant = await liaison.press(who, "Add a person");
    const half = { ...TRAVELLER, email: "participant@" };
    const wrong = await liaison.press(participant, "Save", half);
    expect(wrong.text).toMatch(/participant@\nThis doesn't look like an e-mail/);
    const { email } = TRAVELLER;
    const withOne = await liaison.press(wrong, "Save", { email });
    const result = await liaison.press(withOne, "Next");
    const check = await liaison.press(result, "Next", RESULT);
    // A card of before opens it as it stands by now.
    const whomAgain = await liaison.open(asked, "Open the form");
    expect(whomAgain.text).toContain(WHOM.topic);
    const later = await liaison.press(whomAgain, "To the check step");
    expect(later.text).toBe(check.text);
    const sent = await liaison.press(later, "Send request");
    expect(sent.text).toContain(NUMBER);
    // The receipt is a letter, and the home that was asked for before has it too.
    await shows(liaison.chat, "I'll take it");
    const stands = () => service.posted.find(({ id }) => id === home)?.activity;
    await expect.poll(() => textOf(stands()), LONG).toContain(NUMBER);
    expect(service.problems).toEqual([]);
  });

  test("whoever is in both is one person: told in one, acting in either, and cards change in both", async () => {
    const { context, slack, db: own } = running;
    const teamsAccount = { platform: "teams", tenant: TENANT, user: FIJI } as const;
    const known = await personByAccount(own.database, teamsAccount);
    const invited = await inviteAccount(context, {
      ...{ account: teamsAccount, at: DateTime.now(), delivery: "by hand" },
      ...{ person: known?.id ?? "", organisation: "FJ" },
    });
    if (!invited.ok) throw new Error(invited.refusal.kind);
    const inSlack = running.person("U0FJBOTH");
    const joined = await inSlack.command(`join ${invited.value.code}`);
    expect(joined.text).toContain("this chat account is yours too");
    // They act in Slack, and are told there.
    const check = await fillIn(inSlack);
    await inSlack.submit(check);
    const second = `BCN-${YEAR}-002`;
    const inChat = (number: string) =>
      slack.posted.find((one) => one.channel === "D0FJBOTH" && inText(one.blocks).includes(number));
    await expect.poll(() => inChat(second), LONG).toBeDefined();
    // All that stands of it in Teams is on the home that was asked for there.
    const there = service.posted.filter(({ activity }) => textOf(activity).includes(second));
    for (const { activity } of there) expect(textOf(activity)).toContain("This page renews itself");
    // The first request's receipt stands in Teams; here it is shown in Slack as well.
    const [letter] = await own.database
      .select()
      .from(outbox)
      .where(and(eq(outbox.kind, "received"), eq(outbox.platform, "teams")));
    const { kind, ids } = letter ?? { kind: "", ids: {} };
    const chat = { platform: "slack", workspace: TEAM, conversation: "U0FJBOTH" } as const;
    const copy = { id: randomUUID(), key: "a copy", kind, ids: ids as Record<string, string> };
    await postLetter(own.database, [{ ...copy, ...chat }], DateTime.now());
    await expect.poll(() => inChat(NUMBER), LONG).toBeDefined();
    const receipt = cardIn(person(FIJI).chat, "I'll take it");
    // A press in Teams, and both cards say so.
    await person(FIJI).act({ card: receipt?.activity ?? {}, text: "" }, "I'll take it");
    await expect
      .poll(() => textOf(service.posted.find(({ id }) => id === receipt?.id)?.activity), LONG)
      .not.toContain("I'll take it");
    await expect.poll(() => inText(inChat(NUMBER)?.blocks), LONG).not.toContain("I'll take it");
    expect(service.problems).toEqual([]);
  });

  test("somebody in a tenant from which nobody ever wrote can't be reached, and the Secretariat is told", async () => {
    const { context, db: own } = running;
    const [tenant, user] = [FIJI.replaceAll("d", "e"), FIJI.replaceAll("d", "f")];
    const account = { platform: "teams", tenant, user, workspace: tenant } as const;
    const backup = { name: "Backup LO, Japan", role: "backup", organisation: "JP" } as const;
    const given = await giveRole(context, { ...backup, account });
    if (!given.ok) throw new Error(given.refusal.kind);
    const [sent] = await own.database.select().from(outbox).where(eq(outbox.kind, "received"));
    const ids = { request: "", ...Object(sent?.ids), person: given.value, organisation: "JP" };
    const where = { platform: "teams", workspace: tenant, conversation: user } as const;
    const letter = { id: randomUUID(), key: "to a stranger", kind: "hostAsked", ids, ...where };
    await postLetter(own.database, [letter], DateTime.now());
    // Now, or on the next working morning.
    const reports = () =>
      own.database.execute(sql`
        select conversation from outbox where kind = 'unreachable' and ids ->> 'unreachable' = ${given.value}
        union all
        select conversation from reminders where duty = 'unreachable' and ids ->> 'unreachable' = ${given.value}`);
    await expect.poll(async () => (await reports()).length, LONG).toBeGreaterThan(0);
    const [settled] = await own.database.select().from(outbox).where(eq(outbox.id, letter.id));
    expect(settled).toMatchObject({ settled: "refused", reason: "no_conversation" });
    const [dead] = await own.database.select().from(accounts).where(eq(accounts.userId, user));
    expect(dead?.deadAt).not.toBeNull();
  });

  test("a team's channel is subscribed, written to in a thread of its own, and given up with the app", async () => {
    const [CHANNEL, team] = ["19:npos@thread.tacv2", { id: "19:team@thread.tacv2" }];
    // Their administrator's tenant is the Secretariat's unless an officer says otherwise.
    await running.db.database
      .update(workspaces)
      .set({ organisationId: "FJ" })
      .where(eq(workspaces.id, TENANT));
    const surface = { url: `${running.product.url}/api/messages`, serviceUrl: service.serviceUrl };
    const tell = (over: Record<string, unknown>) =>
      post(
        surface,
        aMessage(surface, {
          id: randomUUID(),
          timestamp: new Date().toISOString(),
          from: { id: `29:${FIJI}`, aadObjectId: FIJI },
          conversation: {
            id: `${CHANNEL};messageid=1690000000000`,
            conversationType: "channel",
            tenantId: TENANT,
          },
          channelData: { tenant: { id: TENANT }, channel: { id: CHANNEL }, team },
          ...over,
        }),
      );
    const say = (text: string) =>
      tell({
        text: `<at>BCN</at> ${text}`,
        entities: [{ mentioned: { id: `28:${APP_ID}` }, text: "<at>BCN</at>" }],
      });
    const told = () => textOf(service.posted.findLast((one) => one.conversation === `a:${FIJI}`));
    await say("channel 99");
    expect(told()).toContain("News comes in working hours only, such as @BCN channel on 10.");
    await say("channel off");
    expect(told()).toContain("The channel gets no news for NTPC, Fiji yet.");
    expect(told()).toContain("To start, type @BCN channel on.");
    await say("channel on");
    // In the chat no button knows the channel.
    const inChat = () =>
      service.posted.find(({ activity }) =>
        textOf(activity).includes("Your channel gets news for"),
      );
    await expect.poll(inChat, LONG).toBeDefined();
    expect(JSON.stringify(inChat())).toContain("@BCN channel off to stop");
    expect(JSON.stringify(inChat())).not.toContain("Action.");
    expect(inChat()?.conversation).not.toContain(CHANNEL);
    await say("channel test");
    await expect.poll(() => cardIn(CHANNEL, "test"), LONG).toBeDefined();
    await tell({ type: "installationUpdate", action: "remove", text: undefined });
    const ended = async () => {
      const [row] = await running.db.database.select().from(subscriptions);
      return row?.endedAt ?? null;
    };
    expect(await ended()).not.toBeNull();
    expect(service.problems).toEqual([]);
  });

  test("a file of its LO's becomes the endorsement letter of that request", async () => {
    const liaison = person(FIJI);
    const offered = await liaison.sendFile("letter.pdf", Buffer.from("%PDF-1.7 a letter"));
    expect(offered.text).toContain("Is this the endorsement letter of one of your requests?");
    const [, number = ""] = /(BCN-\d+-\d+) to /.exec(offered.text) ?? [];
    const asked = partsOf(offered.card).find(({ type }) => type === "Action.ShowCard");
    expect(textOf(asked)).toContain(`Add the letter to ${number}?`);
    const stranger = await person(LIAISON).act(offered, "Add letter");
    expect(stranger.text).toContain("I can't fetch this file any more.");
    const added = await liaison.act(offered, "Add letter");
    expect(added.text).toContain("Noted. An endorsement letter has been added");
    const shown = await liaison.write(`show ${number}`);
    const how = await liaison.open(shown, "Add letter");
    expect(how.text).toContain(`Please send me the letter of ${number} as a file`);
    // Accepted by whoever reads the request, it comes as it was sent; by nobody else.
    const button = partsOf(shown.card).find(({ verb }) => verb === "read-letter");
    const { id: file } = (button?.data ?? {}) as { readonly id: string };
    expect((await liaison.acceptFile(file)).toString()).toBe("%PDF-1.7 a letter");
    expect((await person(LIAISON).acceptFile(file)).toString()).toBe("%PDF-1.7 a letter");
    expect((await person(JAPAN).acceptFile(file)).toString()).toBe("I don't know you here yet.");
    expect(service.problems).toEqual([]);
  });
});

describe("a tenant that no officer has approved", () => {
  let running: Running;
  beforeAll(async () => {
    const { PORT: _, DATABASE_URL: __, ...beside } = teams;
    running = await openProduct({ more: beside });
  });
  afterAll(() => running.close());
  const at = () => ({ url: `${running.product.url}/api/messages`, service });
  const liaison = () => makePerson(at(), FIJI, NPO);
  const admin = () => makePerson(at(), LIAISON);

  /** Rows of what a call could leave. */
  const stored = async (): Promise<string> => {
    const { database } = running.db;
    const tables = [
      accounts,
      deliveries,
      homes,
      notificationDrafts,
      requests,
      teamsConversations,
      workspaces,
    ];
    const counts = await Promise.all(tables.map((table) => database.$count(table)));
    return counts.join();
  };

  const invite = async (name: string): Promise<string> => {
    const form = await admin().open(await admin().write("invite"), "Open the form");
    const inputs = { name, organisation: "FJ", role: "backup" };
    const made = await admin().press(form, "Make an invitation", inputs);
    return /bcn join (\S+)/.exec(made.text)?.[1] ?? "";
  };

  const NOT_YET = "BCN can't be used in your organisation's Teams yet";
  const notification = readFileSync("src/local/sample-notification.txt", "utf8");

  test("gets one sentence to whatever is written or pressed, and leaves nothing", async () => {
    const helped = await admin().write("help");
    const opened = await admin().write("invite");
    const before = await stored();
    const behindCode = `join 7F3K-9QXA\n${notification}`;
    for (const text of [
      "help",
      "bcn",
      "join",
      "channel on",
      "Good morning",
      notification,
      behindCode,
    ]) {
      expect((await liaison().write(text)).text).toContain(NOT_YET);
    }
    const dialog = await liaison().open(opened, "Open the form");
    expect(dialog.text).toContain(NOT_YET);
    const owed = partsOf(helped.card).find(({ type }) => type === "Action.Execute");
    expect((await liaison().act(helped, String(owed?.title))).text).toContain(NOT_YET);
    expect((await liaison().acceptFile("a letter")).toString()).toContain(NOT_YET);
    expect(await stored()).toBe(before);
    expect(service.problems).toEqual([]);
  });

  test("is proposed by the first code, refused, proposed anew, approved, and then all is open", async () => {
    const joined = await liaison().write(`join ${await invite("Backup, Fiji")}`);
    expect(joined.text).toContain("Welcome: you are Backup LO of NTPC, Fiji.");
    expect(joined.text).toContain("Until it has, you can't do more here");
    const waits = "BCN waits until the APO Secretariat";
    expect((await liaison().write("help")).text).toContain(waits);
    // Nor are letters given, to somebody with a role: that is for where they may read the request.
    expect((await liaison().acceptFile("a letter")).toString()).toContain(waits);
    const owed = await admin().write("owed");
    expect(owed.text).toContain(`Approve the Teams organisation ${NPO} for NTPC, Fiji`);
    const refusal = await admin().act(owed, "Refuse");
    expect(refusal.text).toContain("Refused: channels of the Teams organisation");
    expect((await liaison().write("help")).text).toContain(NOT_YET);

    const another = makePerson(at(), APP_ID, NPO);
    await another.write(`bcn join ${await invite("Second backup, Fiji")}`);
    const approval = await admin().act(await admin().write("owed"), "Approve");
    expect(approval.text).toContain("Approved: channels of the Teams organisation");
    // The card of before points to what was refused then.
    expect((await admin().act(owed, "Approve")).text).toContain("has refused");
    for (const person of [liaison(), another])
      expect((await person.write("help")).text).toContain("bcn request");
    expect(service.problems).toEqual([]);
  });
});

test("without Teams none of its packages is loaded", async () => {
  const loaded = loadedInto("without-teams");
  const running = await openProduct({ more: loaded.more });
  expect((await fetch(`${running.product.url}/api/messages`, { method: "POST" })).status).toBe(404);
  await running.close();
  const packages = loaded.packages();
  expect(packages).toContain("@slack/bolt");
  expect(packages.filter((name) => OF_TEAMS.test(name))).toEqual([]);
});
