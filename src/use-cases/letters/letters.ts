/**
 * Every letter once: what it is about, to whom it goes, when, and whether a colleague gets it in
 * place of a receiver who is gone. How each is composed stands in `delivery/compose-letter.ts`, under
 * the same kind: composing reads through most use cases, and each of them leaves letters.
 */
import { z } from "zod";
import type { PersonId, ProgrammeId, RequestId, RoundId } from "../../domain/ids.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import { ACTION_NAMES } from "../../domain/requests/actions/actions.ts";
import { rolesOfSide } from "../../domain/requests/assignment.ts";
import type { DateTime } from "../../domain/time.ts";
import type { Message } from "../../messages/message.ts";
import type { Letter } from "../../store/letters/outbox.ts";
import type { Context } from "../context.ts";
import {
  type Audiences,
  day,
  defineLetter,
  id,
  millis,
  number,
  organisation,
  organisations,
  type ReceiverIds,
  receiverIds,
  role,
} from "./define-letter.ts";

/** One action, told apart from the same one done again later. */
const actionIds = { request: id<RequestId>(), action: z.enum(ACTION_NAMES), doneAt: millis };

export const letters = {
  // A request was sent.
  received: defineLetter({
    ids: { request: id<RequestId>() },
    audience: ["account"],
    when: "now",
    personal: true,
    card: "request",
  }),
  sentForYou: defineLetter({
    ids: { request: id<RequestId>() },
    audience: ["side"],
    groups: () => [["liaison", "backup"]],
    when: "atOnce",
    personal: false,
    card: "request",
  }),
  hostAsked: defineLetter({
    ids: { request: id<RequestId>() },
    audience: ["side"],
    when: "atOnce",
    personal: false,
    card: "request",
  }),
  requestCard: defineLetter({
    ids: { request: id<RequestId>() },
    audience: ["channels"],
    when: "atOnce",
    personal: false,
    card: "request",
  }),
  /** What was done with it, by whom it concerns: words follow from the action's row. */
  requestAction: defineLetter({
    ids: { ...actionIds, audience: z.enum(["sender", "host", "formerHost", "secretariat"]) },
    audience: ["side", "secretariat"],
    when: "atOnce",
    personal: false,
    card: "news",
  }),
  /** To the NPO's own people, when an officer did it on their behalf. */
  doneForYou: defineLetter({
    ids: actionIds,
    audience: ["side"],
    groups: () => [["liaison", "backup"]],
    when: "atOnce",
    personal: false,
    card: "news",
  }),
  /** The file of an endorsement letter, to whoever pressed for it. */
  endorsementLetter: defineLetter({
    ids: { request: id<RequestId>(), endorsementLetter: id<string>(), askedAt: millis },
    audience: ["account"],
    when: "now",
    personal: true,
  }),
  /** To those who handled it and will, unless they settled it themselves. */
  handlerSettled: defineLetter({
    ids: { request: id<RequestId>(), side: organisation },
    audience: ["person"],
    when: "atOnce",
    personal: false,
  }),

  // A closing date.
  /** Planned by `reminders/`, for one channel each. */
  closing: defineLetter({
    ids: { programme: id<ProgrammeId>(), round: id<RoundId>(), day },
    audience: ["channel"],
    when: "atOnce",
    personal: false,
  }),
  closingMissed: defineLetter({
    ids: { draft: id<RequestId>(), round: id<RoundId>(), day, holder: id<PersonId>() },
    audience: ["holders"],
    when: "workingMorning",
    personal: false,
  }),
  /** To who began a draft and who held it, when a colleague threw it away. */
  draftDiscarded: defineLetter({
    ids: {
      draft: id<RequestId>(),
      /** The one thing of what stood in it that isn't text. */
      host: z.union([organisation, z.literal("none")]),
      has: z.enum(["begun", "held"]),
    },
    audience: ["person"],
    when: "atOnce",
    personal: true,
  }),
  admissionAsked: defineLetter({
    ids: { admission: id<string>() },
    audience: ["secretariat"],
    when: "atOnce",
    personal: false,
  }),
  admissionGranted: defineLetter({
    ids: { admission: id<string>() },
    audience: ["holders"],
    when: "atOnce",
    personal: false,
  }),
  admittedInAdvance: defineLetter({
    ids: { admission: id<string>() },
    audience: ["side"],
    when: "atOnce",
    personal: false,
  }),

  // A programme, its members, their people and channels.
  /** All whom it concerns: sides, holders of drafts, channels. */
  programmeNews: defineLetter({
    ids: { programme: id<ProgrammeId>(), version: number },
    audience: ["side", "person", "channels"],
    when: "workingMorning",
    personal: false,
  }),
  /** To who published it: the NPOs where nobody could be told of it. */
  whomToTell: defineLetter({
    ids: { programme: id<ProgrammeId>(), version: number, npoes: organisations },
    audience: ["person"],
    when: "now",
    personal: false,
  }),
  /** To whoever invited them. */
  personJoined: defineLetter({
    ids: {
      joined: id<PersonId>(),
      role,
      member: organisation,
      what: z.enum(["role", "account"]),
    },
    audience: ["person"],
    when: "atOnce",
    personal: true,
  }),
  roleEnded: defineLetter({
    ids: { role },
    audience: ["account"],
    when: "atOnce",
    personal: true,
  }),
  draftsHandedOver: defineLetter({
    ids: { former: id<PersonId>(), role, drafts: number },
    audience: ["side"],
    groups: ({ id: side }) => rolesOfSide(side).map((one) => [one]),
    when: "atOnce",
    personal: false,
  }),
  unreachable: defineLetter({
    ids: { unreachable: id<PersonId>() },
    audience: ["secretariat"],
    when: "atOnce",
    personal: false,
  }),
  /** Somebody joined in a workspace of no organisation: whose is it? To every officer. */
  workspaceProposed: defineLetter({
    ids: { proposal: id<string>() },
    audience: ["side"],
    when: "atOnce",
    personal: false,
  }),
  /** To whoever joined there. */
  workspaceDecided: defineLetter({
    ids: { proposal: id<string>() },
    audience: ["account"],
    when: "atOnce",
    personal: true,
  }),
  channelGone: defineLetter({ ids: {}, audience: ["side"], when: "atOnce", personal: false }),
  /** To see that a channel is written to. */
  test: defineLetter({ ids: {}, audience: ["channel"], when: "now", personal: false }),
};

export type LetterKind = keyof typeof letters;

type IdsByKind = { [Kind in LetterKind]: z.output<(typeof letters)[Kind]["ids"]> };

export type IdsOf<Kind extends LetterKind> = IdsByKind[Kind];

/** What finds the receivers of a letter of this kind. */
export type ReceiversOf<Kind extends LetterKind> =
  Audiences[(typeof letters)[Kind]["audience"][number]];

/** As it is stored: with whoever got it. */
export type StoredIds<Kind extends LetterKind> = {
  [One in LetterKind]: IdsByKind[One] & ReceiverIds;
}[Kind];

export type ReadLetter = {
  [Kind in LetterKind]: { readonly kind: Kind; readonly ids: StoredIds<Kind> };
}[LetterKind];

export interface StoredLetter {
  readonly kind: string;
  readonly ids: Readonly<Record<string, string>>;
}

export const isLetterKind = (kind: string): kind is LetterKind => Object.hasOwn(letters, kind);

/** The row of any release; refused with the reason, for the log, where this one can't read it. */
export const readLetter = ({ kind, ids }: StoredLetter): Outcome<ReadLetter, string> => {
  if (!isLetterKind(kind)) return refused(`no letter is of the kind ${kind}`);
  const read = letters[kind].ids.and(receiverIds).safeParse(ids);
  if (read.success) return done({ kind, ids: read.data } as ReadLetter);
  const wrong = read.error.issues.map(({ path }) => path.join("."));
  return refused(`${kind} has wrong ids: ${wrong.join(", ")}`);
};

/** Nobody where a row can't be read. */
export const readReceiver = (ids: StoredLetter["ids"]): ReceiverIds =>
  receiverIds.safeParse(ids).data ?? {};

/** As they are stored: `undefined` is left out. */
export const idsToStore = (ids: Readonly<Record<string, unknown>>): StoredLetter["ids"] =>
  Object.fromEntries(
    Object.entries(ids).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  );

/** What a letter is about, in the order of its definition. */
export const matterOf = <Kind extends LetterKind>(kind: Kind, ids: IdsOf<Kind>): string => {
  const stored = idsToStore(ids);
  return Object.keys(letters[kind].ids.shape)
    .map((name) => stored[name])
    .join(":");
};

/** The receiver matters to those letters that tell what this receiver doesn't know yet. */
export type Composed = StoredLetter &
  Partial<Pick<Letter, "workspace" | "conversation">> & {
    /** It stands there already, and is composed anew: it isn't needless. */
    readonly isPosted?: boolean;
  };

/**
 * What makes a message of a letter of one kind, as things stand now; undefined when there is nothing
 * to say any more.
 */
export type Compose<Kind extends LetterKind> = (
  context: Context,
  ids: StoredIds<Kind>,
  now: DateTime,
  letter: Composed,
) => Promise<Message | undefined>;
