import { expect, test } from "vitest";
import { loggedLines } from "./helpers/lines.ts";

test("each line of a piece of work has the work's facts, and no other's", () => {
  const { log, lines } = loggedLines();
  const tick = log.with({ tick: 1 });
  tick.with({ letter: "a" }).warn({ from: "a library" }, "first");
  log.with({ tick: 2 }).warn({}, "second");
  log.warn({}, "third");
  const find = (msg: string) => lines.find((line) => line.msg === msg);
  expect(find("first")).toMatchObject({ tick: 1, letter: "a", from: "a library" });
  expect(find("second")).toMatchObject({ tick: 2 });
  expect(find("second")).not.toHaveProperty("letter");
  expect(find("third")).not.toHaveProperty("tick");
});

test("a secret or a person's words are struck out where somebody logs them by mistake", () => {
  const { log, text } = loggedLines();
  const secret = "never-to-be-seen";
  log.info({ token: secret, text: secret, response_url: secret, email: secret }, "once");
  log.info({ headers: { authorization: secret }, payload: [secret], trigger_id: secret }, "twice");
  expect(text()).not.toContain(secret);
  expect(text()).toContain("[redacted]");
});

test("a sentence that a library put together is told without tokens and without what follows a host", () => {
  const { log, lines } = loggedLines();
  const url = "https://hooks.slack.com/commands/T1/2/key";
  log.warn({}, `no answer for xoxb-1-2-three from ${url}`);
  log.error({ err: new Error(`redirected to ${url}?code=abc`) }, "it failed");
  const [sentence, fault] = lines;
  expect(sentence?.msg).toBe("no answer for [token] from https://hooks.slack.com/…");
  expect(fault?.err).toMatchObject({ message: "redirected to https://hooks.slack.com/…" });
});

test("the code of a database's error stays: it says what happened", () => {
  const { log, lines } = loggedLines();
  log.error({ err: Object.assign(new Error("refused"), { code: "23505" }) }, "it failed");
  expect(lines[0]?.err).toMatchObject({ facts: { code: "23505" } });
});

test("each error is told to whoever counts, with what was being done; a warning isn't", () => {
  const during: object[] = [];
  const { log } = loggedLines({ onFault: (facts) => during.push(facts) });
  log.with({ call: "c1" }).error({}, "broken");
  log.warn({}, "slow");
  log.error({}, "broken");
  expect(during).toEqual([{ call: "c1" }, {}]);
});

test("a reason for a refusal is the platform's code, and never the prose of its answer", () => {
  const { log, lines } = loggedLines();
  log.warn({ reason: "<html>Kaizen in public hospitals</html>" }, "a letter was refused");
  log.warn({ reason: "channel_not_found" }, "a letter was refused");
  expect(lines.map(({ reason }) => reason)).toEqual(["…", "channel_not_found"]);
});

const bytes = (line: unknown): number => Buffer.byteLength(JSON.stringify(line));

test("a line has 4 KB at most, and is still JSON that says what happened", () => {
  const { log, lines } = loggedLines();
  const long = "ไทย".repeat(50_000);
  const cause = new Error(long, { cause: new Error(long) });
  log.with({ call: "c1" }).error({ err: new Error("It failed", { cause }), during: long }, long);
  log.info(Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`fact${at}`, at])), "many");
  log.info({ fact: "short" }, "as it is");
  for (const line of lines) expect(bytes(line)).toBeLessThanOrEqual(4096);
  expect(lines).toMatchObject([
    { level: 50, call: "c1", err: { type: "Error", message: "It failed" }, shortened: true },
    { msg: "many", shortened: true },
    { msg: "as it is", fact: "short" },
  ]);
});
