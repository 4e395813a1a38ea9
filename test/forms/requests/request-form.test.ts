import { describe, expect, test } from "vitest";
import { type Draft, PAGES } from "../../../src/domain/drafts/drafts.ts";
import { digestOf } from "../../../src/domain/drafts/form-snapshots.ts";
import { personId } from "../../../src/domain/ids.ts";
import { readPointer } from "../../../src/domain/pointers.ts";
import type { DraftPage } from "../../../src/domain/requests/draft-page.ts";
import { checkDraft, problemsOn } from "../../../src/domain/requests/request-check.ts";
import { readerTimeAt } from "../../../src/domain/time.ts";
import { type Field, type Form, isField } from "../../../src/forms/form.ts";
import { readSnapshotText } from "../../../src/forms/requests/answers.ts";
import { draftToRead } from "../../../src/forms/requests/read-draft.ts";
import { errorsAt, requestPage } from "../../../src/forms/requests/request-form.ts";
import { theirs } from "../../../src/words/en.ts";
import {
  draftToJapan,
  fiji,
  firstRound,
  liaisonOfFiji,
  noonOf20March,
  person,
  secondRound,
  setting,
  traveller,
  typed,
} from "../../helpers/builders.ts";

const pageOf = (draft: Draft, over: Partial<DraftPage> = {}): DraftPage => ({
  draft,
  setting: setting(),
  checked: checkDraft(draft, setting()),
  joins: firstRound,
  now: noonOf20March,
  reader: draft.heldBy,
  readerTime: readerTimeAt(noonOf20March, "Pacific/Fiji"),
  warnings: [],
  reopened: false,
  snapshotId: "0f3a",
  meanwhile: [],
  notRemoved: undefined,
  draftsToSameHost: [],
  names: new Map(),
  onBehalf: false,
  admissions: [],
  ...over,
});

const first = draftToJapan().participants[0]?.id ?? null;

const fieldsOf = (draft: Draft): Field[] => requestPage(pageOf(draft)).parts.filter(isField);

describe("each step asks what docs/words.md lists, with what was typed so far", () => {
  test.each([
    ["whom", ["host", "spoken", "spokenWith", "alternatives", "topic", "objectives"]],
    ["when", ["modality", "startsOn", "endsOn", "startsOn2", "endsOn2", "language"]],
    ["who", ["people"]],
    ["result", ["outcomes", "followUp", "endorsedBy", "endorsedAs", "endorsedOn"]],
  ] as const)("%s", (page, ids) => {
    expect(fieldsOf(draftToJapan({ page })).map(({ id }) => id)).toEqual(ids);
  });

  test.each([
    ["whom", { spoken: "no" }, "spokenWith", false],
    ["whom", { spoken: "yes" }, "spokenWith", true],
    ["when", { modality: "faceToFace" }, "hours", false],
    ["when", { modality: "virtual" }, "hours", true],
    ["when", { modality: "both" }, "hours", true],
  ] as const)("on %s with %j %s is asked: %s", (page, answers, field, isThere) => {
    const ids = fieldsOf(draftToJapan({ page, answers })).map(({ id }) => id);
    expect(ids.includes(field)).toBe(isThere);
    const early = requestPage(pageOf(draftToJapan({ page, answers })), { savesAsYouType: false });
    expect(early.parts.filter(isField).map(({ id }) => id)).toContain(field);
  });

  test("an online request is never called a visit: neither its form nor what an officer reads of it", () => {
    const answers = { modality: "virtual" };
    const saidOf = (form: Form) =>
      JSON.stringify([form.title, form.parts]).replaceAll("NPO you'd like to visit or meet", "");
    for (const page of PAGES) {
      const draft = draftToJapan({ page, answers, item: page === "participant" ? first : null });
      const form = requestPage(pageOf(draft, { reopened: true }));
      expect(form.title).toBe("Request to meet online");
      expect(saidOf(form)).not.toMatch(/visit/iu);
    }
    const check = pageOf(draftToJapan({ page: "check", answers }));
    expect(saidOf(draftToRead(check, undefined))).not.toMatch(/visit/iu);
    expect(requestPage(pageOf(draftToJapan({ page: "when" }))).title).toBe("Request a visit");
  });

  test("the topic stands in its input again", () => {
    const topic = fieldsOf(draftToJapan({ page: "whom" })).find(({ id }) => id === "topic");
    expect(topic).toMatchObject({
      required: true,
      maxLength: 150,
      value: "Kaizen in public hospitals",
    });
  });

  test("Hong Kong is shown as suspended and can't be chosen, nor can one's own NPO", () => {
    const form = requestPage(pageOf(draftToJapan({ page: "whom" })));
    const host = form.parts.filter(isField).find(({ id }) => id === "host");
    const offered = host && "options" in host ? host.options.map(({ value }) => value) : [];
    expect(offered).toContain("JP");
    expect(offered).not.toContain("HK");
    expect(offered).not.toContain("FJ");
    expect(JSON.stringify(form.parts)).toContain("Hong Kong can't be chosen for now");
  });
});

describe("people have a page each", () => {
  const at = (place: number) => {
    const draft = draftToJapan({ page: "participant" });
    return { ...draft, item: draft.participants[place - 1]?.id ?? null };
  };

  test("the first has the plain ids, the others are forced to redraw", () => {
    expect(fieldsOf(at(1)).map(({ id, redraw }) => [id, redraw])[0]).toEqual([
      "position",
      undefined,
    ]);
    expect(fieldsOf(at(3)).map(({ id, redraw }) => [id, redraw])[0]).toEqual(["position", 3]);
    expect(requestPage(pageOf(at(3))).pointer).toMatchObject({
      step: "participant",
      item: at(3).item,
    });
  });

  test("who travels and who joins online is asked only where there are both", () => {
    const both = (draft: Draft): Draft => ({
      ...draft,
      answers: { ...draft.answers, ...typed({ modality: "both" }) },
    });
    expect(fieldsOf(at(1)).map(({ id }) => id)).not.toContain("attendance");
    expect(fieldsOf(both(at(1))).map(({ id }) => id)).toContain("attendance");
  });
});

describe("the check step", () => {
  const check = (over: Partial<DraftPage> = {}, closed?: typeof firstRound) =>
    requestPage(pageOf(draftToJapan({ page: "check" }), over), { closed });

  test("names the round in both zones and points to it", () => {
    const form = check();
    expect(form.submit).toBe("Send request");
    expect(form.pointer.item).toBe(firstRound.id);
    expect(JSON.stringify(form.parts)).toContain(
      "first round, which closes Fri 31 March, 23:59 Tokyo (Sat 1 April, 02:59 Suva)",
    );
  });

  test("says once that the round shown before has closed, and offers the second", () => {
    const form = check({ joins: secondRound }, firstRound);
    expect(form.submit).toBe("Send in second round");
    expect(JSON.stringify(form.parts)).toContain(
      "The first closing date passed before you pressed",
    );
  });

  test("has no Send after the last closing date, and keeps everything", () => {
    const form = check({ joins: undefined }, secondRound);
    expect(form.submit).toBeUndefined();
    expect(JSON.stringify(form.parts)).toContain("Kaizen in public hospitals");
  });

  test("tells hours by both zones' clocks", () => {
    const draft = draftToJapan({ page: "check", answers: { modality: "virtual", hours: "10–12" } });
    const form = requestPage(pageOf(draft));
    expect(JSON.stringify(form.parts)).toContain("10:00–12:00 Tokyo (13:00–15:00 Suva)");
  });

  test("lists the people, our own words first, so that each line is read from the left", () => {
    const draft = draftToJapan({
      page: "check",
      participants: [traveller(1, { position: "مدیر بهره‌وری", organisation: "NIPO" })],
    });
    expect(requestPage(pageOf(draft)).parts).toContainEqual(
      expect.objectContaining({
        title: "Person 1",
        text: `Head of delegation: ${theirs(`${theirs("مدیر بهره‌وری")} (NIPO), Policymaker`)}; name follows.`,
      }),
    );
  });

  test("has a person's name and e-mail address, on the list as well", () => {
    const participants = [traveller(1, { name: "Name of one", email: "a@example.org" })];
    for (const page of ["who", "check"] as const) {
      const { parts } = requestPage(pageOf(draftToJapan({ page, participants })));
      expect(JSON.stringify(parts)).toContain("Policymaker; Name of one, a@example.org.");
    }
  });

  test("where some travel and some join online, the list says how to tell who", () => {
    const told = "To say who joins online, press Change beside them.";
    const listOf = (modality: string) =>
      JSON.stringify(
        requestPage(pageOf(draftToJapan({ page: "who", answers: { modality } }))).parts,
      );
    expect(listOf("both")).toContain(told);
    expect(listOf("faceToFace")).not.toContain(told);
  });

  test("says that the endorsement is missing", () => {
    expect(JSON.stringify(check().parts)).toContain("Not given yet");
  });
});

describe("a draft of several people", () => {
  const backup = person("backup", fiji);
  const names = new Map([[backup.id, backup.name]]);
  const backupId = personId("00000000-0000-4000-8000-00000000000b");
  const inConflict = (page: Draft["page"]): Draft => {
    const draft = draftToJapan({ page });
    const topic = {
      ...{ value: "Kaizen in public hospitals", savedAt: 2, by: draft.heldBy, revision: 7 },
      others: [
        { value: null, savedAt: 1, by: backupId, revision: 6, at: Date.UTC(2023, 2, 20, 3) },
      ],
    };
    return { ...draft, revision: 7, answers: { ...draft.answers, topic } };
  };
  const drawn = (page: Draft["page"]) =>
    requestPage(pageOf(inConflict(page), { names: new Map([[backupId, "Backup, Fiji"]]) }));

  test("shows both values beneath the field, an emptied one too, with a press to choose", () => {
    const { parts } = drawn("whom");
    const at = parts.findIndex((part) => "id" in part && part.id === "topic");
    expect(parts.slice(at + 1, at + 4)).toMatchObject([
      {
        tone: "warning",
        text: "Backup, Fiji typed this here at the same time (Mon 20 March 15:00 Suva):",
      },
      { kind: "quote", text: "(left empty)" },
      { kind: "buttons", buttons: [{ label: "Use this one" }, { label: "Keep mine" }] },
    ]);
    const [use] = parts.flatMap((part) => (part.kind === "buttons" ? part.buttons : []));
    expect(readPointer("conflict", use?.id)).toEqual({
      ...{ field: "topic", of: backupId, revision: 6 },
    });
  });

  test("says at the check step what is sent, and may be sent all the same", () => {
    const form = drawn("check");
    const text = JSON.stringify(form.parts);
    expect(text).toContain("If you send it like this, what is shown here counts.");
    expect(text).toContain('{"label":"Topic","value":"Kaizen in public hospitals"}');
    expect(form.submit).toBe("Send request");
  });

  test("offers Discard on the check step, with what is lost and who holds it", () => {
    const draft = { ...draftToJapan({ page: "check" }), heldBy: backup.id };
    const form = requestPage(pageOf(draft, { reader: liaisonOfFiji.id, names }));
    const discard = form.parts
      .flatMap((part) => (part.kind === "buttons" ? part.buttons : []))
      .find(({ verb }) => verb === "discard-draft");
    expect(discard?.confirm?.text).toBe(
      "It is gone for everyone in your NPO, with all that was typed: 8 answers and 4 people. backup, Fiji holds it; last saved Mon 20 March 15:00 Suva.",
    );
  });

  test("tells what a page showed in far fewer characters than a platform carries", () => {
    const { pointer } = drawn("whom");
    expect(JSON.stringify(pointer).length).toBeLessThan(600);
    expect(readSnapshotText(pointer.sheet)).toMatchObject({
      ...{ id: "0f3a", revision: 7 },
      shown: { topic: digestOf("Kaizen in public hospitals"), spokenWith: "" },
    });
  });

  test("an NPO that can't be chosen any more counts as not shown, so nobody cleared it", () => {
    const draft = draftToJapan({ page: "whom", answers: { host: "HK" } });
    const snapshot = readSnapshotText(requestPage(pageOf(draft)).pointer.sheet);
    expect(snapshot?.shown.host).toBe("");
  });

  test.each(["", "x", "0f3a.1", "0f3a.1.topic", "0f3a.x.topic=", `${"0".repeat(65)}.1.`])(
    "a form snapshot that is none of ours says nothing: %j",
    (text) => expect(readSnapshotText(text)).toBeUndefined(),
  );
});

test("a problem without an input on the page is told on top of it, not at a field", () => {
  const draft = draftToJapan({ page: "who", participants: [] });
  const page = pageOf(draft);
  const problems = problemsOn(page.checked, "who");
  expect(errorsAt(page, problems)).toBeUndefined();
  const [first] = requestPage(page, { problems }).parts.filter(({ kind }) => kind === "notice");
  expect(first).toMatchObject({
    tone: "error",
    text: expect.stringContaining("at least one person"),
  });
});
