import { Writable } from "node:stream";
import { DrizzleQueryError } from "drizzle-orm";
import { pino } from "pino";
import { expect, test } from "vitest";
import { withoutWords } from "../../src/operating/without-words.ts";

const TYPED = "Kaizen in public hospitals";

const logged = (err: unknown): string => {
  let said = "";
  const into = new Writable({
    write: (chunk, _, done) => {
      said += chunk;
      done();
    },
  });
  pino({ serializers: { err: withoutWords } }, into).error({ err }, "it failed");
  return said;
};

test("a statement that failed is told without its values, the row it was about or the text it read", () => {
  const cause = Object.assign(new Error(`invalid input syntax for type json: "${TYPED}"`), {
    code: "22P02",
    detail: `Failing row contains (${TYPED}).`,
    where: `JSON data, line 1: ${TYPED}`,
    parameters: [TYPED],
    constraint_name: "drafts_key",
  });
  const said = logged(new DrizzleQueryError("update drafts set answers = $1", [TYPED], cause));
  expect(said).not.toContain("Kaizen");
  expect(said).toContain("update drafts set answers = $1");
  expect(said).toContain("22P02");
  expect(said).toContain("drafts_key");
  expect(said).toContain("without-words.test.ts");
});

test("a parser's error is told without the text that it couldn't read", () => {
  const thrown = (() => {
    try {
      return JSON.parse(`${TYPED}, and more`);
    } catch (error) {
      return error;
    }
  })();
  expect(thrown).toBeInstanceOf(SyntaxError);
  const said = logged(thrown);
  expect(said).not.toContain("Kaizen");
  expect(said).toContain("SyntaxError");
});

test("a token never stands in the log, wherever an error carries it", () => {
  const token = "xoxb-1234-5678-abcDEF";
  const error = Object.assign(new Error(`refused: ${token}`), {
    original: { headers: { authorization: `Bearer ${token}` } },
    cause: new Error(`xoxe.xoxb-1-${token} and xapp-1-A-2-b`),
  });
  const said = logged(error);
  expect(said).not.toMatch(/xox|xapp/);
  expect(said).toContain("refused: [token]");
});

test("what isn't an error is told by its type only, and causes without end come to one", () => {
  expect(logged(TYPED)).not.toContain("Kaizen");
  const round = new Error("round");
  round.cause = round;
  expect(logged(round).match(/"round"/g)?.length).toBe(5);
});

test("a platform's answer that isn't JSON is told as that, without what it repeats", async () => {
  const { webApi } = await import("@slack/bolt");
  const body = `<html>${TYPED}</html>`;
  const parsing = new SyntaxError(`Unexpected token '<', "${body}" is not valid JSON`);
  for (const error of [
    new webApi.WebAPIPlatformError({ ok: false, error: body }),
    new webApi.WebAPIRequestError(parsing),
    Object.assign(new Error("refused"), { code: TYPED }),
  ])
    expect(logged(error)).not.toContain("Kaizen");
  const known = new webApi.WebAPIPlatformError({ ok: false, error: "invalid_arguments" });
  expect(logged(known)).toContain("An API error occurred: invalid_arguments");
});
