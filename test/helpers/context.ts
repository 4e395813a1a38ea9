/** A context on a test database, with the people of the first slice and a programme. */
import { randomUUID } from "node:crypto";
import type { Draft } from "../../src/domain/drafts/drafts.ts";
import { programmeId, roundId } from "../../src/domain/ids.ts";
import type { RoleName } from "../../src/domain/people.ts";
import {
  DEFAULT_REMINDERS,
  DEFAULT_ZONE,
  type Programme,
} from "../../src/domain/programmes/programmes.ts";
import { DateTime } from "../../src/domain/time.ts";
import { type Database, inTransaction } from "../../src/store/database.ts";
import { type Account, personByAccount } from "../../src/store/people/people.ts";
import { allProgrammes, saveProgramme } from "../../src/store/programmes/programmes.ts";
import type { Context, Interaction } from "../../src/use-cases/context.ts";
import { addHolidays } from "../../src/use-cases/members/calendar.ts";
import { giveRole } from "../../src/use-cases/people/people.ts";
import { makeWorkspaces } from "../../src/use-cases/people/workspaces.ts";
import { subscribeChannel } from "../../src/use-cases/reminders/subscribe-channel.ts";
import { programmeOf2023 } from "./builders.ts";
import { testDatabase, testTemplate } from "./database.ts";

export const tokyo = (iso: string): DateTime => DateTime.fromISO(iso, { zone: "Asia/Tokyo" });

/** Mon 20 March 2023, 12:00 Tokyo: the local workspace's beginning. */
export const BEGINNING = tokyo("2023-03-20T12:00");

export const accountOf = (user: string, team = `T-${user.split("-")[0]}`): Account => ({
  platform: "slack",
  tenant: team,
  user,
});

export interface TestContext extends Context {
  /** A press by "FJ-liaison", "JP-liaison", "APO-officer" … never the same delivery twice. */
  interaction(user: string, at?: DateTime): Interaction;
  /** System time, movable. */
  setSystemTime(now: DateTime): void;
  close(): Promise<void>;
}

export const testContext = async (): Promise<TestContext> => {
  furnished ??= furnishTemplate();
  const { database, close } = await testDatabase(await furnished);
  return contextOn(database, close);
};

/** On a database that has its people already. */
export const contextOn = (database: Database, close: () => Promise<void>): TestContext => {
  let systemTime: DateTime = DateTime.fromISO("2026-11-24T03:00:00Z");
  return {
    database,
    newId: randomUUID,
    newSalt: () => "00".repeat(32),
    systemNow: () => systemTime,
    interaction: (user, at = BEGINNING) => ({
      account: accountOf(user),
      at,
      delivery: randomUUID(),
    }),
    setSystemTime: (now) => {
      systemTime = now;
    },
    close,
  };
};

/** Furnished once, then copied: that is most of the time that a test of a use case takes. */
let furnished: Promise<string> | undefined;
const furnishTemplate = (): Promise<string> =>
  testTemplate((database) => furnish(contextOn(database, async () => undefined)));

const PEOPLE: readonly (readonly [string, RoleName])[] = [
  ["FJ-liaison", "liaison"],
  ["FJ-backup", "backup"],
  ["FJ-head", "head"],
  ["JP-liaison", "liaison"],
  ["BD-liaison", "liaison"],
  ["APO-officer", "officer"],
  ["APO-admin", "admin"],
];

const KEYS = [{ id: "test", key: Buffer.alloc(32, 7) }] as const;

const furnish = async (context: Context): Promise<void> => {
  const workspaces = makeWorkspaces(context, [...KEYS]);
  for (const organisation of ["FJ", "JP", "BD", "APO"]) {
    const workspace = { platform: "slack", id: `T-${organisation}` } as const;
    await workspaces.install({
      ...workspace,
      name: organisation,
      token: `xoxb-${organisation}`,
      botUserId: `U-${organisation}-bot`,
      botId: null,
    });
    await workspaces.bind(workspace, organisation);
  }
  for (const [user, role] of PEOPLE) {
    const [organisation = ""] = user.split("-");
    const account = { ...accountOf(user), workspace: `T-${organisation}` };
    await giveRole(context, { name: `${role}, ${organisation}`, role, organisation, account });
  }
  await addHolidays(context, {
    account: accountOf("JP-liaison"),
    at: BEGINNING,
    delivery: randomUUID(),
    organisation: "JP",
    typed: { startsOn: "2023-03-21", endsOn: "", name: "Vernal Equinox Day", lines: "" },
  });
  await publishProgramme(context);
};

/** The programme of 2023, or the same a year later, with ids of this database. */
export const publishProgramme = async (context: Context, year = 2023): Promise<void> => {
  const base = programmeOf2023();
  const moved = (day: string) => day.replace("2023", String(year));
  const programme: Programme = {
    ...base,
    id: programmeId(context.newId()),
    projectCode: base.projectCode.replace("23", String(year - 2000)),
    timing: { startsOn: moved(base.timing.startsOn), endsOn: moved(base.timing.endsOn) },
    publishedAt: BEGINNING,
    zone: DEFAULT_ZONE,
    reminders: DEFAULT_REMINDERS,
    rounds: base.rounds.map((round) => ({
      ...round,
      id: roundId(context.newId()),
      closesOn: moved(round.closesOn),
    })),
  };
  await inTransaction(context.database, (tx) =>
    saveProgramme(tx, programme, null, BEGINNING.toJSDate()),
  );
};

/** The organisation's channel C-FJ and the like, told from `at` on. */
export const subscribe = async (
  context: TestContext,
  user: string,
  at: DateTime = BEGINNING,
  hour?: number,
): Promise<void> => {
  const [organisation = ""] = user.split("-");
  const channel = {
    platform: "slack",
    workspace: `T-${organisation}`,
    conversation: `C-${organisation}`,
  } as const;
  const told = await subscribeChannel(context, {
    ...context.interaction(user, at),
    channel,
    wish: { kind: "subscribe", ...(hour === undefined ? {} : { hour }) },
  });
  if (!told.ok) throw new Error(`Not subscribed: ${told.refusal.kind}`);
};

/** The programme and the holder, Fiji's liaison, of a draft that a test of the store writes itself. */
export const draftBase = async ({
  database,
}: Context): Promise<Pick<Draft, "programmeId" | "begunBy" | "heldBy">> => {
  const person = await personByAccount(database, accountOf("FJ-liaison"));
  const [programme] = await allProgrammes(database);
  if (!person || !programme) throw new Error("The database isn't furnished");
  return { programmeId: programme.id, begunBy: person.id, heldBy: person.id };
};
