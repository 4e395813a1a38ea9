/** What holds whatever the table says: the end of docs/access.md. */
import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  history,
  lateAdmissions,
  participants,
  requestHandlers,
  requests,
} from "../../src/store/schema.ts";
import { readAdmissionChoices } from "../../src/use-cases/admissions/admit-in-advance.ts";
import { readAdmission } from "../../src/use-cases/admissions/admit-late.ts";
import { findLateDraft, keepDraft } from "../../src/use-cases/admissions/late-draft.ts";
import { composeLetter } from "../../src/use-cases/delivery/compose-letter.ts";
import { makeHomes } from "../../src/use-cases/delivery/homes.ts";
import {
  changeParticipant,
  openDraft,
  removeParticipant,
  resolveDraftConflict,
  turnPage,
} from "../../src/use-cases/drafts/edit-draft.ts";
import { whomToActFor } from "../../src/use-cases/drafts/start-on-behalf.ts";
import { readCalendar } from "../../src/use-cases/members/calendar.ts";
import { listMembers } from "../../src/use-cases/members/members.ts";
import { identifyPerson } from "../../src/use-cases/people/identify-person.ts";
import { whoMayBeInvited } from "../../src/use-cases/people/invite.ts";
import { removeRole } from "../../src/use-cases/people/remove-role.ts";
import { readClosing } from "../../src/use-cases/reminders/read-closing.ts";
import { whoCouldHandle } from "../../src/use-cases/requests/assign-request.ts";
import { listRequests } from "../../src/use-cases/requests/read-requests.ts";
import { readStanding } from "../../src/use-cases/requests/read-standing.ts";
import {
  type Answered,
  type Drive,
  generalDrivers,
  pointerTo,
  requestDrivers,
  wordOf,
} from "../helpers/access/drivers.ts";
import {
  type GeneralRow,
  generalRows,
  type ListRow,
  requestRows,
  STATES,
  type State,
  WHO,
  type Who,
} from "../helpers/access/list.ts";
import { MARK, makeScene, must, NOW, type Scene, userOf } from "../helpers/access/scene.ts";
import { accountOf } from "../helpers/context.ts";
import fc from "../helpers/fast-check.ts";
import { openLetters } from "../helpers/letters.ts";
import { rolledBack } from "../helpers/rolled-back.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await makeScene();
});
afterAll(() => scene.context.close());

const interactionOf = ({ context }: Scene, who: Who) => context.interaction(userOf[who], NOW);

/** Something tried on the untouched scene, of which nothing remains. */
const trying = <Value>(work: (here: Scene) => Promise<Value>): Promise<Value> =>
  rolledBack(scene.context, (context) => work({ ...scene, context }));

const requestList: readonly ListRow[] = Object.values(requestRows).flat();
const generalList: readonly GeneralRow[] = Object.values(generalRows).flat();

/** The ways to look, without a pointer, at whatever is one's own. */
const looks = ({ context }: Scene, who: Who): Readonly<Record<string, () => Promise<unknown>>> => {
  const account = accountOf(userOf[who]);
  const looker = { account, now: NOW };
  const home = { ...account, workspace: account.tenant };
  return {
    list: () => listRequests(context, looker),
    standing: () => readStanding(context, account, NOW),
    home: () => makeHomes(context).compose(home, NOW),
    closing: () => readClosing(context, looker),
    members: () => listMembers(context, account),
    calendar: () => readCalendar(context, { ...looker, organisation: "" }),
    person: () => identifyPerson(context, account),
    invitable: () => whoMayBeInvited(context, account),
    actFor: () => whomToActFor(context, account),
    admissionChoices: () => readAdmissionChoices(context, looker),
  };
};

const WITHOUT_ROLE = [
  "stranger",
  "formerSenderLiaison",
  "formerHostLiaison",
  "formerOfficer",
] as const;

describe("a stranger reads nothing, nor does somebody whose roles were all taken away", () => {
  test.each(WITHOUT_ROLE)("%s", async (who) => {
    const { standing, person, home, ...lists } = looks(scene, who);
    expect(await standing?.()).toBeUndefined();
    expect(await person?.()).toBeUndefined();
    const seen = JSON.stringify(await home?.());
    expect(seen).not.toMatch(/BCN-2023|Fiji|Japan|ξψζΩ/);
    for (const look of Object.values(lists)) {
      const kind = who === "stranger" ? { kind: "stranger" } : { kind: "stranger", former: true };
      expect(await look()).toEqual({ ok: false, refusal: kind });
    }
  });
});

const HOSTS = ["hostLiaison", "hostBackup", "hostHead", "otherLiaison", "otherHead"] as const;

describe("a host never sees a draft, nor what else the sender thinks of", () => {
  test.each(HOSTS)("%s, wherever they look", async (who) => {
    for (const look of Object.values(looks(scene, who))) {
      const seen = JSON.stringify(await look());
      expect(seen).not.toContain(MARK);
      for (const state of ["draft", "draftOnBehalf", "draftThatAsked", "discarded"] as const) {
        expect(seen).not.toContain(scene.requests[state]);
      }
    }
  });

  test("the positive control: the sender sees their drafts there", async () => {
    const { list, standing } = looks(scene, "senderLiaison");
    expect(JSON.stringify(await list?.())).toContain(MARK);
    expect(JSON.stringify(await standing?.())).toContain(MARK);
  });

  test.each(["hostLiaison", "hostBackup", "hostHead"] as const)(
    "%s reads the request without its alternatives",
    async (who) => {
      const read = await requestDrivers.read(
        scene,
        interactionOf(scene, who),
        pointerTo(scene, "submitted"),
      );
      expect(read).toMatchObject({
        ok: true,
        value: { alternatives: [], request: { content: { alternatives: [] } } },
      });
      const { list } = looks(scene, who);
      const listed = must((await list?.()) as Awaited<ReturnType<typeof listRequests>>);
      expect(JSON.stringify(listed)).toContain(scene.requests.submitted);
      expect(JSON.stringify(listed)).not.toContain("Bangladesh");
    },
  );

  test("no letter to the host's people tells of a draft or of an alternative", async () => {
    const letters = await openLetters(scene.context);
    const toHost = letters.filter(({ workspace }) => workspace === "T-JP" || workspace === "T-BD");
    expect(toHost.map(({ kind }) => kind)).toContain("hostAsked");
    for (const letter of toHost) {
      const text = JSON.stringify((await composeLetter(scene.context, letter, NOW)) ?? null);
      expect(text).not.toContain(MARK);
      expect(text).not.toContain("Bangladesh");
    }
  });
});

describe("a role lost counts at the next press", () => {
  test.each(requestList)("$row", async ({ row, yes }) => {
    const drive = requestDrivers[row as keyof typeof requestDrivers];
    for (const [state, people] of Object.entries(yes)) {
      for (const who of people) {
        const word = await trying(async (here) => {
          await loseAllRoles(here, who);
          return wordOf(
            await drive(here, interactionOf(here, who), pointerTo(here, state as State)),
          );
        });
        expect(`${state}, ${who}: ${word}`).toBe(`${state}, ${who}: stranger`);
      }
    }
  });

  test.each(generalList)("$row", async ({ row, yes }) => {
    const drive = generalDrivers[row as keyof typeof generalDrivers];
    for (const who of yes) {
      const word = await trying(async (here) => {
        await loseAllRoles(here, who);
        return wordOf(await drive(here, interactionOf(here, who)));
      });
      expect(`${who}: ${word}`).toBe(`${who}: stranger`);
    }
  });

  test.each([
    "senderLiaisonAndOfficer",
    "hostLiaisonAndOfficer",
    "otherLiaisonAndOfficer",
  ] as const)("%s keeps what the other role gives, and no more", async (who) => {
    const words = await trying(async (here) => {
      await lose(here, who, "APO", "officer");
      const interaction = () => interactionOf(here, who);
      const at = (state: State) => pointerTo(here, state);
      return {
        asked: wordOf(await requestDrivers.read(here, interaction(), at("draftThatAsked"))),
        submitted: wordOf(await requestDrivers.read(here, interaction(), at("submitted"))),
        admit: wordOf(
          await requestDrivers["admit late"](here, interaction(), at("draftThatAsked")),
        ),
      };
    });
    const own = who === "senderLiaisonAndOfficer" ? "yes" : "notFound";
    const submitted = who === "otherLiaisonAndOfficer" ? "notFound" : "yes";
    expect(words).toEqual({ asked: own, submitted, admit: "notFound" });
  });

  const lose = async (here: Scene, who: Who, organisation: string, role: string) => {
    const interaction = here.context.interaction("APO-admin-2", NOW);
    must(
      await removeRole(here.context, {
        ...interaction,
        organisation,
        person: here.idOf(who),
        role,
      }),
    );
  };

  const loseAllRoles = async (here: Scene, who: Who) => {
    const person = await identifyPerson(here.context, accountOf(userOf[who]));
    for (const { organisation, role } of person?.roles ?? [])
      await lose(here, who, organisation, role);
  };
});

const typed = { page: "whom", answers: { objectives: "See it" }, typedAt: 9 } as const;

/** Every further use case that takes a pointer to a request; those of the list come beside them. */
const morePointers: Readonly<Record<string, Drive>> = {
  open: ({ context }, interaction, { request: draft }) =>
    openDraft(context, { ...interaction, draft }),
  turn: ({ context }, interaction, { request: draft }) =>
    turnPage(context, { ...interaction, draft, ...typed, direction: "back" }),
  change: ({ context, idOf }, interaction, { request: draft }) =>
    changeParticipant(context, { ...interaction, draft, ...typed, participant: idOf("officer") }),
  remove: ({ context, idOf }, interaction, { request: draft }) =>
    removeParticipant(context, { ...interaction, draft, ...typed, participant: idOf("officer") }),
  settle: ({ context }, interaction, { request: draft }) => {
    const resolution = { field: "topic", of: "" as never, revision: 1, wish: "use" } as const;
    return resolveDraftConflict(context, { ...interaction, draft, ...typed, resolution });
  },
  keep: ({ context }, interaction, { request: draft }) =>
    keepDraft(context, { ...interaction, draft }),
  late: ({ context, rounds }, interaction, { request: draft }) =>
    findLateDraft(context, { ...interaction, draft, round: rounds[1] }),
  admission: ({ context }, interaction, { admission }) =>
    readAdmission(context, { ...interaction, admission }),
  colleagues: ({ context }, { account }, { request }) =>
    whoCouldHandle(context, { account, pointer: `${request}:FJ:0`, now: NOW }),
};

const beginsNothing = ([name]: readonly [string, unknown]) => !name.startsWith("start ");

describe("whoever may not read may not infer: not yours and not there are one answer", () => {
  const pointers = [
    ...Object.entries(requestDrivers).filter(beginsNothing),
    ...Object.entries(morePointers),
  ];

  test.each(pointers)("%s", async (_name, drive) => {
    for (const who of WHO) {
      for (const state of STATES.filter((one) => !mayRead(who, one))) {
        const [there, nowhere] = await trying(
          async (here): Promise<Answered[]> => [
            await drive(here, interactionOf(here, who), pointerTo(here, state)),
            await drive(here, interactionOf(here, who), pointerTo(here, "none")),
          ],
        );
        expect({ who, state, answer: there }).toEqual({ who, state, answer: nowhere });
      }
    }
  });

  /** What is left of a discarded draft is told to those who could have edited it. */
  const mayRead = (who: Who, state: State): boolean => {
    const readers: readonly Who[] =
      state === "discarded"
        ? ["senderLiaison", "senderBackup", "senderLiaisonAndOfficer"]
        : ((requestRows.read[0].yes as ListRow["yes"])[state] ?? []);
    return readers.includes(who);
  };
});

describe("no change to a submitted request without a history row", () => {
  const presses = fc.array(
    fc.record({
      who: fc.constantFrom(...WHO),
      row: fc.constantFrom(
        ...Object.entries(requestDrivers)
          .filter(beginsNothing)
          .map(([row]) => row),
      ),
      state: fc.constantFrom("submitted" as const, "draftThatAsked" as const),
    }),
    { minLength: 4, maxLength: 12 },
  );

  test("whoever presses whatever, in any order", async () => {
    await fc.assert(
      fc.asyncProperty(presses, (all) =>
        trying(async (here) => {
          for (const { who, row, state } of all) {
            const before = await submittedIn(here);
            const drive = requestDrivers[row as keyof typeof requestDrivers];
            await drive(here, interactionOf(here, who), pointerTo(here, state));
            expectHistory(before, await submittedIn(here));
          }
        }),
      ),
      { numRuns: 40 },
    );
  });

  type Kept = { readonly rows: string; readonly entries: number };

  /** All that is kept of each submitted request, but its history; and how long that is. */
  const submittedIn = async ({ context: { database: db } }: Scene): Promise<Map<string, Kept>> => {
    const sent = await db.select().from(requests).where(eq(requests.state, "submitted"));
    const kept = new Map<string, Kept>();
    for (const row of sent) {
      const travellers = await db
        .select()
        .from(participants)
        .where(eq(participants.requestId, row.id))
        .orderBy(asc(participants.ordinal));
      const admitted = await db
        .select()
        .from(lateAdmissions)
        .where(eq(lateAdmissions.requestId, row.id));
      const handlers = await db
        .select()
        .from(requestHandlers)
        .where(eq(requestHandlers.requestId, row.id))
        .orderBy(asc(requestHandlers.organisationId));
      const entries = await db.select().from(history).where(eq(history.requestId, row.id));
      kept.set(row.id, {
        rows: JSON.stringify([row, travellers, admitted, handlers]),
        entries: entries.length,
      });
    }
    return kept;
  };

  const expectHistory = (before: Map<string, Kept>, after: Map<string, Kept>): void => {
    for (const [id, { rows, entries }] of after) {
      const was = before.get(id) ?? { rows: "", entries: 0 };
      if (rows !== was.rows) expect(entries).toBeGreaterThan(was.entries);
      expect(entries).toBeGreaterThanOrEqual(was.entries);
    }
    for (const id of before.keys()) expect(after.has(id)).toBe(true);
  };
});
