import { describe, expect, test } from "vitest";
import { programmeId, requestId, roundId } from "../../../src/domain/ids.ts";
import { DateTime } from "../../../src/domain/time.ts";
import { owed } from "../../../src/messages/home/duties.ts";
import { homeOf, strangersHome } from "../../../src/messages/home/home.ts";
import type { Home } from "../../../src/messages/home/home-page.ts";
import type { Button, MessagePart } from "../../../src/messages/message.ts";
import { command } from "../../../src/words/typed-command.ts";
import {
  bangladesh,
  fiji,
  firstRound,
  japan,
  liaisonOfFiji,
  officer,
  person,
  programmeOf2023,
  secondRound,
} from "../../helpers/builders.ts";
import { draftSummary, laos, standing, summary, tokyo } from "../../helpers/standing.ts";

const lines = (parts: readonly MessagePart[]): string[] =>
  parts.flatMap((part) => {
    if (part.kind === "item") return [`${part.title} | ${part.text.replaceAll("\n", " | ")}`];
    return part.kind === "paragraph" ? [part.text] : [];
  });

const section = (home: Home, title: string): string[] =>
  lines(home.sections.find((one) => one.title === title)?.parts ?? [`no ${title}`].map(asPart));

const asPart = (text: string): MessagePart => ({ kind: "paragraph", text });

const buttons = (home: Home): Button[] => [
  ...home.buttons,
  ...[...home.parts, ...home.sections.flatMap(({ parts }) => parts)].flatMap((part) =>
    part.kind === "item" && part.button ? [part.button] : [],
  ),
];

const beside = (message: Pick<Home, "parts">): string[] =>
  message.parts.flatMap((part) =>
    part.kind === "item" ? (part.more ?? []).map(({ label }) => label) : [],
  );

describe("beside what is owed stands what settles it, and nothing else", () => {
  const ofJapan = person("liaison", japan);
  const submitted = { state: "submitted", considering: null, passedOn: null } as const;

  test("a host's answer; a holding reply is given once", () => {
    expect(beside(owed(standing({ person: ofJapan, requests: [summary()] })))).toEqual([
      ...["We can host", "We're considering it", "Not possible this time"],
    ]);
    const considering = { at: DateTime.fromISO("2023-03-27T12:00"), note: null };
    const considered = summary({ stands: { ...submitted, considering } });
    expect(beside(owed(standing({ person: ofJapan, requests: [considered] })))).toEqual([
      ...["We can host", "Not possible this time"],
    ]);
  });

  test("an officer's passing on, or the answer that they were told", () => {
    const unreachable = summary({ host: laos, hostIsReachable: false });
    expect(beside(owed(standing({ person: officer, requests: [unreachable] })))).toEqual([
      "I have passed it on",
      ...["Lao PDR can host", "Lao PDR is considering it", "Lao PDR can't host"],
    ]);
  });
});

describe("an empty home says what to do", () => {
  test("an LO may start a request, and sees what will stand where", () => {
    const home = homeOf(standing());
    expect(home.headline).toBe("Nothing is waiting for you");
    expect(lines(home.parts)).toEqual([
      "To visit or meet another NPO, start a request. Only your NPO sees it until you send it.",
    ]);
    expect(home.buttons).toMatchObject([{ verb: "start-draft", label: "Start a request" }]);
    expect(section(home, "Requests to NTPC")[0]).toMatch(/^None yet\. When an NPO would like/);
    expect(section(home, "Requests from NTPC")[0]).toMatch(/^None yet\. You can begin one/);
    expect(section(home, "Closing dates of BCN 2023")).toEqual([
      "First closing date: Fri 31 March, 23:59 Tokyo (Sat 1 April, 02:59 Suva). | No request sent yet.",
      "Second closing date: Fri 30 June, 23:59 Tokyo (Sat 1 July, 02:59 Suva). | No request sent yet.",
    ]);
  });

  test("with no programme an officer is told how to publish one, and an LO that one will come", () => {
    const programmes: [] = [];
    expect(lines(homeOf(standing({ person: officer, programmes })).parts)[0]).toContain(
      command("publish"),
    );
    const liaison = homeOf(standing({ programmes }));
    expect(liaison.buttons).toEqual([]);
    expect(section(liaison, "Closing dates")[0]).toMatch(/^No programme is published yet\./);
  });

  test("after the last closing date nothing can be started", () => {
    const home = homeOf(standing({ now: tokyo("2023-07-01T00:00") }));
    expect(buttons(home)).toEqual([]);
    expect(section(home, "Closing dates of BCN 2023")).toEqual([
      "All closing dates of BCN 2023 have passed.",
    ]);
  });

  test('a suspended member\'s LO can start nothing, nor say "Not this round"', () => {
    const home = homeOf(standing({ own: [{ ...fiji, active: false }] }));
    expect(buttons(home)).toEqual([]);
    expect(section(home, "Requests from NTPC")[0]).toContain("suspended");
  });

  test("a head reads along and has no buttons that act", () => {
    const home = homeOf(standing({ person: person("head", fiji), requests: [summary()] }));
    expect(home.headline).toBe("You read along for NTPC, Fiji");
    expect(new Set(buttons(home).map(({ verb }) => verb))).toEqual(new Set(["read"]));
  });

  test("an officer publishes, invites, and begins a request on behalf of an NPO", () => {
    expect(homeOf(standing({ person: officer })).buttons.map(({ verb }) => verb)).toEqual([
      "publish",
      "start-on-behalf",
      "invite",
    ]);
  });

  test("a stranger gets the friendly sentence and the button for a code", () => {
    const home = strangersHome();
    expect(home.headline).toBe("I don't know you here yet.");
    expect(home.sections).toEqual([]);
    expect(home.buttons).toMatchObject([{ verb: "join", label: "I have a code" }]);
  });
});

describe("what is owed comes first", () => {
  test("an answer with its day, and the request beside the others of its round", () => {
    const requests = [
      summary({
        number: "BCN-2023-002",
        sender: bangladesh,
        days: { startsOn: "2023-06-01", endsOn: "2023-06-03" },
      }),
      summary(),
    ];
    const home = homeOf(standing({ person: person("liaison", japan), requests }));
    expect(home.headline).toBe("2 things are waiting for you");
    expect(lines(home.parts)[0]).toBe(
      "Answer NTPC, Fiji (BCN-2023-001) | Your answer is kindly asked by Tue 4 April.",
    );
    expect(section(home, "Requests to JPC: first round of BCN 2023")).toEqual([
      "Bangladesh: Thu 1 – Sat 3 June, 4 people (BCN-2023-002) | Kaizen in public hospitals | Sent; the answer of JPC is asked by Tue 4 April.",
      "NTPC, Fiji: Wed 12 – Fri 14 July, 4 people (BCN-2023-001) | Kaizen in public hospitals | Sent; the answer of JPC is asked by Tue 4 April.",
    ]);
  });

  test("starting a request stands out only where nothing is waiting", () => {
    const stylesOf = (requests: ReturnType<typeof summary>[]) =>
      homeOf(standing({ person: person("liaison", japan), requests })).buttons.map(
        ({ style }) => style,
      );
    expect(stylesOf([summary()])).toEqual([undefined]);
    expect(stylesOf([])).toEqual(["primary"]);
  });

  test("its day is over when it is where it counts, at the host or the sender", () => {
    const saidAt = (iso: string, over: Parameters<typeof summary>[0], who = officer) =>
      lines(owed(standing({ person: who, now: tokyo(iso), requests: [summary(over)] })).parts)[0];
    const toFiji = { host: fiji, hostIsReachable: false };
    expect(saidAt("2023-04-04T20:59", toFiji)).toContain("Their answer is asked by Tue 4 April.");
    expect(saidAt("2023-04-04T21:00", toFiji)).toContain("Their answer was asked by Tue 4 April.");
    const refusal = { at: tokyo("2023-03-20T12:00"), reason: null, confidential: null };
    const declined = {
      stands: {
        state: "host_declined",
        refusal: { ...refusal, choiceDueOn: "2023-04-03" },
      },
    } as const;
    expect(saidAt("2023-04-03T20:59", declined, liaisonOfFiji)).toContain(
      "Please choose by Mon 3 April.",
    );
    expect(saidAt("2023-04-03T21:00", declined, liaisonOfFiji)).toContain(
      "Please choose; it was asked by Mon 3 April.",
    );
  });

  test("an answer whose day is over is still welcome", () => {
    const late = standing({
      person: person("liaison", japan),
      requests: [summary()],
      now: tokyo("2023-04-05T00:00"),
    });
    expect(lines(homeOf(late).parts)[0]).toContain(
      "Your answer was kindly asked by Tue 4 April. It is still welcome.",
    );
  });

  test("a draft with its closing date in both zones; it doesn't stand a second time below", () => {
    const home = homeOf(standing({ drafts: [draftSummary()] }));
    expect(lines(home.parts)).toEqual([
      "Send your draft to JPC, Japan | Training of consultants | BCN 2023 closes Fri 31 March, 23:59 Tokyo (Sat 1 April, 02:59 Suva).",
    ]);
    expect(section(home, "Requests from NTPC")).toEqual([
      "None sent yet. Your draft stands above.",
    ]);
    expect(section(home, "Closing dates of BCN 2023")[0]).toContain("One draft isn't sent yet.");
    expect(section(home, "Closing dates of BCN 2023")[1]).not.toContain("draft");
  });

  test("a colleague's draft stands among the NPO's own requests", () => {
    const colleagues = draftSummary({ heldBy: person("backup", fiji).id });
    const home = homeOf(standing({ drafts: [colleagues] }));
    expect(home.headline).toBe("Nothing is waiting for you");
    expect(section(home, "Requests from NTPC")[0]).toMatch(/^Draft to JPC, Japan \| Training/);
  });

  test("a sender sees by when the host is asked to answer", () => {
    const home = homeOf(standing({ requests: [summary()] }));
    expect(section(home, "Requests from NTPC")).toEqual([
      "JPC, Japan: Wed 12 – Fri 14 July, 4 people (BCN-2023-001) | Kaizen in public hospitals | Their answer is asked by Tue 4 April.",
    ]);
    expect(section(home, "Closing dates of BCN 2023")[0]).toContain(
      "You have sent a request in this round.",
    );
  });

  test("an officer sees whom to pass a request on to, all requests, and numbers of drafts only", () => {
    const home = homeOf(
      standing({
        person: officer,
        requests: [summary({ host: laos, hostIsReachable: false })],
        draftCounts: new Map([[programmeOf2023().id, 3]]),
      }),
    );
    expect(lines(home.parts)).toEqual([
      "Pass BCN-2023-001 on to Lao PDR | Nobody there can be reached here. No telephone number is noted. Their answer is asked by Tue 4 April.",
    ]);
    expect(section(home, "All requests")).toEqual([
      "NTPC, Fiji to Lao PDR: Wed 12 – Fri 14 July, 4 people (BCN-2023-001) | Kaizen in public hospitals | Sent; the answer of Lao PDR is asked by Tue 4 April.",
    ]);
    expect(section(home, "Closing dates of BCN 2023")).toEqual([
      "First closing date: Fri 31 March, 23:59 Tokyo. | One request sent. 3 drafts aren't sent yet.",
      "Second closing date: Fri 30 June, 23:59 Tokyo. | No request sent yet.",
    ]);
  });

  test("an officer sees whose draft they write on behalf of an NPO, and a colleague's below", () => {
    const mine = draftSummary({ onBehalf: true, heldBy: officer.id });
    const colleagues = draftSummary({ id: requestId("d2"), onBehalf: true });
    const home = homeOf(standing({ person: officer, drafts: [mine, colleagues] }));
    expect(lines(home.parts)[0]).toMatch(/^Send the draft of NTPC, Fiji to JPC, Japan \|/);
    expect(section(home, "All requests")).toHaveLength(1);
    expect(section(home, "All requests")[0]).toMatch(/^NTPC, Fiji: draft to JPC, Japan \|/);
  });

  test('"Not this round" that was said is shown, and asked no more', () => {
    const home = homeOf(standing({ refused: [{ round: firstRound.id, npo: fiji.id }] }));
    expect(section(home, "Closing dates of BCN 2023")[0]).toContain("You said: not this round.");
    expect(buttons(home).filter(({ verb }) => verb === "not-this-round")).toHaveLength(1);
  });
});

describe("somebody with roles in two NPOs", () => {
  const both = person("liaison", fiji, {
    roles: [...liaisonOfFiji.roles, ...person("liaison", japan).roles],
  });

  test('sees which NPO each line is about, and answers "Not this round" for the right one', () => {
    const home = homeOf(standing({ person: both, requests: [summary({ sender: bangladesh })] }));
    expect(lines(home.parts)[0]).toMatch(/^Answer Bangladesh for JPC, Japan \(BCN-2023-001\)/);
    expect(section(home, "Requests to you: first round of BCN 2023")[0]).toMatch(
      /^Bangladesh to JPC, Japan: /,
    );
    expect(section(home, "Closing dates of BCN 2023")[0]).toMatch(/^NTPC: First closing date/);
    const pointers = buttons(home).flatMap(({ verb, id }) =>
      verb === "not-this-round" ? [id] : [],
    );
    expect(pointers.slice(0, 2)).toEqual([`${firstRound.id}:FJ`, `${firstRound.id}:JP`]);
  });
});

describe("much of it is cut where the rest can be had", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      summary({
        id: requestId(`r${index}`),
        number: `BCN-2023-${String(count - index).padStart(3, "0")}`,
        sender: bangladesh,
      }),
    );

  test("what an officer kept for later takes no place from what has a day", () => {
    const kept = [
      { id: "kept", projectCode: "23-SN-07", amendment: null, readAt: tokyo("2023-01-09T12:00") },
    ];
    const both = person("liaison", japan, {
      roles: [...person("liaison", japan).roles, ...officer.roles],
    });
    const shown = (count: number) =>
      lines(homeOf(standing({ person: both, requests: many(count), kept })).parts).map((line) =>
        line.startsWith("Publish 23-SN-07 | ") ? "kept" : line.slice(0, 6),
      );
    expect(shown(2)).toEqual(["Answer", "Answer", "kept"]);
    expect(shown(5)).toEqual([...Array(5).fill("Answer"), "These "]);
    const items = lines(owed(standing({ person: both, requests: many(6), kept })).parts);
    expect(items).toHaveLength(7);
    expect(items.at(-1)).toContain("Publish 23-SN-07");
  });

  test("of sixty requests ten lines are shown with the button for all, and five duties", () => {
    const home = homeOf(standing({ person: person("liaison", japan), requests: many(60) }));
    expect(home.headline).toBe("60 things are waiting for you");
    expect(lines(home.parts)).toHaveLength(6);
    expect(lines(home.parts).at(-1)).toBe(
      `These are the most urgent 5 of 60. The next ones: ${command("owed")}.`,
    );
    const shown = section(home, "Requests to JPC: first round of BCN 2023");
    expect(shown).toHaveLength(11);
    expect(shown.at(-1)).toMatch(/^10 of 60 are shown/);
    expect(home.sections[0]?.parts.at(-1)).toMatchObject({
      button: { verb: "list-requests", id: "1:host:::", label: "All" },
    });
  });

  test("ten requests are all shown, without such a sentence", () => {
    const home = homeOf(standing({ person: person("liaison", japan), requests: many(10) }));
    expect(section(home, "Requests to JPC: first round of BCN 2023")).toHaveLength(10);
  });

  test("`owed` has the same duties, twenty of them", () => {
    const message = owed(standing({ person: person("liaison", japan), requests: many(60) }));
    expect(message.headline).toBe("60 things are waiting for you");
    expect(message.parts).toHaveLength(21);
    expect(owed(standing()).headline).toBe("Nothing is waiting for you");
    expect(owed(standing({ person: person("head", fiji) })).headline).toBe(
      "You read along for NTPC, Fiji",
    );
  });

  test("of many closing dates the first six are shown, with their programmes' names", () => {
    const programmes = [2023, 2024, 2025, 2026].map((year) =>
      programmeOf2023({
        id: programmeId(`${year}`),
        timing: { startsOn: `${year}-01-01`, endsOn: `${year}-12-31` },
        rounds: [1, 2].map((number) => ({
          id: roundId(`${year}-${number}`),
          number,
          closesOn: `${year}-0${number * 3}-30`,
        })),
      }),
    );
    const dates = section(homeOf(standing({ programmes })), "Closing dates");
    expect(dates).toHaveLength(7);
    expect(dates[0]).toMatch(/^BCN 2023: First closing date/);
    expect(dates.at(-1)).toBe(`The other dates: ${command("closing")}.`);
  });
});

test("an NPO that was admitted in advance reads so after the last closing date, and may start", () => {
  const now = tokyo("2023-07-03T12:00");
  const said = { by: liaisonOfFiji.id, at: now, why: "A reason that stays with its readers" };
  const admission = {
    id: "admission",
    roundId: secondRound.id,
    organisation: fiji.id,
    requestId: null,
    asked: null,
    admitted: said,
  };
  const closed = homeOf(standing({ now }));
  expect(closed.buttons).toEqual([]);
  const home = homeOf(standing({ now, admissions: [admission] }));
  expect(JSON.stringify(home)).toContain("NTPC may still send in the second round of BCN 2023");
  expect(JSON.stringify(home)).not.toContain(said.why);
  expect(home.buttons.map(({ verb }) => verb)).toEqual(["start-draft"]);
});
