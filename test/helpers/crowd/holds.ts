/** What must hold after people pressed at the same moment; `before` is how it stood when they began. */
import { expect } from "vitest";
import { sideBySide } from "../../../src/domain/drafts/draft-merge.ts";
import type { TestContext } from "../context.ts";
import { CLOSING, DRAFTERS, type Drafter, FIELDS, type Told, type Typed } from "./press.ts";
import { type Stand, toldOf } from "./stand.ts";

export interface Round {
  readonly before: Stand;
  readonly after: Stand;
  readonly told: readonly Told[];
}

/** Of one draft. */
export const expectAllToHold = async (context: TestContext, round: Round): Promise<void> => {
  expectNothingTypedIsLost(round);
  expectPeopleAreKept(round);
  expectNothingUnseenIsDiscarded(round);
  expectOneRequest(round);
  expectRightRound(round);
  expectOneAdmission(round);
  expectOnlyReadersRead(round);
  await expectLettersOnce(context, round);
};

const isDone = ({ ends }: Told): boolean => ends === "done";
const ofKind = <Kind extends Told["wish"]["kind"]>({ told }: Round, kind: Kind) =>
  told.filter((one) => one.wish.kind === kind);

/** What each drafter typed last in a field, of what was acknowledged. */
const lastTyped = ({ told }: Round, who: Drafter, field: (typeof FIELDS)[number]) =>
  told
    .filter((one) => isDone(one) && one.wish.who === who)
    .flatMap(({ typed }): Typed[] => (typed?.[field] ? [typed[field]] : []))
    .toSorted((a, b) => b.typedAt - a.typedAt)[0];

const expectNothingTypedIsLost = (round: Round): void => {
  for (const field of FIELDS) {
    const typed = DRAFTERS.flatMap((who) => lastTyped(round, who, field) ?? []);
    const { draft, row } = round.after;
    if (draft) {
      const saved = draft.answers[field];
      const kept = saved ? sideBySide(saved).map(({ value }) => value) : [];
      const newest = typed.toSorted((a, b) => b.typedAt - a.typedAt)[0];
      for (const { value } of typed) expect(kept).toContain(value);
      expect(saved?.value).toBe(newest?.value ?? round.before.values[field]);
    }
    if (round.before.draft && row.state === "submitted") {
      const sent = row.content as Readonly<Record<string, unknown>>;
      expect(typed.length).toBeLessThanOrEqual(1);
      expect(sent[field]).toBe(typed[0]?.value ?? round.before.values[field]);
    }
  }
};

const expectPeopleAreKept = (round: Round): void => {
  if (!round.after.draft) return;
  const removed = ofKind(round, "remove").filter(isDone);
  for (const { item } of ofKind(round, "add").filter(isDone)) {
    expect(round.after.people).toContain(item);
  }
  for (const { item } of removed) expect(round.after.people).not.toContain(item);
  const gone = removed.map(({ item }) => item);
  for (const id of round.before.people.filter((one) => !gone.includes(one))) {
    expect(round.after.people).toContain(id);
  }
};

/** Neither by throwing the draft away nor by sending it. */
const expectNothingUnseenIsDiscarded = (round: Round): void => {
  const { told, before, after } = round;
  const ended = told.find(
    (one) => isDone(one) && (one.wish.kind === "discard" || one.wish.kind === "submit"),
  );
  expect(before.state === "draft" && after.state !== "draft").toBe(ended !== undefined);
  if (!ended) return;
  const others = told.filter((one) => isDone(one) && one.wish.who !== ended.wish.who);
  const changes = others.filter(
    ({ wish, typed }) =>
      wish.kind === "add" || wish.kind === "remove" || Object.keys(typed ?? {}).length > 0,
  );
  expect(changes).toEqual([]);
};

const expectOneRequest = (round: Round): void => {
  const { before, after } = round;
  const sent = ofKind(round, "submit").flatMap((one) => one.sent ?? []);
  expect(sent.length).toBe(before.state === "draft" && after.state === "submitted" ? 1 : 0);
  for (const { receipt } of round.told) if (receipt) expect(receipt).toBe(after.row.number);
  for (const { number } of sent) expect(number).toBe(after.row.number);
  expect(ofKind(round, "discard").filter(isDone).length).toBeLessThanOrEqual(1);
  if (before.state !== "draft") expect(after.row).toEqual(before.row);
};

const expectRightRound = (round: Round): void => {
  const { before, after } = round;
  for (const { at, round: shown } of ofKind(round, "submit").flatMap((one) => one.sent ?? [])) {
    const isInTime = at < CLOSING;
    expect(after.row.submittedAt).toEqual(at.toJSDate());
    expect(after.row.roundId).toBe(after.rounds[shown]);
    expect(after.row.admissionId !== null).toBe(shown === 1 && !isInTime);
    if (shown === 1) expect(isInTime || after.admission?.admitted === true).toBe(true);
    if (shown === 2) expect(!isInTime && before.admission?.admitted !== true).toBe(true);
  }
};

const expectOneAdmission = (round: Round): void => {
  const { before, after } = round;
  const asked = ofKind(round, "ask").filter(isDone).length;
  expect(asked).toBe(before.admission === undefined && after.admission !== undefined ? 1 : 0);
  const admitted = ofKind(round, "admit").filter(isDone).length;
  const isNew = before.admission?.admitted !== true && after.admission?.admitted === true;
  expect(admitted).toBe(isNew ? 1 : 0);
};

const expectOnlyReadersRead = (round: Round): void => {
  for (const { wish, ends } of ofKind(round, "look")) {
    const [could, can] = [round.before, round.after].map((stand) => mayRead(wish.who, stand));
    if (could === can)
      expect(`${wish.who}: ${ends}`).toBe(`${wish.who}: ${can ? "done" : "notFound"}`);
    expect(["done", "notFound"]).toContain(ends);
  }
};

/** Japan's people from the submission on; officers what they began, or were asked to admit. */
const mayRead = (who: string, { state, begunBySecretariat, admission }: Stand): boolean => {
  if (state === "discarded" || who === "BD-liaison") return false;
  if (state === "submitted") return true;
  return who === "APO-officer" && (begunBySecretariat || admission !== undefined);
};

/** To whoever sent it, and to the host's LO; to the NPO's people as well where it was sent for them. */
const expectLettersOnce = async (context: TestContext, { after }: Round): Promise<void> => {
  const told = await toldOf(context, after.id);
  if (after.state !== "submitted") return expect(told).toEqual([]);
  const forThem = ["sentForYou to FJ-backup", "sentForYou to FJ-liaison"];
  const receipts = told.filter((one) => one.startsWith("received to "));
  expect(receipts.length).toBe(1);
  expect(told.filter((one) => !receipts.includes(one))).toEqual([
    "hostAsked to JP-liaison",
    ...(after.row.sentThroughSecretariat ? forThem : []),
  ]);
};
