import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { conflictsIn } from "../../../src/domain/drafts/draft-conflicts.ts";
import { type Answers, valuesOf } from "../../../src/domain/drafts/drafts.ts";
import { organisationId } from "../../../src/domain/ids.ts";
import type { Outcome } from "../../../src/domain/outcome.ts";
import type { DraftPage } from "../../../src/domain/requests/draft-page.ts";
import { readSnapshotText } from "../../../src/forms/requests/answers.ts";
import { requestPage } from "../../../src/forms/requests/request-form.ts";
import { colleaguesDrafts } from "../../../src/messages/requests/draft-messages.ts";
import { inTransaction } from "../../../src/store/database.ts";
import { personByAccount } from "../../../src/store/people/people.ts";
import { draftsOf, handOverDrafts } from "../../../src/store/requests/drafts.ts";
import {
  addParticipant,
  changeParticipant,
  goToStep,
  holdDraft,
  openDraft,
  removeParticipant,
  resolveDraftConflict,
  turnPage,
} from "../../../src/use-cases/drafts/edit-draft.ts";
import type { OnPage } from "../../../src/use-cases/drafts/on-draft.ts";
import { startRequest } from "../../../src/use-cases/drafts/start-request.ts";
import { typeInDraft } from "../../../src/use-cases/drafts/type-in-draft.ts";
import { listRequests } from "../../../src/use-cases/requests/read-requests.ts";
import { submitRequest } from "../../../src/use-cases/requests/submit-request.ts";
import { answersToJapan } from "../../helpers/builders.ts";
import { accountOf, BEGINNING, type TestContext, testContext } from "../../helpers/context.ts";

let context: TestContext;
beforeAll(async () => {
  context = await testContext();
});
afterAll(() => context.close());

let clock = 0;
const tick = (): number => (clock += 1);

const must = <Value, Refusal>(outcome: Outcome<Value, Refusal>): Value => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.value;
};

/** A person with the page on screen: what the page showed goes back with each call, as Slack does it. */
const at = (user: string, page: DraftPage, typed: Answers = {}): OnPage => {
  const snapshot = readSnapshotText(requestPage(page).pointer.sheet);
  if (!snapshot) throw new Error("The page has no form snapshot");
  const saved =
    page.draft.page === "participant"
      ? (page.draft.participants.find(({ id }) => id === page.draft.item)?.answers ?? {})
      : page.draft.answers;
  const shown = Object.fromEntries(
    Object.keys(snapshot.shown).map((field) => [field, valuesOf(saved)[field] ?? null]),
  );
  return {
    ...context.interaction(user),
    draft: page.draft.id,
    page: page.draft.page,
    ...(page.draft.item ? { item: page.draft.item } : {}),
    answers: { ...shown, ...typed },
    typedAt: tick(),
    snapshot,
  };
};

const type = (user: string, page: DraftPage, typed: Answers) =>
  typeInDraft(context, at(user, page, typed));
const turn = async (
  user: string,
  page: DraftPage,
  direction: "next" | "back" = "next",
  typed: Answers = {},
) => must(await turnPage(context, { ...at(user, page, typed), direction }));
const openAs = async (user: string, draft: string) =>
  must(await openDraft(context, { ...context.interaction(user), draft }));

const LO = "FJ-liaison";
const BACKUP = "FJ-backup";

const begin = async (typed: Answers = {}): Promise<DraftPage> => {
  const page = must(await startRequest(context, { ...context.interaction(LO), afresh: true }));
  if (Object.keys(typed).length > 0) must(await type(LO, page, typed));
  return openAs(LO, page.draft.id);
};

const saved = async (id: string) => {
  const found = (await draftsOf(context.database, organisationId("FJ"))).find(
    (draft) => draft.id === id,
  );
  if (!found) throw new Error("The draft is gone");
  return found;
};

describe("the LO and the backup with the same page open", () => {
  let los: DraftPage;
  let backups: DraftPage;
  beforeEach(async () => {
    los = await begin({ host: "JP", spoken: "no" });
    backups = await openAs(BACKUP, los.draft.id);
  });

  test("keep what either types, at the same moment: a page that holds an old value clears nothing", async () => {
    await Promise.all([
      type(LO, los, { topic: "Kaizen in hospitals" }),
      type(BACKUP, backups, { objectives: "See how a ward works" }),
    ]);
    expect(valuesOf((await saved(los.draft.id)).answers)).toMatchObject({
      topic: "Kaizen in hospitals",
      objectives: "See how a ward works",
      host: "JP",
    });
  });

  test("see at Next what the other changed meanwhile, and nothing of their own", async () => {
    await type(LO, los, { topic: "Kaizen", objectives: "Learn" });
    const when = await turn(BACKUP, backups);
    expect(when.meanwhile).toMatchObject([{ fields: ["topic", "objectives"] }]);
    expect(JSON.stringify(requestPage(when).parts)).toContain(
      "liaison, FJ changed meanwhile: Topic; What you hope to learn.",
    );
    const again = await turn(LO, los, "next", { topic: "Kaizen", objectives: "Learn" });
    expect(again.meanwhile).toEqual([]);
  });

  test("who type the same field both find both values, and one press settles it", async () => {
    await type(LO, los, { topic: "Kaizen" });
    await type(BACKUP, backups, { topic: "Green jobs" });
    const back = await turn(LO, los, "back", { topic: "Kaizen" });
    expect(JSON.stringify(requestPage(back).parts)).toContain(
      "changed meanwhile: Topic. You both typed in Topic: choose there, or at the check step.",
    );
    const page = await openAs(LO, los.draft.id);
    const [conflict] = conflictsIn(page.draft);
    if (!conflict) throw new Error("No conflict");
    const parts = JSON.stringify(requestPage(page).parts);
    expect(parts).toContain("You typed this here at the same time");
    expect(parts).toContain("Use mine");
    const { field, other } = conflict;
    const resolution = { field, of: other.by, revision: other.revision ?? 0, wish: "use" } as const;
    const settled = must(await resolveDraftConflict(context, { ...at(LO, page), resolution }));
    expect(valuesOf(settled.draft.answers).topic).toBe("Kaizen");
    expect(conflictsIn(await saved(los.draft.id))).toEqual([]);
    const input = requestPage(settled).parts.find((part) => "id" in part && part.id === "topic");
    expect(input).toMatchObject({ value: "Kaizen", redraw: expect.any(Number) });
  });

  test("a late call of a page that was left already changes nothing newer", async () => {
    const late = at(LO, los, { topic: "K", objectives: "Learn" });
    const when = await turn(LO, los, "next", { topic: "Kaizen", objectives: "Learn" });
    must(await typeInDraft(context, late));
    expect(valuesOf((await saved(when.draft.id)).answers).topic).toBe("Kaizen");
  });

  describe("hold it by changing it", () => {
    const holder = async () => {
      const { begunBy, heldBy } = await saved(los.draft.id);
      expect(begunBy).toBe(los.draft.heldBy);
      return heldBy === begunBy ? LO : BACKUP;
    };

    test("reading it, turning its pages and adding nobody takes it from nobody", async () => {
      const whom = await turn(BACKUP, backups, "back");
      const list = must(await goToStep(context, { ...at(BACKUP, whom), step: "who" }));
      await turn(BACKUP, must(await addParticipant(context, at(BACKUP, list))), "back");
      expect(await holder()).toBe(LO);
      expect((await saved(los.draft.id)).participants).toEqual([]);
    });

    test("typing a value does, in whichever call it comes", async () => {
      await type(BACKUP, backups, { topic: "Kaizen" });
      expect(await holder()).toBe(BACKUP);
      await turn(LO, los, "back", { objectives: "See how a ward works" });
      expect(await holder()).toBe(LO);
    });

    test("a keystroke that is late and saves nothing doesn't", async () => {
      const early = at(BACKUP, backups, { topic: "K" });
      await type(BACKUP, backups, { topic: "Kaizen" });
      await type(LO, los, { objectives: "Learn" });
      must(await typeInDraft(context, early));
      expect(await holder()).toBe(LO);
    });

    test("pasted people do", async () => {
      const list = must(await goToStep(context, { ...at(BACKUP, backups), step: "who" }));
      expect(await holder()).toBe(LO);
      const pasted = at(BACKUP, list, { people: "Director; Ministry" });
      expect(
        must(await goToStep(context, { ...pasted, step: "who" })).draft.participants,
      ).toHaveLength(1);
      expect(await holder()).toBe(BACKUP);
    });

    test("taking somebody off the list does, and choosing between two values", async () => {
      const list = must(await goToStep(context, { ...at(LO, los), step: "who" }));
      const pasted = must(
        await goToStep(context, { ...at(LO, list, { people: "Director; Ministry" }), step: "who" }),
      );
      const [one] = pasted.draft.participants;
      const theirs = await openAs(BACKUP, los.draft.id);
      must(await removeParticipant(context, { ...at(BACKUP, theirs), participant: one?.id ?? "" }));
      expect(await holder()).toBe(BACKUP);

      await type(BACKUP, backups, { topic: "Green jobs" });
      await type(LO, los, { topic: "Kaizen" });
      const page = must(
        await goToStep(context, {
          ...at(BACKUP, await openAs(BACKUP, los.draft.id)),
          step: "whom",
        }),
      );
      expect(await holder()).toBe(LO);
      const [conflict] = conflictsIn(page.draft);
      if (!conflict) throw new Error("No conflict");
      const { field, other } = conflict;
      const resolution = {
        field,
        of: other.by,
        revision: other.revision ?? 0,
        wish: "use",
      } as const;
      must(await resolveDraftConflict(context, { ...at(BACKUP, page), resolution }));
      expect(await holder()).toBe(BACKUP);
    });

    test("saying so does, and the button stands there for whoever doesn't hold it", async () => {
      const buttons = (page: DraftPage) =>
        requestPage(page)
          .parts.flatMap((part) => (part.kind === "buttons" ? part.buttons : []))
          .map(({ label }) => label);
      expect(buttons(los)).not.toContain("I'll go on with it");
      expect(JSON.stringify(requestPage(backups).parts)).toContain(
        "liaison, FJ holds it until you change something or press I'll go on with it.",
      );
      expect(buttons(backups)).toContain("I'll go on with it");
      const held = must(await holdDraft(context, at(BACKUP, backups)));
      expect(await holder()).toBe(BACKUP);
      expect(buttons(held)).not.toContain("I'll go on with it");
      expect(JSON.stringify(requestPage(held).parts)).toContain("You hold this draft now");
      const again = await openAs(LO, los.draft.id);
      expect(JSON.stringify(requestPage(again).parts)).toContain(
        "This is the draft to JPC that you have begun. You can go on with it together: what one of you adds, the other sees at the next Next or Back. backup, FJ holds it",
      );
    });

    test("a stranger to the NPO can't say so", async () => {
      for (const user of ["BD-liaison", "JP-liaison", "APO-officer", "FJ-head"]) {
        expect(await holdDraft(context, at(user, los))).toMatchObject({
          refusal: { kind: "notFound" },
        });
      }
    });
  });
});

describe("participants of two people", () => {
  const TRAVELLER = {
    position: "Director",
    organisation: "Ministry",
    category: "policymaker",
    part: "head",
  };
  const withTraveller = async () => {
    const whom = await begin({ ...answersToJapan });
    const who = await turn(LO, await turn(LO, whom), "next", {
      modality: "faceToFace",
      startsOn: "2023-07-10",
      endsOn: "2023-07-12",
    });
    const added = must(await addParticipant(context, at(LO, who)));
    const list = await turn(LO, added, "next", TRAVELLER);
    const [one] = list.draft.participants;
    if (!one) throw new Error("Nobody was added");
    return { list, id: one.id };
  };

  test("whom both add are both on the list", async () => {
    const { list } = await withTraveller();
    const others = await openAs(BACKUP, list.draft.id);
    const [mine, theirs] = [
      must(await addParticipant(context, at(LO, list))),
      must(await addParticipant(context, at(BACKUP, others))),
    ];
    await turn(LO, mine, "next", { ...TRAVELLER, position: "Adviser", part: "participant" });
    const both = await turn(BACKUP, theirs, "next", { ...TRAVELLER, position: "Rector" });
    const positions = both.draft.participants.map(({ answers }) => answers.position?.value);
    expect(positions).toEqual(["Director", "Adviser", "Rector"]);
    expect(both.meanwhile).toMatchObject([{ places: [2] }]);
  });

  test("one whom a colleague has just changed isn't removed unseen; pressed again it is", async () => {
    const { list, id } = await withTraveller();
    const others = await openAs(BACKUP, list.draft.id);
    const theirs = must(
      await changeParticipant(context, { ...at(BACKUP, others), participant: id }),
    );
    await type(BACKUP, theirs, { position: "Rector" });
    const remove = (page: DraftPage) =>
      removeParticipant(context, { ...at(LO, page), participant: id });
    const kept = must(await remove(list));
    expect(kept.draft.participants).toHaveLength(1);
    expect(JSON.stringify(requestPage(kept).parts)).toContain("Person 1 stays for now");
    expect(must(await remove(kept)).draft.participants).toHaveLength(0);

    const back = await turn(BACKUP, theirs, "next", { position: "Rector of the university" });
    expect(back.draft.participants).toHaveLength(1);
    expect(valuesOf(back.draft.participants[0]?.answers ?? {})).toMatchObject({
      ...TRAVELLER,
      position: "Rector of the university",
    });
    expect(JSON.stringify(requestPage(back).parts)).toContain("they are back on it");
  });
});

test("what a colleague changed after the check step was drawn isn't sent unseen", async () => {
  const whom = await begin({ ...answersToJapan });
  const when = await turn(LO, whom);
  const dates = { modality: "virtual", startsOn: "2023-07-10", endsOn: "2023-07-12" };
  const who = await turn(LO, when, "next", dates);
  const added = must(await addParticipant(context, at(LO, who)));
  const traveller = { position: "Director", organisation: "Ministry", category: "policymaker" };
  const list = await turn(LO, added, "next", { ...traveller, part: "head" });
  const check = await turn(LO, await turn(LO, list), "next", { outcomes: "A plan" });
  expect(check.draft.page).toBe("check");

  const backups = await openAs(BACKUP, check.draft.id);
  const result = await turn(BACKUP, backups, "back");
  await type(BACKUP, result, { outcomes: "Two plans" });
  const send = (page: DraftPage) => {
    const { snapshot } = at(LO, page);
    const seen = snapshot?.revision;
    const draft = page.draft.id;
    return submitRequest(context, {
      ...context.interaction(LO),
      draft,
      roundShown: page.joins?.id,
      seen,
    });
  };
  const refused = await send(check);
  if (refused.ok || refused.refusal.kind !== "changed") throw new Error("It was sent unseen");
  const { page } = refused.refusal;
  expect(JSON.stringify(requestPage(page).parts)).toContain("Two plans");
  expect(await send(page)).toMatchObject({ ok: true });
});

describe("a colleague's draft", () => {
  let other: TestContext;
  beforeAll(async () => {
    other = await testContext();
  });
  afterAll(() => other.close());
  const startAs = (user: string, afresh = false) =>
    startRequest(other, { ...other.interaction(user), afresh });

  test("is offered in place of a second one, until another is asked for", async () => {
    const first = must(await startAs(LO));
    const nobodyTyped = must(await startAs(BACKUP));
    expect(nobodyTyped.draft.id).not.toBe(first.draft.id);
    await typeInDraft(other, {
      ...other.interaction(LO),
      ...{ draft: first.draft.id, page: "whom", typedAt: 1 },
      answers: { host: "JP", topic: "Kaizen" },
    });
    const offered = await startAs(BACKUP);
    expect(offered).toMatchObject({
      ok: false,
      refusal: {
        kind: "colleaguesDrafts",
        offer: { drafts: [{ holder: "liaison, FJ", topic: "Kaizen", host: { id: "JP" } }] },
      },
    });
    expect(must(await startAs(BACKUP, true)).draft.id).toBe(nobodyTyped.draft.id);
    expect(must(await startAs(LO)).draft.id).toBe(first.draft.id);
  });

  test("is said to be begun by who began it, whoever holds it", async () => {
    const lines = async (user: string) => {
      const started = await startAs(user);
      if (started.ok || started.refusal.kind !== "colleaguesDrafts") throw new Error("No offer");
      return JSON.stringify(colleaguesDrafts(started.refusal.offer));
    };
    const [draft] = await draftsOf(other.database, organisationId("FJ"));
    const backup = await personByAccount(other.database, accountOf(BACKUP));
    if (!draft || !backup) throw new Error("No draft, or nobody to hold it");
    expect(await lines(BACKUP)).toContain("liaison, FJ has begun a request already.");
    await inTransaction(other.database, (tx) => handOverDrafts(tx, [draft.id], backup.id));
    expect(await lines(LO)).toContain("You have begun a request already.");
    expect(await lines(LO)).toContain("Held by backup, FJ, saved");
    await inTransaction(other.database, (tx) => handOverDrafts(tx, [draft.id], draft.begunBy));
  });

  test("is offered to nobody outside the NPO", async () => {
    expect(await startAs("BD-liaison")).toMatchObject({ ok: true });
  });

  test("to the same host is told of where the host is chosen, and opens from there with all that was typed kept", async () => {
    const mine = must(await startAs(BACKUP, true));
    const draft = { draft: mine.draft.id, page: "whom" } as const;
    const choose = (host: string, typedAt: number) =>
      typeInDraft(other, {
        ...other.interaction(BACKUP),
        ...draft,
        typedAt,
        answers: { host, objectives: "Learn" },
      });
    expect(must(await choose("BD", 1))).toBeUndefined();
    const told = must(await choose("JP", 2));
    expect(told?.draftsToSameHost).toMatchObject([{ holder: "liaison, FJ" }]);
    expect(must(await choose("TH", 3))?.draftsToSameHost).toEqual([]);

    const [sameHostDraft] = told?.draftsToSameHost ?? [];
    const from = {
      ...other.interaction(BACKUP),
      ...draft,
      typedAt: 4,
      answers: { topic: "Typed at the last moment" },
    };
    const opened = must(
      await openDraft(other, { ...from, draft: sameHostDraft?.draft.id ?? "", from }),
    );
    expect(valuesOf(opened.draft.answers).topic).toBe("Kaizen");
    const list = must(await listRequests(other, { account: accountOf(BACKUP), now: BEGINNING }));
    expect(list.drafts.map(({ topic, holder }) => [topic, holder])).toEqual(
      expect.arrayContaining([
        ["Typed at the last moment", undefined],
        ["Kaizen", "liaison, FJ"],
      ]),
    );
  });
});
