import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Answers } from "../../../src/domain/drafts/drafts.ts";
import { composeLetter } from "../../../src/use-cases/delivery/compose-letter.ts";
import { openDraft } from "../../../src/use-cases/drafts/edit-draft.ts";
import {
  changeEvidence,
  startOnBehalf,
  whomToActFor,
} from "../../../src/use-cases/drafts/start-on-behalf.ts";
import { startRequest } from "../../../src/use-cases/drafts/start-request.ts";
import { typeInDraft } from "../../../src/use-cases/drafts/type-in-draft.ts";
import { refuseRound } from "../../../src/use-cases/programmes/refuse-round.ts";
import { listRequests, showRequest } from "../../../src/use-cases/requests/read-requests.ts";
import { submitRequest } from "../../../src/use-cases/requests/submit-request.ts";
import { verifyHistory } from "../../../src/use-cases/verify-history.ts";
import {
  accountOf,
  BEGINNING,
  subscribe,
  type TestContext,
  testContext,
  tokyo,
} from "../../helpers/context.ts";
import { completeDraft, EVIDENCE, fillDraft, sendRequest } from "../../helpers/one-request.ts";

let context: TestContext;
beforeAll(async () => {
  context = await testContext();
});
afterAll(() => context.close());

const officer = "APO-officer";
const begin = (
  organisation: string,
  { user = officer, answers = EVIDENCE as Answers, at = BEGINNING } = {},
) => startOnBehalf(context, { ...context.interaction(user, at), organisation, answers });

const kindOf = (outcome: { ok: true } | { ok: false; refusal: { kind: string } }): string =>
  outcome.ok ? "done" : outcome.refusal.kind;

describe("for whom an officer may act", () => {
  test("active members are offered, suspended ones shown, the Secretariat isn't", async () => {
    const npos = await whomToActFor(context, accountOf(officer));
    if (!npos.ok) throw new Error(npos.refusal.kind);
    const active = npos.value.active.map(({ id }) => id);
    expect(active).toEqual(expect.arrayContaining(["FJ", "BD", "MY"]));
    expect(active).not.toContain("HK");
    expect(active).not.toContain("APO");
    expect(npos.value.suspended.map(({ id }) => id)).toEqual(["HK"]);
  });

  test("only an officer or administrator is, and never for a suspended or unknown member", async () => {
    expect(kindOf(await begin("MY", { user: "APO-admin" }))).toBe("done");
    for (const user of ["FJ-liaison", "FJ-head", "BD-liaison"]) {
      expect(kindOf(await begin("MY", { user }))).toBe("notAnOfficer");
      expect(kindOf(await whomToActFor(context, accountOf(user)))).toBe("notAnOfficer");
    }
    expect(kindOf(await begin("HK"))).toBe("suspended");
    for (const id of ["APO", "XX", ""]) expect(kindOf(await begin(id))).toBe("noSuchNpo");
  });
});

describe("the evidence", () => {
  const problemsWith = async (answers: Answers, at = BEGINNING) => {
    const refused = await begin("FJ", { answers, at });
    if (refused.ok || refused.refusal.kind !== "notProven") return kindOf(refused);
    return refused.refusal.problems.map(({ field, kind }) => `${field}: ${kind}`);
  };

  test("is required, at most 500 characters, with a day that has come", async () => {
    expect(await problemsWith({})).toEqual(["evidence: missing", "evidenceOn: notADay"]);
    expect(await problemsWith({ ...EVIDENCE, evidence: "  " })).toEqual(["evidence: missing"]);
    expect(await problemsWith({ ...EVIDENCE, evidence: "e".repeat(501) })).toEqual([
      "evidence: tooLong",
    ]);
    expect(await problemsWith({ ...EVIDENCE, evidence: "e".repeat(500) })).toBe("done");
    expect(await problemsWith({ ...EVIDENCE, evidenceOn: "2023-03-21" })).toEqual([
      "evidenceOn: inTheFuture",
    ]);
  });

  test("may be of a day that has begun at the NPO and not yet in Tokyo", async () => {
    const tomorrow = { ...EVIDENCE, evidenceOn: "2023-03-21" };
    expect(await problemsWith(tomorrow, tokyo("2023-03-20T20:59"))).toEqual([
      "evidenceOn: inTheFuture",
    ]);
    expect(await problemsWith(tomorrow, tokyo("2023-03-20T21:00"))).toBe("done");
  });

  test("can be mended by officers until it is sent, by nobody else", async () => {
    const { draft } = await completeDraft(context, { user: officer, onBehalfOf: "BD" });
    const mend = (user: string) =>
      changeEvidence(context, {
        ...context.interaction(user),
        draft,
        answers: { evidence: "A call", evidenceOn: "2023-03-19" },
      });
    for (const user of ["BD-liaison", "FJ-liaison", "JP-liaison"]) {
      expect(kindOf(await mend(user))).toBe("notFound");
    }
    expect(await mend("APO-admin")).toMatchObject({
      ok: true,
      value: { draft: { evidence: { text: "A call", on: "2023-03-19" } } },
    });
  });
});

describe("the draft", () => {
  const opens = (draft: string, user: string) =>
    openDraft(context, { ...context.interaction(user), draft });

  test("is any officer's and the NPO's, with the words of each; nobody else's", async () => {
    const { draft } = await completeDraft(context, { user: officer, onBehalfOf: "BD" });
    expect(await opens(draft, "APO-admin")).toMatchObject({ ok: true, value: { onBehalf: true } });
    expect(await opens(draft, "BD-liaison")).toMatchObject({
      ok: true,
      value: { onBehalf: false },
    });
    for (const user of ["JP-liaison", "FJ-liaison", "FJ-head"]) {
      expect(kindOf(await opens(draft, user))).toBe("notFound");
    }
  });

  test("of an NPO's own making stays hidden from officers", async () => {
    const { draft, roundShown } = await completeDraft(context);
    expect(kindOf(await opens(draft, officer))).toBe("notFound");
    const interaction = context.interaction(officer);
    expect(kindOf(await submitRequest(context, { ...interaction, draft, roundShown }))).toBe(
      "notFound",
    );
    const list = await listRequests(context, { account: accountOf(officer), now: BEGINNING });
    expect(list.ok && list.value.drafts.some((line) => line.draft.id === draft)).toBe(false);
  });

  test("is found again in the requests of officers and of the NPO, from its first moment", async () => {
    const begun = await begin("BD", { user: "APO-admin" });
    const id = begun.ok ? begun.value.draft.id : "";
    const line = async (user: string) => {
      const list = await listRequests(context, { account: accountOf(user), now: BEGINNING });
      return list.ok ? list.value.drafts.find(({ draft }) => draft.id === id) : undefined;
    };
    expect(await line(officer)).toMatchObject({ onBehalf: true, sender: { id: "BD" } });
    expect(await line("BD-liaison")).toMatchObject({ onBehalf: false });
    expect(await line("FJ-liaison")).toBeUndefined();
    expect(await line("JP-liaison")).toBeUndefined();
  });

  test("begun twice for one NPO and left empty is one draft, with the newer evidence", async () => {
    const first = await begin("MN");
    const again = await begin("MN", { answers: { ...EVIDENCE, evidence: "A letter" } });
    if (!first.ok || !again.ok) throw new Error("not begun");
    expect(again.value.draft.id).toBe(first.value.draft.id);
    expect(again.value.draft.evidence?.text).toBe("A letter");
    await fillDraft(context, { draft: first.value.draft.id, user: officer });
    const third = await begin("MN");
    expect(third.ok && third.value.draft.id).not.toBe(first.value.draft.id);
  });

  test("an officer's role that was taken away counts at the next press", async () => {
    const { draft, roundShown } = await completeDraft(context, { user: officer, onBehalfOf: "BD" });
    const setRole = (role: string) =>
      context.database.execute(sql`update roles set role = ${role} where organisation_id = 'APO'
        and person_id = (select person_id from accounts where user_id = ${officer})`);
    await setRole("head");
    const interaction = context.interaction(officer);
    expect(kindOf(await submitRequest(context, { ...interaction, draft, roundShown }))).toBe(
      "notFound",
    );
    expect(kindOf(await opens(draft, officer))).toBe("notFound");
    await setRole("officer");
    expect(kindOf(await opens(draft, officer))).toBe("done");
  });
});

test("beginning it takes no 'Not this round' of the NPO back", async () => {
  const [round] = await context.database.execute<{ id: string }>(
    sql`select id from rounds order by closes_on limit 1`,
  );
  const said = { ...context.interaction("BD-liaison"), round: round?.id ?? "", npo: "BD" };
  expect(await refuseRound(context, said)).toMatchObject({ ok: true });
  expect(kindOf(await begin("BD"))).toBe("done");
  const kept = await context.database.execute(
    sql`select 1 from round_refusals where organisation_id = 'BD'`,
  );
  expect(kept).toHaveLength(1);
});

test("who is officer and LO chooses between the own NPO and another", async () => {
  const other = await testContext();
  await other.database.execute(sql`insert into roles (person_id, organisation_id, role)
    select person_id, 'APO', 'officer' from accounts where user_id = 'FJ-liaison'`);
  const start = (organisation?: string) =>
    startRequest(other, {
      ...other.interaction("FJ-liaison"),
      afresh: false,
      ...(organisation ? { organisation } : {}),
    });
  expect(await start()).toMatchObject({
    ok: false,
    refusal: { kind: "whichNpo", choices: [{ id: "FJ" }], orOnBehalf: true },
  });
  expect(await start("FJ")).toMatchObject({ ok: true, value: { onBehalf: false } });
  const npos = await whomToActFor(other, accountOf("FJ-liaison"));
  expect(npos.ok && npos.value.active.some(({ id }) => id === "FJ")).toBe(false);
  const interaction = other.interaction("FJ-liaison");
  const onBehalf = startOnBehalf(other, { ...interaction, organisation: "FJ", answers: EVIDENCE });
  expect(kindOf(await onBehalf)).toBe("noSuchNpo");
  await other.close();
});

describe("sending it", () => {
  beforeEach(async () => {
    await context.close();
    context = await testContext();
    await subscribe(context, officer);
  });

  const rows = async () =>
    context.database.execute<Record<string, unknown>>(sql`
      select history.action, history.organisation_id as for, accounts.user_id as by, payload
      from history join accounts on accounts.person_id = history.person_id
      left join history_payloads using (request_id, ordinal) order by ordinal`);

  const letters = async () =>
    context.database.execute<{ kind: string; conversation: string; ids: Record<string, string> }>(
      sql`select kind, conversation, ids from outbox order by ordinal`,
    );

  test("history says that the officer acted for the NPO on its behalf, with the evidence", async () => {
    await sendRequest(context, { user: officer, onBehalfOf: "BD" });
    expect(await rows()).toMatchObject([
      {
        action: "submit-on-behalf",
        for: "BD",
        by: officer,
        payload: { evidence: { text: "E-mail of the Liaison Officer", on: "2023-03-20" } },
      },
    ]);
    expect(await verifyHistory(context)).toMatchObject({ broken: [] });
  });

  test("the NPO's own Send of such a draft is its own act", async () => {
    const { draft, roundShown } = await completeDraft(context, { user: officer, onBehalfOf: "BD" });
    const interaction = context.interaction("BD-liaison");
    const sent = await submitRequest(context, { ...interaction, draft, roundShown });
    expect(sent).toMatchObject({ ok: true, value: { onBehalf: undefined } });
    expect(await rows()).toMatchObject([{ action: "submit", for: "BD", by: "BD-liaison" }]);
    expect((await letters()).map(({ kind }) => kind)).not.toContain("sentForYou");
  });

  test("pressed twice at once it is one request, and both presses get its receipt", async () => {
    const complete = await completeDraft(context, { user: officer, onBehalfOf: "BD" });
    const send = () => submitRequest(context, { ...context.interaction(officer), ...complete });
    const both = await Promise.all([send(), send()]);
    expect(both.map((one) => one.ok && one.value.already).sort()).toEqual([false, true]);
    expect(await rows()).toHaveLength(1);
  });

  test("the receipt goes to the officer, and the NPO's LO and backup are told", async () => {
    await sendRequest(context, { user: officer, onBehalfOf: "FJ" });
    const told = (await letters()).map(({ kind, conversation }) => [kind, conversation]);
    expect(told.sort()).toEqual([
      ["hostAsked", "JP-liaison"],
      ["received", officer],
      ["requestCard", "C-APO"],
      ["sentForYou", "FJ-backup"],
      ["sentForYou", "FJ-liaison"],
    ]);
  });

  test("an NPO that nobody reaches here has it sent all the same", async () => {
    await sendRequest(context, { user: officer, onBehalfOf: "MN" });
    const told = (await letters()).map(({ kind }) => kind).sort();
    expect(told).toEqual(["hostAsked", "received", "requestCard"]);
  });

  test("the NPO and the Secretariat read how it is known, the host only through whom it came", async () => {
    const { id } = await sendRequest(context, { user: officer, onBehalfOf: "BD" });
    const seenBy = async (user: string) => {
      const view = await showRequest(context, {
        account: accountOf(user),
        which: id,
        now: BEGINNING,
      });
      return view.ok ? view.value.onBehalf : view.refusal;
    };
    const known = {
      evidence: { text: "E-mail of the Liaison Officer", on: "2023-03-20" },
      post: "officer",
    };
    expect(await seenBy("BD-liaison")).toEqual(known);
    expect(await seenBy("APO-admin")).toEqual(known);
    expect(await seenBy("JP-liaison")).toEqual({ evidence: undefined, post: undefined });
    expect(await seenBy("FJ-liaison")).toEqual({ kind: "notFound" });
  });

  test("each letter says what its receiver may know, and no more", async () => {
    await sendRequest(context, { user: officer, onBehalfOf: "FJ" });
    for (const letter of await letters()) {
      const words = JSON.stringify(await composeLetter(context, letter, BEGINNING));
      const mayKnow = letter.kind === "sentForYou";
      expect(words.includes("E-mail of the Liaison Officer"), letter.kind).toBe(mayKnow);
      expect(words, letter.kind).toMatch(/on behalf of NTPC, Fiji|through the APO Secretariat/i);
    }
  });

  test("once the evidence is erased the request stays, the chain holds, and it is told no more", async () => {
    const { id } = await sendRequest(context, { user: officer, onBehalfOf: "BD" });
    await context.database.execute(sql`delete from history_payloads where request_id = ${id}`);
    const view = await showRequest(context, {
      account: accountOf("BD-liaison"),
      which: id,
      now: BEGINNING,
    });
    expect(view.ok && view.value.onBehalf).toEqual({ evidence: undefined, post: "officer" });
    expect(await verifyHistory(context)).toMatchObject({ broken: [] });
    expect(
      JSON.stringify(await context.database.execute(sql`select * from requests`)),
    ).not.toContain("E-mail");
  });
});

test("what the NPO types into the draft is kept for the officer, and the other way round", async () => {
  const { draft } = await completeDraft(context, { user: officer, onBehalfOf: "BD" });
  const type = (user: string, answers: Answers, typedAt: number) =>
    typeInDraft(context, { ...context.interaction(user), draft, page: "whom", answers, typedAt });
  await type("BD-liaison", { topic: "Green jobs" }, 5);
  await type(officer, { objectives: "How to begin" }, 6);
  const page = await openDraft(context, { ...context.interaction(officer), draft });
  if (!page.ok) throw new Error(page.refusal.kind);
  const { answers } = page.value.draft;
  expect([answers.topic?.value, answers.objectives?.value]).toEqual(["Green jobs", "How to begin"]);
});
