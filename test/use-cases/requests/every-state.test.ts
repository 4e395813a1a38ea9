/** Whatever becomes of a request, every list, search, count and reminder knows of it. */
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dutiesOf } from "../../../src/domain/home/duties.ts";
import { organisationId, type RequestId, requestId } from "../../../src/domain/ids.ts";
import type { SentState } from "../../../src/domain/states.ts";
import { sentPage } from "../../../src/forms/requests/sent.ts";
import { homeOf } from "../../../src/messages/home/home.ts";
import { requestDetails } from "../../../src/messages/requests/request-cards.ts";
import { requestList } from "../../../src/messages/requests/request-list.ts";
import { countRequests } from "../../../src/store/counts.ts";
import { personByAccount } from "../../../src/store/people/people.ts";
import { allProgrammes } from "../../../src/store/programmes/programmes.ts";
import {
  draftsBegunBefore,
  draftsOf,
  findDiscarded,
  findDraft,
} from "../../../src/store/requests/drafts.ts";
import {
  findSent,
  liveRequestsOfProgramme,
  saveRequest,
  visitsBetween,
} from "../../../src/store/requests/requests.ts";
import { countDrafts } from "../../../src/store/requests/standing.ts";
import { requests } from "../../../src/store/schema.ts";
import { loadProgrammeNews } from "../../../src/use-cases/delivery/programme-news.ts";
import { discardDraft } from "../../../src/use-cases/drafts/discard-draft.ts";
import { refuseRound } from "../../../src/use-cases/programmes/refuse-round.ts";
import { closingFor } from "../../../src/use-cases/reminders/closing.ts";
import { listRequests, showRequest } from "../../../src/use-cases/requests/read-requests.ts";
import { readStanding } from "../../../src/use-cases/requests/read-standing.ts";
import { submitRequest } from "../../../src/use-cases/requests/submit-request.ts";
import { accountOf, BEGINNING, type TestContext, testContext } from "../../helpers/context.ts";
import { inState, putIn, situation } from "../../helpers/in-state.ts";
import { sendRequest, writeDraft } from "../../helpers/requests.ts";
import { rolledBack } from "../../helpers/rolled-back.ts";

const WHO = ["FJ-liaison", "FJ-head", "JP-liaison", "APO-officer", "BD-liaison"] as const;
const READERS = ["FJ-liaison", "FJ-head", "JP-liaison", "APO-officer"];
const NUMBER = "BCN-2023-001";

interface Expected {
  /** What `show`, `requests` and the home say of it. */
  readonly says: string;
  /** The NPO has sent one in the round: no reminder of its closing date. */
  readonly inRound: boolean;
  /** Its days clash with others of the same pair. */
  readonly holdsDays: boolean;
  /** Whose side is told of it when the programme changes. */
  readonly inNewsOf: readonly string[];
  /** Who owes what, until which day. */
  readonly owed: Readonly<Record<string, string>>;
}

const nothing = {} as const;
const both = ["FJ", "JP"];

/** By hand, from docs/product.md. */
const table: Readonly<Record<SentState, Expected>> = {
  submitted: {
    says: "Sent; the answer of JPC is asked by Tue 4 April",
    ...{ inRound: true, holdsDays: true, inNewsOf: both },
    owed: { "JP-liaison": "answer by 2023-04-04" },
  },
  returned: {
    says: "Returned to NTPC to be completed",
    ...{ inRound: true, holdsDays: true, inNewsOf: both, owed: nothing },
  },
  host_declined: {
    says: "JPC can't host it this time; NTPC is asked to choose what next by Mon 3 April",
    ...{ inRound: true, holdsDays: false, inNewsOf: ["FJ"] },
    owed: { "FJ-liaison": "chooseNext by 2023-04-03" },
  },
  host_accepted: {
    says: "JPC can host it, Tue 5 – Thu 7 September; the APO Secretariat decides by Fri 21 April",
    ...{ inRound: true, holdsDays: true, inNewsOf: both, owed: nothing },
  },
  approved: {
    says: "Approved; NTPC is asked to confirm",
    ...{ inRound: true, holdsDays: true, inNewsOf: both, owed: nothing },
  },
  not_approved: {
    says: "Not approved this time",
    ...{ inRound: true, holdsDays: false, inNewsOf: [], owed: nothing },
  },
  confirmed: {
    says: "Confirmed",
    ...{ inRound: true, holdsDays: true, inNewsOf: both, owed: nothing },
  },
  under_way: {
    says: "Under way",
    ...{ inRound: true, holdsDays: true, inNewsOf: [], owed: nothing },
  },
  visit_done: {
    says: "It has taken place; NTPC is asked for a report",
    ...{ inRound: true, holdsDays: true, inNewsOf: [], owed: nothing },
  },
  report_received: {
    says: "The report has come; the APO Secretariat reads it",
    ...{ inRound: true, holdsDays: true, inNewsOf: [], owed: nothing },
  },
  report_accepted: {
    says: "The report is accepted; what was agreed there goes on",
    ...{ inRound: true, holdsDays: true, inNewsOf: [], owed: nothing },
  },
  closed: {
    says: "Closed; all that was agreed is done",
    ...{ inRound: true, holdsDays: true, inNewsOf: [], owed: nothing },
  },
  withdrawn: {
    says: "Withdrawn by NTPC on Mon 27 March",
    ...{ inRound: false, holdsDays: false, inNewsOf: [], owed: nothing },
  },
  cancelled: {
    says: "Cancelled by the APO Secretariat on Mon 27 March",
    ...{ inRound: false, holdsDays: false, inNewsOf: [], owed: nothing },
  },
};

const rows = Object.entries(table).map(([state, expected]) => ({
  state: state as SentState,
  ...expected,
}));

let context: TestContext;
let id: RequestId;
beforeAll(async () => {
  context = await testContext();
  const by = accountOf("FJ-liaison");
  ({ id } = await sendRequest(context, { from: "FJ", by, at: BEGINNING }));
});
afterAll(() => context.close());

const inside = <Value>(state: SentState, ask: (here: TestContext) => Promise<Value>) =>
  rolledBack(context, async (here) => {
    await putIn(here, id, situation(state));
    return ask(here);
  });

/** What each of them is answered, in turn. */
const ofEach = async <Value>(
  ask: (who: string) => Promise<Value>,
): Promise<Readonly<Record<string, Value>>> => {
  const answers: Record<string, Value> = {};
  for (const who of WHO) answers[who] = await ask(who);
  return answers;
};

/** The same answer for whoever reads it, another for the rest. */
const whoReads = <Value>(yes: Value, no: Value): Readonly<Record<string, Value>> =>
  Object.fromEntries(WHO.map((who) => [who, READERS.includes(who) ? yes : no]));

/** Instants as numbers: they come back in another zone. */
const inMillis = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_key, one) =>
    typeof one === "string" && /^\d{4}-\d\d-\d\dT/.test(one) ? Date.parse(one) : one,
  );

const listFor = async (here: TestContext, who: string) => {
  const listed = await listRequests(here, { account: accountOf(who), now: BEGINNING });
  if (!listed.ok) throw new Error(listed.refusal.kind);
  return listed.value;
};

const showTo = async (here: TestContext, who: string, which: string): Promise<string> => {
  const shown = await showRequest(here, { account: accountOf(who), which, now: BEGINNING });
  return shown.ok ? JSON.stringify(requestDetails(shown.value)) : shown.refusal.kind;
};

const standingOf = async (here: TestContext, who: string) => {
  const standing = await readStanding(here, accountOf(who), BEGINNING);
  if (!standing) throw new Error(`${who} is a stranger`);
  return standing;
};

describe.each(rows)("a request that is $state", ({ state, says, inRound, holdsDays, ...more }) => {
  test("comes back as it was saved", async () => {
    const { saved, found } = await inside(state, async (here) => {
      const before = await findSent(here.database, id);
      if (!before) throw new Error("Gone");
      const saved = inState(before, situation(state));
      await saveRequest(here.database, saved, before.version);
      return { saved, found: await findSent(here.database, id) };
    });
    expect(inMillis(found)).toEqual(inMillis(saved));
    expect(found?.state).toBe(state);
  });

  test("stands in the list of each who may read it, with its state, and in nobody else's", async () => {
    const lists = await inside(state, (here) => ofEach((who) => listFor(here, who)));
    const numbers = Object.entries(lists).map(([who, list]) => [
      who,
      list.requests.map(({ request }) => request.number),
    ]);
    expect(Object.fromEntries(numbers)).toEqual(whoReads([NUMBER], []));
    for (const who of READERS) {
      const list = lists[who];
      expect(list && JSON.stringify(requestList(list))).toContain(`${says}.`);
    }
  });

  test.each(["1", "BCN-2023-001", "bcn-2023-001", "its id"])(
    "is found by show %s, with its state",
    async (typed) => {
      const which = typed === "its id" ? id : typed;
      const shown = await inside(state, (here) => ofEach((who) => showTo(here, who, which)));
      const found = Object.entries(shown).map(([who, text]) => [
        who,
        text === "notFound" ? text : text.includes(`"value":"${says}"`),
      ]);
      expect(Object.fromEntries(found)).toEqual(whoReads<boolean | string>(true, "notFound"));
    },
  );

  test("stands in the home of each who may read it", async () => {
    const standings = await inside(state, (here) => ofEach((who) => standingOf(here, who)));
    const homes = Object.entries(standings).map(([who, standing]) => [
      who,
      JSON.stringify(homeOf(standing)).includes(NUMBER),
    ]);
    expect(Object.fromEntries(homes)).toEqual(whoReads(true, false));
    const host = standings["JP-liaison"];
    expect(host && JSON.stringify(homeOf(host))).toContain(`${says}.`);
  });

  test("is owed by whom its state says", async () => {
    const owed = await inside(state, (here) =>
      ofEach(async (who) =>
        dutiesOf(await standingOf(here, who)).map(({ kind, dueOn }) => `${kind} by ${dueOn}`),
      ),
    );
    const some = Object.entries(owed).filter(([, duties]) => duties.length > 0);
    expect(Object.fromEntries(some.map(([who, duties]) => [who, duties.join()]))).toEqual(
      more.owed,
    );
  });

  test("counts as sent in its round, or no longer", async () => {
    const asked = await inside(state, async (here) => {
      const [programme] = await allProgrammes(here.database);
      const round = programme?.rounds[0];
      if (!programme || !round) throw new Error("No programme");
      const fiji = organisationId("FJ");
      const wish = { round: round.id, npo: fiji };
      const homes = {
        sender: JSON.stringify(homeOf(await standingOf(here, "FJ-liaison"))),
        officer: JSON.stringify(homeOf(await standingOf(here, "APO-officer"))),
      };
      return {
        reminder: (await closingFor(here.database, programme, round, fiji, BEGINNING)).sent,
        home: homes.sender.includes("You have sent a request in this round."),
        officer: homes.officer.includes("One request sent."),
        refused: (await refuseRound(here, { ...here.interaction("FJ-liaison"), ...wish })).ok,
      };
    });
    const sent = { reminder: true, home: true, officer: true, refused: false };
    const not = { reminder: false, home: false, officer: false, refused: true };
    expect(asked).toEqual(inRound ? sent : not);
  });

  test("is no draft of anybody's, and was sent already", async () => {
    const found = await inside(state, async (here) => {
      const { database: db } = here;
      const [programme] = await allProgrammes(db);
      if (!programme) throw new Error("No programme");
      const later = BEGINNING.plus({ years: 1 });
      const again = await submitRequest(here, {
        ...here.interaction("FJ-liaison"),
        ...{ draft: id, roundShown: undefined },
      });
      return {
        drafts: await draftsOf(db, organisationId("FJ")),
        counted: (await countDrafts(db)).size,
        missedClosing: await draftsBegunBefore(db, programme.id, later),
        opened: await findDraft(db, id),
        discarded: await findDiscarded(db, id),
        already: again.ok && again.value.already,
        asks: again.ok && JSON.stringify(sentPage(again.value, true)).includes("asked to answer"),
        states: await countRequests(db),
      };
    });
    expect(found).toEqual({
      ...{ drafts: [], counted: 0, missedClosing: [], opened: undefined, discarded: undefined },
      already: true,
      asks: state === "submitted",
      states: [{ state, count: 1 }],
    });
  });

  test("holds its days between the pair, or frees them", async () => {
    const pair = [organisationId("FJ"), organisationId("JP")] as const;
    const visits = await inside(state, ({ database }) => visitsBetween(database, ...pair));
    expect(visits.map(({ number }) => number)).toEqual(holdsDays ? [NUMBER] : []);
  });

  test("is part of a changed programme's news as long as that concerns it", async () => {
    const told = await inside(state, async (here) => {
      const { database: db } = here;
      const [programme] = await allProgrammes(db);
      if (!programme) throw new Error("No programme");
      const sides: string[] = [];
      for (const side of ["FJ", "JP", "BD"]) {
        const person = await personByAccount(db, accountOf(`${side}-liaison`));
        const ids = { programme: programme.id, version: 1, person: person?.id };
        const letter = { ids, workspace: `T-${side}`, conversation: `${side}-liaison` };
        const news = await loadProgrammeNews(db, letter, BEGINNING);
        if (news?.requests.some(({ request }) => request.number === NUMBER)) sides.push(side);
      }
      return { sides, live: (await liveRequestsOfProgramme(db, programme.id)).length };
    });
    expect(told).toEqual({ sides: more.inNewsOf, live: more.inNewsOf.length > 0 ? 1 : 0 });
  });
});

test("the table has every state that a sent request can have", async () => {
  const [row] = await context.database.execute<{ definition: string }>(
    sql`select pg_get_constraintdef(oid) as definition from pg_constraint where conname = 'requests_state_known'`,
  );
  const known = [...(row?.definition.matchAll(/'(\w+)'::text/g) ?? [])].map(([, name]) => name);
  expect(known.sort()).toEqual(["draft", "discarded", ...Object.keys(table)].sort());
});

test.each(["draft", "discarded"])(
  "a %s is no request in anybody's list or search",
  async (state) => {
    const found = await rolledBack(context, async (here) => {
      const written = { from: "FJ", by: accountOf("FJ-liaison"), at: BEGINNING };
      const { id: draft, revision } = await writeDraft(here, written);
      if (state === "discarded") {
        const interaction = here.interaction("FJ-liaison");
        const gone = await discardDraft(here, { ...interaction, draft, seen: revision });
        if (!gone.ok) throw new Error(gone.refusal.kind);
      }
      return {
        lists: await ofEach(async (who) =>
          (await listFor(here, who)).requests.map(({ request }) => request.number),
        ),
        shown: await ofEach((who) => showTo(here, who, draft)),
        drafts: (await listFor(here, "FJ-liaison")).drafts.length,
        sent: await findSent(here.database, requestId(draft)),
      };
    });
    expect(found).toEqual({
      lists: whoReads([NUMBER], []),
      shown: Object.fromEntries(WHO.map((who) => [who, "notFound"])),
      drafts: state === "draft" ? 1 : 0,
      sent: undefined,
    });
  },
);

describe("what was said with an answer", () => {
  const shownIn = (state: SentState) =>
    inside(state, (here) => ofEach((who) => showTo(here, who, "1")));

  test("reasons and notes are read by all who read the request", async () => {
    const [yes, no, withdrawn] = [
      await shownIn("host_accepted"),
      await shownIn("host_declined"),
      await shownIn("withdrawn"),
    ];
    for (const who of READERS) {
      expect(yes[who]).toContain("Autumn suits us better");
      expect(no[who]).toContain("Our halls are full");
      expect(withdrawn[who]).toContain("The ministry has postponed it");
    }
  });

  test("what a host tells the Secretariat alone is read by officers and the host itself", async () => {
    const shown = await shownIn("host_declined");
    const reads = Object.entries(shown).filter(([, text]) => text.includes("never came"));
    expect(reads.map(([who]) => who)).toEqual(["JP-liaison", "APO-officer"]);
    const homes = await inside("host_declined", (here) => ofEach((who) => standingOf(here, who)));
    expect(JSON.stringify(homes)).not.toContain("never came");
  });

  test("the days that the host chose stand in place of the first choice", async () => {
    const shown = await shownIn("host_accepted");
    expect(shown["FJ-liaison"]).toContain('{"label":"Dates","value":"Tue 5 – Thu 7 September"}');
    const [row] = await inside("host_accepted", ({ database }) =>
      database.select().from(requests).where(eq(requests.id, id)),
    );
    expect([row?.startsOn, row?.endsOn]).toEqual(["2023-09-05", "2023-09-07"]);
  });

  test.each(["host_declined", "withdrawn", "cancelled"] as const)(
    "%s after a host had chosen its days, it has the first choice again",
    async (state) => {
      const [row, first] = await rolledBack(context, async (here) => {
        await putIn(here, id, situation("host_accepted"));
        const { content } = await putIn(here, id, situation(state));
        const { requests: lines } = await standingOf(here, "FJ-liaison");
        return [lines.find((line) => line.id === id), content.firstChoice];
      });
      expect(row?.days).toEqual(first);
    },
  );

  test("a host that is considering it still owes its answer, by the day it named", async () => {
    const considering = { at: BEGINNING, note: "Our board meets on Thursday" };
    const { host, sender } = await rolledBack(context, async (here) => {
      await putIn(here, id, { state: "submitted", considering, passedOn: null }, (request) => ({
        ...request,
        hostAnswerDueOn: "2023-04-12",
      }));
      return {
        host: dutiesOf(await standingOf(here, "JP-liaison")),
        sender: await showTo(here, "FJ-liaison", "1"),
      };
    });
    expect(host.map(({ kind, dueOn }) => [kind, dueOn])).toEqual([["answer", "2023-04-12"]]);
    expect(sender).toContain("JPC is considering it, and answers by Wed 12 April");
    expect(sender).toContain("Our board meets on Thursday");
  });
});

describe("a request is written whole, and against the version that was read", () => {
  test("one that changed meanwhile isn't overwritten", async () => {
    await rolledBack(context, async (here) => {
      const before = await findSent(here.database, id);
      if (!before) throw new Error("Gone");
      const withdrawn = inState(before, situation("withdrawn"));
      await saveRequest(here.database, withdrawn, before.version);
      const late = inState(before, situation("host_accepted"));
      await expect(saveRequest(here.database, late, before.version)).rejects.toThrow(
        `isn't at version ${before.version}`,
      );
      expect((await findSent(here.database, id))?.state).toBe("withdrawn");
    });
  });

  test.each(["host_accepted", "host_declined", "withdrawn", "cancelled"] as const)(
    "%s without what belongs to it is refused by the database",
    async (state) => {
      const change = context.database
        .update(requests)
        .set({ state, details: null })
        .where(eq(requests.id, id));
      await expect(change).rejects.toMatchObject({
        cause: { constraint_name: "requests_details_there" },
      });
    },
  );

  test("no state of a sent request does without number, host, instant and content", async () => {
    for (const state of ["returned", "closed", "withdrawn"] as const) {
      const change = context.database
        .update(requests)
        .set({ state, details: {}, number: null })
        .where(eq(requests.id, id));
      await expect(change).rejects.toMatchObject({
        cause: { constraint_name: "requests_submitted_whole" },
      });
    }
  });
});
