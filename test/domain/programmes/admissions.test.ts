import { describe, expect, test } from "vitest";
import { organisationId, personId, requestId } from "../../../src/domain/ids.ts";
import {
  type Admission,
  admittedRounds,
  roundMissed,
} from "../../../src/domain/programmes/admissions.ts";
import { roundToJoin } from "../../../src/domain/programmes/rounds.ts";
import { DateTime } from "../../../src/domain/time.ts";
import { firstRound, secondRound } from "../../helpers/builders.ts";

const TOKYO = "Asia/Tokyo";
const at = (text: string, zone = TOKYO) => DateTime.fromISO(text, { zone });
const rounds = [firstRound, secondRound];
const draft = { id: requestId("d1"), sender: organisationId("FJ") };

const admission = (given: Partial<Admission>): Admission => ({
  id: "a",
  roundId: firstRound.id,
  organisation: draft.sender,
  requestId: draft.id,
  asked: null,
  admitted: { by: personId("o"), at: at("2023-04-03T10:00"), why: "A cyclone" },
  ...given,
});

describe("the round that a draft missed", () => {
  test("is none while the first is open, at 02:59 of 1 April in Suva too", () => {
    const inSuva = at("2023-04-01T02:59:59.999", "Pacific/Fiji");
    expect(roundMissed(rounds, TOKYO, inSuva)).toBeUndefined();
  });

  test("is the first from its closing instant, the last one from the second's", () => {
    expect(roundMissed(rounds, TOKYO, at("2023-04-01T00:00"))?.number).toBe(1);
    expect(roundMissed(rounds, TOKYO, at("2023-06-30T23:59:59.999"))?.number).toBe(1);
    expect(roundMissed(rounds, TOKYO, at("2023-07-01T00:00"))?.number).toBe(2);
  });
});

describe("rule 12: officers may admit late, also in advance", () => {
  const joins = (admissions: readonly Admission[], now: string) =>
    roundToJoin(rounds, TOKYO, at(now), admittedRounds(admissions, draft))?.number;

  test("an admitted draft joins the round that has closed, not the next one", () => {
    expect(joins([], "2023-04-03T12:00")).toBe(2);
    expect(joins([admission({})], "2023-04-03T12:00")).toBe(1);
    expect(joins([admission({})], "2023-12-01T12:00")).toBe(1);
  });

  test.each([
    ["asked for and not answered", { admitted: null }],
    ["another draft's", { requestId: requestId("d2") }],
    ["another NPO's in advance", { requestId: null, organisation: organisationId("JP") }],
  ])("one that is %s opens nothing", (_what, given) => {
    expect(joins([admission(given)], "2023-07-03T12:00")).toBeUndefined();
  });

  test("in advance it holds for whatever the NPO sends in that round", () => {
    expect(joins([admission({ requestId: null })], "2023-07-03T12:00")).toBe(1);
  });
});
