/** What is done with a sent request: who wins, what is kept, who hears of it, and who doesn't. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RequestId } from "../../../src/domain/ids.ts";
import { pointer as pointerTo } from "../../../src/domain/pointers.ts";
import type { ActionName } from "../../../src/domain/requests/actions/actions.ts";
import type { DateTime } from "../../../src/domain/time.ts";
import { actionForm } from "../../../src/forms/requests/action-form.ts";
import type { Message } from "../../../src/messages/message.ts";
import { requestDetails } from "../../../src/messages/requests/request-cards.ts";
import { allHistory } from "../../../src/store/history.ts";
import { findSent } from "../../../src/store/requests/requests.ts";
import { composeLetter } from "../../../src/use-cases/delivery/compose-letter.ts";
import { giveRole } from "../../../src/use-cases/people/people.ts";
import { removeRole } from "../../../src/use-cases/people/remove-role.ts";
import { releaseReminders } from "../../../src/use-cases/reminders/release-reminders.ts";
import { subscribeChannel } from "../../../src/use-cases/reminders/subscribe-channel.ts";
import { openAction } from "../../../src/use-cases/requests/open-action.ts";
import { performAction } from "../../../src/use-cases/requests/perform-action.ts";
import { showRequest } from "../../../src/use-cases/requests/read-requests.ts";
import { verifyHistory } from "../../../src/use-cases/verify-history.ts";
import {
  accountOf,
  subscribe,
  type TestContext,
  testContext,
  tokyo,
} from "../../helpers/context.ts";
import { openLetters } from "../../helpers/letters.ts";
import { makeMail, textIn } from "../../helpers/mail.ts";
import { EVIDENCE, sendRequest } from "../../helpers/one-request.ts";

/** Tue 28 March 2023: a working day for all, in working hours of Tokyo, Suva and Dhaka. */
const TUESDAY = tokyo("2023-03-28T13:00");
const FIRST = "2023-07-10/2023-07-12";
const SECRET = "Their last report never came";

let context: TestContext;
let id: RequestId;
beforeEach(async () => {
  context = await testContext();
  await subscribe(context, "APO-officer");
  ({ id } = await sendRequest(context, { answers: { alternatives: ["BD"] } }));
});
afterEach(() => context.close());

const act = (
  user: string,
  action: ActionName,
  answers: Record<string, string> = {},
  { version = 2, at = TUESDAY, delivery = context.newId() } = {},
) =>
  performAction(context, {
    ...context.interaction(user, at),
    delivery,
    action,
    pointer: pointerTo("action", { request: id, version }),
    answers,
  });

const must = async (...given: Parameters<typeof act>) => {
  const done = await act(...given);
  if (!done.ok) throw new Error(JSON.stringify(done.refusal));
  return done.value;
};

const kindOf = (outcome: Awaited<ReturnType<typeof act>>): string =>
  outcome.ok ? "done" : outcome.refusal.kind;

const stateNow = async () => (await findSent(context.database, id))?.state;

const actionsInHistory = async () =>
  ((await allHistory(context.database)).get(id) ?? []).map(({ action }) => action);

/** All that has been written since the request was sent, as it would be read now, by receiver. */
const lettersRead = async (now: DateTime = TUESDAY): Promise<[string, string, Message][]> => {
  const read: [string, string, Message][] = [];
  for (const letter of await openLetters(context)) {
    if (!["requestAction", "doneForYou", "hostAsked"].includes(letter.kind)) continue;
    const message = await composeLetter(context, letter, now);
    if (message) read.push([letter.conversation, letter.kind, message]);
  }
  return read;
};

const headlines = async (now?: DateTime) =>
  (await lettersRead(now)).map(([to, , { headline }]) => `${to}: ${headline}`);

describe("two people at once: one of them wins, the other is told how it stands", () => {
  test.each([
    [
      "the LO accepts, an officer notes a decline",
      "JP-liaison",
      "accept",
      "APO-officer",
      "decline",
    ],
    ["the sender withdraws, the host accepts", "FJ-liaison", "withdraw", "JP-liaison", "accept"],
    ["both accept", "JP-liaison", "accept", "APO-officer", "accept"],
  ] as const)("%s", async (_what, one, first, other, second) => {
    const answers = { dates: FIRST, reason: "A storm", ...EVIDENCE } as Record<string, string>;
    const outcomes = await Promise.all([act(one, first, answers), act(other, second, answers)]);

    expect(outcomes.map(kindOf).toSorted()).toEqual(["changed", "done"]);
    const won = outcomes.find((outcome) => outcome.ok);
    const lost = outcomes.find((outcome) => !outcome.ok);
    if (!won?.ok || !lost || lost.ok || lost.refusal.kind !== "changed")
      throw new Error("No winner");
    expect(lost.refusal.view.request.state).toBe(won.value.view.request.state);
    expect(lost.refusal.happened?.action).toBe(won.value.happened.action);
    expect((await actionsInHistory()).length).toBe(2);
    expect(await verifyHistory(context)).toMatchObject({ broken: [] });
  });
});

test("a button of an older version brings the present card, and changes nothing", async () => {
  await must("JP-liaison", "consider", { answerBy: "2023-04-10" });
  const account = accountOf("JP-liaison");
  const pointer = pointerTo("action", { request: id, version: 2 });
  const opened = await openAction(context, { account, action: "accept", pointer, now: TUESDAY });

  expect(opened).toMatchObject({
    ok: false,
    refusal: { kind: "changed", happened: { action: "consider" } },
  });
  expect(kindOf(await act("JP-liaison", "accept", { dates: FIRST }))).toBe("changed");
  expect(kindOf(await act("JP-liaison", "accept", { dates: FIRST }, { version: 3 }))).toBe("done");
});

test("the same signed call again changes nothing a second time", async () => {
  const delivery = context.newId();
  await must("JP-liaison", "accept", { dates: FIRST }, { delivery });
  const again = await act("JP-liaison", "accept", { dates: FIRST }, { delivery });

  expect(kindOf(again)).toBe("replayed");
  expect(await actionsInHistory()).toEqual(["submit", "accept"]);
});

test("problems stand at their fields, those of the evidence too, and nothing is kept", async () => {
  const refusal = await act("APO-officer", "accept", { dates: "", evidenceOn: "2023-03-29" });

  expect(refusal).toMatchObject({
    ok: false,
    refusal: {
      kind: "problems",
      problems: [
        { field: "dates", kind: "missing" },
        { field: "evidence", kind: "missing" },
        { field: "evidenceOn", kind: "inTheFuture" },
      ],
    },
  });
  expect(await actionsInHistory()).toEqual(["submit"]);
  expect(await stateNow()).toBe("submitted");
});

test("on behalf of an NPO the history says so, with the evidence, and the NPO hears of it", async () => {
  await must("APO-officer", "accept", { dates: FIRST, ...EVIDENCE });

  const entry = (await allHistory(context.database)).get(id)?.at(-1);
  expect(entry).toMatchObject({ action: "accept-on-behalf", organisationId: "JP" });
  expect(entry?.kept?.payload).toMatchObject({
    from: "submitted",
    evidence: { text: EVIDENCE.evidence, on: EVIDENCE.evidenceOn },
  });
  expect(await headlines()).toEqual([
    "FJ-liaison: JPC, Japan is pleased to host you, Mon 10 – Wed 12 July (BCN-2023-001).",
    "C-APO: To be decided by Fri 21 April: JPC, Japan can host NTPC, Fiji, Mon 10 – Wed 12 July (BCN-2023-001).",
    "JP-liaison: Noted for you: JPC, Japan can host NTPC, Fiji, Mon 10 – Wed 12 July (BCN-2023-001).",
  ]);
});

describe("what each party is told", () => {
  test("consider: the sender, and the Secretariat", async () => {
    await must("JP-liaison", "consider", { answerBy: "2023-04-10", note: "The board meets" });
    const read = (await lettersRead()).filter(([, kind]) => kind === "requestAction");
    expect(read.map(([to, , { headline }]) => `${to}: ${headline}`)).toEqual([
      "FJ-liaison: JPC is considering your request and answers by Mon 10 April (BCN-2023-001).",
      "C-APO: JPC, Japan is considering the request of NTPC, Fiji (BCN-2023-001).",
    ]);
    expect(JSON.stringify(read)).toContain("The board meets");
  });

  test("decline: the sender is asked what next, with its alternative one press away", async () => {
    await must("JP-liaison", "decline", { reason: "Our hall is being rebuilt" });
    const [told] = (await lettersRead()).filter(([to]) => to === "FJ-liaison");
    expect(told?.[2].headline).toBe(
      "JPC can't host you this time. Please say what next by Tue 4 April (BCN-2023-001).",
    );
    expect(JSON.stringify(told?.[2].parts)).toContain("Our hall is being rebuilt");
    expect(told?.[2].buttons.map(({ label }) => label)).toEqual([
      "Ask Bangladesh",
      "Choose another",
      "Withdraw",
      "Show",
      "More",
    ]);
  });

  test("withdraw: the host, and the Secretariat", async () => {
    await must("FJ-liaison", "withdraw", { reason: "The ministry has postponed it" });
    expect(await headlines()).toEqual([
      "JP-liaison: NTPC, Fiji has withdrawn its request to you (BCN-2023-001).",
      "C-APO: NTPC, Fiji has withdrawn its request to JPC, Japan (BCN-2023-001).",
    ]);
  });

  test("nothing stands to be taken or done on what was withdrawn", async () => {
    const verbs = async () => {
      const account = accountOf("FJ-liaison");
      const shown = await showRequest(context, { account, which: "1", now: TUESDAY });
      if (!shown.ok) throw new Error(JSON.stringify(shown.refusal));
      return requestDetails(shown.value).buttons.map(({ verb }) => verb);
    };
    expect(await verbs()).toEqual(expect.arrayContaining(["withdraw", "take"]));
    await must("FJ-liaison", "withdraw", { reason: "The ministry has postponed it" });
    expect(await verbs()).toEqual([]);
  });

  test("cancel: both NPOs with the reason, and the Secretariat", async () => {
    await must("APO-officer", "cancel", { reason: "The programme was cut" });
    const read = await lettersRead();
    expect(read.map(([to, , { headline }]) => `${to}: ${headline}`)).toEqual([
      "FJ-liaison: The APO Secretariat has cancelled your request to JPC, Japan (BCN-2023-001).",
      "JP-liaison: The APO Secretariat has cancelled the request of NTPC, Fiji to you (BCN-2023-001).",
      "C-APO: Cancelled by the APO Secretariat: NTPC, Fiji to JPC, Japan (BCN-2023-001).",
    ]);
    const withReason = read.filter(([, , message]) =>
      JSON.stringify(message).includes("The programme was cut"),
    );
    expect(withReason.map(([to]) => to)).toEqual(["FJ-liaison", "JP-liaison"]);
  });

  test("an answer taken back says so, and what it took back isn't told any more", async () => {
    await must("JP-liaison", "accept", { dates: FIRST });
    const minutes = (count: number) => TUESDAY.plus({ minutes: count });
    await must("JP-liaison", "decline", { reason: "A fire" }, { version: 3, at: minutes(1) });
    expect(await headlines()).toEqual([
      "FJ-liaison: JPC can't host you after all. Please say what next by Tue 4 April (BCN-2023-001).",
      "C-APO: JPC, Japan can't host NTPC, Fiji after all (BCN-2023-001).",
    ]);
    await must("JP-liaison", "accept", { dates: FIRST }, { version: 4, at: minutes(2) });
    expect(await headlines()).toEqual([
      "FJ-liaison: JPC, Japan is pleased to host you after all, Mon 10 – Wed 12 July (BCN-2023-001).",
      "C-APO: To be decided by Fri 21 April: JPC, Japan can host NTPC, Fiji after all, Mon 10 – Wed 12 July (BCN-2023-001).",
    ]);
  });

  test("what was done in an NPO's name is told to it with how that is known, whatever came of it by night", async () => {
    await must("APO-officer", "decline", { reason: "A fire", ...EVIDENCE });
    await must(
      "FJ-liaison",
      "choose-host",
      { host: "BD", spoken: "no" },
      {
        version: 3,
        at: TUESDAY.plus({ minutes: 1 }),
      },
    );
    const told = (await lettersRead()).filter(([, kind]) => kind === "doneForYou");
    expect(told.map(([to, , { headline }]) => `${to}: ${headline}`)).toEqual([
      "JP-liaison: Noted for you: JPC, Japan can't host NTPC, Fiji this time (BCN-2023-001).",
    ]);
    const [message] = told.map(([, , one]) => one);
    for (const said of [EVIDENCE.evidence, "A fire", "The request has changed since."]) {
      expect(JSON.stringify(message?.parts)).toContain(said);
    }
    expect(message?.buttons.map(({ verb }) => verb)).toEqual(["read"]);
    expect(JSON.stringify(message)).not.toContain("Bangladesh");
  });

  test("choose-host: those named in the request first, then by country, as in the first form", async () => {
    await must("JP-liaison", "decline");
    const opened = await openAction(context, {
      account: accountOf("FJ-liaison"),
      action: "choose-host",
      pointer: pointerTo("action", { request: id, version: 3 }),
      now: TUESDAY,
    });
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal));
    const { parts } = actionForm({ action: "choose-host", ...opened.value });
    const offered = parts.flatMap((part) => (part.kind === "select" ? part.options : []));
    expect(offered.slice(0, 2).map(({ label }) => label)).toEqual([
      "Bangladesh (named in the request)",
      "Cambodia: National Productivity Centre of Cambodia (NPCC)",
    ]);
  });

  test("an officer's form asks who approved it in the NPO for which they answer", async () => {
    const opened = await openAction(context, {
      account: accountOf("APO-officer"),
      action: "accept",
      pointer: pointerTo("action", { request: id, version: 2 }),
      now: TUESDAY,
    });
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal));
    const said = JSON.stringify(actionForm({ action: "accept", ...opened.value }).parts);
    expect(said).toContain("Approved in JPC by");
    expect(said).not.toContain("your NPO");
  });

  test("a button and a form that take an answer back say so, with the days as they stand", async () => {
    const labels = async () => {
      const account = accountOf("JP-liaison");
      const shown = await showRequest(context, { account, which: "1", now: TUESDAY });
      if (!shown.ok) throw new Error(JSON.stringify(shown.refusal));
      return requestDetails(shown.value).buttons.map(({ label }) => label);
    };
    expect(await labels()).toContain("Not possible this time");
    await must("JP-liaison", "accept", { dates: FIRST });
    expect(await labels()).toContain("We can't host after all");
    const opened = await openAction(context, {
      account: accountOf("JP-liaison"),
      action: "decline",
      pointer: pointerTo("action", { request: id, version: 3 }),
      now: TUESDAY,
    });
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal));
    const form = actionForm({ action: "decline", ...opened.value });
    expect(form.title).toBe("We can't host after all");
    expect(JSON.stringify(form.parts)).toContain(
      '{"label":"Dates","value":"Mon 10 – Wed 12 July"}',
    );
    await must("JP-liaison", "decline", { reason: "A fire" }, { version: 3 });
    expect(await labels()).toContain("We can host after all");
  });

  test("at night it waits for the receiver's working hours; the invitation to a host that was withdrawn meanwhile never comes", async () => {
    const night = tokyo("2023-03-28T22:00");
    const { length: before } = await openLetters(context);
    await must("FJ-liaison", "withdraw", { reason: "A storm" }, { at: night });
    expect((await openLetters(context)).length).toBe(before);
    const morning = tokyo("2023-03-29T09:00");
    await releaseReminders(context, morning);
    const to = (await headlines(morning)).filter((line) => line.startsWith("JP-liaison"));
    expect(to).toEqual(["JP-liaison: NTPC, Fiji has withdrawn its request to you (BCN-2023-001)."]);
  });
});

test("who is no officer any more in the morning isn't told as one, whatever else they are by then", async () => {
  const night = tokyo("2023-03-28T22:00");
  const channel = { platform: "slack", workspace: "T-APO", conversation: "C-APO" } as const;
  const off = { channel, wish: { kind: "unsubscribe" } } as const;
  await subscribeChannel(context, { ...context.interaction("APO-officer"), ...off });
  await must("JP-liaison", "decline", { reason: "A fire" }, { at: night });
  const account = { ...accountOf("APO-officer"), workspace: "T-APO" };
  const post = { name: "backup, JP", role: "backup", organisation: "JP", account } as const;
  const moved = await giveRole(context, post);
  if (!moved.ok) throw new Error(moved.refusal.kind);
  const officer = { organisation: "APO", person: moved.value, role: "officer" };
  await removeRole(context, { ...context.interaction("APO-admin", night), ...officer });
  const mail = makeMail(context);
  await mail.live(night, tokyo("2023-03-29T13:00"));

  const told = (user: string) =>
    mail
      .to(user)
      .map(({ message }) => textIn(message))
      .join();
  expect(told("APO-admin")).toContain("can't host");
  expect(told("APO-officer")).not.toContain("can't host");
});

describe("another host", () => {
  const choose = (version = 3, at = TUESDAY) =>
    must("FJ-liaison", "choose-host", { host: "BD", spoken: "no" }, { version, at });
  const shownTo = async (user: string) => {
    const account = accountOf(user);
    const shown = await showRequest(context, { account, which: "1", now: TUESDAY });
    return shown.ok ? shown.value : undefined;
  };

  test("the new one is asked and reads nothing earlier; the former one nothing later", async () => {
    await must("JP-liaison", "decline", { reason: "Rebuilding", confidential: SECRET });
    await choose();

    const read = await lettersRead();
    expect(read.map(([to, kind, { headline }]) => `${to} ${kind}: ${headline}`)).toEqual([
      "C-APO requestAction: NTPC, Fiji asks Bangladesh now (BCN-2023-001).",
      "BD-liaison hostAsked: Bangladesh, please answer by Tue 11 April: NTPC, Fiji would be grateful to visit you, Mon 10 – Wed 12 July, 1 person (BCN-2023-001).",
    ]);
    const toNew = await shownTo("BD-liaison");
    expect(toNew?.request).toMatchObject({ state: "submitted", hostAnswerDueOn: "2023-04-11" });
    const seen = JSON.stringify([toNew && requestDetails(toNew), toNew?.request, read]);
    for (const earlier of ["Rebuilding", SECRET, "JPC", "Japan"])
      expect(seen).not.toContain(earlier);

    const toFormer = await shownTo("JP-liaison");
    expect(toFormer?.request.state).toBe("host_declined");
    expect(toFormer?.can).toEqual([]);
    expect(JSON.stringify(toFormer && requestDetails(toFormer))).not.toContain("Bangladesh");
    const back = await act("JP-liaison", "accept", { dates: FIRST }, { version: 3 });
    expect(back).toMatchObject({ ok: false, refusal: { kind: "changed", happened: undefined } });
    expect(JSON.stringify(back)).not.toContain("Bangladesh");
  });

  test("a host that said nothing is told that its answer isn't needed any more, and not who is asked", async () => {
    const late = tokyo("2023-04-12T13:00");
    expect(kindOf(await act("FJ-liaison", "choose-host", { host: "BD", spoken: "no" }))).toBe(
      "notNow",
    );
    await choose(2, late);
    const [told] = (await lettersRead(late)).filter(([to]) => to === "JP-liaison");
    expect(told?.[2].headline).toBe(
      "Your answer to NTPC, Fiji isn't needed any more (BCN-2023-001).",
    );
    expect(JSON.stringify(told)).not.toContain("Bangladesh");
  });

  test("a former host hears so whatever the new one answered meanwhile, unless it is asked again", async () => {
    const late = tokyo("2023-04-12T13:00");
    await choose(2, late);
    await must("BD-liaison", "decline", {}, { version: 3, at: late });
    const told = async () => (await headlines(late)).filter((line) => line.startsWith("JP-"));
    const needless = "JP-liaison: Your answer to NTPC, Fiji isn't needed any more (BCN-2023-001).";
    expect(await told()).toContain(needless);
    const again = { host: "JP", spoken: "no" };
    await must("FJ-liaison", "choose-host", again, { version: 4, at: late });
    expect(await told()).not.toContain(needless);
  });

  test("the first host can be asked again after the second: it hears of it once more", async () => {
    await must("JP-liaison", "decline");
    await choose();
    await must("BD-liaison", "decline", {}, { version: 4 });
    await must("FJ-liaison", "choose-host", { host: "JP", spoken: "no" }, { version: 5 });
    const asked = (await lettersRead()).filter(([, kind]) => kind === "hostAsked");
    expect(asked.map(([to]) => to)).toContain("JP-liaison");
    expect((await shownTo("JP-liaison"))?.request.state).toBe("submitted");
  });
});

describe("reasons for the Secretariat alone", () => {
  test("an officer reads them in show; no channel, no letter and nobody of the sender does", async () => {
    await must("JP-liaison", "decline", { confidential: SECRET });
    const read = await lettersRead();
    expect(read.length).toBe(2);
    expect(JSON.stringify(read)).not.toContain(SECRET);
    const toChannel = read.find(([to]) => to === "C-APO");
    expect(JSON.stringify(toChannel)).toContain("A reason for the Secretariat only is noted.");

    const said = async (user: string) => {
      const account = accountOf(user);
      const shown = await showRequest(context, { account, which: "1", now: TUESDAY });
      return JSON.stringify(shown.ok && [shown.value, requestDetails(shown.value)]);
    };
    expect(await said("APO-officer")).toContain(SECRET);
    for (const user of ["FJ-liaison", "FJ-backup", "FJ-head"]) {
      expect(await said(user)).not.toContain(SECRET);
    }
    const changed = await act("FJ-liaison", "choose-host", { host: "BD", spoken: "no" });
    expect(kindOf(changed)).toBe("changed");
    expect(JSON.stringify(changed)).not.toContain(SECRET);
  });
});

test("what only adds something refuses nobody's open form", async () => {
  const noted = { passedTo: "Their director, by telephone", passedOn: "2023-03-28" };
  await must("APO-officer", "pass-on", noted);
  expect(kindOf(await act("APO-officer", "pass-on", noted))).toBe("notNow");
  expect(kindOf(await act("JP-liaison", "accept", { dates: FIRST }))).toBe("done");
});

test("what only adds something makes no news needless that were told before it", async () => {
  await must("JP-liaison", "consider", { answerBy: "2023-04-10" });
  const noted = { passedTo: "Their director, by telephone", passedOn: "2023-03-28" };
  await must("APO-officer", "pass-on", noted, { version: 3, at: TUESDAY.plus({ minutes: 1 }) });

  const told = await headlines();
  expect(told).toContainEqual(
    expect.stringMatching(/^FJ-liaison: JPC is considering your request/),
  );
  expect(told).toContainEqual(
    expect.stringMatching(/^FJ-liaison: The APO Secretariat has passed your request on to JPC/),
  );
  const late = { version: 3, at: TUESDAY.plus({ minutes: 2 }) };
  await must("FJ-liaison", "withdraw", { reason: "A storm" }, late);
  expect((await headlines()).filter((one) => one.startsWith("FJ-liaison"))).toEqual([]);
});
