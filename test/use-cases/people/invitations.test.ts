import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DateTime } from "../../../src/domain/time.ts";
import { personByAccount } from "../../../src/store/people/people.ts";
import { composeLetter } from "../../../src/use-cases/delivery/compose-letter.ts";
import { identifyPerson } from "../../../src/use-cases/people/identify-person.ts";
import { inviteAccount, invitePerson } from "../../../src/use-cases/people/invite.ts";
import { joinWithCode } from "../../../src/use-cases/people/join.ts";
import { removeRole } from "../../../src/use-cases/people/remove-role.ts";
import { accountOf, BEGINNING, type TestContext, testContext } from "../../helpers/context.ts";
import { openLetters } from "../../helpers/letters.ts";

let context: TestContext;
let codes = 0;

beforeEach(async () => {
  context = await testContext();
});
afterEach(() => context.close());

/** Each invitation of a test has a code of its own. */
const withNewCode = (): TestContext => {
  codes += 1;
  return { ...context, newSalt: () => codes.toString(16).padStart(2, "0").repeat(32) };
};

const invite = (by: string, organisation: string, role: string) =>
  invitePerson(withNewCode(), {
    ...context.interaction(by),
    name: `${role} of ${organisation}`,
    organisation,
    role,
  });

const codeFor = async (by: string, organisation: string, role: string): Promise<string> => {
  const invited = await invite(by, organisation, role);
  if (!invited.ok) throw new Error(invited.refusal.kind);
  return invited.value.code;
};

const join = (user: string, code: string, at: DateTime = BEGINNING) =>
  joinWithCode(context, { ...context.interaction(user, at), code, workspace: "T-MY" });

describe("who may invite whom (docs/access.md)", () => {
  test.each([
    ["APO-officer", "MY", "liaison"],
    ["APO-officer", "APO", "officer"],
    ["APO-admin", "APO", "admin"],
    ["FJ-liaison", "FJ", "backup"],
    ["FJ-liaison", "FJ", "head"],
  ])("%s may invite for %s a %s", async (by, organisation, role) => {
    expect(await invite(by, organisation, role)).toMatchObject({ ok: true });
  });

  test.each([
    ["APO-officer", "APO", "admin", "notThisRole"],
    ["APO-officer", "MY", "officer", "notThisRole"],
    ["FJ-liaison", "FJ", "liaison", "notThisRole"],
    ["FJ-liaison", "JP", "backup", "notThisRole"],
    ["FJ-liaison", "XX", "backup", "notThisRole"],
    ["FJ-backup", "FJ", "head", "mayNotInvite"],
    ["FJ-head", "FJ", "backup", "mayNotInvite"],
    ["FJ-stranger", "FJ", "backup", "stranger"],
  ])("%s may not invite for %s a %s", async (by, organisation, role, kind) => {
    expect(await invite(by, organisation, role)).toMatchObject({ ok: false, refusal: { kind } });
  });
});

describe("a code", () => {
  test("makes a stranger the one who was invited, with small letters and blanks too", async () => {
    const code = await codeFor("APO-officer", "MY", "liaison");
    expect(await join("MY-new", ` ${code.toLowerCase().replaceAll("-", " ")}`)).toMatchObject({
      ok: true,
      value: { role: "liaison", organisation: { id: "MY" } },
    });
    const person = await identifyPerson(context, accountOf("MY-new"));
    expect(person?.roles).toEqual([{ organisation: "MY", role: "liaison" }]);
  });

  test("gives somebody who is known one more role, and no second record", async () => {
    const code = await codeFor("APO-officer", "JP", "backup");
    await join("FJ-liaison", code);
    const person = await identifyPerson(context, accountOf("FJ-liaison"));
    expect(person?.roles.map(({ organisation, role }) => `${organisation} ${role}`).sort()).toEqual(
      ["FJ liaison", "JP backup"],
    );
  });

  test("works once, however many use it at the same moment", async () => {
    const code = await codeFor("APO-officer", "MY", "liaison");
    const tries = await Promise.all(["MY-a", "MY-b", "MY-c"].map((user) => join(user, code)));
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("works for 30 days and not a moment longer", async () => {
    const code = await codeFor("APO-officer", "MY", "liaison");
    const end = BEGINNING.plus({ days: 30 });
    expect(await join("MY-late", code, end)).toMatchObject({ refusal: { kind: "wrongCode" } });
    expect(await join("MY-new", code, end.minus({ milliseconds: 1 }))).toMatchObject({ ok: true });
  });

  test("stands nowhere in the database", async () => {
    const code = await codeFor("APO-officer", "MY", "liaison");
    const rows = await context.database.execute(
      sql`select row_to_json(invitations) from invitations`,
    );
    expect(rows).toHaveLength(1);
    const kept = JSON.stringify(rows).toUpperCase();
    expect(kept).not.toContain(code);
    expect(kept).not.toContain(code.replaceAll("-", ""));
  });
});

describe("guessing", () => {
  const guess = () => join("MY-guesser", "0000-0000-0000-0000");

  test("five wrong codes an hour, then even the right one waits; an hour later it works", async () => {
    const code = await codeFor("APO-officer", "MY", "liaison");
    for (const guessesLeft of [4, 3, 2, 1, 0]) {
      expect(await guess()).toEqual({ ok: false, refusal: { kind: "wrongCode", guessesLeft } });
    }
    expect(await join("MY-guesser", code)).toMatchObject({ refusal: { kind: "tooManyGuesses" } });
    expect(await join("MY-other", "0")).toMatchObject({ refusal: { guessesLeft: 4 } });
    context.setSystemTime(context.systemNow().plus({ minutes: 61 }));
    expect(await join("MY-guesser", code)).toMatchObject({ ok: true });
  });
});

describe("guessing at once", () => {
  test("of twenty guesses at the same moment five are counted, and the others wait", async () => {
    const tries = await Promise.all(
      Array.from({ length: 20 }, () => join("MY-guesser", "0000-0000-0000-0000")),
    );
    const kinds = tries.map((one) => (one.ok ? "in" : one.refusal.kind));
    expect(kinds.filter((kind) => kind === "wrongCode")).toHaveLength(5);
    expect(kinds.filter((kind) => kind === "tooManyGuesses")).toHaveLength(15);
  });
});

const idOf = async (user: string): Promise<string> =>
  (await personByAccount(context.database, accountOf(user)))?.id ?? "";

const remove = async (user: string, organisation: string, role: string) => {
  const person = await idOf(user);
  const removed = await removeRole(context, {
    ...context.interaction("APO-admin"),
    organisation,
    person,
    role,
  });
  if (!removed.ok) throw new Error(removed.refusal.kind);
};

describe("joining again", () => {
  test("with the code one came in with is said kindly, and is no guess", async () => {
    const code = await codeFor("APO-officer", "MY", "liaison");
    await join("MY-new", code);
    for (let times = 0; times < 6; times += 1) {
      expect(await join("MY-new", code)).toMatchObject({
        refusal: { kind: "alreadyIn", role: "liaison" },
      });
    }
    expect(await join("MY-other", code)).toMatchObject({ refusal: { kind: "wrongCode" } });
  });

  test("with a code for a role one has leaves it good for whom it is meant", async () => {
    const code = await codeFor("APO-officer", "FJ", "liaison");
    expect(await join("FJ-liaison", code)).toMatchObject({ refusal: { kind: "alreadyIn" } });
    expect(await join("FJ-second", code)).toMatchObject({ ok: true });
  });

  test("after the role was taken away needs a new code", async () => {
    const code = await codeFor("APO-officer", "MY", "liaison");
    await join("MY-new", code);
    await remove("MY-new", "MY", "liaison");
    expect(await join("MY-new", code)).toMatchObject({ refusal: { kind: "wrongCode" } });
  });

  test("of a suspended member lets in: the membership is no person's fault", async () => {
    const code = await codeFor("APO-officer", "HK", "liaison");
    expect(await join("HK-new", code)).toMatchObject({
      value: { organisation: { id: "HK", active: false } },
    });
  });

  test("is refused when the inviter may no longer invite, even if nothing was revoked", async () => {
    const code = await codeFor("FJ-liaison", "FJ", "backup");
    await context.database.execute(
      sql`delete from roles where person_id = ${await idOf("FJ-liaison")}`,
    );
    expect(await join("FJ-new", code)).toMatchObject({ refusal: { kind: "wrongCode" } });
  });
});

describe("a further chat account of one person", () => {
  const inviteAccountAs = async (by: string, whom: string, organisation: string) =>
    inviteAccount(withNewCode(), {
      ...context.interaction(by),
      person: await idOf(whom),
      organisation,
    });
  const accountCode = async (by: string, whom: string, organisation: string) => {
    const invited = await inviteAccountAs(by, whom, organisation);
    if (!invited.ok) throw new Error(invited.refusal.kind);
    return invited.value.code;
  };

  test("leads to the same record: one person, two accounts, in two workspaces", async () => {
    const code = await accountCode("APO-officer", "FJ-liaison", "FJ");
    expect(await join("FJ-elsewhere", code)).toMatchObject({
      value: { furtherAccount: true, role: "liaison" },
    });
    expect(await idOf("FJ-elsewhere")).toBe(await idOf("FJ-liaison"));
    expect(await join("FJ-elsewhere", code)).toMatchObject({ refusal: { kind: "alreadyIn" } });
  });

  test.each([
    ["FJ-liaison", "FJ-liaison", "FJ", true],
    ["FJ-head", "FJ-head", "FJ", true],
    ["FJ-liaison", "FJ-backup", "FJ", true],
    ["FJ-backup", "FJ-liaison", "FJ", false],
    ["JP-liaison", "FJ-backup", "FJ", false],
    ["APO-officer", "APO-admin", "APO", false],
    ["APO-admin", "APO-officer", "APO", true],
  ])("%s may let in one of %s, %s: %s", async (by, whom, organisation, may) => {
    expect((await inviteAccountAs(by, whom, organisation)).ok).toBe(may);
  });

  test("an LO can't open the door to what their backup may elsewhere", async () => {
    const code = await codeFor("APO-officer", "JP", "backup");
    await join("FJ-backup", code);
    expect(await inviteAccountAs("FJ-liaison", "FJ-backup", "FJ")).toMatchObject({
      refusal: { kind: "notFound" },
    });
  });

  test("nor with a code written before the backup got a role elsewhere", async () => {
    const account = await accountCode("FJ-liaison", "FJ-backup", "FJ");
    await join("FJ-backup", await codeFor("APO-officer", "JP", "backup"));
    expect(await join("FJ-elsewhere", account)).toMatchObject({ refusal: { kind: "wrongCode" } });
  });

  test("an account that leads to another person with a role is not taken from them", async () => {
    const code = await accountCode("APO-officer", "FJ-liaison", "FJ");
    expect(await join("JP-liaison", code)).toMatchObject({ refusal: { kind: "someoneElses" } });
    expect(await idOf("JP-liaison")).not.toBe(await idOf("FJ-liaison"));
    await remove("JP-liaison", "JP", "liaison");
    expect(await join("JP-liaison", code)).toMatchObject({ ok: true });
    expect(await idOf("JP-liaison")).toBe(await idOf("FJ-liaison"));
  });
});

describe("whoever invited somebody", () => {
  const told = async () => {
    const letters = (await openLetters(context)).filter(({ kind }) => kind === "personJoined");
    return Promise.all(
      letters.map(async (letter) => {
        const message = await composeLetter(context, letter, BEGINNING.plus({ minutes: 1 }));
        return [letter.conversation, message?.headline];
      }),
    );
  };

  test("hears that they have joined, by the post by which they invited", async () => {
    await join("MY-new", await codeFor("APO-officer", "MY", "liaison"));
    await join("FJ-new", await codeFor("FJ-liaison", "FJ", "head"));
    expect(await told()).toEqual([
      ["APO-officer", "liaison of MY has joined as Liaison Officer of MPC, Malaysia."],
      ["FJ-liaison", "head of FJ has joined as NPO Head of NTPC, Fiji."],
    ]);
  });

  test("hears nothing of a wrong code, nor twice of one that works once", async () => {
    const code = await codeFor("APO-officer", "MY", "liaison");
    await join("MY-guesser", "0000-0000-0000-0000");
    expect(await told()).toEqual([]);
    await Promise.all([join("MY-new", code), join("MY-new", code), join("MY-other", code)]);
    expect(await told()).toHaveLength(1);
  });

  test("hears of a further chat account, and not of one of their own", async () => {
    const accountOfBackup = async (by: string, whose: string) => {
      const person = await personByAccount(context.database, accountOf(whose));
      const invited = await inviteAccount(withNewCode(), {
        ...context.interaction(by),
        organisation: "FJ",
        person: person?.id ?? "",
      });
      if (!invited.ok) throw new Error(invited.refusal.kind);
      return invited.value.code;
    };
    await join("FJ-liaison-2", await accountOfBackup("FJ-liaison", "FJ-liaison"));
    expect(await told()).toEqual([]);
    await join("FJ-backup-2", await accountOfBackup("FJ-liaison", "FJ-backup"));
    const headlines = (await told()).map(([, headline]) => headline);
    expect(headlines).toEqual([
      "backup, FJ, Backup LO of NTPC, Fiji, uses a further chat account now.",
    ]);
  });

  test("reads nothing of it any more once they or the role are gone", async () => {
    await join("FJ-new", await codeFor("FJ-liaison", "FJ", "head"));
    await join("FJ-other", await codeFor("FJ-liaison", "FJ", "backup"));
    const remove = async (user: string, role: string) => {
      const person = await personByAccount(context.database, accountOf(user));
      const removed = await removeRole(context, {
        ...context.interaction("APO-officer"),
        ...{ organisation: "FJ", person: person?.id ?? "", role },
      });
      expect(removed.ok).toBe(true);
    };
    await remove("FJ-new", "head");
    expect((await told()).map(([, headline]) => headline)).toEqual([
      undefined,
      "backup of FJ has joined as Backup LO of NTPC, Fiji.",
    ]);
    await remove("FJ-liaison", "liaison");
    expect((await told()).map(([, headline]) => headline)).toEqual([undefined, undefined]);
  });
});
