/**
 * Ids as they travel in buttons and forms, written and read here alone. A pointer comes back from a
 * platform as anybody's text, and is never a permission.
 */
import { PAGES, type Page } from "./drafts/drafts.ts";
import {
  ID_PATTERN,
  organisationId,
  participantId,
  personId,
  programmeId,
  requestId,
  roundId,
} from "./ids.ts";
import { ROLES, type RoleName } from "./people.ts";
import { SENT, type SentState } from "./states.ts";
import { isoDay } from "./time.ts";

interface Part<Value> {
  /** A regular expression without groups that capture. */
  readonly pattern: string;
  readonly read: (text: string) => Value;
  /** What a pattern can't say, such as the days that a month has. */
  readonly accepts?: (text: string) => boolean;
  readonly optional?: boolean;
  /** Where it lacks its separator does too: nothing that may follow looks like it. */
  readonly leavesNoGap?: boolean;
}

const plain = (text: string): string => text;
const id = <Id>(read: (text: string) => Id): Part<Id> => ({ pattern: ID_PATTERN, read });
const number: Part<number> = { pattern: "(?:0|[1-9]\\d{0,8})", read: Number };
const organisation = { pattern: "[A-Z]{2,3}", read: organisationId };
const role = { pattern: `(?:${ROLES.join("|")})`, read: (text: string) => text as RoleName };
const state = { pattern: `(?:${SENT.join("|")})`, read: (text: string) => text as SentState };
const side = {
  pattern: "(?:sender|host|officer)",
  read: (text: string) => text as "sender" | "host" | "officer",
};
const npoSide = {
  pattern: "(?:sender|host)",
  read: (text: string) => text as "sender" | "host",
};
const fileUse = { pattern: "letter", read: (text: string) => text as "letter" };
const page = { pattern: `(?:${PAGES.join("|")})`, read: (text: string) => text as Page };
const word: Part<string> = { pattern: "[A-Za-z0-9]+", read: plain };
const day: Part<string> = {
  pattern: "\\d{4}-\\d{2}-\\d{2}",
  read: plain,
  accepts: (text) => isoDay(text) !== undefined,
};
/** Of several lines perhaps: only as the last part. */
const text: Part<string> = { pattern: "[^]*", read: plain };
const optional = <Value>(part: Part<Value>) => ({ ...part, optional: true }) as const;
const withoutGap = <Value>(part: Part<Value>) =>
  ({ ...optional(part), leavesNoGap: true }) as const;

/** The parts of each kind, in the order in which they are written. */
const KINDS = {
  /** A request, for what is done to it as it was seen; cards of 0.1 have its id alone. */
  request: { id: id(requestId), version: optional(number) },
  /**
   * What is done to a request as it was seen; of several members the one that is chosen already, and of
   * what both NPOs may do for which.
   */
  action: {
    request: id(requestId),
    version: number,
    chosen: withoutGap(organisation),
    side: withoutGap(npoSide),
  },
  /** An endorsement letter of a request. */
  endorsementLetter: { request: id(requestId), endorsementLetter: id(plain) },
  /** A file that was sent in a message, by the id that its surface gave it, and what it may be. */
  sentFile: { as: fileUse, file: text },
  /** Such a file, to be added to a request as the endorsement letter of one of its NPOs. */
  offeredLetter: { request: id(requestId), version: number, side: npoSide, file: text },
  draft: { id: id(requestId) },
  /** Whose request is begun, and the host that was named with the word. */
  newRequest: { sender: organisation, host: optional(organisation) },
  /** A step of a draft's form. */
  step: { step: page },
  /** Nobody discards what they haven't seen. */
  draftAsSeen: { draft: id(requestId), seen: number },
  /** A side of a request, and which settling of its handler was seen. */
  assignment: { request: id(requestId), organisation, version: number },
  /** Which of the reader's requests are listed. */
  requestPage: {
    page: number,
    side: optional(side),
    npo: optional(organisation),
    state: optional(state),
    round: optional(id(roundId)),
    words: optional(text),
  },
  /** A draft that missed a round. */
  late: { draft: id(requestId), round: id(roundId) },
  /** Whoever acts for two NPOs answers for the right one. */
  roundOf: { round: id(roundId), npo: organisation },
  conflict: {
    field: word,
    item: optional(id(participantId)),
    of: id(personId),
    revision: number,
  },
  account: { organisation, person: id(personId) },
  post: { organisation, person: id(personId), role },
  /** Days of rest in a row, and their name. */
  holidays: { organisation, first: day, last: day, name: text },
  organisation: { id: organisation },
  person: { id: id(personId) },
  participant: { id: id(participantId) },
  programme: { id: id(programmeId) },
  programmeAsSeen: { programme: id(programmeId), version: number },
  round: { id: id(roundId) },
  notification: { id: id(plain) },
  admission: { id: id(plain) },
  invitation: { id: id(plain) },
  workspaceProposal: { id: id(plain) },
  /** Which version of something was seen, where the form says of what. */
  version: { seen: number },
} as const;

/** What stood between the parts in 0.1: cards and open forms of that time are still pressed. */
const SEPARATOR_IN_0_1: { readonly [Kind in PointerKind]?: string } = {
  draftAsSeen: "/",
  late: ".",
  roundOf: ".",
  conflict: "/",
  programmeAsSeen: ".",
};

export type PointerKind = keyof typeof KINDS;

type PartsOf<Kind extends PointerKind> = (typeof KINDS)[Kind];
type ValueOf<One> = One extends { readonly read: (text: string) => infer Value } ? Value : never;
type IsOptional<One> = One extends { readonly optional: true } ? true : false;

/** What a pointer of this kind points to. */
export type Pointed<Kind extends PointerKind> = {
  readonly [Name in keyof PartsOf<Kind> as IsOptional<PartsOf<Kind>[Name]> extends true
    ? never
    : Name]: ValueOf<PartsOf<Kind>[Name]>;
} & {
  readonly [Name in keyof PartsOf<Kind> as IsOptional<PartsOf<Kind>[Name]> extends true
    ? Name
    : never]?: ValueOf<PartsOf<Kind>[Name]> | undefined;
};

/** pointer("request", { id, version: 3 }) is "0f3a…:3". */
export const pointer = <Kind extends PointerKind>(kind: Kind, to: Pointed<Kind>): string => {
  const values = new Map<string, unknown>(Object.entries(to));
  return partsOf(kind)
    .map(([name, part], index, all) => {
      const value = values.get(name);
      const isLast = index === all.length - 1;
      if (value === undefined && (isLast || part.leavesNoGap) && index > 0) return "";
      return `${index === 0 ? "" : ":"}${value === undefined && part.optional ? "" : String(value)}`;
    })
    .join("");
};

/** Undefined when it is none of ours. */
export const readPointer = <Kind extends PointerKind>(
  kind: Kind,
  given: string | undefined,
): Pointed<Kind> | undefined => {
  const found = given === undefined ? null : shapeOf(kind).exec(given);
  if (!found) return undefined;
  const read: [string, unknown][] = [];
  for (const [index, [name, part]] of partsOf(kind).entries()) {
    const text = found[index + 1];
    if (text === undefined) continue;
    if (part.accepts && !part.accepts(text)) return undefined;
    read.push([name, part.read(text)]);
  }
  // The shape has exactly this kind's parts.
  return Object.fromEntries(read) as unknown as Pointed<Kind>;
};

const partsOf = (kind: PointerKind): [string, Part<unknown>][] => Object.entries(KINDS[kind]);

const shapeOf = (kind: PointerKind): RegExp => {
  const between = `[:${SEPARATOR_IN_0_1[kind] ?? ""}]`;
  const shape = partsOf(kind).map(([, part], index, all) => {
    const { pattern, optional: mayLack, leavesNoGap } = part;
    const separator = index === 0 ? "" : between;
    if (!mayLack) return `${separator}(${pattern})`;
    return index === all.length - 1 || leavesNoGap
      ? `(?:${separator}(${pattern}))?`
      : `${separator}(${pattern})?`;
  });
  return new RegExp(`^${shape.join("")}$`);
};
