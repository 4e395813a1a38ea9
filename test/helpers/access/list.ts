/**
 * The rows of docs/access.md that exist so far, typed out from it by hand: nothing here is computed from
 * the product's table. Fiji's NPO sends, Japan's hosts, Bangladesh's is another one.
 */
import type { Action, GeneralAction } from "../../../src/domain/access.ts";
import type { ActionName } from "../../../src/domain/requests/actions/actions.ts";
import type { SentState } from "../../../src/domain/states.ts";

/** By role; of whom the last three were removed from their only one. */
export const WHO = [
  "senderLiaison",
  "senderBackup",
  "senderHead",
  "hostLiaison",
  "hostBackup",
  "hostHead",
  "otherLiaison",
  "otherHead",
  "officer",
  "admin",
  "senderLiaisonAndOfficer",
  "hostLiaisonAndOfficer",
  "otherLiaisonAndOfficer",
  "stranger",
  "formerSenderLiaison",
  "formerHostLiaison",
  "formerOfficer",
] as const;
export type Who = (typeof WHO)[number];

/** A request as the person finds it; "none": the pointer leads nowhere. */
export const STATES = [
  "none",
  "draft",
  "draftOnBehalf",
  "draftThatAsked",
  "submitted",
  "discarded",
] as const;
export type State = (typeof STATES)[number];

/** Whoever isn't named in a state may not, and gets the answer `no`. */
export interface ListRow {
  readonly row: string;
  readonly no: string;
  readonly yes: Partial<Readonly<Record<State, readonly Who[]>>>;
  /** Refused in other words than `no`: they may read it, so that these words tell them nothing new. */
  readonly told?: Partial<Readonly<Record<State, Readonly<Record<string, readonly Who[]>>>>>;
}

const S: Who[] = ["senderLiaison", "senderBackup", "senderLiaisonAndOfficer"];
const SH: Who[] = ["senderHead"];
const H: Who[] = ["hostLiaison", "hostBackup", "hostLiaisonAndOfficer"];
const HH: Who[] = ["hostHead"];
const O: Who[] = [
  "officer",
  "admin",
  "senderLiaisonAndOfficer",
  "hostLiaisonAndOfficer",
  "otherLiaisonAndOfficer",
];
/** Officers for an NPO that they are not an LO of themselves. */
const FOR_FIJI: Who[] = ["officer", "admin", "hostLiaisonAndOfficer", "otherLiaisonAndOfficer"];
const NOBODY: Who[] = ["stranger", "formerSenderLiaison", "formerHostLiaison", "formerOfficer"];
const ANYONE: Who[] = WHO.filter((who) => !NOBODY.includes(who));

const NOT_THERE = "notFound";

export const requestRows = {
  read: [
    {
      row: "read",
      no: NOT_THERE,
      yes: {
        draft: [...S, ...SH],
        draftOnBehalf: [...S, ...SH, ...O],
        draftThatAsked: [...S, ...SH, ...O],
        submitted: [...S, ...SH, ...H, ...HH, ...O],
      },
    },
    {
      row: "read an endorsement letter",
      no: NOT_THERE,
      yes: { submitted: [...S, ...SH, ...H, ...HH, ...O] },
    },
  ],
  "start-draft": [
    { row: "start a draft of one's own NPO", no: "notALiaison", yes: { none: S } },
    {
      row: "start a draft for an NPO",
      no: "notAnOfficer",
      yes: { none: FOR_FIJI },
      told: { none: { noSuchNpo: ["senderLiaisonAndOfficer"] } },
    },
  ],
  "edit-draft": [
    {
      row: "add somebody to a draft",
      no: NOT_THERE,
      yes: { draft: S, draftOnBehalf: [...S, ...O], draftThatAsked: S },
      told: { discarded: { discarded: S } },
    },
    {
      row: "edit a draft",
      no: NOT_THERE,
      yes: { draft: S, draftOnBehalf: [...S, ...O], draftThatAsked: S },
      told: { discarded: { discarded: S } },
    },
    {
      row: "note other evidence",
      no: NOT_THERE,
      yes: { draftOnBehalf: FOR_FIJI },
    },
  ],
  "discard-draft": [
    {
      row: "discard a draft",
      no: NOT_THERE,
      yes: { draft: S, draftOnBehalf: [...S, ...O], draftThatAsked: S },
      told: { discarded: { discarded: S } },
    },
  ],
  submit: [
    {
      row: "submit",
      no: NOT_THERE,
      yes: { draft: S, draftOnBehalf: [...S, ...O], draftThatAsked: S },
      told: { discarded: { discarded: S }, submitted: { already: S } },
    },
  ],
  "ask-late-admission": [
    {
      row: "ask for late admission",
      no: NOT_THERE,
      yes: { draft: S, draftOnBehalf: S, draftThatAsked: S },
    },
  ],
  "admit-late": [{ row: "admit late", no: NOT_THERE, yes: { draftThatAsked: O } }],
  take: [
    {
      row: "take, among the sender's",
      no: NOT_THERE,
      yes: { submitted: S },
      told: {
        submitted: {
          notYourSide: [...SH, ...H, ...HH, "officer", "admin", "otherLiaisonAndOfficer"],
        },
      },
    },
    {
      row: "take, among the host's",
      no: NOT_THERE,
      yes: { submitted: H },
      told: {
        submitted: {
          notYourSide: [...S, ...SH, ...HH, "officer", "admin", "otherLiaisonAndOfficer"],
        },
      },
    },
    {
      row: "take, among the officers",
      no: NOT_THERE,
      yes: { submitted: O },
      told: {
        submitted: {
          notYourSide: [
            "senderLiaison",
            "senderBackup",
            "senderHead",
            "hostLiaison",
            "hostBackup",
            "hostHead",
          ],
        },
      },
    },
    {
      row: "assign to a colleague of the sender's",
      no: NOT_THERE,
      yes: { submitted: S },
      told: {
        submitted: {
          notYourSide: [...SH, ...H, ...HH, "officer", "admin", "otherLiaisonAndOfficer"],
        },
      },
    },
  ],
} as const satisfies Record<Exclude<Action, ActionName>, readonly ListRow[]>;

/**
 * What is a row of `domain/requests/actions/actions.ts`: who may do it of their own right, for which
 * NPO an officer may with evidence, and in which states. `answers` are right wherever it is possible.
 */
export interface ActionRights {
  readonly own: readonly Who[];
  readonly onBehalf: readonly Who[];
  readonly states: readonly SentState[];
  readonly answers: Readonly<Record<string, string>>;
  /** Of what both NPOs may do: for which. */
  readonly side?: "sender" | "host" | undefined;
}

const LIVE: SentState[] = [
  "submitted",
  "returned",
  "host_declined",
  "host_accepted",
  "approved",
  "confirmed",
];
const FOR_JAPAN: Who[] = ["officer", "admin", "senderLiaisonAndOfficer", "otherLiaisonAndOfficer"];
const LETTER = { letter: "F1" };
const WHY = { reason: "A storm" };

export const actionRights = {
  accept: {
    own: H,
    onBehalf: FOR_JAPAN,
    states: ["submitted", "host_declined"],
    answers: { dates: "2023-07-10/2023-07-12" },
  },
  consider: {
    own: H,
    onBehalf: FOR_JAPAN,
    states: ["submitted"],
    answers: { answerBy: "2023-05-10" },
  },
  decline: {
    own: H,
    onBehalf: FOR_JAPAN,
    states: ["submitted", "host_accepted", "approved", "confirmed"],
    answers: WHY,
  },
  // Of `submitted` once the host is silent: on that day the test presses.
  "choose-host": {
    own: S,
    onBehalf: FOR_FIJI,
    states: ["submitted", "host_declined"],
    answers: { host: "BD", spoken: "no" },
  },
  "pass-on": {
    own: O,
    onBehalf: [],
    states: ["submitted"],
    answers: { passedTo: "Their Head of Planning, by telephone", passedOn: "2023-05-08" },
  },
  // The sender's.
  "add-letter": { own: S, onBehalf: FOR_FIJI, states: LIVE, answers: LETTER, side: "sender" },
  "add-names": {
    own: S,
    onBehalf: FOR_FIJI,
    states: ["submitted", "host_accepted", "approved"],
    answers: { name1: "Director, Training" },
  },
  withdraw: { own: S, onBehalf: FOR_FIJI, states: LIVE, answers: WHY },
  cancel: { own: O, onBehalf: [], states: LIVE, answers: WHY },
} as const satisfies Record<ActionName, ActionRights>;

/** The same of the host. */
export const hostsLetterRights: ActionRights = {
  ...{ own: H, onBehalf: FOR_JAPAN, side: "host" },
  ...{ states: LIVE, answers: LETTER },
};

/** Who reads a request that was sent from Fiji to Japan. */
const READERS: Who[] = [...S, ...SH, ...H, ...HH, ...O];

/** What each person is to be answered to an action, in a state. */
export const actionAnswers = (
  { own, onBehalf, states }: ActionRights,
  state: SentState,
  { evidence }: { readonly evidence: boolean },
): Record<Who, string> => {
  const wordFor = (who: Who): string => {
    if (NOBODY.includes(who)) return "stranger";
    if (!READERS.includes(who)) return NOT_THERE;
    if (!own.includes(who) && !onBehalf.includes(who)) return "mayNot";
    if (!states.includes(state)) return "changed";
    return own.includes(who) || evidence ? "yes" : "problems";
  };
  return Object.fromEntries(WHO.map((who) => [who, wordFor(who)])) as Record<Who, string>;
};

/** Of Fiji's NPO; whoever isn't named gets the answer `no`. */
export interface GeneralRow {
  readonly row: string;
  readonly no: string;
  readonly yes: readonly Who[];
  readonly told?: Readonly<Record<string, readonly Who[]>>;
}

const LO_ITSELF: Who[] = ["senderLiaison", "senderLiaisonAndOfficer"];
const OTHER_LIAISONS: Who[] = ["hostLiaison", "otherLiaison"];

export const generalRows = {
  publish: [
    { row: "publish a programme", no: "notAnOfficer", yes: O },
    { row: "amend a programme", no: "notAnOfficer", yes: O },
    {
      row: "publish what the officer has read in",
      no: "notAnOfficer",
      yes: ["officer"],
      told: { notFound: O.filter((who) => who !== "officer") },
    },
    {
      row: "discard what the officer has read in",
      no: "notAnOfficer",
      yes: ["officer"],
      told: { notFound: O.filter((who) => who !== "officer") },
    },
  ],
  "not-this-round": [{ row: "Not this round", no: "notALiaison", yes: S }],
  subscribe: [{ row: "subscribe a channel", no: "notYours", yes: [...S, ...O] }],
  "approve-workspace": [
    { row: "approve a workspace", no: NOT_THERE, yes: O },
    { row: "refuse a workspace", no: NOT_THERE, yes: O },
  ],
  "admit-in-advance": [{ row: "admit late in advance", no: "notAnOfficer", yes: O }],
  "read-programme": [{ row: "read the programme", no: NOT_THERE, yes: ANYONE }],
  "read-member": [{ row: "read a member", no: NOT_THERE, yes: [...S, ...SH, ...O] }],
  "correct-member": [{ row: "correct a member", no: NOT_THERE, yes: O }],
  calendar: [{ row: "add a holiday", no: NOT_THERE, yes: [...S, ...O] }],
  "keep-people": [
    {
      row: "invite a backup",
      no: "mayNotInvite",
      yes: [...LO_ITSELF, ...O],
      told: { notThisRole: OTHER_LIAISONS },
    },
    {
      row: "invite a head",
      no: "mayNotInvite",
      yes: [...LO_ITSELF, ...O],
      told: { notThisRole: OTHER_LIAISONS },
    },
    {
      row: "invite an LO",
      no: "mayNotInvite",
      yes: O,
      told: { notThisRole: ["senderLiaison", ...OTHER_LIAISONS] },
    },
    {
      row: "invite an officer",
      no: "mayNotInvite",
      yes: O,
      told: { notThisRole: ["senderLiaison", ...OTHER_LIAISONS] },
    },
    {
      row: "invite an administrator",
      no: "mayNotInvite",
      yes: ["admin"],
      told: {
        notThisRole: [
          "senderLiaison",
          ...OTHER_LIAISONS,
          "officer",
          "senderLiaisonAndOfficer",
          "hostLiaisonAndOfficer",
          "otherLiaisonAndOfficer",
        ],
      },
    },
    { row: "take back an invitation", no: NOT_THERE, yes: [...LO_ITSELF, ...O] },
    { row: "remove the backup", no: NOT_THERE, yes: [...LO_ITSELF, ...O] },
    { row: "remove the head", no: NOT_THERE, yes: [...LO_ITSELF, ...O] },
    { row: "remove the LO", no: NOT_THERE, yes: O },
    { row: "remove an officer", no: NOT_THERE, yes: O },
    { row: "remove an administrator", no: NOT_THERE, yes: ["admin"] },
  ],
} as const satisfies Record<GeneralAction, readonly GeneralRow[]>;

/** What each person is to be answered: "yes", or the kind of the refusal. */
export const answersExpected = ({
  no,
  yes = [],
  told = {},
}: {
  readonly no: string;
  readonly yes?: readonly Who[] | undefined;
  readonly told?: Readonly<Record<string, readonly Who[]>> | undefined;
}): Record<Who, string> => {
  const wordFor = (who: Who): string => {
    if (NOBODY.includes(who)) return "stranger";
    if (yes.includes(who)) return "yes";
    return Object.entries(told).find(([, people]) => people.includes(who))?.[0] ?? no;
  };
  return Object.fromEntries(WHO.map((who) => [who, wordFor(who)])) as Record<Who, string>;
};
