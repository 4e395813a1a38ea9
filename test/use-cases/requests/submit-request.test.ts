import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Answers } from "../../../src/domain/drafts/drafts.ts";
import type { DateTime } from "../../../src/domain/time.ts";
import { receipt, requestCard } from "../../../src/messages/requests/request-cards.ts";
import { addParticipant, turnPage } from "../../../src/use-cases/drafts/edit-draft.ts";
import { startRequest } from "../../../src/use-cases/drafts/start-request.ts";
import { typeInDraft } from "../../../src/use-cases/drafts/type-in-draft.ts";
import { releaseReminders } from "../../../src/use-cases/reminders/release-reminders.ts";
import { listRequests, showRequest } from "../../../src/use-cases/requests/read-requests.ts";
import { submitRequest } from "../../../src/use-cases/requests/submit-request.ts";
import { verifyHistory } from "../../../src/use-cases/verify-history.ts";
import { answersToJapan } from "../../helpers/builders.ts";
import {
  accountOf,
  BEGINNING,
  publishProgramme,
  subscribe,
  type TestContext,
  testContext,
  tokyo,
} from "../../helpers/context.ts";

let context: TestContext;
beforeAll(async () => {
  context = await testContext();
});
afterAll(() => context.close());

const start = async (user = "FJ-liaison", at = BEGINNING) => {
  const started = await startRequest(context, { ...context.interaction(user, at), afresh: true });
  if (!started.ok) throw new Error(started.refusal.kind);
  return started.value;
};

const traveller: Answers = {
  position: "Director, Training",
  organisation: "Fiji National University",
  category: "npoOfficial",
  part: "participant",
};

/** A draft with everything filled in, standing on the check step. */
const completeDraft = async ({ people = 4, answers = {} as Answers, user = "FJ-liaison" } = {}) => {
  const { draft, joins } = await start(user);
  const on = { ...context.interaction(user), draft: draft.id, typedAt: 1 };
  await typeInDraft(context, { ...on, page: "whom", answers: { ...answersToJapan, ...answers } });
  for (let place = 0; place < people; place += 1) await addTraveller(draft.id, traveller, user);
  return { id: draft.id as string, round: joins?.id as string };
};

const addTraveller = async (draft: string, answers: Answers, user = "FJ-liaison") => {
  const here = { draft, typedAt: 1, answers: {} };
  const added = await addParticipant(context, {
    ...context.interaction(user),
    ...here,
    page: "who",
  });
  if (!added.ok || !added.value.draft.item) throw new Error("not added");
  const page = { page: "participant", item: added.value.draft.item, typedAt: 2 } as const;
  await typeInDraft(context, { ...context.interaction(user), ...here, ...page, answers });
};

const submit = (draft: string, roundShown: string, at: DateTime = BEGINNING, user = "FJ-liaison") =>
  submitRequest(context, { ...context.interaction(user, at), draft, roundShown });

const count = async (table: string): Promise<number> => {
  const rows = await context.database.execute<{ count: string }>(
    sql`select count(*) from ${sql.identifier(table)}`,
  );
  return Number(rows[0]?.count);
};

describe("sending a request", () => {
  test("gives number, receipt, round and the host's day, and a history row that holds", async () => {
    const { id, round } = await completeDraft();
    const sent = await submit(id, round);
    expect(sent).toMatchObject({ ok: true, value: { already: false, round: { number: 1 } } });
    if (!sent.ok) return;
    expect(sent.value.request.number).toMatch(/^BCN-2023-\d{3}$/);
    expect(sent.value.request.hostAnswerDueOn).toBe("2023-04-04");
    expect(sent.value.request.content.participants).toHaveLength(4);
    expect(await verifyHistory(context)).toMatchObject({ broken: [] });
  });

  test("pressed twice at once is one request, and the second press gets the same receipt", async () => {
    const { id, round } = await completeDraft();
    const before = await count("history");
    const both = await Promise.all([submit(id, round), submit(id, round)]);
    expect(both.map((one) => one.ok && one.value.already).sort()).toEqual([false, true]);
    expect(new Set(both.map((one) => one.ok && one.value.request.number)).size).toBe(1);
    expect(await count("history")).toBe(before + 1);
  });

  test("the same signed call again writes nothing", async () => {
    const { id, round } = await completeDraft();
    const interaction = context.interaction("FJ-liaison");
    const call = { ...interaction, draft: id, roundShown: round };
    expect(await submitRequest(context, call)).toMatchObject({ ok: true });
    expect(await submitRequest(context, call)).toEqual({
      ok: false,
      refusal: { kind: "replayed" },
    });
  });

  test("a press in the last second of the closing date is on time, one at midnight is not", async () => {
    const early = await completeDraft();
    expect(await submit(early.id, early.round, tokyo("2023-03-31T23:59:59.999"))).toMatchObject({
      ok: true,
      value: { round: { number: 1 } },
    });
    const late = await completeDraft();
    const refused = await submit(late.id, late.round, tokyo("2023-04-01T00:00"));
    expect(refused).toMatchObject({
      ok: false,
      refusal: { kind: "roundClosed", closed: { number: 1 }, page: { joins: { number: 2 } } },
    });
    const second =
      refused.ok || refused.refusal.kind !== "roundClosed" ? undefined : refused.refusal.page.joins;
    expect(await submit(late.id, second?.id ?? "", tokyo("2023-04-01T00:01"))).toMatchObject({
      ok: true,
      value: { round: { number: 2 } },
    });
  });

  test("after the last closing date nothing is sent and the draft is kept", async () => {
    const { id, round } = await completeDraft();
    const refused = await submit(id, round, tokyo("2023-07-01T00:00"));
    expect(refused).toMatchObject({ ok: false, refusal: { kind: "roundClosed" } });
    expect(refused.ok || refused.refusal.kind !== "roundClosed" || refused.refusal.page.joins).toBe(
      undefined,
    );
    const list = await listRequests(context, {
      account: accountOf("FJ-liaison"),
      now: BEGINNING,
    });
    expect(list.ok && list.value.drafts.some(({ draft }) => draft.id === id)).toBe(true);
  });

  test("an NPO suspended while it was drafting can't send, and its draft is kept", async () => {
    const { id, round } = await completeDraft();
    const setActive = (active: boolean) =>
      context.database.execute(sql`update organisations set active = ${active} where id = 'FJ'`);
    await setActive(false);
    expect(await submit(id, round)).toMatchObject({ ok: false, refusal: { kind: "suspended" } });
    await setActive(true);
    expect(await submit(id, round)).toMatchObject({ ok: true });
  });

  test("a draft with a fifth traveller opens on the page to mend", async () => {
    const { id, round } = await completeDraft({ people: 5 });
    expect(await submit(id, round)).toMatchObject({
      ok: false,
      refusal: { kind: "problems", page: { draft: { page: "who" } } },
    });
  });

  test("numbers of a programme year have no gaps, however many send at once", async () => {
    const drafts = [];
    for (let place = 0; place < 4; place += 1) drafts.push(await completeDraft());
    const sent = await Promise.all(drafts.map(({ id, round }) => submit(id, round)));
    const counters = sent
      .map((one) => (one.ok ? Number(one.value.request.number.slice(-3)) : 0))
      .sort((one, other) => one - other);
    const [first = 0] = counters;
    expect(counters).toEqual([first, first + 1, first + 2, first + 3]);
  });
});

describe("who may", () => {
  test("another NPO's liaison, the host and an officer get the same answer for a draft as for nothing", async () => {
    const { id, round } = await completeDraft();
    const nothing = { ok: false, refusal: { kind: "notFound" } };
    for (const user of ["JP-liaison", "BD-liaison", "APO-officer", "FJ-head"]) {
      expect(await submit(id, round, BEGINNING, user)).toEqual(nothing);
      expect(
        await showRequest(context, { account: accountOf(user), which: id, now: BEGINNING }),
      ).toEqual(nothing);
    }
    const unknown = "00000000-0000-4000-8000-000000000000";
    expect(await submit(unknown, round, BEGINNING, "BD-liaison")).toEqual(nothing);
  });

  test("the host reads a sent request without the alternatives, a third NPO not at all", async () => {
    const { id, round } = await completeDraft({ answers: { alternatives: ["KR", "SG"] } });
    await submit(id, round);
    const seenBy = async (user: string) =>
      showRequest(context, { account: accountOf(user), which: id, now: BEGINNING });
    const host = await seenBy("JP-liaison");
    expect(host.ok && [host.value.alternatives, host.value.request.content.alternatives]).toEqual([
      [],
      [],
    ]);
    const sender = await seenBy("FJ-backup");
    expect(sender.ok && sender.value.alternatives.map((one) => one.id)).toEqual(["KR", "SG"]);
    const officer = await seenBy("APO-officer");
    expect(officer.ok && officer.value.alternatives).toHaveLength(2);
    expect(await seenBy("BD-liaison")).toEqual({ ok: false, refusal: { kind: "notFound" } });
    expect(await seenBy("FJ-stranger")).toEqual({ ok: false, refusal: { kind: "stranger" } });
  });

  test("a request is shown by its number, by its last part, and not to others", async () => {
    const { id, round } = await completeDraft();
    const sent = await submit(id, round);
    const number = sent.ok ? sent.value.request.number : "";
    const shown = async (user: string, which: string) => {
      const view = await showRequest(context, {
        account: accountOf(user),
        which,
        now: BEGINNING,
      });
      return view.ok ? view.value.request.number : view.refusal.kind;
    };
    const counter = String(Number(number.slice(-3)));
    expect(await shown("FJ-liaison", number.toLowerCase())).toBe(number);
    expect(await shown("FJ-liaison", counter)).toBe(number);
    expect(await shown("BD-liaison", counter)).toBe("notFound");
  });

  test("after sending, what was typed is kept once only", async () => {
    const { id, round } = await completeDraft();
    await submit(id, round);
    const rows = await context.database.execute(sql`select 1 from drafts where request_id = ${id}`);
    expect(rows).toHaveLength(0);
  });

  test("a stranger can't begin a request, nor can an officer or a head", async () => {
    const begin = (user: string) =>
      startRequest(context, { ...context.interaction(user), afresh: false });
    expect(await begin("FJ-stranger")).toEqual({ ok: false, refusal: { kind: "stranger" } });
    for (const user of ["APO-officer", "FJ-head"]) {
      expect(await begin(user)).toEqual({ ok: false, refusal: { kind: "notALiaison" } });
    }
  });
});

describe("who hears of it", () => {
  beforeEach(async () => {
    await context.close();
    context = await testContext();
    await subscribe(context, "APO-officer");
  });

  const letters = async () =>
    context.database.execute<{ kind: string; conversation: string }>(
      sql`select kind, conversation from outbox order by created_at, kind`,
    );
  const planned = async () =>
    context.database.execute<{ duty: string; due_at: Date }>(
      sql`select duty, due_at from reminders where settled is null`,
    );

  test("the sender at once; the Secretariat's channel and the host in their working hours", async () => {
    const { id, round } = await completeDraft();
    await submit(id, round);
    expect((await letters()).map(({ kind, conversation }) => [kind, conversation]).sort()).toEqual([
      ["hostAsked", "JP-liaison"],
      ["received", "FJ-liaison"],
      ["requestCard", "C-APO"],
    ]);
  });

  test("a request sent at night waits for the receivers' next working morning, a holiday later", async () => {
    const { id, round } = await completeDraft();
    await submit(id, round, tokyo("2023-03-20T22:00"));
    expect(
      (await planned()).map(({ duty, due_at }) => [duty, due_at.toISOString()]).sort(),
    ).toEqual([
      ["hostAsked", tokyo("2023-03-22T09:00").toUTC().toISO()],
      ["requestCard", tokyo("2023-03-21T09:00").toUTC().toISO()],
    ]);
  });

  test("a card that waited and met a downtime comes in working hours all the same", async () => {
    const { id, round } = await completeDraft();
    await submit(id, round, tokyo("2023-03-20T22:00"));
    await releaseReminders(context, tokyo("2023-03-22T23:30"));
    expect((await letters()).map(({ kind }) => kind)).toEqual(["received"]);
    await releaseReminders(context, tokyo("2023-03-23T09:00"));
    expect((await letters()).map(({ kind }) => kind).sort()).toEqual([
      "hostAsked",
      "received",
      "requestCard",
    ]);
  });

  test("a host whom nobody can reach here is told of to the sender and the Secretariat", async () => {
    const { id, round } = await completeDraft({ answers: { host: "MY" } });
    const sent = await submit(id, round);
    if (!sent.ok) throw new Error(sent.refusal.kind);
    expect(sent.value.hostIsReachable).toBe(false);
    expect(JSON.stringify(requestCard(sent.value))).toContain(
      "Nobody of MPC, Malaysia can be reached",
    );
    expect(JSON.stringify(receipt(sent.value))).toContain(
      "the APO Secretariat passes your request on",
    );
    expect((await letters()).map(({ kind }) => kind).sort()).toEqual(["received", "requestCard"]);
  });
});

describe("turning pages", () => {
  test("Next with something missing says what, keeps the page and what was typed; Back always goes", async () => {
    const { draft } = await start();
    const here = { draft: draft.id, page: "whom", typedAt: 5 } as const;
    const answers = { host: "FJ", topic: "Kaizen in hospitals" };
    const turn = (direction: "next" | "back") =>
      turnPage(context, { ...context.interaction("FJ-liaison"), ...here, answers, direction });
    const refused = await turn("next");
    expect(refused).toMatchObject({ ok: false, refusal: { kind: "problems" } });
    const problems =
      refused.ok || refused.refusal.kind !== "problems" ? [] : refused.refusal.problems;
    expect(problems.map(({ field, kind }) => [field, kind])).toEqual([
      ["host", "ownOrganisation"],
      ["spoken", "missing"],
      ["objectives", "missing"],
    ]);
    const back = await turn("back");
    expect(back.ok && back.value.draft.answers.topic?.value).toBe("Kaizen in hospitals");
  });

  test("Add and then Back leaves nobody on the list, but somebody begun stays", async () => {
    const { draft } = await start();
    const back = async (answers: Answers) => {
      const here = { draft: draft.id, typedAt: 3, answers: {} };
      const added = await addParticipant(context, {
        ...context.interaction("FJ-liaison"),
        ...here,
        page: "who",
      });
      const item = added.ok ? (added.value.draft.item ?? undefined) : undefined;
      const page = { ...here, page: "participant", item, typedAt: 4, answers } as const;
      const left = await turnPage(context, {
        ...context.interaction("FJ-liaison"),
        ...page,
        direction: "back",
      });
      return left.ok ? left.value.draft.participants.length : undefined;
    };
    expect(await back({ position: null, name: null })).toBe(0);
    expect(await back({ position: "Director" })).toBe(1);
  });

  test("an old programme's draft doesn't stand in the way of the new programme", async () => {
    const other = await testContext();
    const begin = (at: DateTime, afresh = false) =>
      startRequest(other, { ...other.interaction("BD-liaison", at), afresh });
    await begin(BEGINNING);
    await publishProgramme(other, 2024);
    const next = await begin(tokyo("2024-02-01T12:00"));
    expect(next.ok && next.value.setting.programme.timing.startsOn).toBe("2024-01-01");
    await other.close();
  });

  test("an unsent draft opens again where it was left, for its holder", async () => {
    const other = await testContext();
    const begin = () => startRequest(other, { ...other.interaction("BD-liaison"), afresh: false });
    const first = await begin();
    if (!first.ok) throw new Error(first.refusal.kind);
    await turnPage(other, {
      ...other.interaction("BD-liaison"),
      draft: first.value.draft.id,
      page: "whom",
      typedAt: 5,
      direction: "next",
      answers: { host: "JP", spoken: "no", topic: "Green jobs", objectives: "How to begin" },
    });
    const again = await begin();
    expect(again).toMatchObject({
      ok: true,
      value: { reopened: true, draft: { id: first.value.draft.id, page: "when" } },
    });
    await other.close();
  });
});
