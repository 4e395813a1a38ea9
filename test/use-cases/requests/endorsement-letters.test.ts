/** The file of an endorsement letter: who it is fetched for, and what remains of it. */
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { RequestId } from "../../../src/domain/ids.ts";
import { done } from "../../../src/domain/outcome.ts";
import { pointer as pointerTo } from "../../../src/domain/pointers.ts";
import { requestDetails } from "../../../src/messages/requests/request-cards.ts";
import { performAction } from "../../../src/use-cases/requests/perform-action.ts";
import { showRequest } from "../../../src/use-cases/requests/read-requests.ts";
import { accountOf, type TestContext, testContext, tokyo } from "../../helpers/context.ts";
import { EVIDENCE, sendRequest } from "../../helpers/one-request.ts";

const TUESDAY = tokyo("2023-03-28T13:00");

let context: TestContext;
let request: RequestId;
let fetched: string[];
beforeEach(async () => {
  context = await testContext();
  ({ id: request } = await sendRequest(context));
  fetched = [];
});
afterEach(() => context.close());

const add = async (
  user: string,
  side: "sender" | "host",
  { version = 2, text = "%PDF-1.7", evidence = {}, meanwhile = async () => {} } = {},
) => {
  const performed = await performAction(context, {
    ...context.interaction(user, TUESDAY),
    action: "add-letter",
    pointer: pointerTo("action", { request, version, side }),
    answers: { letter: "F1", ...evidence },
    fetch: async (id) => {
      fetched.push(id);
      await meanwhile();
      return done({ bytes: Buffer.from(text) });
    },
  });
  return performed.ok ? "yes" : performed.refusal.kind;
};

const kept = async (): Promise<number> => {
  const [row] = await context.database.execute<{ files: number }>(
    sql`select count(*)::int as files from endorsement_letters`,
  );
  return row?.files ?? 0;
};

test("is kept once the letter is added", async () => {
  expect(await add("FJ-liaison", "sender")).toBe("yes");
  expect(fetched).toEqual(["F1"]);
  expect(await kept()).toBe(1);
});

test.each([
  ["who may not add it for that NPO", "FJ-liaison", "host", {}, "mayNot"],
  ["who sees what stood before", "FJ-liaison", "sender", { version: 1 }, "changed"],
  ["another NPO", "BD-liaison", "sender", {}, "notFound"],
] as const)("isn't fetched for %s", async (_who, user, side, given, kind) => {
  expect(await add(user, side, given)).toBe(kind);
  expect(fetched).toEqual([]);
  expect(await kept()).toBe(0);
});

test.each([
  ["it is none of what a letter may be", "FJ-liaison", { text: "MZ" }, "problems"],
  ["an officer didn't say how they know", "APO-officer", {}, "problems"],
] as const)("isn't kept where %s", async (_why, user, given, kind) => {
  expect(await add(user, "sender", given)).toBe(kind);
  expect(fetched).toEqual(["F1"]);
  expect(await kept()).toBe(0);
});

test("is kept beside a colleague's that came while it was fetched", async () => {
  const meanwhile = async () => {
    expect(await add("FJ-backup", "sender")).toBe("yes");
  };
  expect(await add("FJ-liaison", "sender", { meanwhile, text: "%PDF-1.7 other" })).toBe("yes");
  expect(await kept()).toBe(2);
});

test("the very same file is an NPO's letter once, however often it is pressed", async () => {
  const both = await Promise.all([add("FJ-liaison", "sender"), add("FJ-liaison", "sender")]);
  expect(both.toSorted()).toEqual(["problems", "yes"]);
  expect(await add("JP-liaison", "host")).toBe("yes");
  expect(await kept()).toBe(2);
});

test("isn't kept where the request was withdrawn while it was fetched", async () => {
  const meanwhile = async () => {
    const withdrawn = await performAction(context, {
      ...context.interaction("FJ-backup", TUESDAY),
      action: "withdraw",
      pointer: pointerTo("action", { request, version: 2 }),
      answers: { reason: "A storm" },
    });
    expect(withdrawn.ok).toBe(true);
  };
  expect(await add("FJ-liaison", "sender", { meanwhile })).toBe("changed");
  expect(await kept()).toBe(0);
});

test("an officer adds it for either NPO, and says how they know", async () => {
  expect(await add("APO-officer", "host", { evidence: EVIDENCE })).toBe("yes");
  expect(await kept()).toBe(1);
});

test("a fourth of an NPO is refused with where to read the others, which can be told apart", async () => {
  for (let count = 1; count <= 3; count += 1) {
    expect(await add("FJ-liaison", "sender", { text: `%PDF-1.7 ${count}` })).toBe("yes");
  }
  const show = async () => {
    const shown = await showRequest(context, {
      ...{ account: accountOf("JP-liaison"), which: "1", now: TUESDAY },
    });
    if (!shown.ok) throw new Error(shown.refusal.kind);
    return shown.value;
  };
  const labels = requestDetails(await show())
    .buttons.filter(({ verb }) => verb === "read-letter")
    .map(({ label }) => label);
  expect(labels).toEqual([
    "Letter 1 of NTPC (Tue 28 March)",
    "Letter 2 of NTPC (Tue 28 March)",
    "Letter 3 of NTPC (Tue 28 March)",
  ]);
  expect(await add("FJ-liaison", "sender")).toBe("notNow");
  expect(await kept()).toBe(3);
  const { can } = await show();
  expect(can.map(({ action, side }) => [action, side])).toContainEqual(["add-letter", "host"]);
});
