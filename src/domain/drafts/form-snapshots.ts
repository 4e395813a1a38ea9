/**
 * A form snapshot is one drawing of a page on one person's screen. Each call from it carries all that
 * stands in its inputs, so what was typed is told from what merely stood there: a field counts as
 * typed when it differs from what the snapshot showed, and once only.
 */

import { createHash } from "node:crypto";
import type { PersonId } from "../ids.ts";
import type { Answer, Answers, FieldMemory, SnapshotMemory } from "./drafts.ts";

/** What travels with a form: which drawing it is, and what it showed. */
export interface FormSnapshot {
  readonly id: string;
  /** The draft's revision when it was drawn: everything up to it was seen. */
  readonly revision: number;
  /** By field id, the digest of what its input showed. */
  readonly shown: Readonly<Record<string, string>>;
}

/** A value as its person typed it: new on the snapshot. */
export interface Typing {
  readonly field: string;
  readonly value: Answer;
  /** Microseconds, the first call that carried it. */
  readonly typedAt: number;
  /** It is what the snapshot showed in the beginning. */
  readonly takenBack: boolean;
}

/** That a value known already was typed earlier than was thought. */
interface Dating {
  readonly field: string;
  readonly typedAt: number;
}

export interface Read {
  readonly memory: SnapshotMemory;
  readonly typings: readonly Typing[];
  readonly datings: readonly Dating[];
}

/** Reads a call of the snapshot; calls may come in any order, and twice. */
export const readSnapshot = (
  snapshot: FormSnapshot,
  known: SnapshotMemory | undefined,
  { by, answers, typedAt }: { by: PersonId; answers: Answers; typedAt: number },
): Read => {
  const memory = known?.by === by ? known : { by, whole: 0, fields: {} };
  const fields: Record<string, FieldMemory> = { ...memory.fields };
  const typings: Typing[] = [];
  const datings: Dating[] = [];
  for (const [field, value] of Object.entries(answers)) {
    const before = memory.fields[field] ?? firstMemory(snapshot, memory, field);
    const digest = digestOf(value);
    const after = remember(before, digest, typedAt);
    if (after === before) continue;
    fields[field] = after;
    const { since } = after;
    if (after.digest !== before.digest) {
      typings.push({ field, value, typedAt: since, takenBack: digest === snapshot.shown[field] });
    } else if (since !== before.since && digest === after.digest) {
      datings.push({ field, typedAt: since });
    }
  }
  const isWhole = Object.keys(snapshot.shown).every((field) => field in answers);
  const whole = isWhole ? Math.max(memory.whole, typedAt) : memory.whole;
  return { memory: { by, whole, fields }, typings, datings };
};

/** Until something else comes, what the snapshot showed stands in the input. */
const firstMemory = (
  { shown }: FormSnapshot,
  { whole }: SnapshotMemory,
  field: string,
): FieldMemory => ({
  digest: shown[field] ?? UNKNOWN,
  at: whole,
  since: 0,
  before: 0,
});

/** No digest is this: whatever comes of a field that the snapshot didn't show was typed. */
const UNKNOWN = "?";

/** The same object when the call tells nothing new. */
const remember = (known: FieldMemory, digest: string, at: number): FieldMemory => {
  if (digest === known.digest) return rememberSame(known, at);
  if (at > known.at) return { digest, at, since: at, before: known.at };
  if (at <= known.before || known.since === 0) return known;
  return { ...known, before: at, since: known.since > at ? known.since : known.at };
};

const rememberSame = (known: FieldMemory, at: number): FieldMemory => {
  // What only stood there needs no memory of its own: `whole` tells its time.
  if (known.since === 0) return known;
  const since = at > known.before ? Math.min(known.since, at) : known.since;
  const newest = Math.max(known.at, at);
  return since === known.since && newest === known.at ? known : { ...known, since, at: newest };
};

/** The first 66 bits of SHA-256, base64url; "" for an empty input. Blanks at the ends and the order of choices don't count. */
export const digestOf = (answer: Answer | undefined): string => {
  const plain = typeof answer === "string" ? answer.replaceAll("\r\n", "\n").trim() : answer;
  if (!plain || plain.length === 0) return "";
  const told = JSON.stringify(typeof plain === "string" ? plain : plain.toSorted());
  return createHash("sha256").update(told).digest("base64url").slice(0, 11);
};

export const isSame = (one: Answer | undefined, other: Answer | undefined): boolean =>
  digestOf(one) === digestOf(other);
