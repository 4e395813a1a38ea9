import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Duty, dutiesOf } from "../../../src/domain/home/duties.ts";
import { organisationId } from "../../../src/domain/ids.ts";
import type { SentRequest } from "../../../src/domain/requests/requests.ts";
import type { DateTime } from "../../../src/domain/time.ts";
import { endDuty, lockDutiesOwedBy } from "../../../src/store/duties.ts";
import { findOrganisation } from "../../../src/store/people/organisations.ts";
import { allProgrammes } from "../../../src/store/programmes/programmes.ts";
import { readCounts } from "../../../src/use-cases/counts.ts";
import { addHolidays } from "../../../src/use-cases/members/calendar.ts";
import { openDuty } from "../../../src/use-cases/reminders/duties.ts";
import { readStanding } from "../../../src/use-cases/requests/read-standing.ts";
import {
  accountOf,
  BEGINNING,
  type TestContext,
  testContext,
  tokyo,
} from "../../helpers/context.ts";
import { makeMail } from "../../helpers/mail.ts";
import { sendRequest } from "../../helpers/sending.ts";

let context: TestContext;
let request: SentRequest;
beforeEach(async () => {
  context = await testContext();
  request = await sendRequest(context, "FJ-liaison");
});
afterEach(() => context.close());

const owedBy = async (user: string, now: DateTime = BEGINNING): Promise<string[]> => {
  const standing = await readStanding(context, accountOf(user), now);
  if (!standing) throw new Error(`${user} is a stranger`);
  return dutiesOf(standing).map(({ kind, dueOn }: Duty) => `${kind} by ${dueOn}`);
};

const rowsOf = async (organisation: string) =>
  (await lockDutiesOwedBy(context.database, organisationId(organisation))).map(
    ({ matter, dueOn, nextAt }) => [matter.kind, dueOn, nextAt?.toUTC().toISO()?.slice(0, 16)],
  );

/** Asked on 27 March, a week later. */
const askAnew = async (organisation: string, dueOn: string): Promise<void> => {
  const host = await findOrganisation(context.database, organisationId(organisation));
  const sender = await findOrganisation(context.database, request.sender);
  const [programme] = await allProgrammes(context.database);
  if (!sender || !host || !programme) throw new Error("The database isn't furnished");
  const of = { request: request.id, sides: { sender, host }, programme };
  const askedAt = tokyo("2023-03-27T12:00");
  await openDuty(context.database, context.newId, { kind: "hostAnswer", ...of, askedAt, dueOn });
};

describe("a sent request makes its host owe an answer", () => {
  test("one row with its day and the sixth working day's morning; `owed` shows the day", async () => {
    expect(await rowsOf("JP")).toEqual([["hostAnswer", "2023-04-04", "2023-03-29T00:00"]]);
    expect(await owedBy("JP-liaison")).toEqual(["answer by 2023-04-04"]);
    expect(await owedBy("FJ-liaison")).toEqual([]);
  });

  test("until it ends; ending it twice changes nothing", async () => {
    await endDuty(context.database, "hostAnswer", request.id);
    await endDuty(context.database, "hostAnswer", request.id);
    expect(await rowsOf("JP")).toEqual([]);
  });

  test("asked anew it has another day, and still one row", async () => {
    await askAnew("JP", "2023-04-25");
    expect(await rowsOf("JP")).toEqual([["hostAnswer", "2023-04-25", "2023-04-04T00:00"]]);
  });

  test("asked of another organisation it is that one's, by its own working days", async () => {
    await askAnew("BD", "2023-04-11");
    expect(await rowsOf("JP")).toEqual([]);
    expect(await rowsOf("BD")).toEqual([["hostAnswer", "2023-04-11", "2023-04-04T03:00"]]);
  });

  test("a holiday of the host moves what comes next, and not the day that was promised", async () => {
    const added = await addHolidays(context, {
      ...context.interaction("JP-liaison"),
      organisation: "JP",
      typed: { startsOn: "", endsOn: "", name: "", lines: "2023-03-29 Rest" },
    });
    expect(added).toMatchObject({ ok: true, value: { moved: 0 } });
    expect(await rowsOf("JP")).toEqual([["hostAnswer", "2023-04-04", "2023-03-30T00:00"]]);
  });
});

test("what would be said of a host's answer isn't built: nothing is, and nothing fails", async () => {
  const mail = makeMail(context);
  await mail.tick(BEGINNING);
  const { length } = mail.said;
  await mail.live(tokyo("2023-03-29T06:00"), tokyo("2023-04-12T12:00"));
  expect(mail.said).toHaveLength(length);
  expect(await rowsOf("JP")).toEqual([["hostAnswer", "2023-04-04", "2023-03-29T00:00"]]);
  expect((await readCounts(context, tokyo("2023-04-12T12:00"))).reminders).toEqual([]);
});
