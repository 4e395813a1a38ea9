/** All that people do, in Teams alone: each form to its end, with what is wrong in it on the way. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DateTime } from "../../src/domain/time.ts";
import { sampleWith } from "../domain/notifications/samples.ts";
import {
  APP_ID,
  LIAISON,
  type Metadata,
  startMetadata,
  TENANT,
} from "../surfaces/teams/microsoft.ts";
import { makePerson } from "../surfaces/teams/person.ts";
import { PASSWORD, type Service, startService } from "../surfaces/teams/service.ts";
import {
  openProduct,
  RESULT,
  type Running,
  TRAVELLER,
  WHEN,
  WHOM,
  YEAR,
} from "./helpers/open-product.ts";

let microsoft: Metadata;
let service: Service;
let running: Running;
beforeAll(async () => {
  [microsoft, service] = await Promise.all([startMetadata(), startService()]);
  running = await openProduct({
    more: {
      TEAMS_APP_ID: APP_ID,
      TEAMS_APP_PASSWORD: PASSWORD,
      TEAMS_TENANT_ID: TENANT,
      TEAMS_SERVICE_HOSTS: service.host,
      TEAMS_LOGIN_URL: service.loginUrl,
      TEAMS_OPENID_METADATA_URL: microsoft.url,
      BCN_ADMIN: `teams:${TENANT}:${LIAISON}`,
    },
  });
  fiji = await joined("FJ", "liaison", "Liaison, Fiji");
  japan = await joined("JP", "liaison", "Liaison, Japan");
});
afterAll(async () => {
  await running.close();
  await Promise.all([microsoft.close(), service.close()]);
});

type Person = ReturnType<typeof makePerson>;
type Page = Awaited<ReturnType<Person["write"]>>;

let fiji: Person;
let japan: Person;
let people = 0;

const personOf = (user: string): Person =>
  makePerson({ url: `${running.product.url}/api/messages`, service }, user);
const admin = (): Person => personOf(LIAISON);

const choicesOf = ({ card }: Page): string => JSON.stringify(card);

/** A text in the boxes of the form, cut between two lines. */
const inBoxes = (text: string): Record<string, string> => {
  const pieces = [""];
  for (const line of text.split("\n")) {
    const last = pieces.at(-1) ?? "";
    if (last.length + line.length > 2900) pieces.push(line);
    else pieces.splice(-1, 1, last === "" ? line : `${last}\n${line}`);
  }
  return Object.fromEntries(pieces.map((piece, at) => [`text${at + 1}`, piece]));
};

const joined = async (organisation: string, role: string, name: string): Promise<Person> => {
  const form = await admin().open(await admin().write("invite"), "Open the form");
  const made = await admin().press(form, "Make an invitation", { name, organisation, role });
  const [, code = ""] = /bcn join (\S+)/.exec(made.text) ?? [];
  people += 1;
  const person = personOf(`dddddddd-0000-4000-8000-00000000010${people}`);
  const form2 = await person.open(await person.write("join"), "Open the form");
  await person.press(form2, "Join", { code });
  return person;
};

/** A request of Fiji's on its last page. */
const filledIn = async (over: Record<string, string>, traveller = TRAVELLER): Promise<Page> => {
  const whom = await fiji.open(await fiji.write("request new"), "Open the form");
  const when = await fiji.press(whom, "Next", { ...WHOM, ...over });
  const who = await fiji.press(when, "Next", WHEN);
  const withOne = await fiji.press(await fiji.press(who, ADD_A_PERSON), "Save", traveller);
  return fiji.press(await fiji.press(withOne, "Next"), "Next", RESULT);
};

/** The number of one that is sent. */
const sent = async (over: Record<string, string> = {}, traveller = TRAVELLER): Promise<string> => {
  const receipt = await fiji.press(await filledIn(over, traveller), "Send request");
  return /BCN-\d{4}-\d{3}/.exec(receipt.text)?.[0] ?? receipt.text;
};

const ADD_A_PERSON = "Add a person";
const DATES = `${YEAR}-07-10/${YEAR}-07-12`;

test("a host says that it considers, is told what is wrong at its field, and can host", async () => {
  const number = await sent();
  const card = await japan.write(`show ${number}`);
  const consider = await japan.open(card, "We're considering it");
  const note = "We look for days in July";
  const late = await japan.press(consider, "Send answer", { note, answerBy: `${YEAR}-12-31` });
  expect(late.text).toMatch(/When will you answer\? \*\n.*\n(?:Please|Up to|At most)/);
  expect(late.text).toContain(note);
  const answerBy = DateTime.now().plus({ days: 4 }).toISODate();
  const considered = await japan.press(late, "Send answer", { answerBy });
  expect(considered.text).toContain("considering");

  const form = await japan.open(await japan.write(`show ${number}`), "We can host");
  const half = { note: "You are welcome", endorsedBy: "The President" };
  const wrong = await japan.press(form, "Send answer", half);
  expect(wrong.text).toMatch(
    /The President\n.*\nTheir position\nPlease give name, position and day/,
  );
  const still = await japan.press(wrong, "Send answer", { dates: "" });
  expect(still.text).toMatch(/Which dates suit you\? \*\n.*\nPlease fill this in/);
  expect(still.text).toContain("The President");
  const done = await japan.press(still, "Send answer", { dates: DATES, endorsedBy: "" });
  expect(done.text).toContain("JPC, Japan can host NTPC, Fiji");
  const there = await fiji.write(`show ${number}`);
  expect(there.text).toContain("You are welcome");
  // The older card still stands there: it says how things stand by now.
  expect((await japan.open(card, "We can host")).text).toContain("Here is how it stands now");
});

test("a host declines; the sender chooses another, whose officer passes it on and answers for it", async () => {
  const number = await sent();
  const decline = await japan.open(await japan.write(`show ${number}`), "Not possible this time");
  const reason = "All wards are full in July.";
  expect((await japan.press(decline, "Send answer", { reason })).text).toContain("can't host");

  const choose = await fiji.open(await fiji.write(`show ${number}`), "Choose another");
  const wrong = await fiji.press(choose, "Ask this NPO", { spoken: "no" });
  expect(wrong.text).toContain("Please fill this in");
  const asked = await fiji.press(wrong, "Ask this NPO", { host: "LA" });
  expect(asked.text).toContain("DOSMEP");

  const officer = admin();
  const pass = await officer.open(await officer.write(`show ${number}`), "I have passed it on");
  const nobody = await officer.press(pass, "Note it");
  expect(nobody.text).toContain("Please fill this in");
  const passedOn = DateTime.now().setZone("Asia/Tokyo").toISODate();
  const passed = await officer.press(nobody, "Note it", { passedTo: "Their director", passedOn });
  expect(passed.text).toContain("has passed the request of NTPC, Fiji on to");
  const forThem = await officer.open(await officer.write(`show ${number}`), "DOSMEP can't host");
  const evidence = { evidence: "Their director, by telephone", evidenceOn: passedOn };
  expect((await officer.press(forThem, "Send answer", evidence)).text).toContain("can't host");
});

test("names that were to follow are added; who handles it is taken and given; it is withdrawn or cancelled", async () => {
  const { name: _name, email: _email, ...traveller } = TRAVELLER;
  const number = await sent({}, traveller);
  const add = await fiji.open(await fiji.write(`show ${number}`), "Add names");
  const none = await fiji.press(add, "Add");
  expect(none.text).toContain("Please write one name or e-mail address at least.");
  const added = await fiji.press(none, "Add", { name1: "Name of a participant" });
  expect(added.text).toContain("has added names");

  const taken = await fiji.act(await fiji.write(`show ${number}`), "I'll take it");
  expect(taken.text).toContain(`You handle ${number}`);
  const backup = await joined("FJ", "backup", "Backup, Fiji");
  const who = await fiji.open(await fiji.write(`show ${number}`), "Who handles it?");
  const [, backupId = ""] = /\n([^\n]+)\nBackup, Fiji/.exec(choicesOf(who)) ?? [];
  await fiji.press(who, "Save", { handler: backupId });
  expect((await backup.write(`show ${number}`)).text).toContain("Handled by");

  const withdraw = await fiji.open(await fiji.write(`show ${number}`), "Withdraw");
  const gone = await fiji.press(withdraw, "Withdraw", { reason: "The ministry has moved it." });
  expect(gone.text).toContain("withdrawn");
  const other = await sent();
  const cancel = await admin().open(await admin().write(`show ${other}`), "Cancel the request");
  expect((await admin().press(cancel, "Cancel this request")).text).toContain(
    "Please fill this in",
  );
  const cancelled = await admin().press(cancel, "Cancel this request", { reason: "A storm" });
  expect(cancelled.text).toContain("Cancelled by the APO Secretariat");
});

test("an officer sends for an NPO, with how they know", async () => {
  const officer = admin();
  const start = await officer.open(await officer.write("request"), "Open the form");
  const wrong = await officer.press(start, "Next", { organisation: "BD" });
  expect(wrong.text).toContain("Please fill this in");
  const evidenceOn = DateTime.now().minus({ days: 1 }).toISODate();
  const whom = await officer.press(wrong, "Next", { evidence: "Their e-mail", evidenceOn });
  expect(whom.text).toContain("On behalf of Bangladesh");
  const when = await officer.press(whom, "Next", WHOM);
  const who = await officer.press(when, "Next", WHEN);
  const one = await officer.press(await officer.press(who, ADD_A_PERSON), "Save", TRAVELLER);
  const approved = { endorsedBy: "The Director", endorsedAs: "Director", endorsedOn: evidenceOn };
  const check = await officer.press(await officer.press(one, "Next"), "Next", {
    ...RESULT,
    ...approved,
  });
  expect((await officer.press(check, "Send request")).text).toContain(
    "Received, on time: Bangladesh",
  );
});

test("a calendar, a member's facts and people", async () => {
  const officer = admin();
  const which = await officer.open(await officer.write("calendar"), "Open the form");
  const calendar = await officer.press(which, "Open", { organisation: "FJ" });
  const bad = await officer.press(calendar, "Add", { lines: "no day at all" });
  expect(bad.text).toMatch(/no day at all\n.*\n?.*(?:Please|can't|line)/);
  const day = { lines: "", startsOn: `${YEAR}-10-10`, name: "Fiji Day" };
  const added = await officer.press(bad, "Add", day);
  expect(added.text).toContain("Fiji Day");
  const removed = await officer.press(added, "Remove");
  expect(removed.text).not.toContain("Fiji Day");

  const list = await officer.open(await officer.write("members"), "Open the form");
  const member = await officer.press(list, "Open");
  expect(member.text).toContain("APO Secretariat");
  const facts = await officer.press(member, "Correct");
  const week = { zone: "Nowhere", weekend: "1,2,3,4,5,6,7" };
  const mended = await officer.press(facts, "Save", week);
  expect(mended.text).toMatch(/Nowhere\nI don't know this time zone/);
  expect(mended.text).toContain("At least one day of the week must be a working day.");
  const own = await fiji.open(await fiji.write("members"), "Open the form");
  const invite = await fiji.press(own, "Invite someone");
  expect(invite.text).toContain("Back");
  expect((await fiji.press(invite, "Back")).text).toBe(own.text);
});

const closeAllRounds = async () => {
  const lastWeek = DateTime.utc().minus({ days: 8 }).toISODate();
  await running.db.database.execute(
    sql`update rounds set closes_on = (${lastWeek}::date + number * interval '1 day')::date`,
  );
};

test("a closing date was missed: the reason is asked and told, and it is sent, admitted late", async () => {
  const late = await filledIn({ topic: "Service in hot springs" });
  await closeAllRounds();
  const missed = await fiji.press(late, "Send request");
  const asking = await fiji.press(missed, "Ask to admit it");
  expect((await fiji.press(asking, "Ask", { reason: "  " })).text).toContain("Please");
  const asked = await fiji.press(asking, "Ask", { reason: "A cyclone" });
  expect(asked.text).toContain("Secretariat");

  const officer = admin();
  const owed = await officer.write("owed");
  expect(owed.text).toContain("NTPC, Fiji asks to admit a late request");
  const read = await officer.open(owed, "Read the draft");
  expect(read.text).toContain("Service in hot springs");
  const admit = await officer.press(read, "Admit it");
  expect(admit.text).toContain("A cyclone");
  const admitted = await officer.press(admit, "Admit", { reason: "It was in the news" });
  expect(admitted.text).toContain("Admitted: NTPC, Fiji");
  const back = await fiji.open(await fiji.write("owed"), "Go on with the draft");
  expect((await fiji.press(back, "Send request")).text).toMatch(/admitted late/i);

  const advance = await officer.open(await officer.write("admit"), "Open the form");
  const [, round = ""] =
    /"title":"BCN[^}]*first round[^}]*"value":"([^"]+)"/.exec(choicesOf(advance)) ?? [];
  const half = await officer.press(advance, "Admit", { npo: "LA", round });
  expect(half.text).toMatch(/Why do you admit it\? \*\nPlease fill this in/);
  const done = await officer.press(half, "Admit", { reason: "Their office was flooded" });
  expect(done.text).toContain("DOSMEP");
});

test("a notification is pasted, kept for later, mended and published", async () => {
  const officer = admin();
  const [next, before] = [`${YEAR + 1}`, `${YEAR}`];
  const code = `${next.slice(2)}-SN-09-GE-BCN-C`;
  const text = sampleWith("Project Code", code).replaceAll("2023", next).replaceAll("2022", before);
  const form = await officer.open(await officer.write("publish"), "Open the form");
  const none = await officer.press(form, "Read it");
  expect(none.text).toContain("Please");
  const preview = await officer.press(none, "Read it", inBoxes(text));
  expect(preview.text).toContain(code);
  const said = await officer.close(preview, "Save and close", { timing: "some day" });
  expect(said).toBe("It's saved, and opens where you left it.");
  const again = await officer.open(await officer.write("owed"), "Go on");
  const wrong = await officer.press(again, "Publish");
  expect(wrong.text).toMatch(/some day\n.*(?:can't|Please|Write)/);
  const timing = `1 January ${next}–31 December ${next}`;
  const published = await officer.press(wrong, "Publish", { timing });
  expect(published.text).toContain(`Published: first round of BCN ${next} closes`);
});
