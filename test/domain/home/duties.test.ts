import { describe, expect, test } from "vitest";
import { dutiesOf, mayOwe } from "../../../src/domain/home/duties.ts";
import { personId } from "../../../src/domain/ids.ts";
import { DateTime } from "../../../src/domain/time.ts";
import {
  bangladesh,
  fiji,
  firstRound,
  japan,
  liaisonOfFiji,
  noonOf20March,
  officer,
  person,
  programmeOf2023,
  secondRound,
  secretariat,
} from "../../helpers/builders.ts";
import { draftSummary, laos, standing, summary, tokyo } from "../../helpers/standing.ts";

const kindsFor = (...given: Parameters<typeof standing>): string[] =>
  dutiesOf(standing(...given)).map(({ kind }) => kind);

describe("who owes what", () => {
  const requests = [summary()];

  test.each([
    ["the host's LO owes the answer", person("liaison", japan), ["answer"]],
    ["and so does its backup", person("backup", japan), ["answer"]],
    ["the host's head reads along", person("head", japan), []],
    ["the sender owes nothing once it is sent", liaisonOfFiji, []],
    ["another NPO owes nothing", person("liaison", bangladesh), []],
    ["an officer has nothing to pass on to a host who can be reached", officer, []],
  ])("%s", (_rule, who, owed) => {
    expect(kindsFor({ person: who, requests })).toEqual(owed);
  });

  test("a request to a host without chat is an officer's to pass on, and nobody else's", () => {
    const unreachable = [summary({ host: laos, hostIsReachable: false })];
    expect(kindsFor({ person: officer, requests: unreachable })).toEqual(["passOn"]);
    expect(kindsFor({ person: liaisonOfFiji, requests: unreachable })).toEqual([]);
  });

  test("once passed on there is nothing to do until the day of the answer at the host; from it, to ask again", () => {
    const passedOn = { at: noonOf20March, to: "Their director, by telephone", on: "2023-03-20" };
    const told = summary({
      host: laos,
      hostIsReachable: false,
      stands: { state: "submitted", considering: null, passedOn },
    });
    const on = (iso: string) =>
      kindsFor({
        person: officer,
        requests: [told],
        now: DateTime.fromISO(iso, { zone: laos.zone }),
      });
    expect(on("2023-04-03T23:59")).toEqual([]);
    expect(on("2023-04-04T00:00")).toEqual(["askAgain"]);
    expect(on("2023-04-20T12:00")).toEqual(["askAgain"]);
  });

  test("after a decline the sender owes the choice of what next, by its day, and the host nothing", () => {
    const refusal = { at: noonOf20March, reason: null, confidential: null } as const;
    const declined = summary({
      stands: { state: "host_declined", refusal: { ...refusal, choiceDueOn: "2023-04-03" } },
    });
    const [duty] = dutiesOf(standing({ requests: [declined] }));
    expect([duty?.kind, duty?.dueOn]).toEqual(["chooseNext", "2023-04-03"]);
    expect(duty?.dayEnds.toISO()).toBe("2023-04-04T00:00:00.000+12:00");
    for (const who of [person("liaison", japan), person("head", fiji), officer]) {
      expect(
        kindsFor({ person: who, requests: [{ ...declined, hostIsReachable: false }] }),
      ).toEqual([]);
    }
  });

  test("a host that is asked no longer owes nothing", () => {
    const requests = [summary({ isFormer: true })];
    expect(kindsFor({ person: person("liaison", japan), requests })).toEqual([]);
  });

  test("what a colleague has taken is theirs alone; what oneself has taken, one's own", () => {
    const [liaison, backup] = [person("liaison", japan), person("backup", japan)];
    const taken = [summary({ handlers: new Map([[japan.id, backup.id]]) })];
    expect(kindsFor({ person: liaison, requests: taken })).toEqual([]);
    expect(kindsFor({ person: backup, requests: taken })).toEqual(["answer"]);
    const handlers = new Map([[secretariat.id, officer.id]]);
    const passed = [summary({ host: laos, hostIsReachable: false, handlers })];
    expect(kindsFor({ person: officer, requests: passed })).toEqual(["passOn"]);
    expect(kindsFor({ person: person("admin", secretariat), requests: passed })).toEqual([]);
  });

  test("somebody with two roles owes for both", () => {
    const both = person("liaison", japan, {
      roles: [...person("liaison", japan).roles, ...officer.roles],
    });
    const all = [
      summary(),
      summary({ number: "BCN-2023-002", host: laos, hostIsReachable: false }),
    ];
    expect(kindsFor({ person: both, requests: all }).sort()).toEqual(["answer", "passOn"]);
  });

  test("heads owe nothing; LOs, backups and officers may", () => {
    expect(mayOwe(standing({ person: person("head", fiji) }))).toBe(false);
    expect(mayOwe(standing({ person: person("backup", fiji) }))).toBe(true);
    expect(mayOwe(standing({ person: officer }))).toBe(true);
  });
});

describe("a draft is owed until the next closing date", () => {
  test("by the person who holds it", () => {
    const [duty] = dutiesOf(standing({ drafts: [draftSummary()] }));
    expect(duty).toMatchObject({ kind: "sendDraft", dueOn: "2023-03-31", round: { number: 1 } });
    expect(duty?.dayEnds).toEqual(tokyo("2023-04-01T00:00"));
  });

  test("a colleague's isn't", () => {
    const drafts = [draftSummary({ heldBy: personId("backup-FJ") })];
    expect(kindsFor({ drafts })).toEqual([]);
  });

  test("after the first it is owed until the second, after the last no more", () => {
    const drafts = [draftSummary()];
    const [later] = dutiesOf(standing({ drafts, now: tokyo("2023-04-01T00:00") }));
    expect(later).toMatchObject({ dueOn: "2023-06-30", round: { number: 2 } });
    expect(kindsFor({ drafts, now: tokyo("2023-06-30T23:59:59.999") })).toEqual(["sendDraft"]);
    expect(kindsFor({ drafts, now: tokyo("2023-07-01T00:00") })).toEqual([]);
  });

  test('not in a round of which the NPO said "Not this round"; in the other one it is', () => {
    const drafts = [draftSummary()];
    const refused = (round: typeof firstRound, npo = fiji.id) => [{ round: round.id, npo }];
    expect(kindsFor({ drafts, refused: refused(firstRound) })).toEqual([]);
    expect(kindsFor({ drafts, refused: refused(secondRound) })).toEqual(["sendDraft"]);
    expect(kindsFor({ drafts, refused: refused(firstRound, japan.id) })).toEqual(["sendDraft"]);
  });

  test("a draft of a programme whose year is over is owed no more", () => {
    expect(kindsFor({ drafts: [draftSummary()], programmes: [] })).toEqual([]);
  });
});

describe("the day counts where it was set", () => {
  const [duty] = dutiesOf(
    standing({ person: person("liaison", fiji), requests: [summary({ host: fiji })] }),
  );

  test("an answer's is over when the host's own day is, three hours before Tokyo's", () => {
    expect(duty?.dayEnds.toMillis()).toBe(tokyo("2023-04-04T21:00").toMillis());
  });

  test("the most urgent stands first, and of one day the request that came first", () => {
    const requests = [
      summary({ number: "BCN-2023-004", hostAnswerDueOn: "2023-04-06" }),
      summary({ number: "BCN-2023-003", hostAnswerDueOn: "2023-04-04" }),
      summary({ number: "BCN-2023-002", hostAnswerDueOn: "2023-04-06" }),
    ];
    const duties = dutiesOf(standing({ person: person("liaison", japan), requests }));
    const numbers = duties.map((one) => (one.kind === "answer" ? one.request.number : ""));
    expect(numbers).toEqual(["BCN-2023-003", "BCN-2023-002", "BCN-2023-004"]);
  });

  test("nothing is owed while nothing was asked", () => {
    expect(dutiesOf(standing({ programmes: [programmeOf2023()] }))).toEqual([]);
  });
});
