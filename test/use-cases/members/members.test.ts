import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { TypedFacts } from "../../../src/domain/members/member-facts.ts";
import type { Outcome } from "../../../src/domain/outcome.ts";
import {
  addHolidays,
  readCalendar,
  removeHolidays,
} from "../../../src/use-cases/members/calendar.ts";
import { correctMember, listMembers, readMember } from "../../../src/use-cases/members/members.ts";
import { subscribeChannel } from "../../../src/use-cases/reminders/subscribe-channel.ts";
import {
  accountOf,
  BEGINNING,
  subscribe,
  type TestContext,
  testContext,
  tokyo,
} from "../../helpers/context.ts";

let context: TestContext;
beforeEach(async () => {
  context = await testContext();
});
afterEach(() => context.close());

const given = <Value>(outcome: Outcome<Value, { readonly kind: string }>): Value => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.value;
};

const pageOf = (user: string, organisation: string) =>
  readMember(context, { account: accountOf(user), organisation, now: BEGINNING });

/** The instants of a channel's plan. */
const planOf = async (user: string): Promise<string[]> => {
  const [organisation = ""] = user.split("-");
  const channel = {
    platform: "slack",
    workspace: `T-${organisation}`,
    conversation: `C-${organisation}`,
  } as const;
  const seen = await subscribeChannel(context, {
    ...context.interaction(user),
    channel,
    wish: { kind: "read" },
  });
  return given(seen).next.map(
    ({ dueAt }) => dueAt.setZone("Asia/Tokyo").toISO()?.slice(0, 16) ?? "",
  );
};

describe("members are shown", () => {
  test("to an officer all of them and the Secretariat, with posts, vacant ones among them", async () => {
    const lines = given(await listMembers(context, accountOf("APO-officer")));
    expect(lines).toHaveLength(22);
    const fiji = lines.find(({ member }) => member.id === "FJ");
    expect(fiji?.posts.map(({ role, reach }) => `${role} ${reach}`).sort()).toEqual([
      "backup chat",
      "head chat",
      "liaison chat",
    ]);
    const japan = lines.find(({ member }) => member.id === "JP");
    expect(japan?.vacant).toEqual(["backup", "head"]);
  });

  test("to an LO, a backup and a head their own; another's is as if it weren't there", async () => {
    for (const user of ["FJ-liaison", "FJ-backup", "FJ-head"]) {
      const lines = given(await listMembers(context, accountOf(user)));
      expect(lines.map(({ member }) => member.id)).toEqual(["FJ"]);
      expect(await pageOf(user, "JP")).toEqual(await pageOf(user, "XX"));
    }
    expect(await pageOf("FJ-stranger", "FJ")).toMatchObject({ refusal: { kind: "stranger" } });
  });

  test("with the buttons that the reader may press, and no others", async () => {
    const may = async (user: string) => {
      const view = given(await pageOf(user, "FJ"));
      const removable = view.holders.filter(({ mayRemove }) => mayRemove).map(({ role }) => role);
      return { ...view.may, removable: removable.sort() };
    };
    expect(await may("APO-officer")).toEqual({
      correct: true,
      keepCalendar: true,
      invite: true,
      list: true,
      removable: ["backup", "head", "liaison"],
    });
    const inFiji = { correct: false, list: false };
    expect(await may("FJ-liaison")).toEqual({
      ...inFiji,
      keepCalendar: true,
      invite: true,
      removable: ["backup", "head"],
    });
    expect(await may("FJ-backup")).toEqual({
      ...inFiji,
      keepCalendar: true,
      invite: false,
      removable: [],
    });
    expect(await may("FJ-head")).toEqual({
      ...inFiji,
      keepCalendar: false,
      invite: false,
      removable: [],
    });
  });
});

describe("an officer corrects a member", () => {
  const typedOf = async (organisation: string): Promise<TypedFacts & { version: number }> => {
    const { member } = given(await pageOf("APO-officer", organisation));
    return {
      npo: member.npo ?? "",
      acronym: member.acronym ?? "",
      telephone: member.telephone ?? "",
      zone: member.zone,
      weekend: member.weekend.map(String),
      active: member.active ? "yes" : "no",
      version: member.version,
    };
  };

  const correct = async (
    over: Partial<TypedFacts>,
    {
      by = "APO-officer",
      organisation = "FJ",
      version,
      confirmed = [],
    }: { by?: string; organisation?: string; version?: number; confirmed?: string[] } = {},
  ) => {
    const { version: seen, ...typed } = await typedOf(organisation);
    return correctMember(context, {
      ...context.interaction(by),
      organisation,
      version: version ?? seen,
      typed: { ...typed, ...over },
      confirmed,
    });
  };

  test("nobody else does, and for them a member is as if it weren't there", async () => {
    for (const by of ["FJ-liaison", "FJ-head", "JP-liaison"]) {
      expect(await correct({ telephone: "+679 331 1004" }, { by })).toMatchObject({
        refusal: { kind: "notFound" },
      });
    }
    expect(given(await pageOf("APO-officer", "FJ")).member.telephone).toBeNull();
  });

  test("what changed is said back, and what it confirms", async () => {
    const corrected = given(
      await correct({ telephone: "+679 331 1004" }, { confirmed: ["weekend"] }),
    );
    expect(corrected.changes.map(({ fact }) => fact)).toEqual(["telephone"]);
    expect(corrected.confirmed).toEqual(["weekend"]);
    expect(corrected.view.member).toMatchObject({ telephone: "+679 331 1004", uncertain: [] });
  });

  test("against the version that was seen: of two at once one is told that it changed", async () => {
    const { version } = await typedOf("FJ");
    const both = await Promise.all([
      correct({ telephone: "+679 331 1004" }, { version }),
      correct({ acronym: "NTPC 2" }, { version, by: "APO-admin" }),
    ]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(both.find(({ ok }) => !ok)).toMatchObject({
      refusal: { kind: "changedMeanwhile", member: { version: version + 1 } },
    });
  });

  test("the same once more changes nothing, not even the version", async () => {
    const { version } = await typedOf("FJ");
    expect(given(await correct({})).changes).toEqual([]);
    expect((await typedOf("FJ")).version).toBe(version);
  });

  test("a weekend or zone plans the channel's reminders anew: Dhaka rests on Fridays", async () => {
    await subscribe(context, "JP-liaison", BEGINNING);
    const before = await planOf("JP-liaison");
    // 24 and 31 March 2023 are Fridays.
    expect(before.slice(0, 2)).toEqual(["2023-03-24T09:00", "2023-03-31T09:00"]);
    const weekend = given(await correct({ weekend: ["5", "6"] }, { organisation: "JP" }));
    expect(weekend.moved).toBeGreaterThan(0);
    expect((await planOf("JP-liaison")).slice(0, 2)).toEqual([
      "2023-03-23T09:00",
      "2023-03-30T09:00",
    ]);
    given(await correct({ zone: "Dhaka" }, { organisation: "JP" }));
    expect((await planOf("JP-liaison")).slice(0, 2)).toEqual([
      "2023-03-23T12:00",
      "2023-03-30T12:00",
    ]);
  });

  test("a suspended member is reminded of nothing, and again when it is active", async () => {
    await subscribe(context, "FJ-liaison", BEGINNING);
    const before = await planOf("FJ-liaison");
    expect(before).not.toEqual([]);
    expect(given(await correct({ active: "no" })).moved).toBe(before.length);
    expect(await planOf("FJ-liaison")).toEqual([]);
    given(await correct({ active: "yes" }));
    expect(await planOf("FJ-liaison")).toEqual(before);
  });

  test("the Secretariat can be corrected, and not suspended by leaving the question out", async () => {
    const { version: _, ...typed } = await typedOf("APO");
    const corrected = await correctMember(context, {
      ...context.interaction("APO-officer"),
      organisation: "APO",
      version: 1,
      typed: { ...typed, telephone: "+81 3 0000 0000", active: undefined },
      confirmed: [],
    });
    expect(given(corrected).view.member.active).toBe(true);
  });
});

describe("a calendar", () => {
  const EMPTY = { startsOn: "", endsOn: "", name: "", lines: "" };
  const add = (user: string, organisation: string, lines: string, at = BEGINNING) =>
    addHolidays(context, {
      ...context.interaction(user, at),
      organisation,
      typed: { ...EMPTY, lines },
    });
  const read = (user: string, organisation = "") =>
    readCalendar(context, { account: accountOf(user), organisation, now: BEGINNING });

  test("is kept by its LO and backup, by an officer for any, and by nobody else", async () => {
    for (const user of ["FJ-liaison", "FJ-backup", "APO-officer", "APO-admin"]) {
      expect(await add(user, "FJ", "2023-10-10 Fiji Day")).toMatchObject({ ok: true });
    }
    for (const user of ["FJ-head", "JP-liaison"]) {
      expect(await add(user, "FJ", "2023-10-11 Another")).toMatchObject({
        refusal: { kind: "notFound" },
      });
    }
    expect(await read("FJ-head")).toMatchObject({ refusal: { kind: "notACalendarKeeper" } });
    expect(given(await read("FJ-liaison")).runs).toEqual([
      { first: "2023-10-10", last: "2023-10-10", name: "Fiji Day" },
    ]);
  });

  test("of an officer is chosen, by name, other name, acronym or code too", async () => {
    expect(await read("APO-officer")).toMatchObject({ refusal: { kind: "whichOrganisation" } });
    for (const typed of ["fiji", "NTPC", "FJ", " Fiji "]) {
      expect(given(await read("APO-officer", typed)).organisation.id).toBe("FJ");
    }
    expect(await read("APO-officer", "Atlantis")).toMatchObject({
      refusal: { kind: "whichOrganisation" },
    });
  });

  test("changed at short notice moves what is planned at once, and back when it is removed", async () => {
    await subscribe(context, "JP-liaison", BEGINNING);
    const before = await planOf("JP-liaison");
    const added = given(await add("JP-liaison", "JP", "30–31 March 2023 Rest"));
    expect(added).toMatchObject({ days: 2, moved: 1 });
    const after = await planOf("JP-liaison");
    // The closing date itself and the day before are free: Wednesday is the last working day.
    expect(after[1]).toBe("2023-03-29T09:00");
    const run = { first: "2023-03-30", last: "2023-03-31", name: "Rest" };
    const removed = await removeHolidays(context, {
      ...context.interaction("JP-liaison"),
      organisation: "JP",
      run,
    });
    expect(given(removed)).toMatchObject({ days: 2, moved: 1 });
    expect(await planOf("JP-liaison")).toEqual(before);
    const again = await removeHolidays(context, {
      ...context.interaction("JP-liaison"),
      organisation: "JP",
      run,
    });
    expect(given(again)).toMatchObject({ days: 0, moved: 0 });
  });

  test("only its own organisation's reminders move", async () => {
    await subscribe(context, "JP-liaison", BEGINNING);
    await subscribe(context, "FJ-liaison", BEGINNING);
    const fijis = await planOf("FJ-liaison");
    given(await add("JP-liaison", "JP", "31 March 2023 Rest"));
    expect(await planOf("FJ-liaison")).toEqual(fijis);
  });

  test("a day that is there takes the new name; what has passed is left out", async () => {
    given(await add("FJ-liaison", "FJ", "2023-10-10 Fiji Day"));
    const again = await add(
      "FJ-liaison",
      "FJ",
      "2023-10-10 National Day\n2023-01-02 New Year\n2023-12-25 Christmas",
    );
    expect(given(again)).toMatchObject({ days: 1, known: 1, passed: 1 });
    expect(given(again).view.runs.map(({ name }) => name)).toEqual(["National Day", "Christmas"]);
  });

  test("a wrong line refuses all of them; two months of rest are refused too", async () => {
    expect(await add("FJ-liaison", "FJ", "2023-10-10 Fiji Day\nnonsense")).toMatchObject({
      refusal: { kind: "problems" },
    });
    const rest = "1 May - 31 May 2023 A\n1 June - 30 June 2023 B\n1 July - 15 July 2023 C";
    expect(await add("FJ-liaison", "FJ", rest)).toMatchObject({
      refusal: { kind: "restsTooLong" },
    });
    expect(given(await read("FJ-liaison")).runs).toEqual([]);
  });

  test("shows twelve months, and counts what comes later", async () => {
    given(await add("FJ-liaison", "FJ", "19 March 2024 In\n21 March 2024 Out"));
    const view = given(await read("FJ-liaison"));
    expect(view.runs.map(({ name }) => name)).toEqual(["In"]);
    expect(view.later).toBe(1);
  });

  test("what is due today in Suva is not over because it is in Tokyo's night", async () => {
    const late = tokyo("2023-10-10T20:00");
    const added = await add("FJ-liaison", "FJ", "2023-10-10 Fiji Day\n2023-10-11 Next", late);
    // 23:00 in Suva: still the 10th.
    expect(given(added)).toMatchObject({ days: 2, passed: 0 });
    const later = tokyo("2023-10-10T22:00");
    expect(given(await add("FJ-liaison", "FJ", "2023-10-10 Fiji Day", later))).toMatchObject({
      days: 0,
      passed: 1,
    });
  });
});
