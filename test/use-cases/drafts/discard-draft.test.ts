import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Answers } from "../../../src/domain/drafts/drafts.ts";
import { requestId } from "../../../src/domain/ids.ts";
import type { Outcome } from "../../../src/domain/outcome.ts";
import { personByAccount } from "../../../src/store/people/people.ts";
import { findDiscarded } from "../../../src/store/requests/drafts.ts";
import { composeLetter } from "../../../src/use-cases/delivery/compose-letter.ts";
import { discardDraft } from "../../../src/use-cases/drafts/discard-draft.ts";
import { turnPage } from "../../../src/use-cases/drafts/edit-draft.ts";
import { startRequest } from "../../../src/use-cases/drafts/start-request.ts";
import { typeInDraft } from "../../../src/use-cases/drafts/type-in-draft.ts";
import { giveRole } from "../../../src/use-cases/people/people.ts";
import { removeRole } from "../../../src/use-cases/people/remove-role.ts";
import { readClosing } from "../../../src/use-cases/reminders/read-closing.ts";
import { listRequests } from "../../../src/use-cases/requests/read-requests.ts";
import { submitRequest } from "../../../src/use-cases/requests/submit-request.ts";
import { accountOf, BEGINNING, type TestContext, testContext } from "../../helpers/context.ts";
import { openLetters } from "../../helpers/letters.ts";
import { completeDraft } from "../../helpers/one-request.ts";

let context: TestContext;
beforeAll(async () => {
  context = await testContext();
});
afterAll(() => context.close());

const LO = "FJ-liaison";
const BACKUP = "FJ-backup";

const must = <Value, Refusal>(outcome: Outcome<Value, Refusal>): Value => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.value;
};

const type = (user: string, draft: string, topic: string, typedAt: number) =>
  typeInDraft(context, {
    ...context.interaction(user),
    ...{ draft, page: "whom", typedAt },
    answers: { topic },
  });

/** A draft of the LO's in which somebody typed once: revision 1. */
const begin = async (): Promise<string> => {
  const page = must(await startRequest(context, { ...context.interaction(LO), afresh: true }));
  must(await type(LO, page.draft.id, "Kaizen", 1));
  return page.draft.id;
};

const discard = (user: string, draft: string, seen = 1) =>
  discardDraft(context, { ...context.interaction(user), draft, seen });

const draftsOf = async (user: string) =>
  must(await listRequests(context, { account: accountOf(user), now: BEGINNING })).drafts;

test("a discarded draft is gone for everyone of the NPO, with all that was typed and no history", async () => {
  const draft = await begin();
  expect(must(await discard(BACKUP, draft))).toBeUndefined();
  expect(await draftsOf(LO)).toEqual([]);
  const kept = await context.database.execute(sql`select
    (select count(*)::int from drafts where request_id = ${draft}) as typed,
    (select count(*)::int from history where request_id = ${draft}) as history,
    (select number from requests where id = ${draft}) as number`);
  expect(kept[0]).toEqual({ typed: 0, history: 0, number: null });
  const closing = must(await readClosing(context, { account: accountOf(LO), now: BEGINNING }));
  expect(closing.programmes[0]?.closings.map(({ drafts }) => drafts)).toEqual([0, 0]);
});

test("whoever still has it open is told who discarded it, whatever they press; strangers learn nothing", async () => {
  const draft = await begin();
  await discard(BACKUP, draft);
  const told = { ok: false, refusal: { kind: "discarded", by: "backup, FJ" } };
  expect(await type(LO, draft, "Kaizen in hospitals", 5)).toMatchObject(told);
  const here = {
    ...context.interaction(LO),
    draft,
    page: "whom",
    answers: {},
    typedAt: 6,
  } as const;
  expect(await turnPage(context, { ...here, direction: "next" })).toMatchObject(told);
  const send = { ...context.interaction(LO), draft, roundShown: undefined };
  expect(await submitRequest(context, send)).toMatchObject(told);
  expect(await discard(LO, draft)).toMatchObject(told);
  expect(await discard(BACKUP, draft)).toMatchObject({ refusal: { by: undefined } });
  for (const user of ["BD-liaison", "JP-liaison", "APO-officer", "FJ-head"]) {
    const nothing = { ok: false, refusal: { kind: "notFound" } };
    expect(await type(user, draft, "Forged", 7)).toEqual(nothing);
    expect(await discard(user, draft)).toEqual(nothing);
  }
});

test("what a colleague has just typed isn't discarded unseen", async () => {
  const draft = await begin();
  must(await type(BACKUP, draft, "Green jobs", 5));
  expect(await discard(LO, draft, 1)).toEqual({
    ok: false,
    refusal: { kind: "changedMeanwhile", draft, by: "backup, FJ" },
  });
  expect(await draftsOf(LO)).toHaveLength(1);
  expect(await discard(LO, draft, 2)).toMatchObject({ ok: true });
});

test("nobody but the sender's own people may, and a sent request can't be", async () => {
  const draft = await begin();
  for (const user of ["BD-liaison", "JP-liaison", "APO-officer", "FJ-head"]) {
    expect(await discard(user, draft)).toEqual({ ok: false, refusal: { kind: "notFound" } });
  }
  expect(await findDiscarded(context.database, requestId(draft))).toBeUndefined();
  await context.database.execute(sql`delete from drafts where request_id = ${draft}`);
  expect(await discard(LO, draft)).toEqual({ ok: false, refusal: { kind: "notFound" } });
});

test("two who discard at once discard it once", async () => {
  const draft = await begin();
  const both = await Promise.all([discard(LO, draft), discard(BACKUP, draft)]);
  expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
});

describe("whose draft a colleague discards", () => {
  let other: TestContext;
  beforeEach(async () => {
    other = await testContext();
  });
  afterEach(() => other.close());

  const openOf = async (user: string, typed: Answers) => {
    const page = must(await startRequest(other, { ...other.interaction(user), afresh: true }));
    const { id: draft } = page.draft;
    must(await typeIn(user, draft, typed, 1));
    return draft;
  };
  const typeIn = (user: string, draft: string, answers: Answers, typedAt: number) =>
    typeInDraft(other, { ...other.interaction(user), draft, page: "whom", typedAt, answers });
  const throwAway = async (user: string, draft: string) =>
    must(await discardDraft(other, { ...other.interaction(user), draft, seen: 9 }));
  const told = async () => {
    const letters = (await openLetters(other)).filter(({ kind }) => kind === "draftDiscarded");
    return Promise.all(
      letters.map(async (letter) => ({
        to: letter.conversation,
        message: await composeLetter(other, letter, BEGINNING.plus({ minutes: 1 })),
      })),
    );
  };

  test("began it hears who discarded which, and may begin another one", async () => {
    await throwAway(BACKUP, await openOf(LO, { host: "JP", topic: "Kaizen in hospitals" }));
    const letters = await told();
    expect(letters).toMatchObject([
      {
        to: LO,
        message: {
          headline: "backup, FJ discarded the draft of NTPC, Fiji to JPC, Japan.",
          why: "You get this once, because you began it.",
          buttons: [{ verb: "start-draft", id: "FJ" }],
        },
      },
    ]);
    // What was typed went with the draft.
    expect(JSON.stringify(letters)).not.toContain("Kaizen");
    expect(JSON.stringify(await openLetters(other))).not.toContain("Kaizen");
  });

  test("held it hears too, and who discards it gets no letter", async () => {
    const third = { ...accountOf("FJ-third"), workspace: "T-FJ" };
    await giveRole(other, {
      name: "third, FJ",
      role: "liaison",
      organisation: "FJ",
      account: third,
    });
    const draft = await openOf(LO, { topic: "Kaizen" });
    must(await typeIn(BACKUP, draft, { objectives: "Learn" }, 2));
    await throwAway("FJ-third", draft);
    const letters = await told();
    expect(letters.map(({ to, message }) => [to, message?.headline, message?.why])).toEqual([
      [
        LO,
        "third, FJ discarded the draft of NTPC, Fiji.",
        "You get this once, because you began it.",
      ],
      [
        BACKUP,
        "third, FJ discarded the draft of NTPC, Fiji.",
        "You get this once, because you held it.",
      ],
    ]);
    const own = await openOf(LO, { topic: "Kaizen" });
    await throwAway(LO, own);
    expect(await told()).toHaveLength(2);
  });

  test("has no role any more hears nothing, at once and later", async () => {
    const remove = async (role: string) => {
      const person = await personByAccount(other.database, accountOf(LO));
      const removed = await removeRole(other, {
        ...other.interaction("APO-officer"),
        ...{ organisation: "FJ", person: person?.id ?? "", role },
      });
      expect(removed.ok).toBe(true);
    };
    const [first, second] = [
      await openOf(LO, { topic: "Kaizen" }),
      await openOf(LO, { topic: "Green jobs" }),
    ];
    await throwAway(BACKUP, first);
    await remove("liaison");
    // The letter is there already, and is composed with the rights of the moment.
    expect(await told()).toEqual([{ to: LO, message: undefined }]);
    await throwAway(BACKUP, second);
    expect(await told()).toHaveLength(1);
  });

  test("was an officer's on behalf of the NPO: the officer hears, and may begin for it again", async () => {
    const { draft } = await completeDraft(other, { user: "APO-officer", onBehalfOf: "FJ" });
    await throwAway(LO, draft);
    expect(await told()).toMatchObject([
      {
        to: "APO-officer",
        message: {
          headline: "liaison, FJ discarded the draft of NTPC, Fiji to JPC, Japan.",
          buttons: [{ verb: "start-on-behalf" }],
        },
      },
    ]);
  });
});
