/**
 * What can be done with a sent request, one row each. Rights (`domain/access.ts`), buttons, forms,
 * letters and the history follow from the row; its words stand under the same key in
 * `words/en/actions.ts`. The order is that of the buttons.
 */
import { addWorkingDays, workingDayOnOrAfter } from "../../members/calendars.ts";
import { calendarOf, type Organisation } from "../../members/members.ts";
import { done, refused } from "../../outcome.ts";
import {
  CHOICE_WORKING_DAYS,
  DECISION_WORKING_DAYS,
  LONGEST_CONSIDERATION_WORKING_DAYS,
  takesPart,
} from "../../programmes/programmes.ts";
import { HOSTED, LIVE } from "../../states.ts";
import { type DateTime, dayIn, type IsoDay } from "../../time.ts";
import { LENGTHS } from "../request-fields.ts";
import {
  hostAnswerDueOn,
  lacksEndorsementLetter,
  lacksNames,
  type SentRequest,
  silentSince,
} from "../requests.ts";
import { localHost } from "../roster-check.ts";
import {
  type About,
  daySinceSent,
  dayUntil,
  delegates,
  endorsement,
  endorsementLetter,
  member,
  offeredDates,
  type Setting,
  text,
  yesNo,
} from "./asks.ts";
import { type Action, type NpoSide, row } from "./row.ts";

/** Characters of a reason or a note. */
const MOST = 500;

/** Of one NPO: with what is corrected or comes as pages, and no more than a card has room for. */
const MOST_ENDORSEMENT_LETTERS = 3;

export const actions = {
  accept: row({
    may: { host: "yes", officer: "for" },
    states: ["submitted", "host_declined"],
    likelyIn: ["submitted"],
    settles: ["answer", "answerAsPromised"],
    asks: { dates: offeredDates(), note: text({ most: MOST }), endorsement: endorsement() },
    change: (request, { dates, note, endorsement }, setting) =>
      done({
        ...whatStays(request),
        state: "host_accepted",
        consent: {
          at: setting.now,
          dates,
          endorsement,
          note,
          decisionDueOn: decisionDueOn(setting),
        },
      }),
    tells: ["sender", "secretariat"],
  }),

  /** Once: a second holding reply would be a third answer's place. */
  consider: row({
    may: { host: "yes", officer: "for" },
    states: ["submitted"],
    likelyIn: ["submitted"],
    settles: ["answer"],
    unless: ({ considering }) => (considering ? { kind: "consideredAlready" } : undefined),
    asks: { answerBy: dayUntil(latestAnswerOn), note: text({ most: MOST }) },
    change: (request, { answerBy, note }, { host, now }) =>
      done({
        ...request,
        considering: { at: now, note },
        hostAnswerDueOn: workingDayOnOrAfter(answerBy, calendarOf(host)),
      }),
    tells: ["sender", "secretariat"],
  }),

  /** After an acceptance it takes that answer back: then the sender is owed the reason. */
  decline: row({
    may: { host: "yes", officer: "for" },
    states: ["submitted", ...HOSTED],
    likelyIn: ["submitted"],
    settles: ["answer", "answerAsPromised"],
    asks: {
      reason: text({ most: MOST, required: ({ request }) => request.state !== "submitted" }),
      confidential: text({ most: MOST }),
    },
    change: (request, { reason, confidential }, { sender, now }) =>
      done({
        ...whatStays(request),
        state: "host_declined",
        refusal: {
          at: now,
          reason,
          confidential,
          choiceDueOn: workingDaysFrom(now, CHOICE_WORKING_DAYS, sender),
        },
      }),
    tells: ["sender", "secretariat"],
  }),

  /** Its place in the round is kept; the new host is asked as if it were the first. */
  "choose-host": row({
    may: { sender: "yes", officer: "for" },
    states: ["submitted", "host_declined"],
    likelyIn: ["submitted", "host_declined"],
    settles: ["choice"],
    offersAlternatives: true,
    unless: (request, { host, now }) => {
      const until = silentSince(request, host);
      const isSilent = dayIn(now, host.zone) >= until;
      return request.state === "submitted" && !isSilent
        ? { kind: "stillWaiting", until }
        : undefined;
    },
    asks: {
      host: member(whoCouldHost),
      spoken: yesNo(),
      spokenWith: text({ most: LENGTHS.spokenWith }),
    },
    change: (request, { host, spoken, spokenWith }, { members, sender, programme, now }) => {
      const { content } = request;
      const chosen = members.find(({ id }) => id === host);
      if (!chosen) return refused([{ field: "host", kind: "notAnOption" }]);
      const local = content.participants.find(({ organisation }) =>
        localHost(organisation, { host, members, sender, programme }),
      );
      if (local) return refused([{ field: "host", kind: "hasLocalParticipant" }]);
      const alternatives = content.alternatives.filter((id) => id !== host);
      return done({
        ...whatStays(request),
        state: "submitted",
        endorsementLetters: request.endorsementLetters.filter(({ npo }) => npo === request.sender),
        considering: null,
        passedOn: null,
        hostAnswerDueOn: hostAnswerDueOn(chosen, now),
        content: { ...content, host, spoken, spokenWith: spoken ? spokenWith : null, alternatives },
      });
    },
    tells: ["secretariat"],
  }),

  /** Of either NPO; an officer says of which. */
  "add-letter": row({
    may: { sender: "yes", host: "yes", officer: "for" },
    states: LIVE,
    likelyIn: ["submitted", "host_accepted"],
    likelyIf: (request, { npo }) => lacksEndorsementLetter(request, npo),
    isAddition: true,
    unless: ({ endorsementLetters }, _setting, npo) =>
      endorsementLetters.filter((one) => one.npo === npo).length >= MOST_ENDORSEMENT_LETTERS
        ? { kind: "enoughEndorsementLetters", most: MOST_ENDORSEMENT_LETTERS }
        : undefined,
    asks: { letter: endorsementLetter() },
    change: (request, { letter }, { now }) =>
      done({
        ...request,
        endorsementLetters: [...request.endorsementLetters, { ...letter, addedAt: now }],
      }),
    tells: ["sender", "host", "secretariat"],
  }),

  /** By telephone or otherwise, to a host of which nobody can be reached in chat, or hears it there. */
  "pass-on": row({
    may: { officer: "yes" },
    states: ["submitted"],
    likelyIn: ["submitted"],
    likelyIf: (_request, { hostIsReachable }) => !hostIsReachable,
    settles: ["passOn"],
    isAddition: true,
    unless: ({ passedOn }) => (passedOn ? { kind: "passedOnAlready" } : undefined),
    asks: {
      passedTo: text({ most: LENGTHS.passedTo, required: true }),
      passedOn: daySinceSent(),
    },
    change: (request, { passedTo, passedOn }, { now }) =>
      done({ ...request, passedOn: { at: now, to: passedTo, on: passedOn } }),
    tells: ["sender", "secretariat"],
  }),

  /** Where the delegation was sent without: names and e-mail addresses may follow. */
  "add-names": row({
    may: { sender: "yes", officer: "for" },
    states: ["submitted", "host_accepted", "approved"],
    likelyIn: ["submitted", "host_accepted", "approved"],
    likelyIf: ({ content }) => lacksNames(content),
    isAddition: true,
    unless: ({ content }) =>
      content.participants.every(({ name, email }) => name !== null && email !== null)
        ? { kind: "nothingFollows" }
        : undefined,
    asks: { delegates: delegates() },
    change: (request, { delegates }) => {
      const { content } = request;
      const participants = content.participants.map((one) => {
        const added = delegates.find(({ id }) => id === one.id);
        return {
          ...one,
          name: one.name ?? added?.name ?? null,
          email: one.email ?? added?.email ?? null,
        };
      });
      return done({ ...request, content: { ...content, participants } });
    },
    tells: ["host", "secretariat"],
  }),

  withdraw: row({
    may: { sender: "yes", officer: "for" },
    states: LIVE,
    likelyIn: ["host_declined"],
    settles: ["choice"],
    asks: { reason: text({ most: MOST, required: true }) },
    change: (request, { reason }, { now }) =>
      done({ ...whatStays(request), state: "withdrawn", ending: { at: now, reason } }),
    tells: ["host", "secretariat"],
  }),

  cancel: row({
    may: { officer: "yes" },
    states: LIVE,
    likelyIn: [],
    asks: { reason: text({ most: MOST, required: true }) },
    change: (request, { reason }, { now }) =>
      done({ ...whatStays(request), state: "cancelled", ending: { at: now, reason } }),
    tells: ["sender", "host", "secretariat"],
  }),
} as const;

export type ActionName = keyof typeof actions;
export const ACTION_NAMES = Object.keys(actions) as readonly ActionName[];

/** For which NPO it can be: what both may do is said of one of them, the rest of none. */
export const sidesOf = (action: ActionName): readonly (NpoSide | undefined)[] => {
  const { may }: Action = actions[action];
  return may.sender === "yes" && may.host === "yes" ? ["sender", "host"] : [undefined];
};

/** What a request keeps, whatever becomes of it. */
function whatStays(request: SentRequest) {
  const { id, programmeId, version, number, sender, roundId, admittedLate, content } = request;
  const { submittedAt, submittedBy, throughSecretariat, hostAnswerDueOn, endorsementLetters } =
    request;
  const sent = {
    submittedAt,
    submittedBy,
    throughSecretariat,
    hostAnswerDueOn,
    endorsementLetters,
  };
  return { id, programmeId, version, number, sender, roundId, admittedLate, content, ...sent };
}

function latestAnswerOn({ setting: { host, now } }: About): IsoDay {
  return workingDaysFrom(now, LONGEST_CONSIDERATION_WORKING_DAYS, host);
}

/** After the later of closing date and consent, which are days of two zones: each where it counts. */
function decisionDueOn({ secretariat, round, now }: Setting): IsoDay {
  const today = dayIn(now, secretariat.zone);
  const from = today > round.closesOn ? today : round.closesOn;
  return addWorkingDays(from, DECISION_WORKING_DAYS, calendarOf(secretariat));
}

/** The alternatives first; not the sender, nor the host that was asked last. */
function whoCouldHost({ request: { content }, setting }: About): Organisation[] {
  const { members, sender, host, programme } = setting;
  const { hostingCountries } = programme.notification;
  const could = members.filter(
    ({ id, kind, active }) =>
      kind === "npo" &&
      active &&
      id !== sender.id &&
      id !== host.id &&
      takesPart(hostingCountries, id),
  );
  const isAlternative = ({ id }: Organisation) => content.alternatives.includes(id);
  return [...could.filter(isAlternative), ...could.filter((one) => !isAlternative(one))];
}

function workingDaysFrom(now: DateTime, count: number, organisation: Organisation): IsoDay {
  return addWorkingDays(dayIn(now, organisation.zone), count, calendarOf(organisation));
}
