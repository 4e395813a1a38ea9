import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { organisationId } from "../../../src/domain/ids.ts";
import type { DateTime } from "../../../src/domain/time.ts";
import type { Message } from "../../../src/messages/message.ts";
import { type Letter, post } from "../../../src/store/letters/outbox.ts";
import { accountsWithRole, personByAccount } from "../../../src/store/people/people.ts";
import { subscriptionOf } from "../../../src/store/subscriptions.ts";
import { composeLetter } from "../../../src/use-cases/delivery/compose-letter.ts";
import { makeLetters } from "../../../src/use-cases/delivery/letters.ts";
import { startRequest } from "../../../src/use-cases/drafts/start-request.ts";
import { giveRole } from "../../../src/use-cases/people/people.ts";
import { releaseReminders } from "../../../src/use-cases/reminders/release-reminders.ts";
import { listRequests } from "../../../src/use-cases/requests/read-requests.ts";
import { readStanding } from "../../../src/use-cases/requests/read-standing.ts";
import { command } from "../../../src/words/typed-command.ts";
import {
  accountOf,
  BEGINNING,
  subscribe,
  type TestContext,
  testContext,
  tokyo,
} from "../../helpers/context.ts";
import { openLetters } from "../../helpers/letters.ts";
import { sendRequest } from "../../helpers/one-request.ts";

let context: TestContext;
beforeEach(async () => {
  context = await testContext();
});
afterEach(() => context.close());

const idOf = async (user: string): Promise<string> =>
  (await personByAccount(context.database, accountOf(user)))?.id ?? "";

const letterTo = async (user: string, over: Partial<Letter> = {}): Promise<Letter> => {
  const [organisation = ""] = user.split("-");
  const workspace = `T-${organisation}`;
  return {
    id: randomUUID(),
    key: `hostAsked/atOnce/${randomUUID()}/${workspace}:${user}`,
    kind: "hostAsked",
    ids: { request: randomUUID(), person: await idOf(user), organisation },
    platform: "slack",
    workspace,
    conversation: user,
    ...over,
  };
};

/** Posts it, and lets the platform refuse it for good. */
const refusedFor = async (
  letter: Letter,
  { at = BEGINNING, receiverGone = true }: { at?: DateTime; receiverGone?: boolean } = {},
): Promise<void> => {
  const letters = makeLetters(context);
  await post(context.database, [letter], context.systemNow());
  context.setSystemTime(context.systemNow().plus({ minutes: 1 }));
  const claimed = (await letters.take(50, {})).find(({ id }) => id === letter.id);
  if (!claimed) throw new Error("The letter wasn't claimed");
  await letters.refuse(claimed, { reason: "user_not_found", receiverGone }, at);
};

interface Sent {
  readonly [column: string]: unknown;
  readonly ids: Record<string, string>;
  readonly workspace: string;
  readonly conversation: string;
  readonly due: string | null;
}

/** Waiting in the outbox, or planned for later. */
const waiting = async (kind: string): Promise<Sent[]> => [
  ...(await context.database.execute<Sent>(
    sql`select ids, workspace, conversation, null as due from outbox
          where kind = ${kind} and settled is null
        union all select ids, workspace, conversation, due_at::text as due from reminders
          where duty = ${kind} and settled is null`,
  )),
];

const textOf = (message: Message | undefined): string => JSON.stringify(message ?? null);

const composed = async (kind: string): Promise<string[]> => {
  const found = await waiting(kind);
  return Promise.all(
    found.map(async ({ ids }) => textOf(await composeLetter(context, { kind, ids }, BEGINNING))),
  );
};

const give = (user: string, role: "liaison" | "backup", organisation: string) =>
  giveRole(context, {
    name: `${role} ${user}`,
    role,
    organisation,
    account: { ...accountOf(user), workspace: `T-${user.split("-")[0]}` },
  });

describe("an account that the platform refuses for good", () => {
  test("is reported to the Secretariat's channels at once, with the telephone and what to do", async () => {
    await subscribe(context, "APO-officer");
    await context.database.execute(
      sql`update organisations set telephone = '+81 3 0000 0000' where id = 'JP'`,
    );
    await refusedFor(await letterTo("JP-liaison"));
    expect((await waiting("unreachable")).map(({ conversation }) => conversation)).toEqual([
      "C-APO",
    ]);
    const [report = ""] = await composed("unreachable");
    expect(report).toContain("liaison, JP can't be reached in chat any more.");
    expect(report).toContain("Liaison Officer of JPC, Japan. Telephone: +81 3 0000 0000.");
    expect(report).toContain("Nobody else of JPC can be reached here.");
    expect(report).toContain("invite whoever follows");
  });

  test("is reported to the officers themselves where no channel is told", async () => {
    await refusedFor(await letterTo("JP-liaison"));
    const told = (await waiting("unreachable")).map(({ conversation }) => conversation);
    expect(told.sort()).toEqual(["APO-admin", "APO-officer"]);
    expect((await composed("unreachable")).join()).toContain("No telephone is noted.");
  });

  test("is reported once, however many letters are refused", async () => {
    await refusedFor(await letterTo("JP-liaison"));
    await refusedFor(await letterTo("JP-liaison"));
    expect(await waiting("unreachable")).toHaveLength(2);
  });

  test("is reported in working hours: what is refused at night waits for Tokyo's morning", async () => {
    await subscribe(context, "APO-officer");
    await refusedFor(await letterTo("JP-liaison"), { at: tokyo("2023-03-24T23:00") });
    const [report] = await waiting("unreachable");
    expect(new Date(report?.due ?? "")).toEqual(tokyo("2023-03-27T09:00").toJSDate());
  });

  test("two who are lost in one night are two reports in the morning", async () => {
    const night = tokyo("2023-03-24T23:00");
    await refusedFor(await letterTo("JP-liaison"), { at: night });
    await refusedFor(await letterTo("BD-liaison"), { at: night });
    await releaseReminders(context, tokyo("2023-03-27T09:00"));
    const told = (await openLetters(context)).filter(({ kind }) => kind === "unreachable");
    expect(told.map(({ conversation }) => conversation).sort()).toEqual([
      ...["APO-admin", "APO-admin", "APO-officer", "APO-officer"],
    ]);
  });

  test("counts for nothing in what officers see: the request is theirs to pass on", async () => {
    await sendRequest(context, { at: tokyo("2023-03-20T22:00") });
    const isReachable = async () =>
      (await readStanding(context, accountOf("APO-officer"), BEGINNING))?.requests.map(
        ({ hostIsReachable }) => hostIsReachable,
      );
    expect(await isReachable()).toEqual([true]);
    await refusedFor(await letterTo("JP-liaison"));
    expect(await isReachable()).toEqual([false]);
  });

  test("its letter goes to the backup, and to no head", async () => {
    await refusedFor(await letterTo("FJ-liaison"), { at: tokyo("2023-03-20T09:00") });
    const [passedOn, ...more] = await waiting("hostAsked");
    expect(more).toEqual([]);
    expect(passedOn).toMatchObject({
      conversation: "FJ-backup",
      ids: { person: await idOf("FJ-backup"), organisation: "FJ" },
    });
    expect((await composed("unreachable")).join()).toContain(
      "What NTPC owes goes to backup, FJ for now.",
    );
  });

  test("a colleague who got the same letter anyway gets it once", async () => {
    await give("FJ-second", "liaison", "FJ");
    const lost = await letterTo("FJ-liaison");
    const same = { ...lost, id: randomUUID(), key: lost.key.replace("FJ-liaison", "FJ-second") };
    await post(context.database, [{ ...same, conversation: "FJ-second" }], context.systemNow());
    await refusedFor(lost, { at: tokyo("2023-03-20T09:00") });
    expect((await waiting("hostAsked")).map(({ conversation }) => conversation)).toEqual([
      "FJ-second",
    ]);
  });

  test("a receipt is nobody else's", async () => {
    await refusedFor(await letterTo("FJ-liaison", { kind: "received" }));
    expect(await waiting("received")).toEqual([]);
  });

  test("a letter that is wrong itself marks nobody", async () => {
    await refusedFor(await letterTo("JP-liaison"), { receiverGone: false });
    expect(await waiting("unreachable")).toEqual([]);
    expect(
      await accountsWithRole(context.database, organisationId("JP"), ["liaison"]),
    ).toHaveLength(1);
  });

  test("is written to no more, and is alive again by any press", async () => {
    const inJapan = () => accountsWithRole(context.database, organisationId("JP"), ["liaison"]);
    const draft = () =>
      startRequest(context, { ...context.interaction("JP-liaison"), afresh: false });
    const list = () => listRequests(context, { account: accountOf("JP-liaison"), now: BEGINNING });
    for (const press of [draft, list]) {
      await refusedFor(await letterTo("JP-liaison"));
      expect(await inJapan()).toEqual([]);
      expect((await press()).ok).toBe(true);
      expect(await inJapan()).toHaveLength(1);
      expect(await composed("unreachable")).toEqual(expect.arrayContaining(["null"]));
    }
  });

  test("somebody who chats in two places is told in one, the newest", async () => {
    await context.database.execute(sql`
      insert into accounts (platform, tenant, user_id, workspace, person_id, joined_at)
      values ('slack', 'T-FJ', 'APO-elsewhere', 'T-FJ', ${await idOf("APO-officer")}, now())`);
    await refusedFor(await letterTo("JP-liaison"));
    const told = (await waiting("unreachable")).map(({ conversation }) => conversation);
    expect(told.sort()).toEqual(["APO-admin", "APO-elsewhere"]);
  });

  test("of somebody who has another one: the letter goes there, and nothing is reported", async () => {
    await context.database.execute(sql`
      insert into accounts (platform, tenant, user_id, workspace, person_id)
      values ('slack', 'T-APO', 'JP-elsewhere', 'T-APO', ${await idOf("JP-liaison")})`);
    await refusedFor(await letterTo("JP-liaison"), { at: tokyo("2023-03-20T10:00") });
    expect(await waiting("unreachable")).toEqual([]);
    expect(await waiting("hostAsked")).toMatchObject([
      { workspace: "T-APO", conversation: "JP-elsewhere" },
    ]);
  });
});

describe("a channel that can't be written to any more", () => {
  const channel = { platform: "slack", workspace: "T-FJ", conversation: "C-FJ" } as const;
  const letter = (): Promise<Letter> =>
    letterTo("FJ-liaison", { kind: "closing", conversation: "C-FJ", key: randomUUID() });

  test("gets no more news, and its LO is told once", async () => {
    await subscribe(context, "FJ-liaison");
    await refusedFor(await letter());
    expect(await subscriptionOf(context.database, channel)).toBeUndefined();
    await refusedFor(await letter());
    expect(await waiting("channelGone")).toMatchObject([{ conversation: "FJ-liaison" }]);
    const [told = ""] = await composed("channelGone");
    expect(told).toContain("A channel of NTPC, Fiji gets no more news");
    expect(told).toContain(command("channel on"));
  });

  test("of the Secretariat: its officers are told", async () => {
    await subscribe(context, "APO-officer");
    await refusedFor(
      await letterTo("APO-officer", {
        kind: "requestCard",
        conversation: "C-APO",
        key: randomUUID(),
      }),
    );
    const told = (await waiting("channelGone")).map(({ conversation }) => conversation);
    expect(told.sort()).toEqual(["APO-admin", "APO-officer"]);
  });

  test("can be subscribed again", async () => {
    await subscribe(context, "FJ-liaison");
    await refusedFor(await letter());
    await subscribe(context, "FJ-liaison");
    expect(await subscriptionOf(context.database, channel)).toBeDefined();
  });
});
