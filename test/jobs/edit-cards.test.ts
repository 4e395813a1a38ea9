import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Answers } from "../../src/domain/drafts/drafts.ts";
import { organisationId, type PersonId, type RequestId } from "../../src/domain/ids.ts";
import { pointer as pointerTo } from "../../src/domain/pointers.ts";
import type { ActionName } from "../../src/domain/requests/actions/actions.ts";
import type { DateTime } from "../../src/domain/time.ts";
import { makeDeliver } from "../../src/jobs/deliver.ts";
import { type EditCards, type EndedEdit, makeEditCards } from "../../src/jobs/edit-cards.ts";
import type { CardEdit, Edited } from "../../src/messages/delivery.ts";
import type { Message } from "../../src/messages/message.ts";
import { markCardsStale } from "../../src/store/cards/card-marks.ts";
import { inTransaction } from "../../src/store/database.ts";
import { personByAccount } from "../../src/store/people/people.ts";
import { assignmentOf } from "../../src/store/requests/handlers.ts";
import { type Cards, makeCards } from "../../src/use-cases/delivery/cards.ts";
import { composeLetter } from "../../src/use-cases/delivery/compose-letter.ts";
import { makeLetters } from "../../src/use-cases/delivery/letters.ts";
import { removeRole } from "../../src/use-cases/people/remove-role.ts";
import { releaseReminders } from "../../src/use-cases/reminders/release-reminders.ts";
import { assignRequest } from "../../src/use-cases/requests/assign-request.ts";
import { performAction } from "../../src/use-cases/requests/perform-action.ts";
import { accountOf, subscribe, type TestContext, testContext, tokyo } from "../helpers/context.ts";
import { logTo, silentLog } from "../helpers/log.ts";
import { senderOf } from "../helpers/sender.ts";
import { sendRequest } from "../helpers/sending.ts";

const START = tokyo("2026-11-24T12:00");
/** Wednesday, 10:00 in Tokyo: decent everywhere but in Bangladesh. */
const MORNING = tokyo("2023-03-22T10:00");

let context: TestContext;
let request: RequestId;
let logged: string[];
let ended: EndedEdit["outcome"][];
/** What stands in the conversations, by reference, as a platform would keep it. */
let standing: Map<string, Message>;
let edits: CardEdit[];
let answer: (edit: CardEdit) => Edited | Promise<Edited>;
let now: DateTime;
let time: DateTime;
let job: EditCards;

beforeEach(async () => {
  context = await testContext();
  time = START;
  context.setSystemTime(time);
  [logged, ended, edits, standing, now] = [[], [], [], new Map(), MORNING];
  answer = edited;
  job = jobOf();
  await subscribe(context, "APO-officer");
  ({ id: request } = await sendRequest(context, "FJ-liaison", { at: MORNING }));
  await deliver();
});
afterEach(() => context.close());

const digestOf = (message: Message): string => JSON.stringify(message);

const edited = (edit: CardEdit): Edited => {
  standing.set(edit.reference, edit.message);
  return { kind: "edited", digest: digestOf(edit.message) };
};

/** A platform that sends nothing that stands there already. */
const jobOf = (cards: Cards = makeCards(context)): EditCards =>
  makeEditCards({
    cards,
    editors: {
      slack: async (edit) => {
        if (edit.digest === digestOf(edit.message)) return { kind: "unchanged" };
        edits.push(edit);
        return answer(edit);
      },
    },
    programmeNow: () => now,
    systemNow: context.systemNow,
    log: logTo(({ level, text }) => void (level === "debug" || logged.push(`${level}: ${text}`))),
    onEnd: ({ outcome }) => void ended.push(outcome),
  });

let posted = 0;
/** Reminders that are due are released and all letters sent; a second passes after each. */
const deliver = async (isFirstLost = false): Promise<void> => {
  await releaseReminders(context, now);
  const deliverer = makeDeliver({
    letters: makeLetters(context),
    compose: (letter, now) => composeLetter(context, letter, now),
    senders: {
      slack: senderOf(async ({ conversation, message }) => {
        posted += 1;
        const reference = `${conversation}:${posted}`;
        standing.set(reference, message);
        return isFirstLost
          ? { kind: "sent", reference }
          : { kind: "sent", reference, digest: digestOf(message) };
      }),
    },
    programmeNow: () => now,
    systemNow: context.systemNow,
    log: silentLog,
  });
  let taken = 1;
  while (taken > 0) {
    taken = await deliverer.turn();
    await deliverer.idle();
    pass(2);
  }
};

const pass = (seconds: number): void => {
  time = time.plus({ seconds });
  context.setSystemTime(time);
};

/** The conversations whose cards were sent to the platform in this second. */
const tick = async (): Promise<string[]> => {
  const before = edits.length;
  await job.turn();
  await job.idle();
  return edits.slice(before).map(conversationOf).toSorted();
};

const conversationOf = ({ reference }: CardEdit): string => reference.split(":")[0] ?? "";

/** Until nothing is stale, or for forty seconds; two at a time. */
const settleAll = async (): Promise<string[]> => {
  const all: string[] = [];
  for (let turn = 0; turn < 20; turn += 1) {
    all.push(...(await tick()));
    pass(2);
    if (await isSettled()) break;
  }
  return all.toSorted();
};

const isSettled = async (): Promise<boolean> => {
  const open = await context.database.execute(
    sql`select 1 from cards
      where stale_since is not null or leased_by is not null or true_until <= ${now.toJSDate()}
      union all select 1 from card_marks`,
  );
  return open.length === 0;
};

const mark = (): Promise<void> =>
  inTransaction(context.database, (tx) => markCardsStale(tx, request));

/** Somebody takes it, or gives it to a colleague. */
const take = async (user: string, to?: PersonId | null) => {
  const organisation = organisationId(user.split("-")[0] ?? "");
  const { version } = await assignmentOf(context.database, request, organisation);
  const pointer = pointerTo("assignment", { request, organisation, version });
  const wish = to === undefined ? {} : { to };
  const settled = await assignRequest(context, {
    ...context.interaction(user, now),
    pointer,
    ...wish,
  });
  if (!settled.ok) throw new Error(settled.refusal.kind);
};

/** Japan's answer, to the request as it stands at that version. */
const answerAs = async (action: ActionName, answers: Answers, version: number) => {
  const pointer = pointerTo("action", { request, version });
  const performed = await performAction(context, {
    ...context.interaction("JP-liaison", now),
    ...{ action, pointer, answers },
  });
  if (!performed.ok) throw new Error(performed.refusal.kind);
};

const idOf = async (user: string): Promise<PersonId> => {
  const person = await personByAccount(context.database, accountOf(user));
  if (!person) throw new Error("no such person");
  return person.id;
};

/** All that stands in a conversation, in the order of posting: its words, and its buttons' labels. */
const cardsIn = (conversation: string) =>
  [...standing]
    .filter(([reference]) => reference.startsWith(`${conversation}:`))
    .map(([, message]) => ({
      text: JSON.stringify(message),
      buttons: message.buttons.map(({ label }) => label),
    }));

describe("a card shows how its request stands, where it was posted", () => {
  test("three cards were posted, and nothing is edited as long as nothing changes", async () => {
    expect([...standing.keys()].map((reference) => reference.split(":")[0]).toSorted()).toEqual([
      "C-APO",
      "FJ-liaison",
      "JP-liaison",
    ]);
    expect(await settleAll()).toEqual([]);
    expect(ended).toEqual(["unchanged", "unchanged", "unchanged"]);
    await mark();
    expect(await settleAll()).toEqual([]);
  });

  test("once the day of the answer is over it is spoken of in the past; later another host can be asked", async () => {
    await settleAll();
    const asked = (conversation: string) =>
      /(?:is|was) (?:kindly )?asked (?:to answer )?by Wed 5 April/.exec(
        cardsIn(conversation)[0]?.text ?? "",
      )?.[0];
    now = tokyo("2023-04-05T23:59");
    expect(await settleAll()).toEqual(["FJ-liaison"]);
    now = tokyo("2023-04-06T12:00");
    expect(await settleAll()).toEqual(["C-APO", "JP-liaison"]);
    expect(asked("JP-liaison")).toBe("was asked by Wed 5 April");
    expect(asked("FJ-liaison")).toBe("was asked to answer by Wed 5 April");
    expect(cardsIn("FJ-liaison")[0]?.text).not.toContain("choose-host");
    now = tokyo("2023-04-13T12:00");
    expect(await settleAll()).toContain("FJ-liaison");
    expect(cardsIn("FJ-liaison")[0]?.text).toContain("choose-host");
    now = tokyo("2023-07-01T12:00");
    expect(await settleAll()).toEqual([]);
  });

  test("taken by a backup in Fiji: the card of its liaison names them and loses the button, and nobody else's is touched", async () => {
    expect(cardsIn("FJ-liaison")[0]?.buttons).toContain("I'll take it");
    await settleAll();
    await take("FJ-backup");
    expect(await settleAll()).toEqual(["FJ-liaison"]);
    const [card] = cardsIn("FJ-liaison");
    expect(card?.text).toContain("backup, FJ");
    expect(card?.buttons).toEqual(["Add names", "Show", "More"]);
    expect(cardsIn("JP-liaison")[0]?.text).not.toContain("backup, FJ");
    expect(cardsIn("C-APO")[0]?.text).not.toContain("backup, FJ");
  });

  test("taken by an officer: the channel's card says so without a name; given to nobody again, it has its button back", async () => {
    await take("APO-officer");
    expect(await settleAll()).toEqual(["C-APO"]);
    expect(cardsIn("C-APO")[0]).toMatchObject({ buttons: ["Show", "More"] });
    expect(cardsIn("C-APO")[0]?.text).toContain("A colleague has taken it");
    expect(cardsIn("C-APO")[0]?.text).not.toContain("officer, APO");
    await take("APO-officer", null);
    expect(await settleAll()).toEqual(["C-APO"]);
    expect(cardsIn("C-APO")[0]?.buttons).toEqual(["Show", "I'll take it", "More"]);
  });

  test("a role that ended closes its person's card, and what they handled is nobody's on the others", async () => {
    await take("FJ-backup");
    await settleAll();
    const person = await idOf("FJ-backup");
    const removal = { person, organisation: "FJ", role: "backup" };
    const removed = await removeRole(context, {
      ...context.interaction("APO-officer", now),
      ...removal,
    });
    expect(removed.ok).toBe(true);
    await settleAll();
    expect(cardsIn("FJ-liaison")[0]?.text).not.toContain("backup, FJ");
    const own = { person: await idOf("FJ-liaison"), organisation: "FJ", role: "liaison" };
    await removeRole(context, { ...context.interaction("APO-officer", now), ...own });
    await settleAll();
    expect(cardsIn("FJ-liaison")[0]).toMatchObject({ buttons: [] });
    expect(cardsIn("FJ-liaison")[0]?.text).toContain("this card is closed");
    expect(cardsIn("FJ-liaison")[0]?.text).not.toContain("Japan");
  });

  test("what was rolled back edits nothing", async () => {
    await settleAll();
    await inTransaction(context.database, async (tx) => {
      await markCardsStale(tx, request);
      throw new Error("changed my mind");
    }).catch(() => undefined);
    await settleAll();
    expect(ended).toHaveLength(3);
  });

  test("a change between composing a card and its being sent is seen afterwards", async () => {
    await settleAll();
    // As an earlier try had it, whose answer was lost: what stands there isn't known.
    await context.database.execute(
      sql`update outbox set settled = null, settled_at = null, available_at = now() where kind = 'received'`,
    );
    await context.database.execute(sql`delete from cards where kind = 'received'`);
    pass(365 * 24 * 3600);
    await deliver(true);
    expect(await settleAll()).toEqual(["FJ-liaison"]);
  });
});

describe("one live card of a request in a conversation", () => {
  test("when a newer one is posted, the older one loses its buttons and says so, once", async () => {
    await settleAll();
    await context.database.execute(
      sql`update outbox set settled = null, available_at = now() - interval '1 year', leased_by = null,
        id = ${context.newId()}, key = 'again' where kind = 'hostAsked'`,
    );
    await deliver();
    expect(await settleAll()).toEqual(["JP-liaison"]);
    const [older, newer] = cardsIn("JP-liaison");
    expect(older?.text).toContain("a newer card is below");
    expect(older?.buttons).toEqual([]);
    expect(newer?.buttons).toContain("Read");
    await mark();
    expect(await settleAll()).toEqual([]);
  });
});

describe("edits collapse to the newest", () => {
  test("three changes in one second are one edit", async () => {
    await settleAll();
    await take("FJ-backup");
    await take("FJ-backup", await idOf("FJ-liaison"));
    await take("FJ-liaison", null);
    await take("FJ-backup");
    expect(await settleAll()).toEqual(["FJ-liaison"]);
  });

  test("a change while it is edited has it edited again, with what came last", async () => {
    await settleAll();
    await take("FJ-backup");
    answer = async (edit) => {
      answer = edited;
      await take("FJ-backup", await idOf("FJ-liaison"));
      return edited(edit);
    };
    expect(await settleAll()).toEqual(["FJ-liaison", "FJ-liaison"]);
    expect(cardsIn("FJ-liaison")[0]?.text).toContain("liaison, FJ (you)");
  });

  test("of one conversation one card is edited at a time, and the next one a second later", async () => {
    await sendRequest(context, "FJ-liaison", { at: MORNING, answers: { topic: "Another" } });
    await deliver();
    await settleAll();
    const people = { person: await idOf("FJ-backup") };
    await take("FJ-backup");
    await context.database.execute(sql`update cards set digest = null where kind = 'received'`);
    await inTransaction(context.database, async (tx) => {
      await markCardsStale(tx, people);
      await tx.execute(sql`update cards set stale_since = now() where kind = 'received'`);
    });
    expect(await tick()).toEqual(["FJ-liaison"]);
    expect(await tick()).toEqual([]);
    pass(2);
    expect(await tick()).toEqual(["FJ-liaison"]);
  });
});

describe("when the platform doesn't take it", () => {
  beforeEach(async () => {
    await settleAll();
    ended.length = 0;
    await take("FJ-backup");
  });

  test("a 429 keeps that workspace's cards waiting for as long as it says, and no other's", async () => {
    answer = () => ({
      kind: "later",
      afterSeconds: 30,
      scope: "workspace",
      reason: "rate_limited",
    });
    expect(await tick()).toEqual(["FJ-liaison"]);
    await take("APO-officer");
    answer = edited;
    pass(29);
    expect(await tick()).toEqual(["C-APO"]);
    pass(1);
    expect(await tick()).toEqual(["FJ-liaison"]);
    expect(cardsIn("FJ-liaison")[0]?.text).toContain("backup, FJ");
  });

  test("after a lost answer it is edited again, each time later, whatever it was known to show", async () => {
    answer = () => ({ kind: "unknown", reason: "http_500" });
    await tick();
    await take("FJ-backup", null);
    answer = edited;
    pass(1);
    expect(await tick()).toEqual([]);
    pass(1);
    // The same that stood there before: the edit that was lost may have come through.
    expect(await tick()).toEqual(["FJ-liaison"]);
    expect(ended.filter((outcome) => outcome !== "unchanged")).toEqual(["unknown", "edited"]);
  });

  test("a deleted message is posted anew, once, and that one is kept up to date", async () => {
    answer = () => ({ kind: "lost", reason: "message_not_found" });
    await tick();
    answer = edited;
    await deliver();
    await settleAll();
    expect(cardsIn("FJ-liaison")).toHaveLength(2);
    expect(cardsIn("FJ-liaison")[1]?.text).toContain("backup, FJ");
    await take("FJ-backup", null);
    expect(await settleAll()).toEqual(["FJ-liaison"]);
    expect(cardsIn("FJ-liaison")[1]?.buttons).toContain("I'll take it");
    await deliver();
    expect(cardsIn("FJ-liaison")).toHaveLength(2);
  });

  test("at night it is posted anew in the morning of its reader", async () => {
    answer = () => ({ kind: "lost", reason: "message_not_found" });
    now = tokyo("2023-03-22T23:00");
    await tick();
    await deliver();
    expect(cardsIn("FJ-liaison")).toHaveLength(1);
    now = tokyo("2023-03-23T10:00");
    await deliver();
    expect(cardsIn("FJ-liaison")).toHaveLength(2);
  });

  test("news that were deleted don't come in place of what was decided since", async () => {
    const isDeleted = (edit: CardEdit) => conversationOf(edit) === "FJ-backup";
    await answerAs("accept", { dates: "2023-07-10/2023-07-12" }, 2);
    await deliver();
    now = tokyo("2023-03-22T22:00");
    await answerAs("decline", { reason: "A fire" }, 3);
    answer = (edit) =>
      isDeleted(edit) ? { kind: "lost", reason: "message_not_found" } : edited(edit);
    await settleAll();
    // Postponed to the morning, in which the decision waits already.
    await deliver();
    now = tokyo("2023-03-23T10:00");
    await deliver();
    const texts = cardsIn("FJ-backup").map(({ text }) => text);
    expect(texts.join()).toContain("can't host you after all");
  });

  test("where the conversation is gone nothing is posted nor tried again", async () => {
    answer = () => ({ kind: "refused", reason: "channel_not_found", receiverGone: true });
    await tick();
    await deliver();
    await take("FJ-backup", null);
    expect(await settleAll()).toEqual([]);
    expect(cardsIn("FJ-liaison")).toHaveLength(1);
  });

  test("what may pass is tried once more, and then left until the request changes again", async () => {
    answer = () => ({
      kind: "refused",
      reason: "odd",
      receiverGone: false,
      onceMoreAfterSeconds: 60,
    });
    await tick();
    pass(60);
    expect(await tick()).toEqual(["FJ-liaison"]);
    expect(logged).toEqual([
      "warn: a card was refused, and is tried once more",
      "warn: a card was refused",
    ]);
    pass(600);
    expect(await tick()).toEqual([]);
    answer = edited;
    await mark();
    expect(await tick()).toEqual(["FJ-liaison"]);
  });

  test("a fault is noted and holds up no other card", async () => {
    await take("APO-officer");
    answer = (edit) => {
      if (conversationOf(edit) === "FJ-liaison") throw new Error("a bug");
      return edited(edit);
    };
    expect(await tick()).toEqual(["C-APO", "FJ-liaison"]);
    expect(logged).toEqual(["error: a card could not be edited"]);
    answer = edited;
    pass(2);
    expect(await tick()).toEqual(["FJ-liaison"]);
  });
});

describe("two processes, and one that ends", () => {
  beforeEach(async () => {
    await settleAll();
    await take("FJ-backup");
  });

  test("of two that ask at once one edits a card", async () => {
    const other = jobOf();
    const taken = await Promise.all([job.turn(), other.turn()]);
    await Promise.all([job.idle(), other.idle()]);
    expect(taken.toSorted()).toEqual([0, 3]);
    expect(edits).toHaveLength(1);
  });

  test("killed between the edit and saying so, it is repeated when the lease is over, whatever is known", async () => {
    const cards = makeCards(context);
    for (const card of await cards.take(20, now)) {
      edited({ ...card, message: (await cards.compose(card, now)).message });
    }
    // It stands again as it did before, and as the row says that it stands there.
    await take("FJ-backup", null);
    pass(44);
    expect(await tick()).toEqual([]);
    pass(1);
    expect(await tick()).toEqual(["C-APO", "FJ-liaison", "JP-liaison"]);
    expect(cardsIn("FJ-liaison")[0]?.buttons).toContain("I'll take it");
    expect(await settleAll()).toEqual([]);
  });

  test("one that was so slow that its lease is over sends nothing", async () => {
    const cards = makeCards(context);
    const slow = jobOf({
      ...cards,
      compose: async (...given) => {
        const message = await cards.compose(...given);
        if (conversationIs(given[0], "FJ-liaison")) pass(40);
        return message;
      },
    });
    await slow.turn();
    await slow.idle();
    expect(edits).toEqual([]);
    expect(ended).toContain("slow");
    expect(await settleAll()).toEqual(["FJ-liaison"]);
  });

  test("one that puts something older over something newer has it edited once more", async () => {
    let release = (): void => undefined;
    const stopped = new Promise<void>((go) => {
      release = go;
    });
    answer = async (edit) => {
      await stopped;
      return edited(edit);
    };
    await job.turn();
    await expect.poll(() => edits.length).toBe(1);
    // Its lease ends while its call is on the way; another process edits what is newer by then.
    answer = edited;
    await take("FJ-backup", null);
    pass(46);
    const other = jobOf();
    await other.turn();
    await other.idle();
    expect(cardsIn("FJ-liaison")[0]?.buttons).toContain("I'll take it");
    release();
    await job.idle();
    expect(cardsIn("FJ-liaison")[0]?.buttons).not.toContain("I'll take it");
    expect(await settleAll()).toEqual(["FJ-liaison"]);
    expect(cardsIn("FJ-liaison")[0]?.buttons).toContain("I'll take it");
  });
});

const conversationIs = ({ conversation }: { conversation: string }, wanted: string): boolean =>
  conversation === wanted;
