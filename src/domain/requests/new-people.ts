/** People who are put on a draft's list: with what most of them have, or pasted as lines. */

import type { Screen } from "../drafts/draft-editing.ts";
import {
  type Draft,
  type DraftParticipant,
  PREFILLED,
  type SavedAnswers,
  valuesOf,
} from "../drafts/drafts.ts";
import type { ParticipantId } from "../ids.ts";
import { CATEGORIES, PARTS } from "./participants.ts";

/** Somebody of the sender's own, an NPO official; the first one is the head of the delegation. */
export const newPerson = (
  draft: Pick<Draft, "participants">,
  id: ParticipantId,
  ownNpo: string,
): DraftParticipant => ({
  id,
  answers: prefilled({ organisation: ownNpo, category: "npoOfficial", part: nextPart(draft) }),
});

const nextPart = ({ participants }: Pick<Draft, "participants">): string =>
  participants.some(({ answers }) => answers.part?.value === "head") ? "participant" : "head";

const prefilled = (values: Readonly<Record<string, string>>): SavedAnswers =>
  Object.fromEntries(
    Object.entries(values).map(([field, value]) => [field, { value, savedAt: PREFILLED }]),
  );

/** More stays in the input: no delegation is longer. */
const MOST_PEOPLE = 20;

/** Puts the pasted lines on the list, and takes them out of their input. */
export const withPastedPeople = (
  draft: Draft,
  { by, at, typedAt }: Pick<Screen, "by" | "at" | "typedAt">,
  { newId, ownNpo }: { newId: () => ParticipantId; ownNpo: string },
): Draft => {
  const lines = pastedLines(draft);
  const room = roomOn(draft);
  const taken = lines.slice(0, room);
  if (taken.length === 0) return draft;
  const revision = draft.revision + 1;
  const typed = (value: string) => ({ value, savedAt: typedAt, by, at, revision });
  const left = { ...typed(lines.slice(room).join("\n")), redrawn: revision };
  const participants = [...draft.participants];
  for (const line of taken) {
    const { id, answers } = newPerson({ participants }, newId(), ownNpo);
    const read = Object.entries(readPersonLine(line)).map(([field, value]) => [
      field,
      typed(value),
    ]);
    participants.push({ id, answers: { ...answers, ...Object.fromEntries(read) } });
  }
  return { ...draft, revision, participants, answers: { ...draft.answers, people: left } };
};

/** What was pasted stays in its input, until somebody is taken off the list. */
export const isListFull = (draft: Draft): boolean =>
  roomOn(draft) === 0 && pastedLines(draft).length > 0;

const roomOn = ({ participants }: Draft): number => Math.max(0, MOST_PEOPLE - participants.length);

const pastedLines = ({ answers }: Draft): string[] => {
  const { people } = valuesOf(answers);
  return typeof people === "string" ? linesOf(people) : [];
};

const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/u)
    .map((line) => line.replace(/^[\s•*\-–]*(?:\d+[.)]\s+)?/u, "").trim())
    .filter((line) => /[^\s;|]/u.test(line));

/**
 * "Director, Training; NTPC; head; NPO official; a name; an e-mail": position, organisation and name
 * in this order, the others wherever they stand. Parted by semicolons, tabs or "|"; never by commas,
 * which positions have.
 */
export const readPersonLine = (line: string): Readonly<Record<string, string>> => {
  const read: Record<string, string> = {};
  const texts = ["position", "organisation", "name"];
  const pieces = line.split(/[;\t|]/u).map((one) => one.trim());
  for (const piece of pieces.flatMap(emailApart)) {
    const known = knownPiece(piece);
    const field = known?.[0] ?? texts.shift();
    if (piece === "") continue;
    // Nothing that was pasted is lost: what has no place of its own stands with the name.
    if (field === undefined) read.name = [read.name, piece].filter(Boolean).join(", ");
    else read[field] = known ? known[1] : piece;
  }
  return read;
};

/** "Name of one, a@example.org", "Name of one <a@example.org>": as people copy it from their mail. */
const emailApart = (piece: string): readonly string[] => {
  const from = piece.search(/[^\s,]+@[^\s,]+$/u);
  if (from < 0) return [piece];
  const before = piece.slice(0, from).replace(/[\s,]+$/u, "");
  return [...(before ? [before] : []), piece.slice(from).replace(/^[<(]|[>)]$/gu, "")];
};

const knownPiece = (piece: string): readonly [string, string] | undefined => {
  if (/^\S+@\S+$/u.test(piece)) return ["email", piece];
  const plain = piece.toLowerCase().replaceAll(/[^a-z]/gu, "");
  const category = CATEGORIES.find((one) => one.toLowerCase() === plain);
  if (category) return ["category", category];
  const part = PARTS.find((one) => one === plain || PART_NAMES[one] === plain);
  return part && ["part", part];
};

const PART_NAMES = {
  head: "headofdelegation",
  participant: "participants",
  standby: "standbyparticipant",
} as const;
