import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { LIMITS, makeReading, type Reading } from "../../src/documents/reading.ts";
import { done, refused } from "../../src/domain/outcome.ts";
import { fixture, members, sampleJson, sampleText } from "../domain/notifications/samples.ts";
import { bigXml, lyingAboutCounts, lyingAboutSizes } from "../helpers/bombs/docx.ts";
import * as pdfs from "../helpers/bombs/pdf.ts";
import { onThisMachine } from "../helpers/on-this-machine.ts";
import { isRunning, readersOf } from "../helpers/processes.ts";
import { eventually, pause } from "../product/helpers/client.ts";
import { makeDocx } from "./make-docx.ts";

let reading: Reading;
afterEach(() => reading.stop());

const readText = (text: string) => reading.read(async () => done({ kind: "text", text }), members);
const readFile = (name: string, bytes: Uint8Array) =>
  reading.read(async () => done({ kind: "file", name, bytes }), members);

/** For what can be read, however slow this machine is. */
const AMPLE = { ...LIMITS, withinMs: 120_000, waitMs: 120_000 };

const TOO_HEAVY = refused({ kind: "unreadable", problem: { kind: "tooHeavy", source: "file" } });
const BUSY = refused({ kind: "unreadable", problem: { kind: "busy" } });

/** The process that reads, once it has begun. */
const reader = (): Promise<number> => eventually(() => readersOf(process.pid)[0]);

describe("in a process of its own", () => {
  test("a text and a file are read as anywhere else, also an addendum", async () => {
    reading = makeReading(AMPLE);
    expect(await readText(sampleText)).toEqual(done(sampleJson));
    expect(await readFile("pn.txt", Buffer.from(sampleText))).toEqual(done(sampleJson));
    expect(await readText(fixture("addendum.txt"))).toMatchObject({
      ok: true,
      value: { kind: "addendum", number: 2, closingDates: ["2023-03-31", "2023-07-14"] },
    });
  });

  test("what can't be read is refused as anywhere else", async () => {
    reading = makeReading(AMPLE);
    expect(await readText("minutes")).toMatchObject({ refusal: { reason: { kind: "noFields" } } });
    expect(await readFile("pn.docx", Buffer.from("text"))).toEqual(
      refused({ kind: "unreadable", problem: { kind: "damaged", format: "Word" } }),
    );
    expect(
      await reading.read(async () => refused({ kind: "tooLarge", maxBytes: 9 }), members),
    ).toEqual(refused({ kind: "unreadable", problem: { kind: "tooLarge", maxBytes: 9 } }));
  });

  test("it has nothing of this one's environment", async () => {
    reading = makeReading();
    process.env.BCN_ENCRYPTION_KEYS = "k1:unmistakable";
    const read = readFile("pn.pdf", pdfs.doubledForms());
    const environment = readFileSync(`/proc/${await reader()}/environ`, "utf8");
    reading.stop();
    await expect(read).rejects.toThrow("Stopped");
    delete process.env.BCN_ENCRYPTION_KEYS;
    expect(environment).not.toContain("unmistakable");
    expect(environment).not.toMatch(/DATABASE|SLACK|BCN/);
  });
});

test("a document has ten seconds and 256 MB, two are read at once, and eight have a place", () => {
  expect(LIMITS).toMatchObject({
    withinMs: 10_000,
    maxBytes: 256 * 2 ** 20,
    atOnce: 2,
    places: 8,
    waitMs: 20_000,
  });
});

describe("what is too heavy is refused, and its process gone", () => {
  test.each<[string, string, () => Uint8Array, number?]>([
    ["a Word file of 14 MB of XML", "a.docx", () => bigXml(14)],
    ["a ZIP that lies about its sizes", "a.docx", lyingAboutSizes],
    ["a ZIP that lies about its files", "a.docx", lyingAboutCounts],
    ["a PDF of nested streams", "a.pdf", pdfs.nestedStreams],
    // Without an end: no need to wait for all of its ten seconds.
    ["a PDF of forms that draw each other twice", "a.pdf", pdfs.doubledForms, 4_000],
    ["a PDF with endless tables of characters", "a.pdf", pdfs.endlessCharacterMap],
    ["a PDF of 100 MB of operators", "a.pdf", pdfs.manyOperators],
  ])("%s", async (what, name, make, withinMs = LIMITS.withinMs) => {
    reading = makeReading({ ...LIMITS, withinMs });
    const bytes = make();
    const begun = performance.now();
    const read = readFile(name, bytes);
    const pid = await reader();
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, memoryOf(pid));
    }, 20);
    expect(await read).toEqual(TOO_HEAVY);
    clearInterval(watch);
    const seconds = (performance.now() - begun) / 1000;
    console.log(
      `${what}: ${Math.ceil(bytes.length / 1024)} KB, ${seconds.toFixed(1)} s, ${most} MB at most`,
    );
    expect(seconds).toBeLessThan(onThisMachine(15_000) / 1_000);
    expect(most).toBeLessThan(320);
    expect(isRunning(pid)).toBe(false);
  });

  test("an answer of more bytes than it may have", async () => {
    reading = makeReading({ ...AMPLE, maxAnswerBytes: 100 });
    expect(await readFile("pn.txt", Buffer.from(sampleText))).toEqual(TOO_HEAVY);
  });

  test("30,000 rows are none of it: they are read, and are too long", async () => {
    reading = makeReading(AMPLE);
    expect(await readFile("a.pdf", pdfs.manyRows())).toMatchObject({
      refusal: { reason: { kind: "tooLong" } },
    });
  });
});

/** MB that are in memory; 0 when it has ended. */
const memoryOf = (pid: number): number => {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Math.round(Number(kilobytes ?? 0) / 1024);
  } catch {
    return 0;
  }
};

describe("at most two are read at once", () => {
  test("the third waits for its turn, the fourth is told at once and not even fetched", async () => {
    const withinMs = onThisMachine(4_000);
    // The third outwaits both, however slow this machine is.
    reading = makeReading({ ...LIMITS, places: 3, withinMs, waitMs: 3 * withinMs });
    const bomb = pdfs.doubledForms();
    const begun = performance.now();
    const both = [readFile("a.pdf", bomb), readFile("b.pdf", bomb)];
    const third = readText(sampleText);
    expect(await reading.read(() => Promise.reject(new Error("fetched")), members)).toEqual(BUSY);
    expect(performance.now() - begun).toBeLessThan(onThisMachine(2_000));
    expect(await Promise.all(both)).toEqual([TOO_HEAVY, TOO_HEAVY]);
    expect(await third).toEqual(done(sampleJson));
    expect(performance.now() - begun).toBeGreaterThan(withinMs);
  });

  test("whoever would wait too long is told so, and the others go on", async () => {
    reading = makeReading({ ...LIMITS, atOnce: 1, withinMs: onThisMachine(4_000), waitMs: 300 });
    const first = readFile("a.pdf", pdfs.doubledForms());
    expect(await readText(sampleText)).toEqual(BUSY);
    expect(await first).toEqual(TOO_HEAVY);
    expect((await readText(sampleText)).ok).toBe(true);
  });

  test("a file that can't be fetched gives its place back", async () => {
    reading = makeReading({ ...AMPLE, places: 1 });
    for (let time = 0; time < 3; time += 1)
      await expect(
        reading.read(() => Promise.reject(new Error("no file")), members),
      ).rejects.toThrow("no file");
    expect((await readText(sampleText)).ok).toBe(true);
  });
});

describe("nothing is read for nobody", () => {
  test("stopped, its process is killed, and who waits in line is told too", async () => {
    reading = makeReading({ ...LIMITS, atOnce: 1 });
    const bomb = pdfs.doubledForms();
    const both = Promise.allSettled([readFile("a.pdf", bomb), readFile("b.pdf", bomb)]);
    const pid = await reader();
    const begun = performance.now();
    reading.stop();
    const ended = await both;
    // Long before its time is over.
    expect(performance.now() - begun).toBeLessThan(onThisMachine(3_000));
    expect(ended.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(isRunning(pid)).toBe(false);
  });

  test("when the process that waits for it is killed, it ends by itself, however busy", async () => {
    reading = makeReading();
    const waiter = spawn(
      process.execPath,
      ["--import", "tsx", fileURLToPath(new URL("../helpers/reads-a-bomb.ts", import.meta.url))],
      { stdio: "ignore" },
    );
    const pid = await eventually(() => readersOf(waiter.pid)[0]);
    await pause(1_500);
    expect(isRunning(pid)).toBe(true);
    waiter.kill("SIGKILL");
    await once(waiter, "exit");
    await eventually(() => !isRunning(pid) || undefined, "It reads on");
  });
});

test("an ordinary Word file takes its process far less memory than it may", async () => {
  reading = makeReading({ ...AMPLE, maxBytes: 200 * 2 ** 20 });
  const paragraphs = Array.from({ length: 2000 }, () => "Every member learns from the others.");
  expect((await readFile("pn.docx", makeDocx([sampleText, ...paragraphs]))).ok).toBe(true);
});
