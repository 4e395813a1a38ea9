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
  makeAdmitInAdvance,
  makeReadAdmissionChoices,
} from "../../../src/use-cases/admissions/admit-in-advance.ts";
import { makeAdmitLate } from "../../../src/use-cases/admissions/admit-late.ts";
import { makeAskAdmission } from "../../../src/use-cases/admissions/ask-admission.ts";
import { makeComposeLetter } from "../../../src/use-cases/delivery/compose-letter.ts";
import { makeDiscardDraft } from "../../../src/use-cases/drafts/discard-draft.ts";
import { makeReadDraft } from "../../../src/use-cases/drafts/read-draft.ts";
import { makeStartRequest } from "../../../src/use-cases/drafts/start-request.ts";
import { makeRefuseRound } from "../../../src/use-cases/programmes/refuse-round.ts";
import { makeTellOfMissedClosings } from "../../../src/use-cases/reminders/missed-closing.ts";
import { makeReleaseReminders } from "../../../src/use-cases/reminders/release-reminders.ts";
import { makeReadStanding } from "../../../src/use-cases/requests/read-standing.ts";
import { makeSubmitRequest } from "../../../src/use-cases/requests/submit-request.ts";
import { makeVerifyHistory } from "../../../src/use-cases/verify-history.ts";
import { command } from "../../../src/words/typed-command.ts";
import {
  accountOf,
  BEGINNING,
  subscribe,
  type TestHouse,
  testHouse,
  tokyo,
} from "../../helpers/house.ts";
import { openLetters } from "../../helpers/letters.ts";
import { completeDraft } from "../../helpers/one-request.ts";

let house: TestHouse;
let rounds: readonly { readonly id: string; readonly number: number }[];
beforeEach(async () => {
  house = await testHouse();
  const [programme] = await allProgrammes(house.database);
  rounds = programme?.rounds ?? [];
});
afterEach(() => house.close());

const round = (number: number): string => rounds.find((one) => one.number === number)?.id ?? "";
const AFTER_FIRST = tokyo("2023-04-03T12:00");
const AFTER_LAST = tokyo("2023-07-03T12:00");

const ask = (draft: string, at = AFTER_FIRST, user = "FJ-liaison", number = 1) =>
  makeAskAdmission(house)({
    ...house.press(user, at),
    draft,
    round: round(number),
    why: "A cyclone closed our office",
  });

const admit = (admission: string, user = "APO-officer", at = AFTER_FIRST) =>
  makeAdmitLate(house)({ ...house.press(user, at), admission, why: "Force majeure" });

const send = (draft: string, number: number, at = AFTER_FIRST) =>
  makeSubmitRequest(house)({
    ...house.press("FJ-liaison", at),
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
    const { draft } = await completeDraft(house);
    const read = () => makeReadDraft(house)({ ...house.press("APO-officer", AFTER_FIRST), draft });
    expect(await read()).toMatchObject({ ok: false, refusal: { kind: "notFound" } });
    expect(await ask(draft)).toMatchObject({ ok: true });
    expect(await read()).toMatchObject({ ok: true });
    expect(await ask(draft, AFTER_FIRST, "FJ-backup")).toMatchObject({
      refusal: { kind: "askedAlready" },
    });
    expect((await openLetters(house)).filter(({ kind }) => kind === "admissionAsked")).toHaveLength(
      2,
    );
  });

  test.each(["JP-liaison", "BD-liaison", "FJ-head", "APO-officer"])(
    "is not for %s, who learns nothing of the draft",
    async (user) => {
      const { draft } = await completeDraft(house);
      expect(await ask(draft, AFTER_FIRST, user)).toMatchObject({ refusal: { kind: "notFound" } });
    },
  );

  test("is needless while the round is open, also at 02:59 of the next day in Suva", async () => {
    const { draft } = await completeDraft(house);
    const stillMarch = tokyo("2023-03-31T23:59:59.999").setZone("Pacific/Fiji") as DateTime;
    expect(await ask(draft, stillMarch)).toMatchObject({ refusal: { kind: "stillOpen" } });
    expect(await ask(draft, tokyo("2023-04-01T00:00"))).toMatchObject({ ok: true });
  });

  test("says nothing of it in a channel that is another organisation's by the time it is sent", async () => {
    await subscribe(house, "APO-officer");
    const { draft } = await completeDraft(house);
    await ask(draft);
    const [letter] = (await openLetters(house)).filter(({ kind }) => kind === "admissionAsked");
    if (!letter) throw new Error("Nobody was asked");
    expect(await makeComposeLetter(house)(letter, AFTER_FIRST)).toBeDefined();
    await house.database.update(subscriptions).set({ organisationId: "JP" });
    expect(await makeComposeLetter(house)(letter, AFTER_FIRST)).toBeUndefined();
  });

  test("a host never sees a draft, not even one that asks for admission", async () => {
    const { draft } = await completeDraft(house);
    await ask(draft);
    for (const user of ["JP-liaison", "BD-liaison"]) {
      const read = await makeReadDraft(house)({ ...house.press(user, AFTER_FIRST), draft });
      expect(read).toMatchObject({ refusal: { kind: "notFound" } });
    }
  });
});

describe("admitting late", () => {
  test("lets the draft join the round that has closed, and the receipt and history say so", async () => {
    const { draft } = await completeDraft(house);
    expect(await send(draft, 1)).toMatchObject({ refusal: { kind: "roundClosed" } });
    const admission = await askedFor(draft);
    expect(await send(draft, 1)).toMatchObject({ refusal: { kind: "roundClosed" } });
    expect(await admit(admission)).toMatchObject({ ok: true });
    const sent = await send(draft, 1);
    expect(sent).toMatchObject({ ok: true, value: { round: { number: 1 } } });
    if (!sent.ok) return;
    expect(sent.value.request.admittedLate).toBe(true);
    expect((await makeVerifyHistory(house)()).broken).toEqual([]);
  });

  test("works after the last closing date, too", async () => {
    const { draft } = await completeDraft(house);
    const asked = await ask(draft, AFTER_LAST, "FJ-liaison", 2);
    if (!asked.ok) throw new Error(asked.refusal.kind);
    await admit(asked.value.admission.id, "APO-admin", AFTER_LAST);
    expect(await send(draft, 2, AFTER_LAST)).toMatchObject({ ok: true });
  });

  test("is for officers alone, of a draft that asked", async () => {
    const { draft } = await completeDraft(house);
    const admission = await askedFor(draft);
    for (const user of ["FJ-liaison", "FJ-head", "JP-liaison"]) {
      expect(await admit(admission, user)).toMatchObject({ refusal: { kind: "notFound" } });
    }
    expect(await send(draft, 1)).toMatchObject({ refusal: { kind: "roundClosed" } });
  });

  test("a draft discarded at the same moment is admitted before or not at all", async () => {
    for (let time = 0; time < 5; time += 1) {
      const { draft } = await completeDraft(house);
      const admission = await askedFor(draft);
      const press = house.press("FJ-liaison", AFTER_FIRST);
      const [discarded, admitted] = await Promise.all([
        makeDiscardDraft(house)({ ...press, draft, seen: Number.MAX_SAFE_INTEGER }),
        admit(admission),
      ]);
      expect(discarded).toMatchObject({ ok: true });
      if (!admitted.ok) expect(admitted.refusal.kind).toBe("notFound");
    }
  });

  test("two officers at once: one admits, the other is told; the holder hears of it once", async () => {
    const { draft } = await completeDraft(house);
    const admission = await askedFor(draft);
    const both = await Promise.all([admit(admission), admit(admission, "APO-admin")]);
    const kinds = both.map((one) => (one.ok ? "admitted" : one.refusal.kind)).sort();
    expect(kinds).toEqual(["admitted", "admittedAlready"]);
    const told = (await openLetters(house)).filter(({ kind }) => kind === "admissionGranted");
    expect(told.map(({ conversation }) => conversation)).toEqual(["FJ-liaison"]);
  });

  test("in advance it opens the round for whatever that NPO sends, and for no other", async () => {
    const advance = (npo: string, user = "APO-officer") =>
      makeAdmitInAdvance(house)({
        ...house.press(user),
        npo,
        round: round(2),
        why: "Their new fiscal year begins in July",
      });
    expect(await advance("FJ", "FJ-liaison")).toMatchObject({ refusal: { kind: "notAnOfficer" } });
    expect(await advance("HK")).toMatchObject({ refusal: { kind: "notFound" } });
    expect(await advance("FJ")).toMatchObject({ ok: true, value: { isReachable: true } });
    expect(await advance("FJ")).toMatchObject({ refusal: { kind: "admittedAlready" } });
    const start = (user: string) =>
      makeStartRequest(house)({ ...house.press(user, AFTER_LAST), afresh: true });
    expect(await start("BD-liaison")).toMatchObject({ refusal: { kind: "allRoundsClosed" } });
    expect(await start("FJ-liaison")).toMatchObject({ ok: true, value: { joins: { number: 2 } } });
    const { draft } = await completeDraft(house);
    expect(await send(draft, 2, AFTER_LAST)).toMatchObject({ ok: true });
  });

  test("a suspended member isn't among the choices", async () => {
    const choices = await makeReadAdmissionChoices(house)({
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
    house.database.select().from(reminders).where(eq(reminders.duty, "closingMissed"));
  const CLOSED = tokyo("2023-04-01T00:00");

  test("Fiji's liaison is asked on Monday 3 April at nine in Suva; nobody before the closing instant", async () => {
    await completeDraft(house);
    await makeTellOfMissedClosings(house)(CLOSED.minus({ milliseconds: 1 }));
    expect(await planned()).toEqual([]);
    await makeTellOfMissedClosings(house)(CLOSED);
    const [one, another] = await planned();
    expect(another).toBeUndefined();
    expect(one?.dueAt.toISOString()).toBe("2023-04-02T21:00:00.000Z");
    expect(one?.conversation).toBe("FJ-liaison");
  });

  test("once, also when two processes look and after a restart", async () => {
    await completeDraft(house);
    const look = makeTellOfMissedClosings(house);
    await Promise.all([look(CLOSED), look(CLOSED)]);
    await look(AFTER_FIRST);
    expect(await planned()).toHaveLength(1);
  });

  test("each round is looked through once: the next tick finds none", async () => {
    const look = makeTellOfMissedClosings(house);
    expect(await look(CLOSED)).toBe(1);
    expect(await look(CLOSED)).toBe(0);
  });

  test("of each of two drafts that missed it, in a message of its own", async () => {
    const drafts = [(await completeDraft(house)).draft, (await completeDraft(house)).draft];
    await makeTellOfMissedClosings(house)(CLOSED);
    await makeReleaseReminders(house)(tokyo("2023-04-03T06:00"));
    const asked = (await openLetters(house)).filter(({ kind }) => kind === "closingMissed");
    expect(asked.map(({ ids }) => ids.draft).sort()).toEqual(drafts.sort());
  });

  test("not of a draft begun afterwards, nor of one in which nobody has typed", async () => {
    await makeStartRequest(house)({ ...house.press("BD-liaison", BEGINNING), afresh: true });
    await makeStartRequest(house)({ ...house.press("FJ-liaison", AFTER_FIRST), afresh: true });
    await makeTellOfMissedClosings(house)(AFTER_FIRST);
    expect(await planned()).toEqual([]);
  });

  test.each([
    ["was sent late meanwhile", async (draft: string) => void (await askedFor(draft))],
    [
      "was discarded meanwhile",
      async (draft: string) => {
        const press = house.press("FJ-liaison", CLOSED);
        await makeDiscardDraft(house)({ ...press, draft, seen: Number.MAX_SAFE_INTEGER });
      },
    ],
  ])("says nothing of a draft that %s", async (_what, meanwhile) => {
    const { draft } = await completeDraft(house);
    await makeTellOfMissedClosings(house)(CLOSED);
    await meanwhile(draft);
    const morning = tokyo("2023-04-03T06:00");
    await makeReleaseReminders(house)(morning);
    const [letter] = (await openLetters(house)).filter(({ kind }) => kind === "closingMissed");
    expect(letter && (await makeComposeLetter(house)(letter, morning))).toBeUndefined();
  });

  test("offers the second round, asking, and discarding", async () => {
    const { draft } = await completeDraft(house);
    await makeTellOfMissedClosings(house)(CLOSED);
    const morning = tokyo("2023-04-03T06:00");
    await makeReleaseReminders(house)(morning);
    const [letter] = (await openLetters(house)).filter(({ kind }) => kind === "closingMissed");
    const message = letter && (await makeComposeLetter(house)(letter, morning));
    expect(message?.headline).toBe(
      "BCN 2023's first closing date has passed. Your draft to JPC is safe, but not sent.",
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
    (await openLetters(house)).filter(({ kind }) => kind === "closingMissed");
  const sweep = async (at = CLOSED) => {
    await makeTellOfMissedClosings(house)(at);
    await makeReleaseReminders(house)(MORNING);
  };
  const composed = async () => {
    const letters = await missedLetters();
    return Promise.all(letters.map((letter) => makeComposeLetter(house)(letter, MORNING)));
  };
  const moveFirst = (closesOn: string) =>
    house.database
      .update(roundRows)
      .set({ closesOn })
      .where(eq(roundRows.id, round(1)));

  test("the officer who holds a draft on behalf of an NPO, who admits and needn't ask", async () => {
    await completeDraft(house, { user: "APO-officer", onBehalfOf: "BD" });
    await sweep();
    const [message] = await composed();
    expect(message?.headline).toContain("Bangladesh's draft to JPC is not sent.");
    expect(message?.buttons.map(({ verb }) => verb)).toEqual(["keep-draft", "discard-draft"]);
    expect(JSON.stringify(message?.parts)).toContain(command("admit"));
  });

  test("the NPO's LO where the holder has no role any more", async () => {
    await completeDraft(house, { user: "FJ-backup" });
    const backup = await personByAccount(house.database, accountOf("FJ-backup"));
    await house.database.delete(roles).where(eq(roles.personId, backup?.id ?? ""));
    await sweep();
    expect((await missedLetters()).map(({ conversation }) => conversation)).toEqual(["FJ-liaison"]);
    const [message] = await composed();
    expect(message?.why).toContain("whoever holds this draft can't be reached");
  });

  test("nobody of an NPO that was admitted to the round in advance", async () => {
    await completeDraft(house);
    const given = { npo: "FJ", round: round(1), why: "Force majeure" };
    await makeAdmitInAdvance(house)({ ...house.press("APO-officer"), ...given });
    await sweep();
    expect(await composed()).toEqual([undefined]);
  });

  test("nobody when the closing date was put off meanwhile; again when the later one has passed", async () => {
    await completeDraft(house);
    await makeTellOfMissedClosings(house)(CLOSED);
    await moveFirst("2023-04-14");
    await makeReleaseReminders(house)(MORNING);
    expect(await composed()).toEqual([undefined]);
    await makeTellOfMissedClosings(house)(tokyo("2023-04-15T00:00"));
    await makeReleaseReminders(house)(tokyo("2023-04-17T10:00"));
    expect(await missedLetters()).toHaveLength(2);
  });

  test("once, also when the closing date goes there and back", async () => {
    await completeDraft(house);
    await sweep();
    await moveFirst("2023-03-30");
    await makeTellOfMissedClosings(house)(MORNING);
    await moveFirst("2023-03-31");
    await sweep(MORNING);
    expect((await missedLetters()).filter(({ ids }) => ids.day === "2023-03-31")).toHaveLength(1);
  });
});

describe("a question that is open", () => {
  const standing = async (user: string, at = AFTER_FIRST) => {
    const found = await makeReadStanding(house)(accountOf(user), at);
    return found ? dutiesOf(found).map(({ kind }) => kind) : [];
  };

  test("waits for officers until it is answered; then its holder is to send", async () => {
    const { draft } = await completeDraft(house);
    const admission = await askedFor(draft);
    expect(await standing("APO-officer")).toEqual(["admitLate"]);
    expect(await standing("JP-liaison")).toEqual([]);
    await admit(admission);
    expect(await standing("APO-officer")).toEqual([]);
    const found = await makeReadStanding(house)(accountOf("FJ-liaison"), AFTER_FIRST);
    expect(found && dutiesOf(found)).toMatchObject([
      { kind: "sendDraft", isAdmitted: true, round: { number: 1 } },
    ]);
  });

  test.each([
    ["the draft is sent in the next round", (draft: string) => send(draft, 2)],
    [
      "the draft is discarded",
      (draft: string) =>
        makeDiscardDraft(house)({
          ...house.press("FJ-liaison", AFTER_FIRST),
          draft,
          seen: Number.MAX_SAFE_INTEGER,
        }),
    ],
  ])("goes when %s, and an old card says so", async (_what, settle) => {
    const { draft } = await completeDraft(house);
    const admission = await askedFor(draft);
    expect(await settle(draft)).toMatchObject({ ok: true });
    expect(await standing("APO-officer")).toEqual([]);
    expect(await admit(admission)).toMatchObject({ refusal: { kind: "notFound" } });
    const cards = (await openLetters(house)).filter(({ kind }) => kind === "admissionAsked");
    const composed = cards.map((card) => makeComposeLetter(house)(card, AFTER_FIRST));
    expect((await Promise.all(composed)).filter(Boolean)).toEqual([]);
  });

  test("goes when the NPO was admitted in advance; there is nothing to ask then either", async () => {
    const { draft } = await completeDraft(house);
    await askedFor(draft);
    const given = { npo: "FJ", round: round(1), why: "Force majeure" };
    await makeAdmitInAdvance(house)({ ...house.press("APO-officer", AFTER_FIRST), ...given });
    expect(await standing("APO-officer")).toEqual([]);
    const second = await completeDraft(house);
    expect(await ask(second.draft)).toMatchObject({ refusal: { kind: "askedAlready" } });
  });

  test("whoever asked is told when it is admitted, and the colleague who holds the draft", async () => {
    const { draft } = await completeDraft(house);
    const asked = await ask(draft, AFTER_FIRST, "FJ-backup");
    if (!asked.ok) throw new Error(asked.refusal.kind);
    await admit(asked.value.admission.id);
    const told = (await openLetters(house)).filter(({ kind }) => kind === "admissionGranted");
    expect(told.map(({ conversation }) => conversation).sort()).toEqual([
      "FJ-backup",
      "FJ-liaison",
    ]);
  });

  test("goes with a round that an amendment drops, and its admissions too", async () => {
    const { draft } = await completeDraft(house);
    const admission = await askedFor(draft);
    const [programme] = await allProgrammes(house.database);
    if (!programme) throw new Error("No programme");
    const kept = programme.rounds.filter(({ number }) => number === 2);
    await inTransaction(house.database, (tx) =>
      removeOtherRounds(tx, { id: programme.id, rounds: kept }),
    );
    expect(await standing("APO-officer")).toEqual([]);
    expect(await admit(admission)).toMatchObject({ refusal: { kind: "notFound" } });
    expect(await send(draft, 2)).toMatchObject({ ok: true });
  });

  test('asking takes "Not this round" back', async () => {
    const { draft } = await completeDraft(house);
    const no = { round: round(1), npo: "FJ" };
    await makeRefuseRound(house)({ ...house.press("FJ-liaison", BEGINNING), ...no });
    await askedFor(draft);
    expect(await hasRefusedRound(house.database, roundId(round(1)), organisationId("FJ"))).toBe(
      false,
    );
  });
});
