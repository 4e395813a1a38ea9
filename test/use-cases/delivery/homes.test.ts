import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { organisationId } from "../../../src/domain/ids.ts";
import { pointer as pointerTo } from "../../../src/domain/pointers.ts";
import type { DateTime } from "../../../src/domain/time.ts";
import { inTransaction } from "../../../src/store/database.ts";
import { markHomesStale, type Whose } from "../../../src/store/home/home-marks.ts";
import { personByAccount } from "../../../src/store/people/people.ts";
import { allProgrammes } from "../../../src/store/programmes/programmes.ts";
import { roles } from "../../../src/store/schema.ts";
import { admitInAdvance } from "../../../src/use-cases/admissions/admit-in-advance.ts";
import { admitLate } from "../../../src/use-cases/admissions/admit-late.ts";
import { askAdmission } from "../../../src/use-cases/admissions/ask-admission.ts";
import { type ClaimedHome, type Homes, makeHomes } from "../../../src/use-cases/delivery/homes.ts";
import { turnPage } from "../../../src/use-cases/drafts/edit-draft.ts";
import { startRequest } from "../../../src/use-cases/drafts/start-request.ts";
import { typeInDraft } from "../../../src/use-cases/drafts/type-in-draft.ts";
import { addHolidays } from "../../../src/use-cases/members/calendar.ts";
import { inviteAccount, invitePerson } from "../../../src/use-cases/people/invite.ts";
import { joinWithCode } from "../../../src/use-cases/people/join.ts";
import { giveRole } from "../../../src/use-cases/people/people.ts";
import { makeWorkspaces } from "../../../src/use-cases/people/workspaces.ts";
import { refuseRound } from "../../../src/use-cases/programmes/refuse-round.ts";
import { assignRequest } from "../../../src/use-cases/requests/assign-request.ts";
import {
  accountOf,
  BEGINNING,
  type TestContext,
  testContext,
  tokyo,
} from "../../helpers/context.ts";
import { completeDraft } from "../../helpers/one-request.ts";
import { sendRequest, writeDraft } from "../../helpers/requests.ts";

const PEOPLE = ["FJ-liaison", "FJ-head", "JP-liaison", "BD-liaison", "APO-officer", "FJ-stranger"];
const START = tokyo("2026-11-24T12:00");

let context: TestContext;
let homes: Homes;
beforeEach(async () => {
  context = await testContext();
  context.setSystemTime(START);
  homes = makeHomes(context);
  for (const user of PEOPLE) await homes.open(homeOf(user));
  await drawAll();
});
afterEach(() => context.close());

const homeOf = (user: string) => ({ ...accountOf(user), workspace: `T-${user.split("-")[0]}` });

const drawn = (at: DateTime, validUntil?: DateTime) => ({
  digest: "d",
  hash: "h",
  drawnAt: at,
  validUntil,
});

const take = (now: DateTime = BEGINNING, most = 50): Promise<ClaimedHome[]> =>
  homes.take(most, now);

const drawAll = async (now: DateTime = BEGINNING): Promise<string[]> => {
  const taken = await take(now);
  for (const home of taken) {
    const { validUntil } = await homes.compose(home, now);
    await homes.settle(home, drawn(now, validUntil));
  }
  return taken.map(({ user }) => user).toSorted();
};

const inAnHour = () => context.setSystemTime(START.plus({ hours: 1 }));

describe("a home is drawn when something changes, not on each look", () => {
  test("the second look finds nothing to draw", async () => {
    await homes.open(homeOf("FJ-liaison"));
    await homes.open(homeOf("FJ-liaison"));
    expect(await drawAll()).toEqual([]);
  });

  test("a first look is", async () => {
    await homes.open(homeOf("FJ-backup"));
    await homes.open(homeOf("FJ-backup"));
    expect(await drawAll()).toEqual(["FJ-backup"]);
  });

  test.each<[string, () => Promise<unknown>, string[]]>([
    [
      "a request sent: sender, host and officers",
      () => sendRequest(context, { from: "FJ", by: accountOf("FJ-liaison"), at: BEGINNING }),
      ["APO-officer", "FJ-head", "FJ-liaison", "JP-liaison"],
    ],
    [
      "a request begun: its NPO",
      () => startRequest(context, { ...context.interaction("FJ-liaison"), afresh: true }),
      ["FJ-head", "FJ-liaison"],
    ],
    ['"Not this round": its NPO', () => refuseSomeRound(), ["FJ-head", "FJ-liaison"]],
    [
      "a holiday: its organisation",
      () =>
        addHolidays(context, {
          ...context.interaction("BD-liaison"),
          organisation: "BD",
          typed: { startsOn: "2023-03-28", endsOn: "", name: "A holiday", lines: "" },
        }),
      ["BD-liaison"],
    ],
    [
      "a programme: everyone with a role",
      () => mark("everybody"),
      ["APO-officer", "BD-liaison", "FJ-head", "FJ-liaison", "JP-liaison"],
    ],
    [
      "a role given: the organisation, officers, and the person who was a stranger",
      () => giveStrangerARole(),
      ["APO-officer", "FJ-head", "FJ-liaison", "FJ-stranger"],
    ],
    [
      "an invitation used: likewise",
      () => join(),
      ["APO-officer", "FJ-head", "FJ-liaison", "FJ-stranger"],
    ],
  ])("%s", async (_what, change, whose) => {
    await change();
    expect(await drawAll()).toEqual(whose);
    expect(await drawAll()).toEqual([]);
  });

  test("typing in a draft draws nothing, turning to another page does", async () => {
    const { id } = await writeDraft(context, {
      from: "FJ",
      by: accountOf("FJ-liaison"),
      at: BEGINNING,
    });
    await drawAll();
    const typed = { draft: id, answers: { topic: "Lean" }, typedAt: 9 };
    await typeInDraft(context, { ...context.interaction("FJ-liaison"), ...typed, page: "whom" });
    expect(await drawAll()).toEqual([]);
    const turn = { draft: id, answers: {}, typedAt: 10, page: "when", direction: "back" } as const;
    await turnPage(context, { ...context.interaction("FJ-liaison"), ...turn });
    expect(await drawAll()).toEqual(["APO-officer", "FJ-head", "FJ-liaison"]);
  });

  test("a late admission asked for, and given: its NPO and officers", async () => {
    const { draft } = await completeDraft(context);
    await drawAll();
    const at = tokyo("2023-04-03T12:00");
    const why = { why: "A reason" };
    const late = { ...context.interaction("FJ-liaison", at), draft, round: "", ...why };
    const asked = await askAdmission(context, late);
    if (!asked.ok) throw new Error(asked.refusal.kind);
    const concerned = ["APO-officer", "FJ-head", "FJ-liaison"];
    expect(await drawAll()).toEqual(concerned);
    const admission = asked.value.admission.id;
    await admitLate(context, { ...context.interaction("APO-officer", at), admission, ...why });
    expect(await drawAll()).toEqual(concerned);
    const given = { npo: "FJ", round: asked.value.round.id, ...why };
    await admitInAdvance(context, { ...context.interaction("APO-officer", at), ...given });
    expect(await drawAll()).toEqual(concerned);
  });

  test("a request that somebody takes: their own side", async () => {
    const by = accountOf("FJ-liaison");
    const { id: request } = await sendRequest(context, { from: "FJ", by, at: BEGINNING });
    await drawAll();
    const pointer = pointerTo("assignment", {
      request,
      organisation: organisationId("JP"),
      version: 0,
    });
    await assignRequest(context, { ...context.interaction("JP-liaison"), pointer });
    expect(await drawAll()).toEqual(["JP-liaison"]);
  });

  test("a role that was taken away: its person, also with none left, and then they are a stranger", async () => {
    const account = accountOf("BD-liaison");
    const person = await personByAccount(context.database, account);
    if (!person) throw new Error("no such person");
    await context.database.delete(roles).where(eq(roles.personId, person.id));
    await mark({ person: person.id });
    expect(await drawAll()).toEqual(["BD-liaison"]);
    const { home } = await homes.compose(homeOf("BD-liaison"), BEGINNING);
    expect(home.headline).toBe("I don't know you here yet.");
  });

  test("a further account of somebody who is known: its own home, which was a stranger's", async () => {
    await joinAsFurtherAccountOf("FJ-liaison");
    expect(await drawAll()).toContain("FJ-stranger");
    const { home } = await homes.compose(homeOf("FJ-stranger"), BEGINNING);
    expect(home.headline).not.toBe("I don't know you here yet.");
  });

  test("what was rolled back draws nothing", async () => {
    await inTransaction(context.database, async (tx) => {
      await markHomesStale(tx, "everybody");
      throw new Error("changed my mind");
    }).catch(() => undefined);
    expect(await drawAll()).toEqual([]);
  });

  test("time: a home is drawn anew when a closing date that it shows has passed, not before", async () => {
    expect(await drawAll(tokyo("2023-03-31T23:59:59"))).toEqual([]);
    expect(await drawAll(tokyo("2023-04-01T00:00"))).toEqual(
      PEOPLE.filter((user) => user !== "FJ-stranger").toSorted(),
    );
    expect(await drawAll(tokyo("2023-04-01T00:00"))).toEqual([]);
  });

  test("a clock that was put back draws them too", async () => {
    expect(await drawAll(BEGINNING.minus({ days: 1 }))).toEqual(PEOPLE.toSorted());
  });
});

describe("nothing is lost between those who draw", () => {
  const change = () => mark([organisationId("JP")]);

  test("of two processes one draws a home, and while it does the other doesn't", async () => {
    await change();
    const [one, other] = await Promise.all([take(), take()]);
    expect([...one, ...other].map(({ user }) => user)).toEqual(["JP-liaison"]);
    expect(await take()).toEqual([]);
  });

  test("a change while it is drawn has it drawn again", async () => {
    await change();
    const [home] = await take();
    await change();
    if (home) await homes.settle(home, drawn(BEGINNING));
    expect(await drawAll()).toEqual(["JP-liaison"]);
  });

  test("a process that ended while drawing leaves it to another, and what it says late counts no more", async () => {
    await change();
    const [late] = await take();
    inAnHour();
    const [next] = await take();
    expect(next?.user).toBe("JP-liaison");
    if (late) await homes.settle(late, drawn(BEGINNING));
    if (late) await homes.forget(late);
    if (next) await homes.giveBack(next, { ...soon(), hold: false, forgetHash: true });
    const [again] = await take();
    expect(again).toMatchObject({ user: "JP-liaison", hash: null, digest: null, attempts: 3 });
  });

  const soon = () => ({ availableAt: context.systemNow() });

  test("a workspace that must wait waits as a whole, the others don't", async () => {
    await mark([organisationId("FJ"), organisationId("JP")]);
    const taken = await take();
    const throttled = taken.find(({ user }) => user === "FJ-liaison");
    const availableAt = START.plus({ minutes: 1 });
    for (const home of taken.filter((one) => one !== throttled)) {
      await homes.giveBack(home, { ...soon(), hold: false, forgetHash: false });
    }
    if (throttled) await homes.giveBack(throttled, { availableAt, hold: true, forgetHash: false });
    expect((await take()).map(({ user }) => user)).toEqual(["JP-liaison"]);
    inAnHour();
    expect((await take()).map(({ user }) => user).toSorted()).toEqual([
      "FJ-head",
      "FJ-liaison",
      "JP-liaison",
    ]);
  });

  test("a tick takes no more than it was asked for", async () => {
    await mark("everybody");
    expect(await take(BEGINNING, 2)).toHaveLength(2);
    expect(await take(BEGINNING, 2)).toHaveLength(2);
  });
});

describe("the app goes and comes", () => {
  const workspaces = () => makeWorkspaces(context, [{ id: "test", key: Buffer.alloc(32, 7) }]);
  const fiji = { platform: "slack", id: "T-FJ" } as const;

  test("where it is installed anew, homes are drawn whatever was known of them", async () => {
    const installed = { name: "FJ", token: "xoxb-FJ", botUserId: "U-FJ-bot", botId: null };
    await workspaces().install({ ...fiji, ...installed });
    const taken = await take();
    expect(taken.map(({ user }) => user).toSorted()).toEqual([
      "FJ-head",
      "FJ-liaison",
      "FJ-stranger",
    ]);
    expect(taken.every(({ digest, hash }) => digest === null && hash === null)).toBe(true);
  });

  test("where it was removed, its homes are forgotten until somebody looks", async () => {
    await workspaces().remove(fiji);
    await mark("everybody");
    expect(await drawAll()).toEqual(["APO-officer", "BD-liaison", "JP-liaison"]);
    await homes.open(homeOf("FJ-liaison"));
    expect(await drawAll()).toEqual(["FJ-liaison"]);
  });
});

const mark = (whose: Whose): Promise<void> =>
  inTransaction(context.database, (tx) => markHomesStale(tx, whose));

const refuseSomeRound = async () => {
  const [programme] = await allProgrammes(context.database);
  const round = programme?.rounds[0]?.id ?? "";
  return refuseRound(context, { ...context.interaction("FJ-liaison"), round, npo: "FJ" });
};

const giveStrangerARole = () =>
  giveRole(context, {
    name: "backup",
    role: "backup",
    organisation: "FJ",
    account: homeOf("FJ-stranger"),
  });

const join = async () => {
  const asked = { name: "backup", organisation: "FJ", role: "backup" };
  return joinBy(await invitePerson(context, { ...context.interaction("APO-officer"), ...asked }));
};

const joinAsFurtherAccountOf = async (user: string) => {
  const person = (await personByAccount(context.database, accountOf(user)))?.id ?? "";
  const asked = { person, organisation: "FJ" };
  return joinBy(await inviteAccount(context, { ...context.interaction("APO-officer"), ...asked }));
};

const joinBy = (invited: Awaited<ReturnType<typeof invitePerson | typeof inviteAccount>>) => {
  if (!invited.ok) throw new Error(invited.refusal.kind);
  const { code } = invited.value;
  return joinWithCode(context, { ...context.interaction("FJ-stranger"), code, workspace: "T-FJ" });
};
