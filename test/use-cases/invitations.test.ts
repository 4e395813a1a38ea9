import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DateTime } from "../../src/domain/time.ts";
import { makeIdentifyPerson } from "../../src/use-cases/identify-person.ts";
import { makeInvite } from "../../src/use-cases/invite.ts";
import { makeJoin } from "../../src/use-cases/join.ts";
import { accountOf, BEGINNING, type TestHouse, testHouse } from "../helpers/house.ts";

let house: TestHouse;
let codes = 0;

beforeEach(async () => {
  house = await testHouse();
});
afterEach(() => house.close());

/** Each invitation of a test has a code of its own. */
const withNewCode = (): TestHouse => {
  codes += 1;
  return { ...house, newSalt: () => codes.toString(16).padStart(2, "0").repeat(32) };
};

const invite = (by: string, organisation: string, role: string) =>
  makeInvite(withNewCode())({
    ...house.press(by),
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
  makeJoin(house)({ ...house.press(user, at), code, workspace: "T-MY" });

describe("who may invite whom (access.md)", () => {
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
    const person = await makeIdentifyPerson(house)(accountOf("MY-new"));
    expect(person?.roles).toEqual([{ organisation: "MY", role: "liaison" }]);
  });

  test("gives somebody who is known one more role, and no second record", async () => {
    const code = await codeFor("APO-officer", "JP", "backup");
    await join("FJ-liaison", code);
    const person = await makeIdentifyPerson(house)(accountOf("FJ-liaison"));
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
    const rows = await house.database.execute(
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
    house.setSystemTime(house.systemNow().plus({ minutes: 61 }));
    expect(await join("MY-guesser", code)).toMatchObject({ ok: true });
  });
});
