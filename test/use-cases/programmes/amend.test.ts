import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { NotificationPreview } from "../../../src/domain/amendments/preview.ts";
import type { Answers } from "../../../src/domain/drafts/drafts.ts";
import { fieldNames } from "../../../src/domain/notifications/differences.ts";
import { writeField } from "../../../src/domain/notifications/fields/fields.ts";
import type { Programme } from "../../../src/domain/programmes/programmes.ts";
import { allProgrammes, versionsOf } from "../../../src/store/programmes/programmes.ts";
import { publishProgramme } from "../../../src/use-cases/programmes/publish-programme.ts";
import { readNotificationText } from "../../../src/use-cases/programmes/read-notification.ts";
import { fixture, sampleText, sampleWith } from "../../domain/notifications/samples.ts";
import { subscribe, type TestContext, testContext } from "../../helpers/context.ts";
import { readHere } from "../../helpers/reading.ts";
import { sendRequest } from "../../helpers/sending.ts";

let context: TestContext;
beforeEach(async () => {
  context = await testContext();
});
afterEach(() => context.close());

const OFFICER = "APO-officer";
const ADDENDUM = fixture("addendum.txt");

const reading = (text: string, user = OFFICER) =>
  readNotificationText(context, readHere, { ...context.interaction(user), text });

const read = async (text: string, user = OFFICER): Promise<NotificationPreview> => {
  const preview = await reading(text, user);
  if (!preview.ok) throw new Error(preview.refusal.kind);
  return preview.value;
};

/** As the form sends it: every input, touched or not. */
const onScreen = ({ notification, members, amendment }: NotificationPreview): Answers => ({
  ...Object.fromEntries(
    fieldNames.map((field) => [
      field,
      writeField(field, notification[field] as never, members) || null,
    ]),
  ),
  number: amendment?.number ? String(amendment.number) : null,
});

const publish = (
  preview: NotificationPreview,
  answers: Answers = {},
  { user = OFFICER, typedAt = 10 } = {},
) =>
  publishProgramme(context, {
    ...context.interaction(user),
    draft: preview.id,
    seen: preview.seen ?? undefined,
    answers: { ...onScreen(preview), ...answers },
    typedAt,
  });

const published = async (text: string, answers: Answers = {}) => {
  const outcome = await publish(await read(text), answers);
  if (!outcome.ok) throw new Error(outcome.refusal.kind);
  return outcome.value;
};

const refusalOf = async (outcome: ReturnType<typeof publish>) => {
  const { ok, ...rest } = await outcome;
  if (ok || !("refusal" in rest)) throw new Error("not refused");
  return rest.refusal;
};

const programme = async (): Promise<Programme> => {
  const [one, another] = await allProgrammes(context.database);
  if (!one || another) throw new Error("There is to be one programme");
  return one;
};

const addendum = (number: number | null, ...changes: readonly string[]): string =>
  [
    number === null ? "ADDENDUM" : `ADDENDUM NO. ${number}`,
    "Project Code\t23-SN-03-GE-BCN-C",
    "The notification is amended as follows:",
    ...changes,
    "Secretary-General",
  ].join("\n\n");

describe("an addendum", () => {
  test("shows what would change, field by field, and changes nothing before it is published", async () => {
    const before = await programme();
    const preview = await read(ADDENDUM);
    expect(preview.differences?.map(({ field }) => field)).toEqual([
      "overseasParticipants",
      "closingDates",
    ]);
    expect(preview.differences?.[1]).toEqual({
      field: "closingDates",
      before: ["2023-03-31", "2023-06-30"],
      after: ["2023-03-31", "2023-07-14"],
    });
    expect(preview.amendment).toMatchObject({ kind: "addendum", number: 2, unfilled: [] });
    expect(await programme()).toEqual(before);
  });

  test("makes a new version of its programme, which says what it was made from; the old one is kept", async () => {
    const before = await programme();
    const { outcome, programme: after } = await published(ADDENDUM);
    expect(outcome).toBe("changed");
    expect(after).toMatchObject({
      id: before.id,
      version: 2,
      caps: { virtual: 12, faceToFace: 4 },
      title: before.title,
    });
    expect(after.rounds.map(({ id }) => id)).toEqual(before.rounds.map(({ id }) => id));
    expect(await programme()).toMatchObject({ version: 2, notification: after.notification });
    const versions = await versionsOf(context.database, before.id);
    expect(versions.map(({ version, origin }) => [version, origin])).toEqual([
      [1, { kind: "notification" }],
      [2, { kind: "addendum", number: 2 }],
    ]);
    expect(versions[0]?.notification.closingDates).toEqual(["2023-03-31", "2023-06-30"]);
  });

  test("leaves code, reference number, date of issue and signature as the notification has them", async () => {
    const before = await programme();
    const { programme: after } = await published(ADDENDUM, {
      projectCode: "23-SN-99-GE-BCN-C",
      referenceNo: "41",
      issuedOn: "3 April 2023",
    });
    for (const field of ["projectCode", "referenceNo", "issuedOn", "signatory"] as const)
      expect(after.notification[field]).toEqual(before.notification[field]);
  });

  test("that moves a closing date has the reminders planned again, and the round keeps what joined it", async () => {
    await subscribe(context, "BD-liaison");
    const sent = await sendRequest(context, "FJ-liaison");
    await published(addendum(1, "Closing Date\t7 April 2023; 30 June 2023"));
    const { rounds } = await programme();
    expect(rounds[0]).toMatchObject({ id: sent.roundId, closesOn: "2023-04-07" });
    const planned = await context.database.execute<{ day: string }>(
      sql`select distinct due_on::text as day from duties where kind = 'closing' order by 1`,
    );
    expect(planned.map(({ day }) => day)).toEqual(["2023-04-07", "2023-06-30"]);
  });

  test("to a programme that isn't published here is refused, with the code that was probably meant", async () => {
    const unknown = await reading(ADDENDUM.replace("23-SN-03-GE-BCN-C", "23-SN-08-GE-BCN-C"));
    expect(unknown).toMatchObject({
      ok: false,
      refusal: {
        kind: "notANotification",
        reason: {
          kind: "unknownProgramme",
          amendment: "addendum",
          projectCode: "23-SN-08-GE-BCN-C",
          nearest: "23-SN-03-GE-BCN-C",
        },
      },
    });
    const unnamed = await reading(ADDENDUM.replace(/^Project Code.*\n/m, ""));
    expect(unnamed).toMatchObject({ ok: false, refusal: { reason: { kind: "noProgrammeNamed" } } });
    const named = await read(
      `Project Code: 23-SN-03-GE-BCN-C\n${ADDENDUM.replace(/^Project Code.*\n/m, "")}`,
    );
    expect(named.differences).toHaveLength(2);
    expect(await programme()).toMatchObject({ version: 1 });
  });

  test("is the Secretariat's to read and to publish", async () => {
    const preview = await read(ADDENDUM);
    expect(await reading(ADDENDUM, "FJ-liaison")).toMatchObject({
      refusal: { kind: "notAnOfficer" },
    });
    expect(await refusalOf(publish(preview, {}, { user: "FJ-liaison" }))).toEqual({
      kind: "notAnOfficer",
    });
    expect(await refusalOf(publish(preview, {}, { user: "APO-admin" }))).toEqual({
      kind: "notFound",
    });
  });
});

describe("a doubtful field of an amendment", () => {
  const DOUBTFUL = addendum(1, "Closing Date\tsome day in July", "Venue\tSuva");

  test("is never guessed: it is empty, has a warning, and isn't published before it is filled in", async () => {
    const preview = await read(DOUBTFUL);
    expect(preview.amendment?.unfilled).toEqual(["closingDates"]);
    expect(preview.notification.closingDates).toBeNull();
    expect(preview.differences?.map(({ field }) => field)).toEqual(["venues"]);
    expect(await refusalOf(publish(preview))).toMatchObject({
      kind: "problems",
      problems: [{ field: "closingDates", problem: { kind: "empty" } }],
    });
    const mended = await publish(
      preview,
      { closingDates: "31 March 2023; 7 July 2023" },
      { typedAt: 20 },
    );
    expect(mended.ok && mended.value.programme.rounds.map(({ closesOn }) => closesOn)).toEqual([
      "2023-03-31",
      "2023-07-07",
    ]);
  });

  test("also where the programme could do without it: what it says now doesn't vanish silently", async () => {
    const preview = await read(addendum(1, "Hosting Country(ies)\tAtlantis"));
    expect(preview.amendment?.unfilled).toEqual(["hostingCountries"]);
    expect(await refusalOf(publish(preview))).toMatchObject({
      kind: "problems",
      problems: [{ field: "hostingCountries" }],
    });
    expect((await programme()).notification.hostingCountries).toBe("all");
  });

  test("what the reader overlooked can be typed into any other field", async () => {
    const { programme: after } = await published(addendum(1, "Please take note."), {
      venues: "Suva",
    });
    expect(after).toMatchObject({ version: 2, notification: { venues: "Suva" } });
  });

  test.each<[string, Answers, string]>([
    ["a number that is none", { number: "twofold" }, "number"],
    ["closing dates out of order", { closingDates: "30 June 2023; 31 March 2023" }, "closingDates"],
    ["a closing date after the timing", { closingDates: "31 January 2024" }, "closingDates"],
    ["a timing that ends before a closing date", { timing: "1–30 June 2023" }, "closingDates"],
    ["no number of participants", { overseasParticipants: null }, "overseasParticipants"],
  ])("%s isn't published, and the error stands at its field", async (_what, answers, field) => {
    const refusal = await refusalOf(publish(await read(ADDENDUM), answers));
    expect(refusal).toMatchObject({ kind: "problems", problems: [{ field }] });
    expect(await programme()).toMatchObject({ version: 1 });
  });
});

describe("an amendment that was published already", () => {
  test("says nothing new the second time, and makes no version", async () => {
    await published(ADDENDUM);
    const again = await read(ADDENDUM);
    expect(again.differences).toEqual([]);
    expect(again.amendment?.before).toMatchObject({ number: 2, version: 2 });
    const outcome = await publish(again);
    expect(outcome).toMatchObject({ ok: true, value: { outcome: "same", told: undefined } });
    expect(await programme()).toMatchObject({ version: 2 });
  });

  test("is pointed out by its number, also when it would change something; the officer decides", async () => {
    await published(ADDENDUM);
    const { amendment } = await read(addendum(2, "Venue\tSuva"));
    expect(amendment?.before).toMatchObject({ number: 2, version: 2 });
    expect((await read(addendum(3, "Venue\tSuva"))).amendment?.before).toBeUndefined();
    expect((await read(addendum(null, "Venue\tSuva"))).amendment?.before).toBeUndefined();
  });

  test("an older one than the newest is pointed out: it may put back what the newer one changed", async () => {
    await published(ADDENDUM);
    await published(addendum(4, "Venue\tSuva"));
    const { amendment } = await read(addendum(1, "Venue\tTokyo"));
    expect(amendment?.before).toMatchObject({ number: 4, version: 3 });
  });

  test("revisions are counted apart from addenda", async () => {
    await published(ADDENDUM);
    const revision = sampleWith("Venue City(ies)", "Suva").replace(
      "PROJECT NOTIFICATION",
      "PROJECT NOTIFICATION (REVISION 2)",
    );
    const { amendment } = await read(revision);
    expect(amendment).toMatchObject({ kind: "revision", number: 2, before: undefined });
  });
});

describe("two officers at once", () => {
  test("the second one, whose preview is older, sees how it stands now and loses nothing of the first", async () => {
    const [one, other] = [
      await read(addendum(1, "Venue\tSuva")),
      await read(addendum(2, "Overseas Participants\t8 virtual, 3 face-to-face"), "APO-admin"),
    ];
    expect((await publish(one)).ok).toBe(true);
    const refusal = await refusalOf(publish(other, {}, { user: "APO-admin" }));
    if (refusal.kind !== "changedMeanwhile") throw new Error(refusal.kind);
    expect(refusal.preview.seen).toMatchObject({ version: 2, name: "BCN 2023" });
    expect(refusal.preview.differences?.map(({ field }) => field)).toEqual([
      "overseasParticipants",
    ]);
    const second = await publish(refusal.preview, {}, { user: "APO-admin", typedAt: 20 });
    expect(second.ok && second.value.programme).toMatchObject({
      version: 3,
      caps: { virtual: 8, faceToFace: 3 },
      notification: { venues: "Suva" },
    });
  });

  test("pressing at the same moment: one is published, the other is shown anew", async () => {
    const [one, other] = [
      await read(addendum(1, "Venue\tSuva")),
      await read(addendum(2, "Venue\tDhaka"), "APO-admin"),
    ];
    const outcomes = await Promise.all([publish(one), publish(other, {}, { user: "APO-admin" })]);
    const kinds = outcomes.map((each) => (each.ok ? each.value.outcome : each.refusal.kind));
    expect(kinds.sort()).toEqual(["changed", "changedMeanwhile"]);
    expect(await programme()).toMatchObject({ version: 2 });
  });

  test("the same addendum twice becomes one version", async () => {
    const [one, other] = [await read(ADDENDUM), await read(ADDENDUM, "APO-admin")];
    const outcomes = await Promise.all([publish(one), publish(other, {}, { user: "APO-admin" })]);
    expect(outcomes.map((each) => each.ok && each.value.outcome).sort()).toEqual([
      "changed",
      "same",
    ]);
    expect(await programme()).toMatchObject({ version: 2 });
  });

  test("a correction of the notification is published against what was seen, too", async () => {
    const corrected = await read(sampleWith("Venue City(ies)", "Suva"), "APO-admin");
    await published(ADDENDUM);
    const refusal = await refusalOf(publish(corrected, {}, { user: "APO-admin" }));
    expect(refusal).toMatchObject({ kind: "changedMeanwhile" });
    if (refusal.kind !== "changedMeanwhile") return;
    expect(refusal.preview.differences?.map(({ field }) => field)).toEqual([
      "venues",
      "overseasParticipants",
      "closingDates",
    ]);
  });

  test("a code that was changed in the preview is compared first with what it names now", async () => {
    const preview = await read(sampleWith("Project Code", "23-SN-07-GE-BCN-C"));
    const refusal = await refusalOf(
      publish(preview, { projectCode: "23-SN-03-GE-BCN-C", venues: "Suva" }),
    );
    expect(refusal).toMatchObject({ kind: "otherProgramme", preview: { seen: { version: 1 } } });
    expect(await programme()).toMatchObject({ version: 1 });
  });
});

describe("requests that were sent already", () => {
  test("outside the new timing they are named to the officer, who may publish all the same", async () => {
    const { number } = await sendRequest(context, "FJ-liaison");
    const preview = await read(addendum(1, "Timing\t1 August 2023–31 December 2023"));
    expect(preview.concerns).toEqual([
      { kind: "outsideTiming", field: "timing", numbers: [number] },
    ]);
    const outcome = await publish(preview);
    expect(outcome.ok && outcome.value.preview.concerns).toHaveLength(1);
    const again = await read(addendum(2, "Venue\tSuva"));
    expect(again.concerns).toEqual([]);
  });

  test("over the lowered caps, or with an NPO that no longer takes part, as well", async () => {
    const { number } = await sendRequest(context, "FJ-liaison", { travellers: 4 });
    const fewer = await read(addendum(1, "Overseas Participants\t10 virtual, 3 face-to-face"));
    expect(fewer.concerns).toEqual([
      { kind: "overCaps", field: "overseasParticipants", numbers: [number] },
    ]);
    const others = await read(
      addendum(2, "Hosting Country(ies)\tIndia", "Participating Country(ies)\tIndia"),
    );
    expect(others.concerns.map(({ kind }) => kind)).toEqual(["hostLeftOut", "senderLeftOut"]);
  });

  test("one of two closing dates is never left out in silence: all that hold are asked for", async () => {
    const preview = await read(addendum(1, "Closing Date\t14 July 2023"));
    expect(preview.notification.closingDates).toBeNull();
    expect(preview.amendment?.unfilled).toEqual(["closingDates"]);
    const outcome = await publish(preview);
    expect(outcome).toMatchObject({ ok: false, refusal: { kind: "problems" } });
  });

  test("a closing date that would have passed on the day it is announced is pointed out", async () => {
    const preview = await read(addendum(1, "Closing Date\t10 March 2023; 30 June 2023"));
    expect(preview.concerns).toEqual([
      { kind: "closesInThePast", field: "closingDates", day: "2023-03-10" },
    ]);
  });
});

test("the notification published again is a correction, and the versions say so", async () => {
  await published(sampleText.replace("in a later year.", "in a later season."));
  const { id } = await programme();
  expect((await versionsOf(context.database, id)).map(({ origin }) => origin.kind)).toEqual([
    "notification",
    "correction",
  ]);
});
