import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DateTime } from "../../../src/domain/time.ts";
import { notificationRead } from "../../../src/messages/programmes/programme.ts";
import { addHolidays } from "../../../src/use-cases/members/calendar.ts";
import {
  type Published,
  publishProgramme,
} from "../../../src/use-cases/programmes/publish-programme.ts";
import { readNotificationText } from "../../../src/use-cases/programmes/read-notification.ts";
import { readProgramme } from "../../../src/use-cases/programmes/read-programme.ts";
import { releaseReminders } from "../../../src/use-cases/reminders/release-reminders.ts";
import { submitRequest } from "../../../src/use-cases/requests/submit-request.ts";
import { sampleWith } from "../../domain/notifications/samples.ts";
import {
  accountOf,
  BEGINNING,
  subscribe,
  type TestContext,
  testContext,
  tokyo,
} from "../../helpers/context.ts";
import { makeMail, textIn } from "../../helpers/mail.ts";
import { completeDraft } from "../../helpers/one-request.ts";
import { readHere } from "../../helpers/reading.ts";
import { fillDraft, sendRequest } from "../../helpers/sending.ts";

let context: TestContext;
let mail: ReturnType<typeof makeMail>;
beforeEach(async () => {
  context = await testContext();
  mail = makeMail(context);
});
afterEach(() => context.close());

const publish = async (text: string, at: DateTime = BEGINNING): Promise<Published> => {
  const preview = await readNotificationText(context, readHere, {
    ...context.interaction("APO-officer", at),
    text,
  });
  if (!preview.ok) throw new Error(preview.refusal.kind);
  const { id, seen } = preview.value;
  const outcome = await publishProgramme(context, {
    ...context.interaction("APO-officer", at),
    draft: id,
    seen: seen ?? undefined,
    answers: {},
    typedAt: 1,
  });
  if (!outcome.ok) throw new Error(outcome.refusal.kind);
  return outcome.value;
};

const addendum = (number: number, ...changes: readonly string[]): string =>
  [
    `ADDENDUM NO. ${number}`,
    "Project Code\t23-SN-03-GE-BCN-C",
    "The notification is amended as follows:",
    ...changes,
    "Secretary-General",
  ].join("\n\n");

const SECOND_DATE_MOVED = addendum(1, "Closing Date\t31 March 2023; 14 July 2023");

/** An officer's draft on behalf of Mongolia, which is sent once something else has happened. */
const sendAfter = async (happens: () => Promise<unknown>): Promise<void> => {
  const complete = await completeDraft(context, { user: "APO-officer", onBehalfOf: "MN" });
  await happens();
  const sent = await submitRequest(context, { ...context.interaction("APO-officer"), ...complete });
  if (!sent.ok) throw new Error(sent.refusal.kind);
};

/** Without what the officer who published is told at once, which has tests of its own. */
const isNews = ({ message }: (typeof mail.said)[number]): boolean =>
  !message.headline.startsWith("Please tell ");

const headlinesTo = (receiver: string) =>
  mail
    .to(receiver)
    .filter(isNews)
    .map(({ at, message }) => [at, message.headline]);

/** What the one message to this receiver says. */
const toldTo = (receiver: string): string => {
  const [one, another] = mail.to(receiver).filter(isNews);
  if (!one || another) throw new Error(`${receiver} was told ${mail.to(receiver).length} times`);
  return textIn(one.message);
};

describe("when a programme changes", () => {
  test("each LO and subscribed channel hears of it once, at nine of their own next working day", async () => {
    await subscribe(context, "FJ-liaison");
    await subscribe(context, "APO-officer");
    const { told } = await publish(SECOND_DATE_MOVED);
    expect(told).toMatchObject({ people: 3, channels: 2 });
    await mail.live(BEGINNING, tokyo("2023-03-22T18:00"));
    const headline = "BCN 2023: the second round now closes Fri 14 July, 23:59 Tokyo.";
    // The 21st is a holiday in Japan; the Secretariat works on it.
    expect(headlinesTo("FJ-liaison")).toEqual([["2023-03-20T21:00:00Z", headline]]);
    expect(headlinesTo("C-FJ")).toEqual([["2023-03-20T21:00:00Z", headline]]);
    expect(headlinesTo("BD-liaison")).toEqual([["2023-03-20T03:00:00Z", headline]]);
    expect(headlinesTo("JP-liaison")).toEqual([["2023-03-22T00:00:00Z", headline]]);
    expect(headlinesTo("C-APO")).toEqual([["2023-03-21T00:00:00Z", headline]]);
    expect(mail.said.filter(isNews)).toHaveLength(5);
  });

  test("the message has old and new, the round that is open, why it came and the button to begin", async () => {
    await publish(SECOND_DATE_MOVED);
    await mail.tick(tokyo("2023-03-21T06:00"));
    const told = toldTo("FJ-liaison");
    expect(told).toContain(
      "Was: Fri 31 March 2023; Fri 30 June 2023\\nNow: Fri 31 March 2023; Fri 14 July 2023",
    );
    expect(told).toContain("By Addendum 1, published by the APO Secretariat.");
    expect(told).toContain("joins the first round, which closes Fri 31 March, 23:59 Tokyo");
    expect(told).toContain("You have sent no request in it yet, and have no draft.");
    expect(told).toContain("Start a request");
    expect(told).toContain("because you answer for NTPC and BCN 2023 concerns it");
  });

  test.each([
    [
      "Closing Date\t7 April 2023; 14 July 2023",
      "now closes Fri 7 April and Fri 14 July, 23:59 Tokyo.",
    ],
    [
      "Closing Date\t7 April 2023; 30 June 2023",
      ": the first round now closes Fri 7 April, 23:59 Tokyo.",
    ],
    [
      "Closing Date\t31 March 2023; 30 June 2023; 29 September 2023",
      "now closes Fri 31 March, Fri 30 June and Fri 29 September, 23:59 Tokyo.",
    ],
    ["Venue\tSuva", ": Venue City(ies) is now Suva."],
    [
      "Qualifications\tHigh-level officials and policymakers who can act at home on what they learn",
      " has changed: Qualifications.",
    ],
  ])("the first 80 characters say the new value: %j", async (change, headline) => {
    await publish(addendum(1, change));
    await mail.tick(tokyo("2023-03-21T06:00"));
    const [, said] = headlinesTo("FJ-liaison")[0] ?? [];
    expect(said?.slice(0, 80)).toMatch(/^BCN 2023/);
    expect(said?.slice(0, 80)).toContain(headline);
  });

  test("where the post of the LO is vacant the backup hears of it; heads and officers don't", async () => {
    await context.database.execute(
      sql`delete from roles where organisation_id = 'FJ' and role = 'liaison'`,
    );
    await publish(SECOND_DATE_MOVED);
    await mail.live(BEGINNING, tokyo("2023-03-21T10:00"));
    expect(headlinesTo("FJ-backup")).toHaveLength(1);
    for (const user of ["FJ-liaison", "FJ-head", "APO-officer", "APO-admin"])
      expect(headlinesTo(user)).toEqual([]);
  });

  test("the officer reads where nobody can be written to", async () => {
    const { told } = await publish(SECOND_DATE_MOVED);
    const names = told?.unreachable.map(({ name }) => name) ?? [];
    expect(names).toContain("Nepal");
    expect(names).not.toContain("Fiji");
    // Suspended: it takes no part.
    expect(names).not.toContain("Hong Kong");
  });

  test("who published it gets a message that stays, with whom to tell and what to do next", async () => {
    await publish(SECOND_DATE_MOVED);
    await mail.tick(BEGINNING);
    const [one, another] = mail.to("APO-officer");
    const told = textIn(one?.message ?? failed());
    expect(another).toBeUndefined();
    expect(told).toMatch(/^\["Please tell \d+ NPOs that BCN 2023 has changed: I can reach nobody/);
    expect(told).toContain('"NPEDC, Nepal"');
    expect(told.match(/no telephone/g)).toHaveLength(1);
    expect(told).not.toContain("Fiji");
    expect(told).toContain("press Invite someone");
    expect(mail.to("APO-admin")).toEqual([]);
  });

  test("where somebody of each NPO can be told there is no such message", async () => {
    await publish(
      addendum(1, "Hosting Country(ies)\tJapan", "Participating Country(ies)\tJapan, Fiji"),
    );
    await mail.live(BEGINNING, tokyo("2023-03-22T12:00"));
    mail.said.length = 0;
    const { told } = await publish(addendum(2, "Venue\tSuva"), tokyo("2023-03-22T12:00"));
    expect(told?.unreachable).toEqual([]);
    await mail.tick(tokyo("2023-03-22T12:00"));
    expect(mail.to("APO-officer")).toEqual([]);
  });

  test("an NPO that no longer takes part hears of that, and one that never did hears nothing", async () => {
    await publish(
      addendum(1, "Hosting Country(ies)\tJapan", "Participating Country(ies)\tJapan, Fiji"),
    );
    await mail.live(BEGINNING, tokyo("2023-03-22T12:00"));
    await publish(addendum(2, "Venue\tSuva"), tokyo("2023-03-22T12:00"));
    await mail.live(tokyo("2023-03-22T12:00"), tokyo("2023-03-23T18:00"));
    expect(headlinesTo("BD-liaison").map(([, headline]) => headline)).toEqual([
      "BCN 2023: Hosting Country(ies) is now Japan. Also changed: Participating Country(ies).",
    ]);
    const told = toldTo("BD-liaison");
    expect(told).not.toContain("Start a request");
    expect(told).toContain("Bangladesh no longer takes part in it.");
    expect(headlinesTo("FJ-liaison")).toHaveLength(2);
  });
});

const failed = (): never => {
  throw new Error("Nothing was said");
};

describe("what it means for what they have", () => {
  test("the holder of a draft hears of it, also the backup, with the button that goes on with it", async () => {
    await fillDraft(context, "FJ-backup");
    await publish(SECOND_DATE_MOVED);
    await mail.live(BEGINNING, tokyo("2023-03-22T10:00"));
    expect(toldTo("FJ-backup")).toContain("Your draft to JPC, Japan");
    expect(toldTo("FJ-backup")).toContain("Go on with the draft");
    expect(toldTo("FJ-liaison")).toContain("Your NPO's draft to JPC, Japan");
    expect(toldTo("FJ-liaison")).not.toContain("Start a request");
    expect(toldTo("JP-liaison")).not.toContain("draft to");
  });

  test("an officer hears of a draft that they hold on behalf of an NPO, and of no other", async () => {
    await completeDraft(context, { user: "APO-officer", onBehalfOf: "MN" });
    await fillDraft(context, "FJ-backup");
    await publish(SECOND_DATE_MOVED);
    await mail.live(BEGINNING, tokyo("2023-03-22T10:00"));
    expect(toldTo("APO-officer")).toContain("Your draft on behalf of");
    expect(toldTo("APO-officer")).toContain("because you hold a draft on behalf of");
    expect(toldTo("APO-officer")).not.toContain("Your draft to JPC");
    expect(toldTo("APO-officer")).not.toContain("Not this round");
  });

  test("an officer who sent it before the morning isn't told of it any more", async () => {
    await sendAfter(() => publish(SECOND_DATE_MOVED));
    await mail.live(BEGINNING, tokyo("2023-03-22T10:00"));
    expect(headlinesTo("APO-officer").flat().join()).not.toContain("has changed");
  });

  test("a draft that no longer fits says what to mend", async () => {
    await fillDraft(context, "FJ-liaison", { travellers: 4 });
    await publish(
      addendum(
        1,
        "Timing\t1 August 2023–31 December 2023",
        "Overseas Participants\t10 virtual, 3 face-to-face",
      ),
    );
    await mail.tick(tokyo("2023-03-21T06:00"));
    expect(toldTo("FJ-liaison")).toContain("Its dates lie outside the Timing now");
    expect(toldTo("FJ-liaison")).toContain("It has more people than are allowed now");
  });

  test("sender and host of a sent request read that it stays, in the round whose date moved", async () => {
    const { number } = await sendRequest(context, "FJ-liaison");
    await mail.live(BEGINNING, tokyo("2023-03-22T10:00"));
    mail.said.length = 0;
    await publish(
      addendum(1, "Closing Date\t7 April 2023; 30 June 2023"),
      tokyo("2023-03-22T12:00"),
    );
    await mail.live(tokyo("2023-03-22T12:00"), tokyo("2023-03-23T10:00"));
    const stays =
      "It stays as it was sent, in the first round, whose closing date is now Fri 7 April.";
    expect(toldTo("FJ-liaison")).toContain(`${number}, your request to JPC, Japan`);
    expect(toldTo("FJ-liaison")).toContain(stays);
    expect(toldTo("JP-liaison")).toContain(`${number}, the request of NTPC, Fiji to you`);
    expect(toldTo("JP-liaison")).toContain(`${stays} Your answer is asked by`);
    expect(toldTo("JP-liaison")).toContain("Show");
    expect(toldTo("BD-liaison")).not.toContain(number);
  });

  test("a request that no longer fits says that the Secretariat knows", async () => {
    await sendRequest(context, "FJ-liaison");
    await publish(addendum(1, "Timing\t1 August 2023–31 December 2023"));
    await mail.live(BEGINNING, tokyo("2023-03-21T10:00"));
    const [, news] = mail.to("FJ-liaison");
    expect(textIn(news?.message ?? failed())).toContain(
      "Its dates lie outside the Timing now; the APO Secretariat was told.",
    );
  });

  test("a channel reads numbers of drafts, not whose they are, and the Secretariat's none of an NPO's", async () => {
    await subscribe(context, "FJ-liaison");
    await subscribe(context, "APO-officer");
    await fillDraft(context, "FJ-liaison");
    await publish(SECOND_DATE_MOVED);
    await mail.live(BEGINNING, tokyo("2023-03-21T10:00"));
    expect(toldTo("C-FJ")).toContain("One draft isn't sent yet.");
    expect(toldTo("C-FJ")).not.toContain("JPC");
    expect(toldTo("C-APO")).not.toContain("draft");
  });
});

describe("changes on the heels of each other", () => {
  test("two before the morning are one message, which tells both", async () => {
    await publish(SECOND_DATE_MOVED);
    await publish(addendum(2, "Venue\tSuva"), BEGINNING.plus({ hours: 1 }));
    await mail.live(BEGINNING.plus({ hours: 3 }), tokyo("2023-03-22T18:00"));
    expect(headlinesTo("FJ-liaison")).toEqual([
      [
        "2023-03-20T21:00:00Z",
        "BCN 2023: the second round now closes Fri 14 July, 23:59 Tokyo. Also changed: Venue City(ies).",
      ],
    ]);
    expect(toldTo("JP-liaison")).toContain("By Addendum 1 and Addendum 2");
  });

  test("one that is taken back before the morning is no message", async () => {
    await publish(addendum(1, "Venue\tSuva"));
    await publish(addendum(2, "Venue\tAll Member Countries"), BEGINNING.plus({ hours: 1 }));
    await mail.live(BEGINNING.plus({ hours: 3 }), tokyo("2023-03-22T18:00"));
    expect(mail.said.filter(isNews)).toEqual([]);
  });

  test("a later one tells only what is new since the last message", async () => {
    await publish(SECOND_DATE_MOVED);
    await mail.live(BEGINNING, tokyo("2023-03-22T18:00"));
    await publish(addendum(2, "Venue\tSuva"), tokyo("2023-03-23T12:00"));
    await mail.live(tokyo("2023-03-23T12:00"), tokyo("2023-03-24T10:00"));
    expect(headlinesTo("JP-liaison").map(([, headline]) => headline)).toEqual([
      "BCN 2023: the second round now closes Fri 14 July, 23:59 Tokyo.",
      "BCN 2023: Venue City(ies) is now Suva.",
    ]);
  });

  test("one that comes while the older message waits to be sent is told with it, a morning later", async () => {
    await publish(SECOND_DATE_MOVED);
    const typed = { startsOn: "2023-03-22", endsOn: "", name: "A holiday", lines: "" };
    await addHolidays(context, { ...context.interaction("FJ-liaison"), organisation: "FJ", typed });
    await releaseReminders(context, tokyo("2023-03-21T06:00"));
    await publish(addendum(2, "Venue\tSuva"), tokyo("2023-03-21T07:00"));
    await mail.live(tokyo("2023-03-21T09:00"), tokyo("2023-03-24T18:00"));
    expect(headlinesTo("FJ-liaison")).toEqual([
      [
        "2023-03-22T21:00:00Z",
        "BCN 2023: the second round now closes Fri 14 July, 23:59 Tokyo. Also changed: Venue City(ies).",
      ],
    ]);
  });

  test("two days before a closing date nobody waits for the morning", async () => {
    const night = tokyo("2023-03-30T22:00");
    await publish(
      addendum(1, "Closing Date\t7 April 2023; 30 June 2023"),
      tokyo("2023-03-29T22:00"),
    );
    await publish(addendum(2, "Closing Date\t31 March 2023; 30 June 2023"), night);
    await mail.tick(night);
    expect(headlinesTo("JP-liaison")).toEqual([]);
    await publish(addendum(3, "Overseas Participants\t10 virtual, 3 face-to-face"), night);
    await mail.tick(night);
    expect(headlinesTo("JP-liaison").map(([, headline]) => headline)).toEqual([
      "BCN 2023: Overseas Participants is now 10 virtual, 3 face-to-face.",
    ]);
  });
});

describe("on the morning of a channel's reminder", () => {
  /** Seven days before the first closing date, at nine in Suva. */
  const MORNING = tokyo("2023-03-24T06:00");
  const DAY_BEFORE = tokyo("2023-03-23T12:00");
  const labelsIn = (at: number) =>
    mail.to("C-FJ")[at]?.message.buttons.map(({ label }) => label) ?? failed();

  beforeEach(() => subscribe(context, "FJ-liaison"));

  test("the news is the reminder too, and the next reminder comes on its day", async () => {
    await publish(SECOND_DATE_MOVED, DAY_BEFORE);
    await mail.live(DAY_BEFORE, tokyo("2023-03-24T18:00"));
    expect(headlinesTo("C-FJ")).toEqual([
      ["2023-03-23T21:00:00Z", "BCN 2023: the second round now closes Fri 14 July, 23:59 Tokyo."],
    ]);
    expect(toldTo("C-FJ")).toContain("first round, which closes Fri 31 March, 23:59 Tokyo");
    expect(toldTo("C-FJ")).toContain("Second: Fri 14 July.");
    expect(labelsIn(0)).toEqual(["Start a request", "Read notification", "Not this round"]);
    await mail.live(tokyo("2023-03-24T21:00"), tokyo("2023-03-31T12:00"));
    expect(labelsIn(1)).toEqual(["Start a request", "Not this round"]);
    expect(mail.to("C-FJ")).toHaveLength(2);
  });

  test("news that comes to nothing takes no reminder with it", async () => {
    await publish(addendum(1, "Venue\tSuva"), DAY_BEFORE);
    await publish(addendum(2, "Venue\tAll Member Countries"), DAY_BEFORE.plus({ hours: 1 }));
    await mail.live(DAY_BEFORE.plus({ hours: 3 }), tokyo("2023-03-24T18:00"));
    expect(mail.to("C-FJ")).toHaveLength(1);
    expect(labelsIn(0)).toEqual(["Start a request", "Not this round"]);
  });

  test("news that another process is still releasing is waited for", async () => {
    await publish(SECOND_DATE_MOVED, DAY_BEFORE);
    await context.database.transaction(async (other) => {
      await other.execute(sql`select id from reminders where duty = 'programmeNews' for update`);
      await mail.tick(MORNING);
      expect(mail.to("C-FJ")).toEqual([]);
    });
    await mail.tick(MORNING.plus({ seconds: 1 }));
    await mail.tick(MORNING.plus({ minutes: 1 }));
    expect(headlinesTo("C-FJ")).toHaveLength(1);
    expect(labelsIn(0)).toContain("Read notification");
  });

  test("news of the last two days, told before the hour, says that it is the last working day", async () => {
    const early = tokyo("2023-03-31T05:00");
    await publish(SECOND_DATE_MOVED, early);
    await mail.tick(early);
    await mail.live(tokyo("2023-03-31T06:00"), tokyo("2023-03-31T18:00"));
    expect(toldTo("C-FJ")).toContain("Today is your last working day before that.");
    expect(labelsIn(0)).toContain("Not this round");
  });

  test("news of the evening before is another day's, and the reminder comes", async () => {
    const evening = tokyo("2023-03-30T15:00");
    await publish(SECOND_DATE_MOVED, evening);
    await mail.tick(evening);
    await mail.live(evening, tokyo("2023-03-31T18:00"));
    expect(mail.to("C-FJ").map(({ at }) => at)).toEqual([
      "2023-03-30T06:00:00Z",
      "2023-03-30T21:00:00Z",
    ]);
  });
});

describe("an NPO that rests until the closing date", () => {
  test("hears of a change in the last two days before it, not when it is too late", async () => {
    const typed = { startsOn: "2023-03-30", endsOn: "2023-03-31", name: "Founding", lines: "" };
    await addHolidays(context, { ...context.interaction("JP-liaison"), organisation: "JP", typed });
    await publish(
      addendum(1, "Overseas Participants\t10 virtual, 3 face-to-face"),
      tokyo("2023-03-29T22:00"),
    );
    await mail.live(tokyo("2023-03-29T21:00"), tokyo("2023-04-03T12:00"));
    expect(mail.to("JP-liaison").map(({ at }) => at)).toEqual(["2023-03-30T00:00:00Z"]);
  });
});

describe("a new programme", () => {
  const NEW = sampleWith("Project Code", "23-SN-41-GE-BCN-C");

  test("is announced to every LO and subscribed channel with its closing dates and caps", async () => {
    await subscribe(context, "FJ-liaison");
    await publish(NEW);
    await mail.live(BEGINNING, tokyo("2023-03-21T10:00"));
    for (const receiver of ["FJ-liaison", "C-FJ"]) {
      expect(headlinesTo(receiver)).toEqual([
        [
          "2023-03-20T21:00:00Z",
          "BCN 2023 is open: visit or meet another NPO. First closing date: Fri 31 March.",
        ],
      ]);
      expect(toldTo(receiver)).toContain(
        "Up to 4 people face-to-face, 10 online. Second: Fri 30 June.",
      );
      const { buttons } = mail.to(receiver)[0]?.message ?? failed();
      expect(buttons.map(({ label }) => label)).toEqual([
        "Start a request",
        "Read notification",
        "Not this round",
      ]);
    }
  });

  test("that is amended before it was announced is announced as it is then", async () => {
    await publish(NEW);
    await publish(
      SECOND_DATE_MOVED.replace("23-SN-03-GE-BCN-C", "23-SN-41-GE-BCN-C"),
      BEGINNING.plus({ hours: 1 }),
    );
    await mail.live(BEGINNING.plus({ hours: 3 }), tokyo("2023-03-21T10:00"));
    expect(toldTo("FJ-liaison")).toContain("BCN 2023 is open");
    expect(toldTo("FJ-liaison")).toContain("Second: Fri 14 July.");
  });

  test("Read notification shows what holds now, and from what each version was made", async () => {
    const { programme } = await publish(SECOND_DATE_MOVED);
    const found = await readProgramme(context, accountOf("FJ-head"), programme.id);
    if (!found.ok) throw new Error(found.refusal.kind);
    const shown = textIn(notificationRead(found.value));
    expect(shown).toContain("Fri 31 March 2023; Fri 14 July 2023");
    expect(shown).toContain("Version 1: the notification, Mon 20 March 2023");
    expect(shown).toContain("Version 2: Addendum 1, Mon 20 March 2023");
    expect(await readProgramme(context, accountOf("FJ-nobody"), programme.id)).toMatchObject({
      refusal: { kind: "stranger" },
    });
    expect(await readProgramme(context, accountOf("FJ-head"), "no-id")).toMatchObject({
      refusal: { kind: "notFound" },
    });
  });
});
