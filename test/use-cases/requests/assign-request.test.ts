import { sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import {
  organisationId,
  type PersonId,
  personId,
  type RequestId,
} from "../../../src/domain/ids.ts";
import { pointer as pointerTo } from "../../../src/domain/pointers.ts";
import { composeLetter } from "../../../src/use-cases/delivery/compose-letter.ts";
import { giveRole } from "../../../src/use-cases/people/people.ts";
import { releaseReminders } from "../../../src/use-cases/reminders/release-reminders.ts";
import { assignRequest, whoCouldHandle } from "../../../src/use-cases/requests/assign-request.ts";
import { listRequests, showRequest } from "../../../src/use-cases/requests/read-requests.ts";
import { verifyHistory } from "../../../src/use-cases/verify-history.ts";
import {
  accountOf,
  BEGINNING,
  type TestContext,
  testContext,
  tokyo,
} from "../../helpers/context.ts";
import { sendRequest } from "../../helpers/one-request.ts";

let context: TestContext;
let request: RequestId;
beforeEach(async () => {
  await context?.close();
  context = await testContext();
  await addRole("FJ-second", "liaison");
  await addRole("JP-second", "liaison");
  await addRole("JP-backup", "backup");
  request = (await sendRequest(context, { at: tokyo("2023-03-20T22:00") })).id;
});
afterAll(() => context.close());

const addRole = async (user: string, role: "liaison" | "backup") => {
  const [organisation = ""] = user.split("-");
  const account = { ...accountOf(user), workspace: `T-${organisation}` };
  await giveRole(context, { name: user, role, organisation, account });
};

const pointer = (side: string, version = 0): string =>
  pointerTo("assignment", { request, organisation: organisationId(side), version });

const take = (
  user: string,
  {
    side = user.slice(0, user.indexOf("-")),
    version = 0,
    to = undefined as PersonId | null | undefined,
  } = {},
) =>
  assignRequest(context, {
    ...context.interaction(user, tokyo("2023-03-21T14:02")),
    pointer: pointer(side, version),
    ...(to === undefined ? {} : { to }),
  });

const kindOf = (outcome: { ok: true } | { ok: false; refusal: { kind: string } }): string =>
  outcome.ok ? "done" : outcome.refusal.kind;

const idOf = async (user: string): Promise<PersonId> => {
  const [row] = await context.database.execute<{ person_id: string }>(
    sql`select person_id from accounts where user_id = ${user}`,
  );
  return personId(row?.person_id ?? "");
};

const dropRoles = async (user: string) =>
  context.database.execute(sql`delete from roles where person_id = ${await idOf(user)}`);

const seenBy = async (user: string) => {
  const view = await showRequest(context, {
    account: accountOf(user),
    which: request,
    now: BEGINNING,
  });
  if (!view.ok) throw new Error(view.refusal.kind);
  return view.value.assignments.map(({ organisation, handler, isReader, mayAssign }) => ({
    side: organisation as string,
    handler: handler?.name ?? null,
    isReader,
    mayAssign,
  }));
};

describe("I'll take it", () => {
  test("says to one's own side who handles it, and to no other", async () => {
    expect(await take("FJ-backup")).toMatchObject({ ok: true, value: { side: { id: "FJ" } } });
    const own = { side: "FJ", handler: "backup, FJ", isReader: false, mayAssign: true };
    expect(await seenBy("FJ-backup")).toEqual([{ ...own, isReader: true }]);
    expect(await seenBy("FJ-second")).toEqual([own]);
    expect(await seenBy("FJ-head")).toEqual([{ ...own, mayAssign: false }]);
    const nobody = { handler: null, isReader: false, mayAssign: true };
    expect(await seenBy("JP-liaison")).toEqual([{ ...nobody, side: "JP" }]);
    expect(await seenBy("APO-officer")).toEqual([{ ...nobody, side: "APO" }]);
  });

  test("the lists say it to that side only", async () => {
    await take("JP-second");
    await take("APO-officer");
    const line = async (user: string) => {
      const list = await listRequests(context, { account: accountOf(user), now: BEGINNING });
      return list.ok ? list.value.requests[0]?.handler : undefined;
    };
    expect(await line("JP-second")).toEqual({ name: "JP-second", isReader: true });
    expect(await line("JP-liaison")).toEqual({ name: "JP-second", isReader: false });
    expect(await line("APO-admin")).toEqual({ name: "officer, APO", isReader: false });
    expect(await line("FJ-liaison")).toBeUndefined();
  });

  test("leaves a history row for each change, and none for a press that changes nothing", async () => {
    await take("FJ-second");
    await take("FJ-second", { version: 1 });
    await take("FJ-liaison", { version: 1 });
    const rows = await context.database.execute<{ action: string; payload: unknown }>(
      sql`select action, organisation_id, payload from history
        join history_payloads using (request_id, ordinal) where action = 'assign' order by ordinal`,
    );
    const [second, liaison] = [await idOf("FJ-second"), await idOf("FJ-liaison")];
    expect(rows).toEqual([
      { action: "assign", organisation_id: "FJ", payload: { side: "FJ", from: null, to: second } },
      {
        action: "assign",
        organisation_id: "FJ",
        payload: { side: "FJ", from: second, to: liaison },
      },
    ]);
    expect(await verifyHistory(context)).toMatchObject({ broken: [] });
  });

  test("is refused to whoever may only read, and not even told of to whoever may not", async () => {
    expect(kindOf(await take("FJ-head"))).toBe("notYourSide");
    expect(kindOf(await take("FJ-liaison", { side: "JP" }))).toBe("notYourSide");
    expect(kindOf(await take("APO-officer", { side: "FJ" }))).toBe("notYourSide");
    expect(kindOf(await take("BD-liaison", { side: "FJ" }))).toBe("notFound");
    expect(kindOf(await take("BD-liaison", { side: "BD" }))).toBe("notFound");
    expect(kindOf(await take("FJ-stranger", { side: "FJ" }))).toBe("stranger");
  });

  test("a pointer that is none of ours is nothing", async () => {
    for (const strange of ["", "x", `${request}`, `${request}:FJ`, `${request}:FJ:-1`, "::"]) {
      const interaction = context.interaction("FJ-liaison");
      expect(kindOf(await assignRequest(context, { ...interaction, pointer: strange }))).toBe(
        "notFound",
      );
    }
  });
});

describe("two at once", () => {
  test("one gets it, and the other is told who was faster; a second press of one's own is the same", async () => {
    const both = await Promise.all([take("FJ-liaison"), take("FJ-second")]);
    expect(both.map(kindOf).sort()).toEqual(["changed", "done"]);
    const [loser] = both.filter(({ ok }) => !ok);
    const [winner] = (await seenBy("FJ-backup")).map(({ handler }) => handler);
    const shown =
      loser && !loser.ok && loser.refusal.kind === "changed"
        ? loser.refusal.view.assignments[0]
        : undefined;
    expect(shown?.handler?.name).toBe(winner);
    expect(shown?.since?.toMillis()).toBe(tokyo("2023-03-21T14:02").toMillis());
    const again = await Promise.all([take("FJ-liaison"), take("FJ-second")]);
    expect(again.map(kindOf).sort()).toEqual(["changed", "done"]);
  });

  test("a card from before a change and its undoing counts as old", async () => {
    await take("JP-liaison");
    await take("JP-liaison", { version: 1, to: null });
    expect(kindOf(await take("JP-second"))).toBe("changed");
    expect(kindOf(await take("JP-second", { version: 2 }))).toBe("done");
  });
});

describe("handing it to a colleague", () => {
  test("offers the people of one's own side, and nobody else", async () => {
    const offered = async (user: string, side: string) => {
      const found = await whoCouldHandle(context, {
        now: BEGINNING,
        account: accountOf(user),
        pointer: pointer(side),
      });
      return found.ok ? found.value.colleagues.map(({ name }) => name) : found.refusal.kind;
    };
    expect(await offered("JP-liaison", "JP")).toEqual(["JP-backup", "JP-second", "liaison, JP"]);
    expect(await offered("APO-admin", "APO")).toEqual(["admin, APO", "officer, APO"]);
    expect(await offered("JP-liaison", "FJ")).toBe("notYourSide");
    expect(await offered("BD-liaison", "JP")).toBe("notFound");
  });

  test("works for colleagues and for nobody, not for others or for who lost the role", async () => {
    expect(kindOf(await take("FJ-liaison", { to: await idOf("FJ-backup") }))).toBe("done");
    expect(kindOf(await take("FJ-liaison", { version: 1, to: null }))).toBe("done");
    for (const user of ["JP-liaison", "FJ-head", "APO-officer"]) {
      expect(kindOf(await take("FJ-liaison", { version: 2, to: await idOf(user) }))).toBe(
        "notAColleague",
      );
    }
    await dropRoles("FJ-backup");
    expect(kindOf(await take("FJ-liaison", { version: 2, to: await idOf("FJ-backup") }))).toBe(
      "notAColleague",
    );
  });

  const told = async () =>
    (
      await context.database.execute<{ conversation: string; ids: Record<string, string> }>(
        sql`select conversation, ids from outbox where kind = 'handlerSettled' order by ordinal`,
      )
    ).map((letter) => letter);

  test("tells who gets it and who had it, not who pressed", async () => {
    await take("FJ-liaison");
    expect(await told()).toEqual([]);
    await take("FJ-second", { version: 1, to: await idOf("FJ-backup") });
    const letters = await told();
    expect(letters.map(({ conversation }) => conversation).sort()).toEqual([
      "FJ-backup",
      "FJ-liaison",
    ]);
    for (const { conversation, ids } of letters) {
      const message = await composeLetter(context, { kind: "handlerSettled", ids }, BEGINNING);
      expect(message?.headline).toMatch(
        conversation === "FJ-backup" ? /^You handle BCN-2023-001/ : /^backup, FJ handles/,
      );
    }
    await dropRoles("FJ-liaison");
    const former = letters.find(({ conversation }) => conversation === "FJ-liaison");
    expect(
      await composeLetter(context, { kind: "handlerSettled", ids: former?.ids ?? {} }, BEGINNING),
    ).toBe(undefined);
  });
});

test("whoever is of two sides and was given it at both by night hears of both in the morning", async () => {
  const account = { ...accountOf("FJ-backup"), workspace: "T-FJ" };
  await giveRole(context, { name: "both", role: "officer", organisation: "APO", account });
  const night = tokyo("2023-03-21T23:00");
  const to = await idOf("FJ-backup");
  for (const side of ["FJ", "APO"]) {
    const user = side === "FJ" ? "FJ-liaison" : "APO-officer";
    const wish = { ...context.interaction(user, night), pointer: pointer(side), to };
    expect(kindOf(await assignRequest(context, wish))).toBe("done");
  }
  await releaseReminders(context, tokyo("2023-03-22T13:00"));

  const told = await context.database.execute<{ side: string }>(
    sql`select ids ->> 'side' as side from outbox where kind = 'handlerSettled'`,
  );
  expect(told.map(({ side }) => side).toSorted()).toEqual(["APO", "FJ"]);
});

describe("a handler who chats in two places", () => {
  const giveAnother = async (user: string) =>
    context.database.execute(sql`
      insert into accounts (platform, tenant, user_id, workspace, person_id, joined_at)
      values ('slack', 'T-APO', ${`${user}-elsewhere`}, 'T-APO', ${await idOf(user)}, now())`);

  test("is told in one, the newest", async () => {
    await giveAnother("FJ-backup");
    await take("FJ-liaison", { to: await idOf("FJ-backup") });
    const told = await context.database.execute<{ conversation: string }>(
      sql`select conversation from outbox where kind = 'handlerSettled'`,
    );
    expect(told.map(({ conversation }) => conversation)).toEqual(["FJ-backup-elsewhere"]);
  });
});

describe("only that one is reminded", () => {
  /** The host's card waits for Japan's next working morning; this is what it would say then. */
  const asked = async () => {
    const planned = await context.database.execute<{
      conversation: string;
      ids: Record<string, string>;
    }>(sql`select conversation, ids from reminders where duty = 'hostAsked' and settled is null`);
    const composed = await Promise.all(
      planned.map(async ({ conversation, ids }) => ({
        conversation,
        message: await composeLetter(context, { kind: "hostAsked", ids }, BEGINNING),
      })),
    );
    return composed
      .filter(({ message }) => message)
      .map(({ conversation }) => conversation)
      .sort();
  };

  test("both Liaison Officers get the host's card as long as nobody has taken it", async () => {
    expect(await asked()).toEqual(["JP-liaison", "JP-second"]);
  });

  test("as soon as one takes it the card is needless to the other", async () => {
    await take("JP-second");
    expect(await asked()).toEqual(["JP-second"]);
  });

  test("whoever handled it and lost the role counts as nobody: it is the others' again", async () => {
    await take("JP-backup");
    expect(await asked()).toEqual([]);
    await dropRoles("JP-backup");
    expect(await asked()).toEqual(["JP-liaison", "JP-second"]);
    expect(await seenBy("JP-liaison")).toMatchObject([{ side: "JP", handler: null }]);
  });

  test("whoever handled it and can't be reached is passed over too", async () => {
    await take("JP-backup");
    await context.database.execute(sql`delete from accounts where user_id = 'JP-backup'`);
    expect(await asked()).toEqual(["JP-liaison", "JP-second"]);
  });

  test("who handles it at the Secretariat or at the sender changes nothing for the host", async () => {
    await take("APO-officer");
    await take("FJ-backup");
    expect(await asked()).toEqual(["JP-liaison", "JP-second"]);
  });
});
