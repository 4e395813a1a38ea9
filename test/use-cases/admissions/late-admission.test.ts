import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { dutiesOf } from "../../../src/domain/home/duties.ts";
import { organisationId, roundId } from "../../../src/domain/ids.ts";
import type { DateTime } from "../../../src/domain/time.ts";
import { inTransaction } from "../../../src/store/database.ts";
import { personByAccount } from "../../../src/store/people/people.ts";
import { allProgrammes } from "../../../src/store/programmes/programmes.ts";
import { hasRefusedRound } from "../../../src/store/programmes/round-refusals.ts";
import { removeOtherRounds } from "../../../src/store/programmes/rounds.ts";
import { reminders, roles, rounds as roundRows, subscriptions } from "../../../src/store/schema.ts";
import {
  admitInAdvance,
  readAdmissionChoices,
} from "../../../src/use-cases/admissions/admit-in-advance.ts";
import { admitLate } from "../../../src/use-cases/admissions/admit-late.ts";
import { askAdmission } from "../../../src/use-cases/admissions/ask-admission.ts";
import { composeLetter } from "../../../src/use-cases/delivery/compose-letter.ts";
import { discardDraft } from "../../../src/use-cases/drafts/discard-draft.ts";
import { readDraft } from "../../../src/use-cases/drafts/read-draft.ts";
import { startRequest } from "../../../src/use-cases/drafts/start-request.ts";
import { refuseRound } from "../../../src/use-cases/programmes/refuse-round.ts";
import { tellOfMissedClosings } from "../../../src/use-cases/reminders/missed-closing.ts";
import { releaseReminders } from "../../../src/use-cases/reminders/release-reminders.ts";
import { readStanding } from "../../../src/use-cases/requests/read-standing.ts";
import { submitRequest } from "../../../src/use-cases/requests/submit-request.ts";
import { verifyHistory } from "../../../src/use-cases/verify-history.ts";
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
import { completeDraft } from "../../helpers/one-request.ts";

let context: TestContext;
let rounds: readonly { readonly id: string; readonly number: number }[];
beforeEach(async () => {
  context = await testContext();
  const [programme] = await allProgrammes(context.database);
  rounds = programme?.rounds ?? [];
});
afterEach(() => context.close());

const round = (number: number): string => rounds.find((one) => one.number === number)?.id ?? "";
const AFTER_FIRST = tokyo("2023-04-03T12:00");
const AFTER_LAST = tokyo("2023-07-03T12:00");

const ask = (draft: string, at = AFTER_FIRST, user = "FJ-liaison", number = 1) =>
  askAdmission(context, {
    ...context.interaction(user, at),
    draft,
    round: round(number),
    why: "A cyclone closed our office",
  });

const admit = (admission: string, user = "APO-officer", at = AFTER_FIRST) =>
  admitLate(context, { ...context.interaction(user, at), admission, why: "Force majeure" });

const send = (draft: string, number: number, at = AFTER_FIRST) =>
  submitRequest(context, {
    ...context.interaction("FJ-liaison", at),
    draft,
    roundShown: round(number),
  });

const askedFor = async (draft: string) => {
  const asked = await ask(draft);
  if (!asked.ok) throw new Error(asked.refusal.kind);
  return asked.value.admission.id;
};

describe("asking to be admitted late", () => {
  test("tells the Secretariat, once, and lets officers read the draft from then on", async () => {
    const { draft } = await completeDraft(context);
    const read = () =>
      readDraft(context, { ...context.interaction("APO-officer", AFTER_FIRST), draft });
    expect(await read()).toMatchObject({ ok: false, refusal: { kind: "notFound" } });
    expect(await ask(draft)).toMatchObject({ ok: true });
    expect(await read()).toMatchObject({ ok: true });
    expect(await ask(draft, AFTER_FIRST, "FJ-backup")).toMatchObject({
      refusal: { kind: "askedAlready" },
    });
    expect(
      (await openLetters(context)).filter(({ kind }) => kind === "admissionAsked"),
    ).toHaveLength(2);
  });

  test.each(["JP-liaison", "BD-liaison", "FJ-head", "APO-officer"])(
    "is not for %s, who learns nothing of the draft",
    async (user) => {
      const { draft } = await completeDraft(context);
      expect(await ask(draft, AFTER_FIRST, user)).toMatchObject({ refusal: { kind: "notFound" } });
    },
  );

  test("is needless while the round is open, also at 02:59 of the next day in Suva", async () => {
    const { draft } = await completeDraft(context);
    const stillMarch = tokyo("2023-03-31T23:59:59.999").setZone("Pacific/Fiji") as DateTime;
    expect(await ask(draft, stillMarch)).toMatchObject({ refusal: { kind: "stillOpen" } });
    expect(await ask(draft, tokyo("2023-04-01T00:00"))).toMatchObject({ ok: true });
  });

  test("says nothing of it in a channel that is another organisation's by the time it is sent", async () => {
    await subscribe(context, "APO-officer");
    const { draft } = await completeDraft(context);
    await ask(draft);
    const [letter] = (await openLetters(context)).filter(({ kind }) => kind === "admissionAsked");
    if (!letter) throw new Error("Nobody was asked");
    expect(await composeLetter(context, letter, AFTER_FIRST)).toBeDefined();
    await context.database.update(subscriptions).set({ organisationId: "JP" });
    expect(await composeLetter(context, letter, AFTER_FIRST)).toBeUndefined();
  });

  test("a host never sees a draft, not even one that asks for admission", async () => {
    const { draft } = await completeDraft(context);
    await ask(draft);
    for (const user of ["JP-liaison", "BD-liaison"]) {
      const read = await readDraft(context, { ...context.interaction(user, AFTER_FIRST), draft });
      expect(read).toMatchObject({ refusal: { kind: "notFound" } });
    }
  });
});

describe("admitting late", () => {
  test("lets the draft join the round that has closed, and the receipt and history say so", async () => {
    const { draft } = await completeDraft(context);
    expect(await send(draft, 1)).toMatchObject({ refusal: { kind: "roundClosed" } });
    const admission = await askedFor(draft);
    expect(await send(draft, 1)).toMatchObject({ refusal: { kind: "roundClosed" } });
    expect(await admit(admission)).toMatchObject({ ok: true });
    const sent = await send(draft, 1);
    expect(sent).toMatchObject({ ok: true, value: { round: { number: 1 } } });
    if (!sent.ok) return;
    expect(sent.value.request.admittedLate).toBe(true);
    expect((await verifyHistory(context)).broken).toEqual([]);
  });

  test("works after the last closing date, too", async () => {
    const { draft } = await completeDraft(context);
    const asked = await ask(draft, AFTER_LAST, "FJ-liaison", 2);
    if (!asked.ok) throw new Error(asked.refusal.kind);
    await admit(asked.value.admission.id, "APO-admin", AFTER_LAST);
    expect(await send(draft, 2, AFTER_LAST)).toMatchObject({ ok: true });
  });

  test("is for officers alone, of a draft that asked", async () => {
    const { draft } = await completeDraft(context);
    const admission = await askedFor(draft);
    for (const user of ["FJ-liaison", "FJ-head", "JP-liaison"]) {
      expect(await admit(admission, user)).toMatchObject({ refusal: { kind: "notFound" } });
    }
    expect(await send(draft, 1)).toMatchObject({ refusal: { kind: "roundClosed" } });
  });

  test("a draft discarded at the same moment is admitted before or not at all", async () => {
    for (let time = 0; time < 5; time += 1) {
      const { draft } = await completeDraft(context);
      const admission = await askedFor(draft);
      const interaction = context.interaction("FJ-liaison", AFTER_FIRST);
      const [discarded, admitted] = await Promise.all([
        discardDraft(context, { ...interaction, draft, seen: Number.MAX_SAFE_INTEGER }),
        admit(admission),
      ]);
      expect(discarded).toMatchObject({ ok: true });
      if (!admitted.ok) expect(admitted.refusal.kind).toBe("notFound");
    }
  });

  test("two officers at once: one admits, the other is told; the holder hears of it once", async () => {
    const { draft } = await completeDraft(context);
    const admission = await askedFor(draft);
    const both = await Promise.all([admit(admission), admit(admission, "APO-admin")]);
    const kinds = both.map((one) => (one.ok ? "admitted" : one.refusal.kind)).sort();
    expect(kinds).toEqual(["admitted", "admittedAlready"]);
    const told = (await openLetters(context)).filter(({ kind }) => kind === "admissionGranted");
    expect(told.map(({ conversation }) => conversation)).toEqual(["FJ-liaison"]);
  });

  test("in advance it opens the round for whatever that NPO sends, and for no other", async () => {
    const advance = (npo: string, user = "APO-officer") =>
      admitInAdvance(context, {
        ...context.interaction(user),
        npo,
        round: round(2),
        why: "Their new fiscal year begins in July",
      });
    expect(await advance("FJ", "FJ-liaison")).toMatchObject({ refusal: { kind: "notAnOfficer" } });
    expect(await advance("HK")).toMatchObject({ refusal: { kind: "notFound" } });
    expect(await advance("FJ")).toMatchObject({ ok: true, value: { isReachable: true } });
    expect(await advance("FJ")).toMatchObject({ refusal: { kind: "admittedAlready" } });
    const start = (user: string) =>
      startRequest(context, { ...context.interaction(user, AFTER_LAST), afresh: true });
    expect(await start("BD-liaison")).toMatchObject({ refusal: { kind: "allRoundsClosed" } });
    expect(await start("FJ-liaison")).toMatchObject({ ok: true, value: { joins: { number: 2 } } });
    const { draft } = await completeDraft(context);
    expect(await send(draft, 2, AFTER_LAST)).toMatchObject({ ok: true });
  });

  test("a suspended member isn't among the choices", async () => {
    const choices = await readAdmissionChoices(context, {
      account: accountOf("APO-officer"),
      now: BEGINNING,
    });
    if (!choices.ok) throw new Error(choices.refusal.kind);
    expect(choices.value.npoes.map(({ id }) => id)).not.toContain("HK");
    expect(choices.value.rounds).toHaveLength(2);
  });
});

describe("the morning after a missed closing date", () => {
  const planned = async () =>
    context.database.select().from(reminders).where(eq(reminders.duty, "closingMissed"));
  const CLOSED = tokyo("2023-04-01T00:00");

  test("Fiji's liaison is asked on Monday 3 April at nine in Suva; nobody before the closing instant", async () => {
    await completeDraft(context);
    await tellOfMissedClosings(context, CLOSED.minus({ milliseconds: 1 }));
    expect(await planned()).toEqual([]);
    await tellOfMissedClosings(context, CLOSED);
    const [one, another] = await planned();
    expect(another).toBeUndefined();
    expect(one?.dueAt.toISOString()).toBe("2023-04-02T21:00:00.000Z");
    expect(one?.conversation).toBe("FJ-liaison");
  });

  test("once, also when two processes look and after a restart", async () => {
    await completeDraft(context);
    await Promise.all([
      tellOfMissedClosings(context, CLOSED),
      tellOfMissedClosings(context, CLOSED),
    ]);
    await tellOfMissedClosings(context, AFTER_FIRST);
    expect(await planned()).toHaveLength(1);
  });

  test("each round is looked through once: the next tick finds none", async () => {
    expect(await tellOfMissedClosings(context, CLOSED)).toBe(1);
    expect(await tellOfMissedClosings(context, CLOSED)).toBe(0);
  });

  test("of each of two drafts that missed it, in a message of its own", async () => {
    const drafts = [(await completeDraft(context)).draft, (await completeDraft(context)).draft];
    await tellOfMissedClosings(context, CLOSED);
    await releaseReminders(context, tokyo("2023-04-03T06:00"));
    const asked = (await openLetters(context)).filter(({ kind }) => kind === "closingMissed");
    expect(asked.map(({ ids }) => ids.draft).sort()).toEqual(drafts.sort());
  });

  test("not of a draft begun afterwards, nor of one in which nobody has typed", async () => {
    await startRequest(context, { ...context.interaction("BD-liaison", BEGINNING), afresh: true });
    await startRequest(context, {
      ...context.interaction("FJ-liaison", AFTER_FIRST),
      afresh: true,
    });
    await tellOfMissedClosings(context, AFTER_FIRST);
    expect(await planned()).toEqual([]);
  });

  test.each([
    ["was sent late meanwhile", async (draft: string) => void (await askedFor(draft))],
    [
      "was discarded meanwhile",
      async (draft: string) => {
        const interaction = context.interaction("FJ-liaison", CLOSED);
        await discardDraft(context, { ...interaction, draft, seen: Number.MAX_SAFE_INTEGER });
      },
    ],
  ])("says nothing of a draft that %s", async (_what, meanwhile) => {
    const { draft } = await completeDraft(context);
    await tellOfMissedClosings(context, CLOSED);
    await meanwhile(draft);
    const morning = tokyo("2023-04-03T06:00");
    await releaseReminders(context, morning);
    const [letter] = (await openLetters(context)).filter(({ kind }) => kind === "closingMissed");
    expect(letter && (await composeLetter(context, letter, morning))).toBeUndefined();
  });

  test("offers the second round, asking, and discarding", async () => {
    const { draft } = await completeDraft(context);
    await tellOfMissedClosings(context, CLOSED);
    const morning = tokyo("2023-04-03T06:00");
    await releaseReminders(context, morning);
    const [letter] = (await openLetters(context)).filter(({ kind }) => kind === "closingMissed");
    const message = letter && (await composeLetter(context, letter, morning));
    expect(message?.headline).toBe(
      "Draft not sent: first round of BCN 2023 closed Fri 31 March, 23:59 Tokyo (Sat 1 April, 02:59 Suva).",
    );
    expect(JSON.stringify(message?.parts)).toContain(
      "Your draft to JPC is safe. You can send it in",
    );
    expect(message?.buttons.map(({ verb, label }) => [verb, label])).toEqual([
      ["keep-draft", "Keep for 30 June"],
      ["ask-late-admission", "Ask to admit it"],
      ["discard-draft", "Discard"],
    ]);
    expect(message?.buttons[1]?.id).toBe(`${draft}:${round(1)}`);
  });
});

describe("who is asked the morning after", () => {
  const CLOSED = tokyo("2023-04-01T00:00");
  const MORNING = tokyo("2023-04-03T10:00");
  const missedLetters = async () =>
    (await openLetters(context)).filter(({ kind }) => kind === "closingMissed");
  const sweep = async (at = CLOSED) => {
    await tellOfMissedClosings(context, at);
    await releaseReminders(context, MORNING);
  };
  const composed = async () => {
    const letters = await missedLetters();
    return Promise.all(letters.map((letter) => composeLetter(context, letter, MORNING)));
  };
  const moveFirst = (closesOn: string) =>
    context.database
      .update(roundRows)
      .set({ closesOn })
      .where(eq(roundRows.id, round(1)));

  test("the officer who holds a draft on behalf of an NPO, who admits and needn't ask", async () => {
    await completeDraft(context, { user: "APO-officer", onBehalfOf: "BD" });
    await sweep();
    const [message] = await composed();
    expect(message?.headline).toMatch(/^Draft not sent: first round of BCN 2023 closed /);
    expect(JSON.stringify(message?.parts)).toContain("The draft to JPC of Bangladesh is safe.");
    expect(message?.buttons.map(({ verb }) => verb)).toEqual(["keep-draft", "discard-draft"]);
    expect(JSON.stringify(message?.parts)).toContain(command("admit"));
  });

  test("the NPO's LO where the holder has no role any more", async () => {
    await completeDraft(context, { user: "FJ-backup" });
    const backup = await personByAccount(context.database, accountOf("FJ-backup"));
    await context.database.delete(roles).where(eq(roles.personId, backup?.id ?? ""));
    await sweep();
    expect((await missedLetters()).map(({ conversation }) => conversation)).toEqual(["FJ-liaison"]);
    const [message] = await composed();
    expect(message?.why).toContain("whoever holds this draft can't be reached");
  });

  test("nobody of an NPO that was admitted to the round in advance", async () => {
    await completeDraft(context);
    const given = { npo: "FJ", round: round(1), why: "Force majeure" };
    await admitInAdvance(context, { ...context.interaction("APO-officer"), ...given });
    await sweep();
    expect(await composed()).toEqual([undefined]);
  });

  test("nobody when the closing date was put off meanwhile; again when the later one has passed", async () => {
    await completeDraft(context);
    await tellOfMissedClosings(context, CLOSED);
    await moveFirst("2023-04-14");
    await releaseReminders(context, MORNING);
    expect(await composed()).toEqual([undefined]);
    await tellOfMissedClosings(context, tokyo("2023-04-15T00:00"));
    await releaseReminders(context, tokyo("2023-04-17T10:00"));
    expect(await missedLetters()).toHaveLength(2);
  });

  test("once, also when the closing date goes there and back", async () => {
    await completeDraft(context);
    await sweep();
    await moveFirst("2023-03-30");
    await tellOfMissedClosings(context, MORNING);
    await moveFirst("2023-03-31");
    await sweep(MORNING);
    expect((await missedLetters()).filter(({ ids }) => ids.day === "2023-03-31")).toHaveLength(1);
  });
});

describe("a question that is open", () => {
  const standing = async (user: string, at = AFTER_FIRST) => {
    const found = await readStanding(context, accountOf(user), at);
    return found ? dutiesOf(found).map(({ kind }) => kind) : [];
  };

  test("waits for officers until it is answered; then its holder is to send", async () => {
    const { draft } = await completeDraft(context);
    const admission = await askedFor(draft);
    expect(await standing("APO-officer")).toEqual(["admitLate"]);
    expect(await standing("JP-liaison")).toEqual([]);
    await admit(admission);
    expect(await standing("APO-officer")).toEqual([]);
    const found = await readStanding(context, accountOf("FJ-liaison"), AFTER_FIRST);
    expect(found && dutiesOf(found)).toMatchObject([
      { kind: "sendDraft", isAdmitted: true, round: { number: 1 } },
    ]);
  });

  test.each([
    ["the draft is sent in the next round", (draft: string) => send(draft, 2)],
    [
      "the draft is discarded",
      (draft: string) =>
        discardDraft(context, {
          ...context.interaction("FJ-liaison", AFTER_FIRST),
          draft,
          seen: Number.MAX_SAFE_INTEGER,
        }),
    ],
  ])("goes when %s, and an old card says so", async (_what, settle) => {
    const { draft } = await completeDraft(context);
    const admission = await askedFor(draft);
    expect(await settle(draft)).toMatchObject({ ok: true });
    expect(await standing("APO-officer")).toEqual([]);
    expect(await admit(admission)).toMatchObject({ refusal: { kind: "notFound" } });
    const cards = (await openLetters(context)).filter(({ kind }) => kind === "admissionAsked");
    const composed = cards.map((card) => composeLetter(context, card, AFTER_FIRST));
    expect((await Promise.all(composed)).filter(Boolean)).toEqual([]);
  });

  test("goes when the NPO was admitted in advance; there is nothing to ask then either", async () => {
    const { draft } = await completeDraft(context);
    await askedFor(draft);
    const given = { npo: "FJ", round: round(1), why: "Force majeure" };
    await admitInAdvance(context, { ...context.interaction("APO-officer", AFTER_FIRST), ...given });
    expect(await standing("APO-officer")).toEqual([]);
    const second = await completeDraft(context);
    expect(await ask(second.draft)).toMatchObject({ refusal: { kind: "askedAlready" } });
  });

  test("whoever asked is told when it is admitted, and the colleague who holds the draft", async () => {
    const { draft } = await completeDraft(context);
    const asked = await ask(draft, AFTER_FIRST, "FJ-backup");
    if (!asked.ok) throw new Error(asked.refusal.kind);
    await admit(asked.value.admission.id);
    const told = (await openLetters(context)).filter(({ kind }) => kind === "admissionGranted");
    expect(told.map(({ conversation }) => conversation).sort()).toEqual([
      "FJ-backup",
      "FJ-liaison",
    ]);
  });

  test("goes with a round that an amendment drops, and its admissions too", async () => {
    const { draft } = await completeDraft(context);
    const admission = await askedFor(draft);
    const [programme] = await allProgrammes(context.database);
    if (!programme) throw new Error("No programme");
    const kept = programme.rounds.filter(({ number }) => number === 2);
    await inTransaction(context.database, (tx) =>
      removeOtherRounds(tx, { id: programme.id, rounds: kept }),
    );
    expect(await standing("APO-officer")).toEqual([]);
    expect(await admit(admission)).toMatchObject({ refusal: { kind: "notFound" } });
    expect(await send(draft, 2)).toMatchObject({ ok: true });
  });

  test('asking takes "Not this round" back', async () => {
    const { draft } = await completeDraft(context);
    const no = { round: round(1), npo: "FJ" };
    await refuseRound(context, { ...context.interaction("FJ-liaison", BEGINNING), ...no });
    await askedFor(draft);
    expect(await hasRefusedRound(context.database, roundId(round(1)), organisationId("FJ"))).toBe(
      false,
    );
  });
});
