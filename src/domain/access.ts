/**
 * Who may do what: the ONE table (docs/access.md). Buttons, help and use cases all ask here. The rights
 * of what can be pressed on a sent request stand in its row in `requests/actions/actions.ts`.
 */
import { type OrganisationId, SECRETARIAT } from "./ids.ts";
import { actsFor, belongsTo, isHeadOf, isLiaisonOf, isOfficer, type Person } from "./people.ts";
import { actions } from "./requests/actions/actions.ts";
import type { Grant, Party, Rights } from "./requests/actions/row.ts";
import { isSent, SENT_NOT_CLOSED, type State } from "./states.ts";

/** What the table needs to know of a request. */
export interface Case {
  readonly state: Exclude<State, "discarded"> | "none";
  readonly sender: OrganisationId;
  /** The host that has been asked; null until the first submission. */
  readonly host: OrganisationId | null;
  /** An officer began the draft: the Secretariat's own, or on behalf of its NPO. */
  readonly begunBySecretariat?: boolean;
  /** The draft's holder asked for late admission: from then on officers read it. */
  readonly admissionAsked?: boolean;
  /** `host` is a former one, and this what it may read: as of its own answer. */
  readonly isFormer?: boolean;
}

/** Of one's own, or as an officer on behalf of an NPO: then the evidence must be noted. */
export type Right = "own" | "onBehalf";

interface Row {
  readonly may: Rights;
  readonly states: readonly Case["state"][] | "any";
}

const table = {
  read: {
    may: {
      sender: "yes",
      senderHead: "yes",
      host: "submitted",
      hostHead: "submitted",
      officer: "unlessNpoDraft",
    },
    states: "any",
  },
  "start-draft": { may: { sender: "yes", officer: "for" }, states: ["none"] },
  "edit-draft": { may: { sender: "yes", officer: "for" }, states: ["draft", "returned"] },
  "discard-draft": { may: { sender: "yes", officer: "secretariatDraft" }, states: ["draft"] },
  submit: { may: { sender: "yes", officer: "for" }, states: ["draft", "returned"] },
  "ask-late-admission": { may: { sender: "yes" }, states: ["draft", "returned"] },
  "admit-late": { may: { officer: "asked" }, states: ["draft", "returned"] },
  /** Say who of one's own side handles it: oneself, a colleague, nobody. */
  take: {
    may: { sender: "yes", host: "yes", officer: "yes" },
    states: SENT_NOT_CLOSED,
  },
  ...actions,
} as const satisfies Record<string, Row>;

export type Action = keyof typeof table;

/** All of the table, so that no row can be left out where each has to stand. */
export const ACTIONS: readonly string[] = Object.keys(table);

/** True when the person, as the party they are to this request, may do this in its state. */
export const may = (person: Person, action: Action, request: Case): boolean =>
  rightTo(person, action, request) !== undefined;

/** By which right the person may do this; one's own comes before acting on behalf of an NPO. */
export const rightTo = (person: Person, action: Action, request: Case): Right | undefined => {
  const rights = partiesWith(person, action, request).map(({ right }) => right);
  return rights.find((right) => right === "own") ?? rights[0];
};

/** The sides of a request for which the person may do this, by their organisations. */
export const sidesWith = (person: Person, action: Action, request: Case): OrganisationId[] => [
  ...new Set(
    partiesWith(person, action, request).flatMap(({ party }) => sideOf(party, request) ?? []),
  ),
];

const partiesWith = (
  person: Person,
  action: Action,
  request: Case,
): { readonly party: Party; readonly right: Right }[] => {
  const row: Row = table[action];
  if (request.isFormer && action !== "read") return [];
  if (row.states !== "any" && !row.states.includes(request.state)) return [];
  return partiesOf(person, request).flatMap((party) => {
    const right = rightBy(row.may[party], request);
    return right ? [{ party, right }] : [];
  });
};

const rightBy = (grant: Grant | undefined, request: Case): Right | undefined => {
  const { state, begunBySecretariat = false, admissionAsked = false } = request;
  const wasSent = state !== "none" && isSent(state);
  switch (grant) {
    case undefined:
      return undefined;
    case "yes":
      return "own";
    case "submitted":
      return wasSent ? "own" : undefined;
    case "unlessNpoDraft":
      return wasSent || (state === "draft" && (begunBySecretariat || admissionAsked))
        ? "own"
        : undefined;
    case "secretariatDraft":
      return begunBySecretariat ? "own" : undefined;
    case "asked":
      return admissionAsked ? "own" : undefined;
    case "for":
      return state !== "draft" || begunBySecretariat ? "onBehalf" : undefined;
  }
};

const sideOf = (party: Party, { sender, host }: Case): OrganisationId | null => {
  switch (party) {
    case "sender":
    case "senderHead":
      return sender;
    case "host":
    case "hostHead":
      return host;
    case "officer":
      return SECRETARIAT;
  }
};

interface DraftCase extends Pick<Case, "sender" | "begunBySecretariat" | "admissionAsked"> {}

/** What the table needs to know of a draft. */
export const caseOfDraft = ({
  sender,
  begunBySecretariat = false,
  admissionAsked = false,
}: DraftCase): Case => ({
  state: "draft",
  sender,
  host: null,
  begunBySecretariat,
  admissionAsked,
});

export const mayEdit = (person: Person, draft: DraftCase): boolean =>
  may(person, "edit-draft", caseOfDraft(draft));

/** What the person is to this request: nothing, or one or several parties. */
export const partiesOf = (person: Person, request: Case): Party[] => {
  const { sender, host } = request;
  const parties: Party[] = [];
  if (actsFor(person, sender)) parties.push("sender");
  if (isHeadOf(person, sender)) parties.push("senderHead");
  if (host !== null && actsFor(person, host)) parties.push("host");
  if (host !== null && isHeadOf(person, host)) parties.push("hostHead");
  if (isOfficer(person)) parties.push("officer");
  return parties;
};

/** Rights that hang on no request. */
const general = {
  /** Publish, amend, correct a programme. */
  publish: (person: Person) => isOfficer(person),
  /** "Not this round": the sending NPO. */
  "not-this-round": (person: Person, organisation: OrganisationId) => actsFor(person, organisation),
  /** An LO for their NPO, an officer for any; the workspace's binding is checked beside it. */
  subscribe: (person: Person, organisation: OrganisationId) =>
    actsFor(person, organisation) || isOfficer(person),
  /** A round after its closing date, for an NPO that hasn't asked. */
  "admit-in-advance": (person: Person) => isOfficer(person),
  /** Or refuse it: whose content channels of a workspace may receive. */
  "approve-workspace": (person: Person) => isOfficer(person),
  /** Anyone who has a role may know the closing dates. */
  "read-programme": (person: Person) => person.roles.length > 0,
  /** An organisation's facts and people: its own people and officers. */
  "read-member": (person: Person, organisation: OrganisationId) =>
    belongsTo(person, organisation) || isOfficer(person),
  /** Zone, weekend, active, names, telephone: the Secretariat keeps the members. */
  "correct-member": (person: Person) => isOfficer(person),
  /** Holidays: an LO their own, an officer any. */
  calendar: (person: Person, organisation: OrganisationId) =>
    actsFor(person, organisation) || isOfficer(person),
  /** Invite, remove: officers anyone, an LO for their own NPO; which roles, see `rolesToInvite`. */
  "keep-people": (person: Person, organisation: OrganisationId) =>
    isLiaisonOf(person, organisation) || isOfficer(person),
} as const;

export type GeneralAction = keyof typeof general;
export const GENERAL_ACTIONS: readonly string[] = Object.keys(general);

export const mayGenerally = (
  person: Person,
  action: GeneralAction,
  organisation: OrganisationId,
): boolean => general[action](person, organisation);
