import { describe, expect, test } from "vitest";
import {
  otherRequests,
  requestsOfOurs,
  requestsToUs,
  staysTrueUntil,
} from "../../../src/domain/home/home.ts";
import { isRunning } from "../../../src/domain/home/standing.ts";
import { programmeId } from "../../../src/domain/ids.ts";
import {
  bangladesh,
  fiji,
  firstRound,
  japan,
  officer,
  person,
  programmeOf2023,
  secondRound,
} from "../../helpers/builders.ts";
import { standing, summary, tokyo } from "../../helpers/standing.ts";

const inJuly = (day: number) => ({ startsOn: `2023-07-${day}`, endsOn: `2023-07-${day + 1}` });

describe("requests stand where they belong", () => {
  const requests = [
    summary({
      number: "BCN-2023-004",
      roundId: secondRound.id,
      sender: bangladesh,
      days: inJuly(10),
    }),
    summary({ number: "BCN-2023-003", sender: bangladesh, days: inJuly(20) }),
    summary({ number: "BCN-2023-002", sender: japan, host: fiji }),
    summary({ number: "BCN-2023-001", days: inJuly(12) }),
  ];

  test("those of one round together, by the first day of the visit, the newest round first", () => {
    const rounds = requestsToUs(standing({ person: person("liaison", japan), requests }));
    const shown = rounds.map((one) => [one.round.number, one.requests.map(({ number }) => number)]);
    expect(shown).toEqual([
      [2, ["BCN-2023-004"]],
      [1, ["BCN-2023-001", "BCN-2023-003"]],
    ]);
  });

  test("a head sees those of their NPO, to it and from it", () => {
    const head = standing({ person: person("head", fiji), requests: requests.slice(2) });
    expect(requestsToUs(head)[0]?.requests.map(({ number }) => number)).toEqual(["BCN-2023-002"]);
    expect(requestsOfOurs(head).map(({ number }) => number)).toEqual(["BCN-2023-001"]);
    expect(otherRequests(head)).toEqual([]);
  });

  test("an officer who is also an NPO's LO sees each request once", () => {
    const both = person("liaison", japan, {
      roles: [...person("liaison", japan).roles, ...officer.roles],
    });
    const seen = standing({ person: both, requests });
    const numbers = [
      ...requestsToUs(seen).flatMap((one) => one.requests),
      ...requestsOfOurs(seen),
      ...otherRequests(seen),
    ].map(({ number }) => number);
    expect(numbers.toSorted()).toEqual(requests.map(({ number }) => number).toSorted());
  });
});

describe("a home stays true until the next day that it tells of has passed", () => {
  test("the closing instant in Tokyo, when that comes first", () => {
    const requests = [summary({ hostAnswerDueOn: "2023-04-04" })];
    const host = person("liaison", japan);
    expect(staysTrueUntil(standing({ person: host, requests }))).toEqual(tokyo("2023-04-01T00:00"));
  });

  test("then the day on which an answer is asked, where the host is", () => {
    const requests = [summary({ host: fiji, hostAnswerDueOn: "2023-04-04" })];
    const now = tokyo("2023-04-01T00:00");
    expect(staysTrueUntil(standing({ requests, now }))?.toMillis()).toBe(
      tokyo("2023-04-04T21:00").toMillis(),
    );
  });

  test("then the second closing date, the end of the timing, and nothing more", () => {
    expect(staysTrueUntil(standing({ now: tokyo("2023-04-05T00:00") }))).toEqual(
      tokyo("2023-07-01T00:00"),
    );
    expect(staysTrueUntil(standing({ now: tokyo("2023-07-01T00:00") }))).toEqual(
      tokyo("2024-01-01T00:00"),
    );
    expect(staysTrueUntil(standing({ programmes: [] }))).toBeUndefined();
  });
});

test("a programme is running until the last day of its timing is over in its own zone", () => {
  const programme = programmeOf2023({ id: programmeId("p"), rounds: [firstRound] });
  expect(isRunning(programme, tokyo("2023-12-31T23:59:59"))).toBe(true);
  expect(isRunning(programme, tokyo("2024-01-01T00:00"))).toBe(false);
});
