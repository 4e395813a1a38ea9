import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { DateTime } from "../../src/domain/time.ts";
import { type Deliver, makeDeliver } from "../../src/jobs/deliver.ts";
import { makeTick } from "../../src/jobs/tick.ts";
import type { Delivered, Delivery, Sender } from "../../src/messages/delivery.ts";
import { connect } from "../../src/store/database.ts";
import { post } from "../../src/store/letters/outbox.ts";
import { outbox } from "../../src/store/schema.ts";
import type { Context } from "../../src/use-cases/context.ts";
import { composeLetter } from "../../src/use-cases/delivery/compose-letter.ts";
import { type Letters, makeLetters } from "../../src/use-cases/delivery/letters.ts";
import type { StoredLetter } from "../../src/use-cases/letters/letters.ts";
import { releaseReminders } from "../../src/use-cases/reminders/release-reminders.ts";
import { BEGINNING, subscribe, type TestContext, testContext, tokyo } from "../helpers/context.ts";
import { UNHURRIED } from "../helpers/database.ts";
import { logTo, silentLog } from "../helpers/log.ts";
import { senderOf } from "../helpers/sender.ts";

let context: TestContext;
let asked: Delivery[];
let logged: string[];
let time: DateTime;
let ended: string[] = [];
beforeAll(async () => {
  context = await testContext();
});
beforeEach(async () => {
  await context.database.delete(outbox);
  asked = [];
  logged = [];
  time = context.systemNow();
});
afterAll(() => context.close());

const log = logTo(({ level, facts, text }) => {
  if (level === "warn" || level === "error") logged.push(`${text} ${JSON.stringify(facts)}`);
});
const SENT: Delivered = { kind: "sent", reference: "C1:1.1" };
const saying = (headline: string) => async () => ({ headline, parts: [], buttons: [] });

const pass = (seconds: number): void => {
  time = time.plus({ seconds });
  context.setSystemTime(time);
};

interface Means {
  readonly on?: Context;
  readonly letters?: Letters;
  readonly compose?: Parameters<typeof makeDeliver>[0]["compose"];
  readonly platforms?: "slack" | "none";
  readonly sender?: Partial<Sender>;
}

type Answer = (delivery: Delivery) => Delivered | Promise<Delivered>;

/** A process whose platform answers each delivery so. */
const deliverWith = (
  answer: Answer,
  {
    on = context,
    letters = makeLetters(on),
    compose = saying("Hello"),
    platforms = "slack",
    sender = {},
  }: Means = {},
): Deliver =>
  makeDeliver({
    letters,
    compose,
    senders:
      platforms === "none"
        ? {}
        : {
            slack: senderOf(async (delivery) => {
              asked.push(delivery);
              return answer(delivery);
            }, sender),
          },
    programmeNow: () => BEGINNING,
    systemNow: on.systemNow,
    log,
    onEnd: ({ outcome }) => void ended.push(outcome),
  });

/** A turn, and all that it began. */
const turn = async (answer: Answer, means: Means = {}): Promise<number> => {
  const { turn: begin, idle } = deliverWith(answer, means);
  const taken = await begin();
  await idle();
  return taken;
};

const hanging = () => {
  const ends: (() => void)[] = [];
  const answer: Answer = () => new Promise((end) => ends.push(() => end(SENT)));
  return { answer, ends };
};

const posted = async (
  conversation: string,
  workspace = "T1",
  { kind, ids }: StoredLetter = { kind: "test", ids: {} },
): Promise<string> => {
  const id = randomUUID();
  const letter = {
    id,
    key: id,
    kind,
    ids,
    platform: "slack",
    workspace,
    conversation,
  } as const;
  await post(context.database, [letter], context.systemNow());
  return id;
};

const endOf = async (id: string) =>
  (
    await context.database.execute(
      sql`select settled, reason, reference, uncertain from outbox where id = ${id}`,
    )
  )[0];

const conversations = (): string[] => asked.map(({ conversation }) => conversation).sort();

describe("a letter that is due", () => {
  test("is rendered at this moment, sent, and done for good", async () => {
    const id = await posted("C1");
    expect(await turn(() => SENT)).toBe(1);
    expect(asked[0]).toMatchObject({ id, conversation: "C1", askFirst: false });
    expect(await endOf(id)).toMatchObject({ settled: "sent", reference: "C1:1.1" });
    pass(600);
    expect(await turn(() => SENT)).toBe(0);
  });

  test("that has nothing to say any more is settled without a word", async () => {
    const id = await posted("C1");
    await turn(() => SENT, { compose: async () => undefined });
    expect(asked).toEqual([]);
    expect(await endOf(id)).toMatchObject({ settled: "needless" });
  });

  test.each([
    [{ kind: "decided", ids: {} }, "no letter is of the kind decided"],
    [{ kind: "hostAsked", ids: { request: "1" } }, "hostAsked has wrong ids: request"],
  ])("of another release that can't be read is settled and noted: %j", async (row, reason) => {
    const ids = [await posted("C1", "T1", row), await posted("C1")];
    expect(
      await turn(() => SENT, { compose: (letter, now) => composeLetter(context, letter, now) }),
    ).toBe(1);
    expect(await endOf(ids[0] ?? "")).toMatchObject({ settled: "refused", reason });
    expect(logged.join()).toContain(reason);
    pass(2);
    await turn(() => SENT);
    expect(conversations()).toEqual(["C1"]);
    expect(await endOf(ids[1] ?? "")).toMatchObject({ settled: "sent" });
  });

  test("refused for good is settled with the platform's reason, and noted", async () => {
    const id = await posted("C1");
    await turn(() => ({ kind: "refused", reason: "is_archived", receiverGone: true }));
    expect(await endOf(id)).toMatchObject({ settled: "refused", reason: "is_archived" });
    expect(logged.join()).toContain("is_archived");
    pass(600);
    expect(await turn(() => SENT)).toBe(0);
  });

  test("refused by an error that may pass is tried once more, noted, and then holds up no other", async () => {
    const first = await posted("C1");
    pass(0.01);
    const second = await posted("C1");
    const missing: Answer = ({ id }) =>
      id === first
        ? {
            kind: "refused",
            reason: "missing_scope",
            receiverGone: false,
            onceMoreAfterSeconds: 600,
          }
        : SENT;
    expect(await turn(missing)).toBe(1);
    expect(logged).toEqual([expect.stringMatching(/once more.*missing_scope/)]);
    expect(logged.join()).toContain(first);
    expect(await endOf(first)).toMatchObject({ settled: null, reason: "once more: missing_scope" });
    pass(599);
    expect(await turn(missing)).toBe(0);
    pass(1);
    expect(await turn(missing)).toBe(1);
    expect(await endOf(first)).toMatchObject({ settled: "refused", reason: "missing_scope" });
    pass(1);
    expect(await turn(missing)).toBe(1);
    expect(await endOf(second)).toMatchObject({ settled: "sent" });
    expect(asked.map(({ id }) => id)).toEqual([first, first, second]);
  });

  test("that was put right meanwhile is sent by its one more try", async () => {
    const id = await posted("C1");
    const reason = "messages_tab_disabled";
    const onceMore = { receiverGone: false, onceMoreAfterSeconds: 600 };
    await turn(() => ({ kind: "refused", reason, ...onceMore }));
    pass(600);
    await turn(() => SENT);
    expect(await endOf(id)).toMatchObject({ settled: "sent", reason: null });
  });

  test("has one more try only, whatever other trouble comes between", async () => {
    const id = await posted("C1");
    const odd = (reason: string): Delivered => ({
      kind: "refused",
      reason,
      receiverGone: false,
      onceMoreAfterSeconds: 600,
    });
    await turn(() => odd("odd_1"));
    pass(600);
    await turn(() => ({ kind: "unknown", reason: "unreadable_answer" }));
    pass(300);
    await turn(() => odd("odd_2"));
    expect(await endOf(id)).toMatchObject({ settled: "refused", reason: "odd_2" });
  });

  test("for a platform that isn't here is refused, not tried for ever", async () => {
    const id = await posted("C1");
    await turn(() => SENT, { platforms: "none" });
    expect(await endOf(id)).toMatchObject({ settled: "refused", reason: "no slack here" });
  });
});

const BLIND: Partial<Sender> = { looksUpSent: false };

describe("when it doesn't work", () => {
  test("a lost answer comes again after 2, 4, 8 seconds, asked for first, at most every 5 minutes", async () => {
    await posted("C1");
    const waits: number[] = [];
    for (let tries = 0; tries < 10; tries += 1) {
      let waited = 0;
      while ((await turn(() => ({ kind: "unknown", reason: "http_500" }))) === 0) {
        pass(1);
        waited += 1;
      }
      waits.push(waited);
    }
    expect(waits).toEqual([0, 2, 4, 8, 16, 32, 64, 128, 256, 300]);
    expect(asked.map(({ askFirst }) => askFirst)).toEqual([false, ...Array(9).fill(true)]);
    expect(new Set(asked.map(({ firstTriedAt }) => firstTriedAt.toMillis())).size).toBe(1);
  });

  test("a platform that can't look up what it sent gets it once more after a minute, and no third time", async () => {
    const id = await posted("C1");
    const lost = () => turn(() => ({ kind: "unknown", reason: "http_502" }), { sender: BLIND });
    ended = [];
    expect(await lost()).toBe(1);
    pass(59);
    expect(await lost()).toBe(0);
    pass(1);
    expect(await lost()).toBe(1);
    expect(await endOf(id)).toMatchObject({ settled: "sent", reference: "" });
    pass(3600);
    expect(await lost()).toBe(0);
    expect(asked.map(({ askFirst }) => askFirst)).toEqual([false, false]);
    // So many may be there twice, and of so many nobody knows whether they are there.
    expect(ended).toEqual(["unknown", "assumed"]);
  });

  test("and the one that is sent once more is sent for good when that is answered", async () => {
    const id = await posted("C1");
    await turn(() => ({ kind: "unknown", reason: "ECONNRESET" }), { sender: BLIND });
    pass(60);
    expect(await turn(() => SENT, { sender: BLIND })).toBe(1);
    expect(await endOf(id)).toMatchObject({ settled: "sent", reference: "C1:1.1" });
    pass(3600);
    expect(await turn(() => SENT, { sender: BLIND })).toBe(0);
  });

  test("each platform's own pause is kept between two messages to one conversation", async () => {
    for (const secondsBetween of [1, 7]) {
      const conversation = `C-${secondsBetween}`;
      await posted(conversation);
      await posted(conversation);
      const next = () => turn(() => SENT, { sender: { secondsBetween } });
      expect(await next()).toBe(1);
      pass(secondsBetween - 0.1);
      expect(await next()).toBe(0);
      pass(0.2);
      expect(await next()).toBe(1);
    }
  });

  test("told to wait, that conversation waits so long with all its letters; others go on", async () => {
    await posted("C1");
    pass(0.01);
    for (const conversation of ["C1", "C2"]) await posted(conversation);
    await posted("C1", "T2");
    const throttled: Delivered = {
      kind: "later",
      afterSeconds: 20,
      scope: "conversation",
      reason: "rate_limited",
    };
    await turn(({ workspace, conversation }) =>
      workspace === "T1" && conversation === "C1" ? throttled : SENT,
    );
    expect(conversations()).toEqual(["C1", "C1", "C2"]);
    asked = [];
    pass(19);
    expect(await turn(() => SENT)).toBe(0);
    pass(1);
    await turn(() => SENT);
    pass(1);
    await turn(() => SENT);
    expect(asked.map(({ askFirst }) => askFirst)).toEqual([false, false]);
  });

  test("a workspace that is told to wait does so as a whole; the others go on", async () => {
    for (const [conversation, workspace] of [
      ["C1", "T1"],
      ["C2", "T2"],
    ] as const) {
      await posted(conversation, workspace);
    }
    await turn(({ workspace }) =>
      workspace === "T1"
        ? { kind: "later", afterSeconds: 20, scope: "workspace", reason: "rate_limited" }
        : SENT,
    );
    pass(2);
    for (const conversation of ["C1", "C3"]) await posted(conversation, "T2");
    asked = [];
    await turn(() => SENT);
    expect(conversations()).toEqual(["C1", "C3"]);
  });

  test("many letters of a workspace that are told to wait at once don't block each other", async () => {
    for (let channel = 0; channel < 20; channel += 1) await posted(`C${channel}`);
    await openConnections();
    await turn(() => ({
      kind: "later",
      afterSeconds: 600 + asked.length,
      scope: "workspace",
      reason: "token_revoked",
    }));
    expect(logged.filter((line) => !line.startsWith("a workspace must wait"))).toEqual([]);
    pass(619);
    expect(await turn(() => SENT)).toBe(0);
    pass(1);
    expect(await turn(() => SENT)).toBe(20);
    expect(asked.slice(20).map(({ askFirst }) => askFirst)).toEqual(Array(20).fill(false));
  });

  /** Otherwise the first letter's transaction is over before the second has a connection. */
  const openConnections = () =>
    Promise.all(
      Array.from({ length: 10 }, () => context.database.execute(sql`select pg_sleep(0.1)`)),
    );

  test("a fault of ours with one letter is logged, and neither loses it nor holds up the others", async () => {
    const broken = await posted("C1");
    const fine = await posted("C2");
    await turn(() => SENT, {
      compose: async (letter) => {
        if (letter.id === broken) throw new Error("can't be told");
        return { headline: "Hello", parts: [], buttons: [] };
      },
    });
    expect(await endOf(fine)).toMatchObject({ settled: "sent" });
    expect(await endOf(broken)).toMatchObject({ settled: null, reason: "fault" });
    expect(logged.join()).toContain(broken);
    pass(2);
    await turn(() => SENT);
    expect(await endOf(broken)).toMatchObject({ settled: "sent" });
  });

  test("a fault while giving a letter back is logged; its lease runs out, and it comes again", async () => {
    const id = await posted("C1");
    const gone = () => Promise.reject(new Error("the database is away"));
    const letters = { ...makeLetters(context), settle: gone, giveBack: gone };
    await turn(() => SENT, { letters });
    expect(logged.filter((line) => line.includes(id))).toHaveLength(2);
    pass(46);
    await turn(() => SENT);
    expect(asked.map(({ askFirst }) => askFirst)).toEqual([false, true]);
    expect(await endOf(id)).toMatchObject({ settled: "sent" });
  });

  test("a sender that hangs loses its lease, and another process takes the letter over", async () => {
    const id = await posted("C1");
    const never = turn(() => new Promise<Delivered>(() => undefined));
    await expect.poll(() => asked.length).toBe(1);
    expect(await turn(() => SENT)).toBe(0);
    pass(46);
    expect(await turn(() => SENT)).toBe(1);
    expect(asked.map(({ askFirst }) => askFirst)).toEqual([false, true]);
    expect(await endOf(id)).toMatchObject({ settled: "sent" });
    expect(await Promise.race([never, "hanging"])).toBe("hanging");
  });
});

describe("a send that hangs", () => {
  test("holds up neither the next turn nor another conversation", async () => {
    await posted("C1");
    const deliver = deliverWith(({ conversation }) =>
      conversation === "C1" ? new Promise<Delivered>(() => undefined) : SENT,
    );
    expect(await deliver.turn()).toBe(1);
    const other = await posted("C2");
    expect(await deliver.turn()).toBe(1);
    await expect.poll(() => endOf(other)).toMatchObject({ settled: "sent" });
  });

  test("holds up no reminder", async () => {
    await posted("C1");
    let released = 0;
    const tick = makeTick({
      releaseReminders: async () => {
        released += 1;
        return { faults: [] };
      },
      deliver: deliverWith(hanging().answer).turn,
      tellOfMissedClosings: async () => 0,
      publishHomes: async () => 0,
      editCards: async () => 0,
      renewTokens: async () => undefined,
      letters: makeLetters(context),
      programmeNow: () => BEGINNING,
    });
    for (let second = 0; second < 3; second += 1) await tick(silentLog);
    expect(asked).toHaveLength(1);
    expect(released).toBe(3);
  });

  test("takes one place of fifty: no more letters are on their way at once", async () => {
    for (let channel = 0; channel < 53; channel += 1) await posted(`C${channel}`);
    const { answer, ends } = hanging();
    const deliver = deliverWith(answer);
    expect(await deliver.turn()).toBe(50);
    expect(await deliver.turn()).toBe(0);
    await expect.poll(() => ends.length).toBe(50);
    for (const end of ends.slice(0, 2)) end();
    await expect.poll(() => deliver.turn()).toBe(2);
  });

  test("is waited for when the process stops", async () => {
    const id = await posted("C1");
    const { answer, ends } = hanging();
    const deliver = deliverWith(answer);
    await deliver.turn();
    const idle = deliver.idle();
    await expect.poll(() => ends.length).toBe(1);
    expect(await Promise.race([idle, "busy"])).toBe("busy");
    for (const end of ends) end();
    await idle;
    expect(await endOf(id)).toMatchObject({ settled: "sent" });
  });
});

describe("a process that stops", () => {
  const leased = async (): Promise<number> =>
    (await context.database.execute(sql`select 1 from outbox where leased_by is not null`)).length;

  test("waits for what is being sent, and takes nothing more", async () => {
    const id = await posted("C1");
    const { answer, ends } = hanging();
    const deliver = deliverWith(answer);
    await deliver.turn();
    await expect.poll(() => ends.length).toBe(1);
    const stopped = deliver.stop(5_000);
    await posted("C2");
    expect(await deliver.turn()).toBe(0);
    for (const end of ends) end();
    await stopped;
    expect(await endOf(id)).toMatchObject({ settled: "sent", reference: "C1:1.1" });
    expect(conversations()).toEqual(["C1"]);
  });

  test("gives back at once what it took and hasn't begun to send", async () => {
    const id = await posted("C1");
    let compose = () => {};
    const composing = new Promise<void>((begin) => {
      compose = begin;
    });
    const message = await saying("Hello")();
    const deliver = deliverWith(() => SENT, { compose: () => composing.then(() => message) });
    await deliver.turn();
    const stopped = deliver.stop(5_000);
    compose();
    await stopped;
    expect(asked).toEqual([]);
    expect(await leased()).toBe(0);
    expect(await endOf(id)).toMatchObject({ settled: null, uncertain: false });
    pass(1);
    expect(await turn(() => SENT)).toBe(1);
    expect(asked[0]).toMatchObject({ id, askFirst: false });
  });

  test("gives back what hangs when its time is up, to be looked for before it is sent again", async () => {
    const id = await posted("C1");
    const { answer, ends } = hanging();
    const deliver = deliverWith(answer);
    await deliver.turn();
    await expect.poll(() => ends.length).toBe(1);
    await deliver.stop(50);
    expect(await leased()).toBe(0);
    expect(await endOf(id)).toMatchObject({ settled: null, uncertain: true, reason: "stopped" });
    pass(9);
    expect(await turn(() => SENT)).toBe(0);
    pass(1);
    expect(await turn(() => ({ ...SENT, reference: "C1:found" }))).toBe(1);
    expect(asked.at(-1)).toMatchObject({ id, askFirst: true });
    for (const end of ends) end();
    await deliver.idle();
    expect(await endOf(id)).toMatchObject({ settled: "sent", reference: "C1:found" });
  });
});

describe("two processes on one database", () => {
  test("release each reminder and send each letter once", async () => {
    for (const user of ["FJ-liaison", "JP-liaison", "BD-liaison"]) await subscribe(context, user);
    const database = connect(await urlOf(context), UNHURRIED);
    const other: Context = { ...context, database };
    const processes = [context, other, context, other];
    try {
      // Friday 24 March: seven days before the first closing date, after nine o'clock everywhere.
      const now = tokyo("2023-03-24T14:00");
      const released = await Promise.all(processes.map((on) => releaseReminders(on, now)));
      expect(released.reduce((sum, { due }) => sum + due, 0)).toBeGreaterThanOrEqual(2);
      for (let turns = 0; turns < 6; turns += 1) {
        await Promise.all(processes.map((on) => turn(() => SENT, { on })));
        pass(2);
      }
      expect(new Set(asked.map(({ id }) => id)).size).toBe(asked.length);
      const places = asked.map(({ workspace, conversation }) => `${workspace} ${conversation}`);
      expect(new Set(places).size).toBe(places.length);
      expect(places).toContain("T-FJ C-FJ");
      expect(places).toContain("T-JP C-JP");
    } finally {
      await database.close();
    }
  });

  const urlOf = async ({ database }: Context): Promise<string> => {
    const [row] = await database.execute<{ name: string }>(sql`select current_database() as name`);
    const { inject } = await import("vitest");
    const url = new URL(inject("testServer").url);
    url.pathname = `/${row?.name}`;
    return url.href;
  };
});
