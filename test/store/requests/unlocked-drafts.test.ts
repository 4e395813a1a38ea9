import { afterAll, beforeAll, expect, test } from "vitest";
import type { Draft } from "../../../src/domain/drafts/drafts.ts";
import { organisationId, type RequestId, requestId } from "../../../src/domain/ids.ts";
import { inTransaction } from "../../../src/store/database.ts";
import { useOnce } from "../../../src/store/deliveries.ts";
import { personByAccount } from "../../../src/store/people/people.ts";
import {
  findDraft,
  insertDraft,
  lockDraft,
  markDiscarded,
  saveDraft,
} from "../../../src/store/requests/drafts.ts";
import {
  readUnlocked,
  saveIfUnwritten,
  type UnlockedDraft,
} from "../../../src/store/requests/unlocked-drafts.ts";
import { roles } from "../../../src/store/schema.ts";
import { draftToJapan } from "../../helpers/builders.ts";
import { accountOf, draftBase, type TestContext, testContext } from "../../helpers/context.ts";

let context: TestContext;
let base: Pick<Draft, "programmeId" | "begunBy" | "heldBy">;
beforeAll(async () => {
  context = await testContext();
  base = await draftBase(context);
});
afterAll(() => context.close());

const newDraft = async (): Promise<RequestId> => {
  const id = requestId(context.newId());
  await insertDraft(context.database, { ...draftToJapan(), ...base, id });
  return id;
};

const read = async (): Promise<UnlockedDraft> => {
  const found = await readUnlocked(context.database, accountOf("FJ-liaison"), await newDraft());
  if (!found) throw new Error("The draft isn't there");
  return found;
};

const withTopic = (draft: Draft, topic: string): Draft => ({
  ...draft,
  answers: { ...draft.answers, topic: { value: topic, savedAt: 1_700_000_000_000_000 } },
  revision: draft.revision + 1,
});

const typed = ({ draft, writtenBy }: UnlockedDraft, topic: string, delivery: string) =>
  saveIfUnwritten(
    context.database,
    { draft: withTopic(draft, topic), writtenBy },
    { delivery, usedAt: new Date() },
  );

const topicOf = async ({ draft }: UnlockedDraft) =>
  (await findDraft(context.database, draft.id))?.answers.topic?.value;

const isUnused = (delivery: string) => useOnce(context.database, delivery, new Date());

test("a draft is read with the person behind the account, as both are read alone", async () => {
  const { database } = context;
  const person = await personByAccount(database, accountOf("FJ-liaison"));
  const organisation = organisationId("JP");
  const role = {
    personId: person?.id ?? "",
    organisationId: organisation,
    role: "officer",
  } as const;
  await database.insert(roles).values(role);
  const id = await newDraft();
  const both = await readUnlocked(database, accountOf("FJ-liaison"), id);
  expect(both?.draft).toEqual(await findDraft(database, id));
  expect(both?.person).toEqual(await personByAccount(database, accountOf("FJ-liaison")));
  expect(both?.person.roles).toHaveLength(2);
  expect(await readUnlocked(database, accountOf("FJ-nobody"), id)).toBeUndefined();
  expect(
    await readUnlocked(database, accountOf("FJ-liaison"), requestId(context.newId())),
  ).toBeUndefined();
});

test("a draft that nobody wrote meanwhile is saved whole, and the call is used", async () => {
  const seen = await read();
  expect(await typed(seen, "Kaizen", "saved-once")).toBe(true);
  expect(await findDraft(context.database, seen.draft.id)).toEqual(withTopic(seen.draft, "Kaizen"));
  expect(await isUnused("saved-once")).toBe(false);
});

test("a draft that was written meanwhile is left as it is, and the call may come again", async () => {
  const seen = await read();
  await saveDraft(context.database, { ...seen.draft, page: "when" });
  expect(await typed(seen, "Kaizen", "too-late")).toBe(false);
  expect(await topicOf(seen)).toBe(seen.draft.answers.topic?.value);
  expect(await isUnused("too-late")).toBe(true);
});

test("a call that was used before saves nothing", async () => {
  const seen = await read();
  await isUnused("used-before");
  expect(await typed(seen, "Kaizen", "used-before")).toBe(false);
  expect(await topicOf(seen)).toBe(seen.draft.answers.topic?.value);
});

test("a draft that was discarded meanwhile doesn't come back", async () => {
  const seen = await read();
  await markDiscarded(context.database, seen.draft.id, { by: base.heldBy, at: new Date() });
  expect(await typed(seen, "Kaizen", "discarded")).toBe(false);
  expect(await findDraft(context.database, seen.draft.id)).toBeUndefined();
});

test("of two calls that saw the same draft one saves, and so does only one of a call sent twice", async () => {
  const seen = await read();
  const saved = await Promise.all([
    typed(seen, "Kaizen", "first"),
    typed(seen, "Muda", "second"),
    typed(seen, "Kaizen", "first"),
  ]);
  expect(saved.filter(Boolean)).toHaveLength(1);
});

test("whoever holds the lock writes first: what was read before that isn't saved over it", async () => {
  const seen = await read();
  let saving: Promise<boolean> | undefined;
  await inTransaction(context.database, async (tx) => {
    const locked = await lockDraft(tx, seen.draft.id);
    if (!locked) throw new Error("The draft isn't there");
    saving = typed(seen, "Kaizen", "waits");
    await saveDraft(tx, withTopic(locked, "Muda"));
  });
  expect(await saving).toBe(false);
  expect(await topicOf(seen)).toBe("Muda");
});
