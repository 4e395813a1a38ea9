/** The rows of docs/access.md that exist so far, typed out from it and not from the code. */
import { describe, expect, test } from "vitest";
import {
  type Action,
  type Case,
  type GeneralAction,
  may,
  mayGenerally,
  partiesOf,
  rightTo,
  sidesWith,
} from "../../src/domain/access.ts";
import { npoesOf, type Person } from "../../src/domain/people.ts";
import type { ActionName } from "../../src/domain/requests/actions/actions.ts";
import { checkDraft } from "../../src/domain/requests/request-check.ts";
import { asSeenByHost } from "../../src/domain/requests/requests.ts";
import {
  bangladesh,
  draftToJapan,
  fiji,
  japan,
  liaisonOfFiji,
  officer,
  organisation,
  person,
  secretariat,
  setting,
  stranger,
} from "../helpers/builders.ts";

const STATES = [
  "none",
  "draft",
  "submitted",
  "returned",
  "host_declined",
  "host_accepted",
  "approved",
  "not_approved",
  "confirmed",
  "under_way",
  "visit_done",
  "report_received",
  "report_accepted",
  "closed",
  "withdrawn",
  "cancelled",
] as const satisfies readonly Case["state"][];

const people = {
  "LO of the sending NPO": liaisonOfFiji,
  "backup of the sending NPO": person("backup", fiji),
  "head of the sending NPO": person("head", fiji),
  "LO of the hosting NPO": person("liaison", japan),
  "backup of the hosting NPO": person("backup", japan),
  "head of the hosting NPO": person("head", japan),
  officer,
  administrator: person("admin", secretariat),
  "LO of another NPO": person("liaison", bangladesh),
  "head of another NPO": person("head", bangladesh),
  stranger,
} as const satisfies Record<string, Person>;
type Who = keyof typeof people;

const toJapan = (state: Case["state"]): Case => ({ state, sender: fiji.id, host: japan.id });
const statesIn = (who: Person, action: Action) =>
  STATES.filter((state) => may(who, action, toJapan(state)));

const sender = (
  states: readonly Case["state"][],
): Partial<Record<Who, readonly Case["state"][]>> => ({
  "LO of the sending NPO": states,
  "backup of the sending NPO": states,
});
const fromSubmission = STATES.filter((state) => state !== "none" && state !== "draft");

const liveAndAfterNotClosed = fromSubmission.filter((state) => state !== "closed");
const secretariats = (
  states: readonly Case["state"][],
): Partial<Record<Who, readonly Case["state"][]>> => ({ officer: states, administrator: states });

/**
 * An NPO's own draft, and whoever isn't named in a row may nothing. What can be done with a sent
 * request is pressed by everybody in `use-cases/access.test.ts`.
 */
const table: Record<Exclude<Action, ActionName>, Partial<Record<Who, readonly Case["state"][]>>> = {
  read: {
    ...sender(STATES),
    ...secretariats(fromSubmission),
    "head of the sending NPO": STATES,
    "LO of the hosting NPO": fromSubmission,
    "backup of the hosting NPO": fromSubmission,
    "head of the hosting NPO": fromSubmission,
  },
  "start-draft": { ...sender(["none"]), ...secretariats(["none"]) },
  "edit-draft": { ...sender(["draft", "returned"]), ...secretariats(["returned"]) },
  "discard-draft": sender(["draft"]),
  submit: { ...sender(["draft", "returned"]), ...secretariats(["returned"]) },
  "ask-late-admission": sender(["draft", "returned"]),
  // Only of a draft whose holder asked: see below.
  "admit-late": {},
  take: {
    ...sender(liveAndAfterNotClosed),
    ...secretariats(liveAndAfterNotClosed),
    "LO of the hosting NPO": liveAndAfterNotClosed,
    "backup of the hosting NPO": liveAndAfterNotClosed,
  },
};

const cases = Object.entries(table).flatMap(([action, row]) =>
  Object.entries(people).map(([who, one]) => ({ action, row, who, one })),
);

test.each(cases)("$who: $action", ({ action, row, who, one }) => {
  expect(statesIn(one, action as Action)).toEqual(row[who as Who] ?? []);
});

describe("drafts and the Secretariat", () => {
  const draft = toJapan("draft");
  const begun = { ...draft, begunBySecretariat: true };
  const asked = { ...draft, admissionAsked: true };
  const actions = Object.keys(table) as Action[];
  const rights = (who: Person, request: Case) =>
    actions.flatMap((action) => {
      const right = rightTo(who, action, request);
      return right ? [`${action}: ${right}`] : [];
    });

  test.each(["officer", "administrator"] as const)(
    "an %s reads, changes, sends and discards a draft that the Secretariat began",
    (who) => {
      expect(rights(people[who], begun)).toEqual([
        "read: own",
        "edit-draft: onBehalf",
        "discard-draft: own",
        "submit: onBehalf",
      ]);
    },
  );

  test("the draft of an NPO is nothing to officers, until its holder asks for admission: then they read it", () => {
    expect(rights(officer, draft)).toEqual([]);
    expect(rights(officer, asked)).toEqual(["read: own", "admit-late: own"]);
  });

  test("the NPO's own people may all with a draft that the Secretariat began for them", () => {
    const own = [
      "read: own",
      "edit-draft: own",
      "discard-draft: own",
      "submit: own",
      "ask-late-admission: own",
    ];
    expect(rights(liaisonOfFiji, begun)).toEqual(own);
    expect(rights(people["head of the sending NPO"], begun)).toEqual(["read: own"]);
  });

  test.each(["LO of the hosting NPO", "head of the hosting NPO", "LO of another NPO"] as const)(
    "the %s never sees a draft, whoever began it",
    (who) => {
      for (const request of [draft, begun, asked]) expect(rights(people[who], request)).toEqual([]);
    },
  );

  test("beginning a request for an NPO is on its behalf, unless one is its LO", () => {
    const none = toJapan("none");
    const both: Person = { ...officer, roles: [...officer.roles, ...liaisonOfFiji.roles] };

    expect(rightTo(officer, "start-draft", none)).toBe("onBehalf");
    expect(rightTo(both, "start-draft", none)).toBe("own");
    expect(rightTo(both, "start-draft", { ...none, sender: bangladesh.id })).toBe("onBehalf");
  });
});

describe("who handles a request is settled within each side", () => {
  test.each<[Who, string[]]>([
    ["LO of the sending NPO", ["FJ"]],
    ["backup of the hosting NPO", ["JP"]],
    ["officer", ["APO"]],
    ["head of the sending NPO", []],
    ["LO of another NPO", []],
  ])("%s: %j", (who, sides) => {
    expect(sidesWith(people[who], "take", toJapan("submitted"))).toEqual(sides);
  });

  test("with roles on two sides, for both of them", () => {
    const both: Person = { ...officer, roles: [...officer.roles, ...liaisonOfFiji.roles] };

    expect(sidesWith(both, "take", toJapan("submitted"))).toEqual(["FJ", "APO"]);
  });
});

describe("roles alone decide", () => {
  test("before a host was asked, an NPO that will be asked reads nothing", () => {
    const unasked = { ...toJapan("submitted"), host: null };

    expect(may(people["LO of the hosting NPO"], "read", unasked)).toBe(false);
    expect(may(people["head of the hosting NPO"], "read", unasked)).toBe(false);
  });

  test("a role that was taken away counts at the next press", () => {
    const former: Person = { ...liaisonOfFiji, roles: [] };

    expect(statesIn(former, "read")).toEqual([]);
    expect(statesIn(former, "submit")).toEqual([]);
  });

  test("an officer's role at an NPO makes no officer of the Secretariat", () => {
    expect(statesIn(person("officer", fiji), "read")).toEqual([]);
    expect(statesIn(person("admin", japan), "read")).toEqual([]);
  });

  test("an LO's role at the Secretariat makes no officer either", () => {
    expect(statesIn(person("liaison", secretariat), "read")).toEqual([]);
  });

  test("with roles in two organisations a person may what either may", () => {
    const roles = [...liaisonOfFiji.roles, ...people["head of the hosting NPO"].roles];
    const both: Person = { ...liaisonOfFiji, roles };

    expect(partiesOf(both, toJapan("submitted"))).toEqual(["sender", "hostHead"]);
    expect(statesIn(both, "submit")).toEqual(["draft", "returned"]);
  });

  test("the same name and organisation without a role is a stranger", () => {
    const namesake = { ...stranger, name: liaisonOfFiji.name, zone: liaisonOfFiji.zone };

    expect(partiesOf(namesake, toJapan("submitted"))).toEqual([]);
  });
});

test("a host reads what is asked of it, and never the alternatives", () => {
  const draft = draftToJapan({ answers: { alternatives: ["BD"] } });
  const { content } = checkDraft(draft, setting());
  if (!content) throw new Error("The draft isn't whole");

  expect(content.alternatives).toEqual(["BD"]);
  expect(asSeenByHost(content)).toEqual({ ...content, alternatives: [] });
});

test("a person acts for the NPOs of which they are LO or backup, each named once", () => {
  const roles = [person("backup", fiji), liaisonOfFiji, person("head", japan), officer].flatMap(
    (one) => one.roles,
  );

  expect(npoesOf({ ...liaisonOfFiji, roles })).toEqual([fiji.id]);
  expect(npoesOf(officer)).toEqual([]);
});

describe("rights that hang on no request, asked about Fiji", () => {
  const everyoneWithARole = Object.keys(people).filter((who) => who !== "stranger");
  const secretariats = ["officer", "administrator"];
  const fijis = ["LO of the sending NPO", "backup of the sending NPO"];

  test.each<[GeneralAction, readonly string[]]>([
    ["publish", secretariats],
    ["not-this-round", fijis],
    ["subscribe", [...fijis, ...secretariats]],
    ["read-programme", everyoneWithARole],
    ["read-member", [...fijis, "head of the sending NPO", ...secretariats]],
    ["correct-member", secretariats],
    ["calendar", [...fijis, ...secretariats]],
    ["keep-people", ["LO of the sending NPO", ...secretariats]],
  ])("%s: %j", (action, expected) => {
    const allowed = Object.entries(people).filter(([, one]) => mayGenerally(one, action, fiji.id));

    expect(allowed.map(([who]) => who)).toEqual(expected);
  });

  test("an NPO that joins later has the same rights: the members are data", () => {
    const newcomer = organisation({ name: "Newcomer" });

    expect(mayGenerally(person("liaison", newcomer), "subscribe", newcomer.id)).toBe(true);
    expect(mayGenerally(liaisonOfFiji, "subscribe", newcomer.id)).toBe(false);
  });
});
