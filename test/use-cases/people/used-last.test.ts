import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Account, personByAccount } from "../../../src/store/people/people.ts";
import { inviteAccount } from "../../../src/use-cases/people/invite.ts";
import { joinWithCode } from "../../../src/use-cases/people/join.ts";
import { listRequests } from "../../../src/use-cases/requests/read-requests.ts";
import { readStanding, readStandingAsked } from "../../../src/use-cases/requests/read-standing.ts";
import { accountOf, BEGINNING, type TestContext, testContext } from "../../helpers/context.ts";
import { openLetters } from "../../helpers/letters.ts";
import { sendRequest } from "../../helpers/one-request.ts";

const TENANT = "aaaaaaaa-0000-4000-8000-000000000001";
const IN_TEAMS = {
  platform: "teams",
  tenant: TENANT,
  user: "bbbbbbbb-0000-4000-8000-000000000002",
} as const;

let context: TestContext;
beforeEach(async () => {
  context = await testContext();
  const person = (await personByAccount(context.database, accountOf("JP-liaison")))?.id ?? "";
  const asked = { ...context.interaction("JP-liaison"), person, organisation: "JP" };
  const invited = await inviteAccount(context, asked);
  if (!invited.ok) throw new Error(invited.refusal.kind);
  const { code } = invited.value;
  const joining = { ...inTeams(), code, workspace: TENANT };
  expect(await joinWithCode(context, joining)).toMatchObject({ value: { furtherAccount: true } });
});
afterEach(() => context.close());

const inTeams = () => ({ ...context.interaction("JP-liaison"), account: IN_TEAMS });
const look = (account: Account = accountOf("JP-liaison")) =>
  listRequests(context, { account, now: BEGINNING });

/** Where a host is told of a request. */
const toldIn = async (): Promise<string[]> => {
  await context.database.execute(sql`delete from outbox`);
  await context.database.execute(sql`delete from reminders`);
  await sendRequest(context);
  const planned = await context.database.execute<{ platform: string }>(
    sql`select platform from reminders where duty = 'hostAsked'`,
  );
  const now = (await openLetters(context)).filter(({ kind }) => kind === "hostAsked");
  return [...now, ...planned].map(({ platform }) => platform);
};

test("a person with accounts in Slack and in Teams is told in one: where they did something last", async () => {
  expect(await toldIn()).toEqual(["teams"]);
  await look();
  expect(await toldIn()).toEqual(["slack"]);
  await look(IN_TEAMS);
  expect(await toldIn()).toEqual(["teams"]);
});

test("to ask what is owed is to do something there; a home that is drawn by itself is nobody's doing", async () => {
  const asked = { account: accountOf("JP-liaison"), now: BEGINNING };
  await readStanding(context, asked.account, asked.now);
  expect(await toldIn()).toEqual(["teams"]);
  await readStandingAsked(context, asked.account, asked.now);
  expect(await toldIn()).toEqual(["slack"]);
});

test("and where that one can't be written to any more, in the other", async () => {
  await context.database.execute(sql`update accounts set dead_at = now() where platform = 'teams'`);
  expect(await toldIn()).toEqual(["slack"]);
  await look(IN_TEAMS);
  expect(await toldIn()).toEqual(["teams"]);
});

test("is one person with one right, in either", async () => {
  const [here, there] = await Promise.all([
    personByAccount(context.database, accountOf("JP-liaison")),
    personByAccount(context.database, IN_TEAMS),
  ]);
  expect(there?.id).toBe(here?.id);
  expect(there?.roles).toEqual(here?.roles);
});

test("nothing is written while somebody stays with one account, whatever the clocks say", async () => {
  const usedAt = async () =>
    context.database.execute<{ platform: string; used_at: string }>(
      sql`select platform, used_at from accounts where person_id = (
        select person_id from accounts where platform = 'teams'
      ) order by platform`,
    );
  await look();
  const before = await usedAt();
  await look();
  expect(await usedAt()).toEqual(before);
  // Another server's clock was an hour ahead: the one used now is the last one all the same.
  await context.database.execute(
    sql`update accounts set used_at = now() + interval '1 hour' where platform = 'slack'`,
  );
  await look(IN_TEAMS);
  expect(await toldIn()).toEqual(["teams"]);
});
