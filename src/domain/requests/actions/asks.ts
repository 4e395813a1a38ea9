/** What an action asks: how each question is drawn, and how its answer is read. */
import type { Answers } from "../../drafts/drafts.ts";
import type { OrganisationId, ParticipantId } from "../../ids.ts";
import type { Organisation } from "../../members/members.ts";
import type { Programme } from "../../programmes/programmes.ts";
import type { Round } from "../../programmes/rounds.ts";
import { type DateTime, dayIn, type IsoDay } from "../../time.ts";
import type { Participant } from "../participants.ts";
import { LENGTHS, readChoice, readDay, readEmail, readLine, readText } from "../request-fields.ts";
import type { ProblemKind } from "../request-problems.ts";
import type { Dates, Endorsement, EndorsementLetter, SentRequest } from "../requests.ts";

/** What an action is decided with, besides the request itself. */
export interface Setting {
  readonly programme: Programme;
  /** The one that the request joined. */
  readonly round: Round;
  readonly sender: Organisation;
  /** The host that is asked now. */
  readonly host: Organisation;
  readonly secretariat: Organisation;
  /** All members, suspended ones included. */
  readonly members: readonly Organisation[];
  readonly now: DateTime;
}

/** The request as it stands, and what it is decided with. */
export interface About {
  readonly request: SentRequest;
  readonly setting: Setting;
  /** The endorsement letter that was given with the form, and whose it is. */
  readonly endorsementLetter?: GivenEndorsementLetter | undefined;
}

type GivenEndorsementLetter = Omit<EndorsementLetter, "addedAt">;

type ActionProblem =
  | ProblemKind
  /** The first of these days has come at the host. */
  | { readonly kind: "begunAlready" }
  | { readonly kind: "notAhead" }
  | { readonly kind: "stillToCome" }
  | { readonly kind: "beforeSent"; readonly sentOn: IsoDay }
  | { readonly kind: "nothingAdded" }
  | { readonly kind: "laterThan"; readonly latest: IsoDay }
  /** Of a file: deleted meanwhile, larger than it may be, none of what it may be, or given before. */
  | { readonly kind: "fileGone" | "fileTooLarge" | "notAnEndorsementLetter" | "letterThere" }
  /** Rule 2: somebody of the delegation is of that NPO. */
  | { readonly kind: "hasLocalParticipant" };

/** What is wrong with an answer, at the input that it belongs to. */
export type FieldProblem = ActionProblem & { readonly field: string };

/** One input; its words stand under its id. */
export type AskedField = {
  readonly id: string;
  readonly required: boolean;
  /** Of whom it is asked: then its words stand under `words`. */
  readonly of?: { readonly words: "name" | "email"; readonly participant: Participant };
} & (
  | { readonly kind: "text"; readonly most: number; readonly multiline: boolean }
  | { readonly kind: "day"; readonly value?: IsoDay }
  | { readonly kind: "yesNo" | "file" }
  /** Days that somebody offered: chosen already where there is one choice only. */
  | { readonly kind: "dates"; readonly offered: readonly Dates[] }
  | { readonly kind: "member"; readonly members: readonly Organisation[] }
);

type Read<Value> = { readonly value: Value } | { readonly problems: readonly FieldProblem[] };

export interface Ask<Value> {
  /** None where the programme, or the request as it stands, doesn't ask it. */
  readonly fields: (id: string, about: About) => readonly AskedField[];
  readonly read: (answers: Answers, id: string, about: About) => Read<Value>;
  /** Its answer names a file, to be fetched before it is read. */
  readonly isFile?: boolean;
}

type When = boolean | ((about: About) => boolean);

const isAsked = (required: When, about: About): boolean =>
  typeof required === "boolean" ? required : required(about);

const problem = (field: string, kind: ActionProblem): Read<never> => ({
  problems: [{ field, ...kind }],
});

/** `most` characters, of several lines. */
export function text(given: { readonly most: number; readonly required: true }): Ask<string>;
export function text(given: {
  readonly most: number;
  readonly required?: When;
}): Ask<string | null>;
export function text({
  most,
  required = false,
}: {
  readonly most: number;
  readonly required?: When;
}): Ask<string | null> {
  return {
    fields: (id, about) => [
      { kind: "text", id, most, multiline: true, required: isAsked(required, about) },
    ],
    read: (answers, id, about) => {
      const read = readText(answers[id], most);
      if ("problem" in read) return problem(id, read.problem);
      const isMissing = read.value === null && isAsked(required, about);
      return isMissing ? problem(id, { kind: "missing" }) : read;
    },
  };
}

export const yesNo = (): Ask<boolean> => ({
  fields: (id) => [{ kind: "yesNo", id, required: true }],
  read: (answers, id) => {
    const read = readChoice(answers[id], ["yes", "no"]);
    if ("problem" in read) return problem(id, read.problem);
    return read.value === null ? problem(id, { kind: "missing" }) : { value: read.value === "yes" };
  },
});

/** A day that is still to come at the host, and not after `latest`. */
export const dayUntil = (latest: (about: About) => IsoDay): Ask<IsoDay> => ({
  fields: (id) => [{ kind: "day", id, required: true }],
  read: (answers, id, about) => {
    const read = readDay(answers[id]);
    if ("problem" in read) return problem(id, read.problem);
    if (read.value === null) return problem(id, { kind: "missing" });
    const { now, host } = about.setting;
    if (read.value <= dayIn(now, host.zone)) return problem(id, { kind: "notAhead" });
    const last = latest(about);
    return read.value > last
      ? problem(id, { kind: "laterThan", latest: last })
      : { value: read.value };
  },
});

/** A day of the Secretariat that has come, since the request was sent. */
export const daySinceSent = (): Ask<IsoDay> => ({
  fields: (id, { setting: { secretariat, now } }) => [
    { kind: "day", id, required: true, value: dayIn(now, secretariat.zone) },
  ],
  read: (answers, id, { request: { submittedAt }, setting: { secretariat, now } }) => {
    const read = readDay(answers[id]);
    if ("problem" in read) return problem(id, read.problem);
    if (read.value === null) return problem(id, { kind: "missing" });
    const sentOn = dayIn(submittedAt, secretariat.zone);
    if (read.value < sentOn) return problem(id, { kind: "beforeSent", sentOn });
    return read.value > dayIn(now, secretariat.zone)
      ? problem(id, { kind: "stillToCome" })
      : { value: read.value };
  },
});

/** "2023-07-12/2023-07-14": the days themselves, so that what was seen is what is chosen. */
export const datesValue = ({ startsOn, endsOn }: Dates): string => `${startsOn}/${endsOn}`;

/** One of the sender's choices; they are days of the host. */
export const offeredDates = (): Ask<Dates> => ({
  fields: (id, { request }) => [{ kind: "dates", id, required: true, offered: offers(request) }],
  read: (answers, id, { request, setting: { now, host } }) => {
    const offered = offers(request);
    const read = readChoice(answers[id], offered.map(datesValue));
    if ("problem" in read) return problem(id, read.problem);
    const dates = offered.find((one) => datesValue(one) === read.value);
    if (!dates) return problem(id, { kind: "missing" });
    return dates.startsOn <= dayIn(now, host.zone)
      ? problem(id, { kind: "begunAlready" })
      : { value: dates };
  },
});

const offers = ({ content: { firstChoice, secondChoice } }: SentRequest): readonly Dates[] =>
  secondChoice ? [firstChoice, secondChoice] : [firstChoice];

/** One of the members that `choices` gives. */
export const member = (
  choices: (about: About) => readonly Organisation[],
): Ask<OrganisationId> => ({
  fields: (id, about) => [{ kind: "member", id, required: true, members: choices(about) }],
  read: (answers, id, about) => {
    const ids = choices(about).map((one) => one.id);
    const read = readChoice(answers[id], ids);
    if ("problem" in read) return problem(id, read.problem);
    return read.value === null ? problem(id, { kind: "missing" }) : { value: read.value };
  },
});

/** A file; its bytes are kept apart by whoever performs the action. */
export const endorsementLetter = (): Ask<GivenEndorsementLetter> => ({
  isFile: true,
  fields: (id) => [{ kind: "file", id, required: true }],
  read: (_answers, id, { endorsementLetter: given }) =>
    given ? { value: given } : problem(id, { kind: "missing" }),
});

interface Delegate {
  readonly id: ParticipantId;
  readonly name: string | null;
  readonly email: string | null;
}

/** Names and e-mail addresses that the delegation lacks: one of them at least. */
export const delegates = (): Ask<readonly Delegate[]> => ({
  fields: (_id, { request }) => followingFields(request),
  read: (answers, _id, { request }) => {
    const { participants } = request.content;
    const read = participants.map(({ id }, index) => ({
      id,
      index,
      name: readLine(answers[idOf("name", index)], LENGTHS.name),
      email: readEmail(answers[idOf("email", index)]),
    }));
    const problems = read.flatMap(({ index, ...fields }) =>
      (["name", "email"] as const).flatMap((words): FieldProblem[] => {
        const field = fields[words];
        return "problem" in field ? [{ field: idOf(words, index), ...field.problem }] : [];
      }),
    );
    if (problems.length > 0) return { problems };
    const added = read
      .map(({ id, name, email }) => ({ id, name: readOf(name), email: readOf(email) }))
      .filter(({ name, email }) => name !== null || email !== null);
    if (added.length > 0) return { value: added };
    const [first] = followingFields(request);
    return first ? problem(first.id, { kind: "nothingAdded" }) : { value: [] };
  },
});

const followingFields = ({ content }: SentRequest): AskedField[] =>
  content.participants.flatMap((participant, index) =>
    (["name", "email"] as const)
      .filter((words) => participant[words] === null)
      .map((words) => ({
        kind: "text",
        id: idOf(words, index),
        most: LENGTHS[words],
        multiline: false,
        required: false,
        of: { words, participant },
      })),
  );

/** "name1": whoever stands first; against the version that was seen. */
const idOf = (words: "name" | "email", index: number): string => `${words}${index + 1}`;

const readOf = (read: ReturnType<typeof readLine>): string | null =>
  "value" in read ? read.value : null;

const ENDORSEMENT = ["endorsedBy", "endorsedAs", "endorsedOn"] as const;

/** Rule 14: off, optional or required, as the programme says; never half of it. */
export const endorsement = (): Ask<Endorsement | null> => ({
  fields: (_id, { setting }) => {
    const rule = setting.programme.endorsement;
    const required = rule === "required";
    if (rule === "off") return [];
    return [
      { kind: "text", id: "endorsedBy", most: LENGTHS.endorsedBy, multiline: false, required },
      { kind: "text", id: "endorsedAs", most: LENGTHS.endorsedAs, multiline: false, required },
      { kind: "day", id: "endorsedOn", required },
    ];
  },
  read: (answers, _id, { setting: { programme, host, now } }) => {
    const isEmpty = ENDORSEMENT.every((field) => !answers[field]);
    if (programme.endorsement === "off" || (programme.endorsement === "optional" && isEmpty)) {
      return { value: null };
    }
    const [by, as] = (["endorsedBy", "endorsedAs"] as const).map((field) =>
      readLine(answers[field], LENGTHS[field]),
    );
    const on = readDay(answers.endorsedOn);
    const today = dayIn(now, host.zone);
    const problems = [by, as, on].flatMap((read, index): FieldProblem[] => {
      const field = ENDORSEMENT[index] ?? "endorsedBy";
      if (read && "problem" in read) return [{ field, ...read.problem }];
      if (!read?.value) return [{ field, kind: "missing" }];
      const isAhead = field === "endorsedOn" && read.value > today;
      return isAhead ? [{ field, kind: "inTheFuture", today }] : [];
    });
    if (problems.length > 0) return { problems };
    return { value: { by: lineOf(by), as: lineOf(as), on: lineOf(on) } };
  },
});

const lineOf = (read: ReturnType<typeof readLine> | undefined): string =>
  (read && readOf(read)) ?? "";
