import { afterAll, beforeAll, expect, test } from "vitest";
import type { Draft } from "../../../src/domain/drafts/drafts.ts";
import { organisationId, requestId } from "../../../src/domain/ids.ts";
import { inTransaction } from "../../../src/store/database.ts";
import { draftsOf, insertDraft, lockDraft, saveDraft } from "../../../src/store/requests/drafts.ts";
import { draftToJapan } from "../../helpers/builders.ts";
import { draftBase, type TestContext, testContext } from "../../helpers/context.ts";

let context: TestContext;
let base: Pick<Draft, "programmeId" | "begunBy" | "heldBy">;
beforeAll(async () => {
  context = await testContext();
  base = await draftBase(context);
});
afterAll(() => context.close());

const FIJI = organisationId("FJ");

const found = async ({ id }: Pick<Draft, "id">): Promise<Draft | undefined> =>
  (await draftsOf(context.database, FIJI)).find((draft) => draft.id === id);

const inserted = async (savedAt = "2023-03-20T03:00:00Z"): Promise<Draft> => {
  const id = requestId(context.newId());
  const draft = { ...draftToJapan(), ...base, id, savedAt: new Date(savedAt) };
  await insertDraft(context.database, draft);
  return draft;
};

test("a draft comes back as it was written, with its participants in their order", async () => {
  const draft = await inserted();
  expect(await found(draft)).toEqual(draft);
});

test("text of every kind comes back as it was typed", async () => {
  const draft = await inserted();
  const strange = `quotes " ' \\ and \\u0001, 生産性, 👩🏽‍🏭, ‏שלום‏, $1 \${x} <!channel>\nline`;
  const answers = { topic: { value: strange, savedAt: 1700000000000100 } };
  await saveDraft(context.database, { ...draft, answers });
  expect((await found(draft))?.answers).toEqual(answers);
});

test("an NPO's drafts come with the last saved first, and no other NPO's", async () => {
  const older = await inserted("2023-03-21T03:00:00Z");
  const newer = await inserted("2023-03-22T03:00:00Z");
  const ids = (await draftsOf(context.database, FIJI)).map(({ id }) => id);
  expect(ids.slice(0, 2)).toEqual([newer.id, older.id]);
  expect(await draftsOf(context.database, organisationId("JP"))).toEqual([]);
});

test("two who change one draft at once wait for each other: neither change is lost", async () => {
  const draft = await inserted();
  const add = (topic: string, field: string) =>
    inTransaction(context.database, async (tx) => {
      const locked = await lockDraft(tx, draft.id);
      if (!locked) throw new Error("gone");
      await new Promise((done) => setTimeout(done, 50));
      const answers = { ...locked.answers, [field]: { value: topic, savedAt: 9 } };
      await saveDraft(tx, { ...locked, answers });
    });
  await Promise.all([add("one", "topic"), add("two", "objectives"), add("three", "language")]);
  expect((await found(draft))?.answers).toMatchObject({
    topic: { value: "one" },
    objectives: { value: "two" },
    language: { value: "three" },
  });
});

test("one that doesn't exist can't be locked", async () => {
  const nowhere = requestId(context.newId());
  expect(await inTransaction(context.database, (tx) => lockDraft(tx, nowhere))).toBeUndefined();
});
