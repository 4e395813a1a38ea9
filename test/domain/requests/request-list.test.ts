import { describe, expect, test } from "vitest";
import { fitsDraft, fitsRequest, pageOf } from "../../../src/domain/requests/request-list.ts";
import { bangladesh, fiji, firstRound, japan, secondRound } from "../../helpers/builders.ts";

const requestOfFiji = {
  request: { state: "submitted" },
  sender: fiji,
  host: japan,
  side: "host",
  round: firstRound,
} as const;

describe("a request is listed where all that is asked for fits", () => {
  test.each([
    [{}, true],
    [{ side: "host" }, true],
    [{ side: "sender" }, false],
    [{ npo: fiji.id }, true],
    [{ npo: japan.id }, true],
    [{ npo: bangladesh.id }, false],
    [{ state: "submitted" }, true],
    [{ state: "withdrawn" }, false],
    [{ round: firstRound.id }, true],
    [{ round: secondRound.id }, false],
    [{ side: "host", npo: fiji.id, state: "submitted", round: secondRound.id }, false],
  ] as const)("%o: %s", (wish, fits) => {
    expect(fitsRequest(requestOfFiji, { page: 1, ...wish })).toBe(fits);
  });
});

describe("a draft is in no round yet, and in no state but its own", () => {
  const draft = { sender: fiji, host: japan, onBehalf: false };

  test.each([
    [draft, {}, true],
    [draft, { side: "sender" }, true],
    [draft, { side: "officer" }, false],
    [{ ...draft, onBehalf: true }, { side: "officer" }, true],
    [draft, { npo: japan.id }, true],
    [{ ...draft, host: undefined }, { npo: japan.id }, false],
    [draft, { state: "submitted" }, false],
    [draft, { round: firstRound.id }, false],
  ] as const)("%o, %o: %s", (line, wish, fits) => {
    expect(fitsDraft(line, { page: 1, ...wish })).toBe(fits);
  });
});

describe("ten a page, and the nearest one where the one that is asked for isn't there", () => {
  const lines = Array.from({ length: 23 }, (_, at) => at + 1);

  test.each([
    [lines, 1, { page: 1, first: 1, last: 10, after: 13 }],
    [lines, 3, { page: 3, first: 21, last: 23, after: 0 }],
    [lines, 4, { page: 3, first: 21, last: 23, after: 0 }],
    [lines, 0, { page: 1, first: 1, last: 10, after: 13 }],
    [lines.slice(0, 10), 2, { page: 1, first: 1, last: 10, after: 0 }],
    [[], 1, { page: 1, first: undefined, last: undefined, after: 0 }],
  ])("%o, page %i", (all, asked, { page, first, last, after }) => {
    const found = pageOf(all, { page: asked });
    expect(found).toMatchObject({ page, after, before: (page - 1) * 10 });
    expect([found.shown.at(0), found.shown.at(-1)]).toEqual([first, last]);
  });
});
