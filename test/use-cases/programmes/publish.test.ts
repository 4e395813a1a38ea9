import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { NotificationPreview } from "../../../src/domain/amendments/preview.ts";
import type { Answers } from "../../../src/domain/drafts/drafts.ts";
import type { ReadNotification } from "../../../src/domain/notifications/reading.ts";
import { done, refused } from "../../../src/domain/outcome.ts";
import type { Pointed } from "../../../src/domain/pointers.ts";
import type { Programme } from "../../../src/domain/programmes/programmes.ts";
import { allProgrammes } from "../../../src/store/programmes/programmes.ts";
import { notificationDrafts } from "../../../src/store/schema.ts";
import { startRequest } from "../../../src/use-cases/drafts/start-request.ts";
import { giveRole } from "../../../src/use-cases/people/people.ts";
import {
  publishProgramme,
  saveNotificationAnswers,
} from "../../../src/use-cases/programmes/publish-programme.ts";
import {
  readNotificationFile,
  readNotificationText,
} from "../../../src/use-cases/programmes/read-notification.ts";
import { refuseRound } from "../../../src/use-cases/programmes/refuse-round.ts";
import { sampleText, sampleWith } from "../../domain/notifications/samples.ts";
import { accountOf, subscribe, type TestContext, testContext } from "../../helpers/context.ts";
import { readHere } from "../../helpers/reading.ts";

// The database begins with the sample's programme, published.
const KNOWN_CODE = "23-SN-03-GE-BCN-C";

let context: TestContext;
beforeAll(async () => {
  context = await testContext();
});
afterAll(() => context.close());

const OFFICER = "APO-officer";

const read = async (text: string, user = OFFICER): Promise<NotificationPreview> => {
  const preview = await readNotificationText(context, readHere, {
    ...context.interaction(user),
    text,
  });
  if (!preview.ok) throw new Error(preview.refusal.kind);
  const { id, seen } = preview.value;
  if (seen) onScreen.set(id, seen);
  return preview.value;
};

/** What each preview was compared with, as its form takes it along. */
const onScreen = new Map<string, Pointed<"programmeAsSeen">>();

const publish = (draft: string, answers: Answers = {}, { user = OFFICER, typedAt = 10 } = {}) =>
  publishProgramme(context, {
    ...context.interaction(user),
    draft,
    seen: onScreen.get(draft),
    answers,
    typedAt,
  });

const published = async (text: string, answers: Answers = {}) => {
  const outcome = await publish((await read(text)).id, answers);
  if (!outcome.ok) throw new Error(outcome.refusal.kind);
  return outcome.value;
};

const withCode = (code: string) => sampleWith("Project Code", code);

const programmes = (code: string): Promise<Programme[]> =>
  allProgrammes(context.database).then((all) => all.filter((one) => one.projectCode === code));

const versionsOf = async ({ id }: Programme): Promise<number> =>
  (
    await context.database.execute(
      sql`select version from programme_versions where programme_id = ${id}`,
    )
  ).length;

/** Refusals have nothing but their kind where nothing more may be told. */
const refusalOf = async (outcome: Promise<{ ok: boolean; refusal?: unknown }>) =>
  (await outcome).refusal;

describe("reading", () => {
  test("an officer's notification is read, and shown beside what is published under its code", async () => {
    const preview = await read(sampleText);
    expect(preview.notification.closingDates).toEqual(["2023-03-31", "2023-06-30"]);
    expect(preview.notification.warnings).toEqual([]);
    expect(preview.differences).toEqual([]);
    expect((await read(withCode("23-SN-07-GE-BCN-C"))).differences).toBeNull();
  });

  test("members are known by every name that their record has", async () => {
    const text = sampleWith("Hosting Country(ies)", "Türkiye, IR Iran and Fiji");
    expect((await read(text)).notification.hostingCountries).toEqual(["TR", "IR", "FJ"]);
  });

  test("only the Secretariat reads notifications in; a liaison is told so, a stranger learns nothing", async () => {
    const readAs = (user: string) =>
      refusalOf(
        readNotificationText(context, readHere, { ...context.interaction(user), text: sampleText }),
      );
    expect(await readAs("FJ-liaison")).toEqual({ kind: "notAnOfficer" });
    expect(await readAs("FJ-nobody")).toEqual({ kind: "stranger" });
    expect(await readAs("APO-admin")).toBeUndefined();
  });

  test("a text that is no notification changes nothing, and the reason is told", async () => {
    const text = "PROJECT IMPLEMENTATION PLAN\n\nProject Code\t23-SN-03-GE-BCN-C";
    const plan = readNotificationText(context, readHere, { ...context.interaction(OFFICER), text });
    expect(await refusalOf(plan)).toEqual({
      kind: "notANotification",
      reason: { kind: "implementationPlan" },
    });
  });

  test("an uploaded file is read like a pasted text; one that gives no text is refused with the reason", async () => {
    const readAs = (file: { name: string; bytes: Buffer }) =>
      readNotificationFile(context, readHere, {
        ...context.interaction(OFFICER),
        fetch: async () => done({ kind: "file", ...file }),
      });
    const preview = await readAs({ name: "pn.txt", bytes: Buffer.from(sampleText) });
    expect(preview.ok && preview.value.notification.projectCode).toBe(KNOWN_CODE);
    expect(await refusalOf(readAs({ name: "pn.txt", bytes: Buffer.from("\0") }))).toEqual({
      kind: "unreadable",
      problem: { kind: "binary" },
    });
  });

  test("nothing is fetched for whoever may not publish", async () => {
    const fetched: string[] = [];
    for (const user of ["FJ-liaison", "FJ-nobody"]) {
      const fetch = async () => {
        fetched.push(user);
        return refused({ kind: "gone" } as const);
      };
      await readNotificationFile(context, readHere, { ...context.interaction(user), fetch });
    }
    expect(fetched).toEqual([]);
  });

  test("twenty are read at once over ten connections: none is held meanwhile", async () => {
    const waiting: (() => void)[] = [];
    const readOnceAllCame: ReadNotification = async (fetch, members) => {
      await new Promise<void>((go) => {
        waiting.push(go);
        if (waiting.length === 20) for (const one of waiting) one();
      });
      return readHere(fetch, members);
    };
    const read = Array.from({ length: 20 }, () =>
      readNotificationText(context, readOnceAllCame, {
        ...context.interaction(OFFICER),
        text: sampleText,
      }),
    );
    expect((await Promise.all(read)).map(({ ok }) => ok)).toEqual(read.map(() => true));
  });

  test("a right that is taken away while it is read counts: nothing is kept", async () => {
    const account = accountOf("APO-leaving");
    await giveRole(context, {
      name: "officer, APO",
      role: "officer",
      organisation: "APO",
      account: { ...account, workspace: "T-APO" },
    });
    const readWhileLeaving: ReadNotification = async (fetch, members) => {
      await context.database.execute(
        sql`delete from roles using accounts where accounts.person_id = roles.person_id and user_id = ${account.user}`,
      );
      return readHere(fetch, members);
    };
    const drafts = () => context.database.select().from(notificationDrafts);
    const before = await drafts();
    const left = readNotificationText(context, readWhileLeaving, {
      ...context.interaction("APO-leaving"),
      text: sampleText,
    });
    expect(await refusalOf(left)).toMatchObject({ kind: "stranger" });
    expect(await drafts()).toHaveLength(before.length);
  });
});

describe("a new code", () => {
  test("makes a programme with its rounds, caps and the defaults", async () => {
    const { outcome, programme } = await published(withCode("23-SN-11-GE-BCN-C"));
    expect(outcome).toBe("published");
    expect(await programmes("23-SN-11-GE-BCN-C")).toEqual([
      expect.objectContaining({ id: programme.id, version: 1, zone: "Asia/Tokyo" }),
    ]);
    expect(programme).toMatchObject({
      title: "Bilateral Cooperation between NPOs (BCN)",
      timing: { startsOn: "2023-01-01", endsOn: "2023-12-31" },
      caps: { virtual: 10, faceToFace: 4 },
      endorsement: "optional",
      rounds: [
        { number: 1, closesOn: "2023-03-31" },
        { number: 2, closesOn: "2023-06-30" },
      ],
    });
  });

  test("a closing date that has passed is pointed out in the preview, and again when published", async () => {
    const text = sampleWith("Closing Date", "10 March 2023; 30 June 2023")
      .replace(/^Remarks.*\n/m, "")
      .replace("23-SN-03-GE-BCN-C", "23-SN-19-GE-BCN-C");
    const passed = [{ kind: "closesInThePast", field: "closingDates", day: "2023-03-10" }];
    expect((await read(text)).concerns).toEqual(passed);
    expect((await published(text)).preview.concerns).toEqual(passed);
  });

  test("one number of overseas participants caps those who travel as well", async () => {
    const { programme } = await published(withCode("23-SN-12-GE-BCN-C"), {
      overseasParticipants: "18",
    });
    expect(programme.caps).toEqual({ virtual: 18, faceToFace: 18 });
  });

  test("published twice at once becomes one programme", async () => {
    const code = "23-SN-13-GE-BCN-C";
    const [one, other] = [await read(withCode(code)), await read(withCode(code), "APO-admin")];
    const outcomes = await Promise.all([
      publish(one.id),
      publish(other.id, {}, { user: "APO-admin" }),
    ]);
    expect(outcomes.map((each) => each.ok && each.value.outcome).sort()).toEqual([
      "published",
      "same",
    ]);
    expect(await programmes(code)).toHaveLength(1);
  });

  test("plans the reminders of every subscribed channel", async () => {
    await subscribe(context, "BD-liaison");
    const { programme } = await published(withCode("23-SN-14-GE-BCN-C"));
    const planned = await context.database.execute(
      sql`select next_at from duties join rounds on rounds.id = round_id
        where programme_id = ${programme.id} and next_at is not null`,
    );
    expect(planned).toHaveLength(2);
  });
});

describe("a known code", () => {
  test("with the same notification changes nothing and makes no second programme", async () => {
    const [before] = await programmes(KNOWN_CODE);
    const again = await published(sampleText);
    expect(again).toMatchObject({ outcome: "same", differences: [] });
    expect(await programmes(KNOWN_CODE)).toEqual([before]);
  });

  test("with another closing date is a new version: the difference is told, rounds keep their ids", async () => {
    const code = "23-SN-21-GE-BCN-C";
    const { programme: first } = await published(withCode(code));
    const second = await published(withCode(code), {
      closingDates: "31 March 2023; 14 July 2023",
      remarks: null,
    });
    expect(second.outcome).toBe("changed");
    expect(second.differences.map(({ field }) => field)).toEqual(["closingDates", "remarks"]);
    expect(second.differences[0]).toEqual({
      field: "closingDates",
      before: ["2023-03-31", "2023-06-30"],
      after: ["2023-03-31", "2023-07-14"],
    });
    const [now] = await programmes(code);
    expect(now).toMatchObject({ id: first.id, version: 2 });
    expect(now?.rounds.map(({ id }) => id)).toEqual(first.rounds.map(({ id }) => id));
    expect(now?.rounds[1]?.closesOn).toBe("2023-07-14");
    expect(now && (await versionsOf(now))).toBe(2);
  });

  test("keeps when it was first published, its zone and its settings", async () => {
    const code = "23-SN-22-GE-BCN-C";
    const { programme } = await published(withCode(code));
    await context.database.execute(
      sql`update programmes set time_zone = 'Pacific/Fiji', endorsement = 'required' where id = ${programme.id}`,
    );
    await published(withCode(code), { title: "Another title" });
    expect(await programmes(code)).toEqual([
      expect.objectContaining({
        title: "Another title",
        zone: "Pacific/Fiji",
        endorsement: "required",
      }),
    ]);
  });

  test("loses a closing date whose round nobody has joined, and what was said about it", async () => {
    const code = "23-SN-23-GE-BCN-C";
    const { programme } = await published(withCode(code));
    const round = programme.rounds[1]?.id ?? "";
    await refuseRound(context, { ...context.interaction("FJ-liaison"), round, npo: "FJ" });
    await published(withCode(code), { closingDates: "31 March 2023", remarks: null });
    const [now] = await programmes(code);
    expect(now?.rounds).toEqual([programme.rounds[0]]);
  });

  test("keeps a closing date whose round a request has joined, and says why", async () => {
    const code = "23-SN-24-GE-BCN-C";
    const { programme } = await published(withCode(code));
    const round = programme.rounds[1];
    await requestIn(round?.id ?? "");
    const before = await programmes(code);
    const draft = (await read(withCode(code))).id;
    const refusal = refusalOf(publish(draft, { closingDates: "31 March 2023", remarks: null }));
    expect(await refusal).toMatchObject({ kind: "roundHasRequests", round, requests: 1 });
    expect(await programmes(code)).toEqual(before);
  });

  test("the first of two closing dates can't go silently while a request has joined it", async () => {
    const code = "23-SN-25-GE-BCN-C";
    const { programme } = await published(withCode(code));
    const [first, second] = programme.rounds;
    await requestIn(first?.id ?? "");
    const draft = (await read(withCode(code))).id;
    const refusal = refusalOf(publish(draft, { closingDates: "30 June 2023", remarks: null }));
    expect(await refusal).toMatchObject({ kind: "roundHasRequests", round: first, requests: 1 });
    await published(withCode(code), {
      closingDates: "1 March 2023; 31 March 2023; 30 June 2023",
      remarks: null,
    });
    const [now] = await programmes(code);
    expect(now?.rounds.map(({ id, number }) => [id, number]).slice(1)).toEqual([
      [first?.id, 2],
      [second?.id, 3],
    ]);
  });

  /** A request of that round, as far as the round's keeping is concerned. */
  const requestIn = async (round: string): Promise<void> => {
    const started = await startRequest(context, {
      ...context.interaction("FJ-liaison"),
      afresh: true,
    });
    if (!started.ok) throw new Error(started.refusal.kind);
    await context.database.execute(
      sql`update requests set round_id = ${round} where id = ${started.value.draft.id}`,
    );
  };
});

describe("correcting", () => {
  test("a doubtful field that an officer fills in is published as it was corrected", async () => {
    const preview = await read(
      withCode("23-SN-31-GE-BCN-C").replace(/^Timing\t.*$/m, "Timing\tin spring"),
    );
    expect(preview.notification.timing).toBeNull();
    const outcome = await publish(preview.id, { timing: "1 January 2023–30 November 2023" });
    expect(outcome.ok && outcome.value.programme.timing.endsOn).toBe("2023-11-30");
    expect(outcome.ok && outcome.value.programme.notification.warnings).toEqual([]);
  });

  test.each<[string, Answers, string]>([
    ["a code that is none", { projectCode: "BCN 2023" }, "projectCode"],
    ["no title", { title: null }, "title"],
    ["a timing that can't be read", { timing: "all year" }, "timing"],
    ["no number of participants", { overseasParticipants: "" }, "overseasParticipants"],
    ["no closing date", { closingDates: null }, "closingDates"],
    ["closing dates out of order", { closingDates: "30 June 2023; 31 March 2023" }, "closingDates"],
    ["a closing date on the last day", { closingDates: "31 December 2023" }, "closingDates"],
    ["an optional field that can't be read", { issuedOn: "yesterday" }, "issuedOn"],
  ])("%s isn't published, and the error stands at its field", async (_what, answers, field) => {
    const code = "23-SN-32-GE-BCN-C";
    const refusal = await refusalOf(publish((await read(withCode(code))).id, answers));
    expect(refusal).toMatchObject({ kind: "problems", problems: [{ field }] });
    expect(await programmes(code)).toEqual([]);
  });

  test("what was typed is kept when it can't be published", async () => {
    const { id } = await read(withCode("23-SN-33-GE-BCN-C"));
    await publish(id, { title: "A better title", timing: "all year" }, { typedAt: 10 });
    const mended = await publish(
      id,
      { timing: "2 January 2023–31 December 2023" },
      { typedAt: 20 },
    );
    expect(mended.ok && mended.value.programme.title).toBe("A better title");
  });

  test("keystrokes are saved, and a late one overwrites nothing newer", async () => {
    const { id } = await read(withCode("23-SN-34-GE-BCN-C"));
    const type = (title: string, typedAt: number) =>
      saveNotificationAnswers(context, {
        ...context.interaction(OFFICER),
        draft: id,
        answers: { title },
        typedAt,
      });
    await type("The newer title", 20);
    await type("The older", 15);
    const outcome = await publish(id, {}, { typedAt: 30 });
    expect(outcome.ok && outcome.value.programme.title).toBe("The newer title");
  });

  test("another officer's preview, a published one and one that never was are the same: not there", async () => {
    const { id } = await read(withCode("23-SN-35-GE-BCN-C"));
    const notFound = { kind: "notFound" };
    expect(await refusalOf(publish(id, {}, { user: "APO-admin" }))).toEqual(notFound);
    expect(await refusalOf(publish(id))).toBeUndefined();
    expect(await refusalOf(publish(id))).toEqual(notFound);
    expect(await refusalOf(publish("no-id-of-ours"))).toEqual(notFound);
  });

  test("the same signed call again publishes nothing a second time", async () => {
    const { id } = await read(withCode("23-SN-36-GE-BCN-C"));
    const interaction = { ...context.interaction(OFFICER), draft: id, answers: {}, typedAt: 1 };
    expect(await refusalOf(publishProgramme(context, interaction))).toBeUndefined();
    expect(await refusalOf(publishProgramme(context, interaction))).toEqual({ kind: "replayed" });
  });

  test("a liaison can't publish what an officer has read", async () => {
    const { id } = await read(withCode("23-SN-37-GE-BCN-C"));
    const refusal = refusalOf(publish(id, {}, { user: "FJ-liaison" }));
    expect(await refusal).toEqual({ kind: "notAnOfficer" });
    expect(await programmes("23-SN-37-GE-BCN-C")).toEqual([]);
  });
});
