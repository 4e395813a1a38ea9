import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sampleText } from "../domain/notifications/samples.ts";
import { bigXml, lyingAboutCounts, lyingAboutSizes } from "../helpers/bombs/docx.ts";
import * as pdfs from "../helpers/bombs/pdf.ts";
import { onThisMachine } from "../helpers/on-this-machine.ts";
import { isRunning, readersOf } from "../helpers/processes.ts";
import { eventually, type Person, pause, send, shownIn, textOf } from "./helpers/client.ts";
import type { Json, View } from "./helpers/fake-slack.ts";
import { ADMIN, FIJI, openProduct, type Running } from "./helpers/open-product.ts";

let running: Running;
let bombs: ReturnType<typeof makeBombs>;

const makeBombs = () => ({
  "14 MB of XML.docx": bigXml(14),
  "lies about sizes.docx": lyingAboutSizes(),
  "lies about counts.docx": lyingAboutCounts(),
  "nested streams.pdf": pdfs.nestedStreams(),
  "doubled forms.pdf": pdfs.doubledForms(),
  "endless characters.pdf": pdfs.endlessCharacterMap(),
  "100 MB of operators.pdf": pdfs.manyOperators(),
  "30,000 rows.pdf": pdfs.manyRows(),
});

const upload = (name: string, bytes: Uint8Array, saidBytes?: number): string => {
  const id = `F${running.slack.files.size}`;
  running.slack.files.set(id, { name, bytes, ...(saidBytes === undefined ? {} : { saidBytes }) });
  return id;
};

/** What stands in the form in the end: its errors, or all that it says. */
const answerTo = async (person: Person, form: View, typed: Json): Promise<string> => {
  const answered = await send(
    running.product.url,
    person.submitCall(form, typed as Record<string, string>),
  );
  const { response_action: action, view, errors } = answered.json;
  if (action === "errors") return textOf({ text: JSON.stringify(errors) });
  running.slack.take(view as Json, form.id);
  return eventually(
    () => {
      const shown = textOf(running.slack.views.get(form.id)?.blocks);
      return shown.startsWith("One moment") ? undefined : shown;
    },
    "The form goes on loading",
    30_000,
  );
};

const readers = (): readonly number[] => readersOf(running.product.pid);

describe("while a document is read", () => {
  beforeAll(async () => {
    // Before the product, since it takes this process some seconds.
    bombs = makeBombs();
    running = await openProduct();
  });
  afterAll(() => running.close());

  /** Milliseconds that others wait for `help` until all of it is done; the longest. */
  const longestMeanwhile = async (work: Promise<unknown>): Promise<number> => {
    const other = running.person(FIJI);
    let isOver = false;
    const over = () => {
      isOver = true;
    };
    work.then(over, over);
    let longest = 0;
    while (!isOver) {
      const begun = performance.now();
      expect((await other.command("help")).text).toContain("/bcn request");
      longest = Math.max(longest, performance.now() - begun);
      await pause(50);
    }
    return Math.round(longest);
  };

  const HEAVY = /This file is too heavy to read.*Please paste its text instead/s;

  // On a slow machine it may take longer than a document may.
  const LONG = /too long|too heavy/;

  test.each([
    ["14 MB of XML.docx", HEAVY, "nested streams.pdf", HEAVY],
    ["lies about sizes.docx", HEAVY, "lies about counts.docx", HEAVY],
    ["doubled forms.pdf", HEAVY, "endless characters.pdf", HEAVY],
    ["100 MB of operators.pdf", HEAVY, "30,000 rows.pdf", LONG],
  ] as const)("$0 is read, $2 beside it: nobody else notices", async (...files) => {
    const [name, words, otherName, otherWords] = files;
    const officer = running.person(ADMIN);
    const ids = [name, otherName].map((one) => upload(one, bombs[one]));
    const forms = [await officer.open("publish"), await officer.open("publish")];
    const begun = performance.now();
    const answers = Promise.all(
      forms.map((form, place) => answerTo(officer, form, { file: ids[place] })),
    );
    const longest = await longestMeanwhile(answers);
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    console.log(`${name} and ${otherName}: ${seconds} s; others waited ${longest} ms at most`);
    const [answer, other] = await answers;
    expect(answer).toMatch(words);
    expect(other).toMatch(otherWords);
    expect(longest).toBeLessThan(onThisMachine(1_000));
    expect(readers()).toEqual([]);
  });

  test("a pasted text that had to wait for its turn still stands in the form when it can't be read", async () => {
    const officer = running.person(ADMIN);
    // Read for as long as anything may be, on any machine: longer than a call may wait.
    const heavy = bombs["doubled forms.pdf"];
    const forms = [await officer.open("publish"), await officer.open("publish")];
    const answers = forms.map((form, place) =>
      answerTo(officer, form, { file: upload(`${place}.pdf`, heavy) }),
    );
    await eventually(() => readers().length === 2 || undefined, "Two are read");
    const form = await officer.open("publish");
    const text = "Minutes of a meeting, typed by hand";
    expect(await answerTo(officer, form, { text1: text })).toContain("too few of its labels");
    expect(running.slack.views.get(form.id)?.hash).not.toBe(form.hash);
    expect(shownIn(running.slack.views.get(form.id) ?? form, "text1")).toBe(text);
    await Promise.all(answers);
  });

  test("a pasted text with thousands of cross-references is answered, and nobody else notices", async () => {
    const officer = running.person(ADMIN);
    const form = await officer.open("publish");
    const text = `Project Code\t23-SN-03-GE-BCN-C\nClosing Date\t${"see x ".repeat(20_000)}`;
    const answer = answerTo(officer, form, { text1: text });
    const longest = await longestMeanwhile(answer);
    console.log(`a pasted text: others waited ${longest} ms at most`);
    expect(longest).toBeLessThan(onThisMachine(1_000));
    expect(await answer).not.toMatch(/didn't work/);
  });

  test("a file that is too large is told so at its field, by Slack's word and by its bytes", async () => {
    const officer = running.person(ADMIN);
    const form = await officer.open("publish");
    const said = upload("pn.pdf", Buffer.from("%PDF"), 11 * 2 ** 20);
    const sent = upload("pn.pdf", Buffer.alloc(11 * 2 ** 20), 9);
    for (const file of [said, sent]) {
      const { json } = await send(running.product.url, officer.submitCall(form, { file }));
      expect(json).toEqual({
        response_action: "errors",
        errors: { file: expect.stringContaining("The file is too large: at most 10 MB") },
      });
    }
    expect(running.slack.called.filter(({ method }) => method === "download")).toMatchObject(
      expect.not.arrayContaining([expect.objectContaining({ args: { id: said } })]),
    );
  });

  test("a file of an ordinary notification is read and shown", async () => {
    const officer = running.person(ADMIN);
    const form = await officer.open("publish");
    const file = upload("pn.txt", Buffer.from(sampleText));
    expect(await answerTo(officer, form, { file })).toContain("Read: 2 closing dates");
  });

  test("a form sent by a stranger or a liaison calls nothing of Slack's: the right comes first", async () => {
    const form = await running.person(ADMIN).open("publish");
    const file = upload("pn.txt", Buffer.from(sampleText));
    const before = running.slack.called.length;
    const said = [];
    for (const user of ["U0STRANGER", FIJI]) {
      const call = running.person(user).submitCall(form, { file });
      said.push(textOf((await send(running.product.url, call)).json));
    }
    expect(said[0]).toContain("I don't know you here yet");
    expect(said[1]).toContain("APO Secretariat");
    const since = running.slack.called.slice(before).map(({ method }) => method);
    expect(since.filter((method) => /^files|download|auth/.test(method))).toEqual([]);
    expect(readers()).toEqual([]);
  });

  test("ten uploads at once hold no connection; two are read, the last is told to come again", async () => {
    const officer = running.person(ADMIN);
    const bomb = bombs["doubled forms.pdf"];
    const forms: View[] = [];
    for (let count = 0; count < 10; count += 1) forms.push(await officer.open("publish"));
    const answers = forms.map(async (form, place) => {
      const answer = answerTo(officer, form, { file: upload(`${place}.pdf`, bomb) });
      // Those that are in line when the test is over are never answered.
      answer.catch(() => undefined);
      return answer;
    });
    await eventually(() => readers().length === 2 || undefined, "Two are read");
    let idle = 0;
    let most = 0;
    const watched = (async () => {
      for (let look = 0; look < 20; look += 1) {
        const rows = await running.db.database.execute(
          sql`select 1 from pg_stat_activity where datname = current_database() and state like 'idle in transaction%' and now() - xact_start > interval '500 ms'`,
        );
        idle = Math.max(idle, rows.length);
        most = Math.max(most, readers().length);
        await pause(100);
      }
    })();
    const longest = await longestMeanwhile(watched);
    console.log(`ten uploads: others waited ${longest} ms at most`);
    expect(longest).toBeLessThan(onThisMachine(1_000));
    expect({ idle, most }).toEqual({ idle: 0, most: 2 });
    const late = await Promise.race(answers);
    expect(late).toContain("try again in a minute");
  });
});

describe("when the product stops", () => {
  beforeEach(async () => {
    running = await openProduct();
  });
  afterEach(() => running.close());

  const begin = async () => {
    const officer = running.person(ADMIN);
    const form = await officer.open("publish");
    const answer = answerTo(officer, form, { file: upload("a.pdf", pdfs.doubledForms()) });
    answer.catch(() => undefined);
    const pid = await eventually(() => readers()[0], "Nothing is read");
    return { answer, pid };
  };

  test("asked to, what is being read is ended, and its officer is told so before", async () => {
    const { answer, pid } = await begin();
    const begun = performance.now();
    expect((await running.product.stop()).code).toBe(0);
    expect(performance.now() - begun).toBeLessThan(onThisMachine(8_000));
    expect(isRunning(pid)).toBe(false);
    expect(await answer).toContain("that didn't work");
  });

  test("killed, what is being read ends by itself", async () => {
    const { pid } = await begin();
    await running.product.kill();
    await eventually(() => !isRunning(pid) || undefined, "It reads on");
  });
});
