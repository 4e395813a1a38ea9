/**
 * Who may do what: the ONE table (design: access.md). Buttons, help and use cases all ask here.
 */
import type { OrganisationId } from "./ids.ts";
import { actsFor, isHeadOf, isOfficer, type Person } from "./people.ts";

type State =
  | "draft"
  | "submitted"
  | "returned"
  | "host_declined"
  | "host_accepted"
  | "approved"
  | "not_approved"
  | "confirmed"
  | "under_way"
  | "visit_done"
  | "report_received"
  | "report_accepted"
  | "closed"
  | "withdrawn"
  | "cancelled";

/** What the table needs to know of a request. */
export interface Case {
  readonly state: State | "none";
  readonly sender: OrganisationId;
  /** The host that has been asked; null until the first submission. */
  readonly host: OrganisationId | null;
}

export type Party = "sender" | "host" | "officer" | "senderHead" | "hostHead";

/**
 * What a party may: `yes`; `submitted`: from the first submission on; `for`: an officer on behalf of
 * an NPO, with the evidence noted (not offered before that can be recorded).
 */
type Grant = "yes" | "submitted" | "for";

interface Row {
  readonly may: Partial<Readonly<Record<Party, Grant>>>;
  readonly states: readonly Case["state"][] | "any";
}

const table = {
  read: {
    may: {
      sender: "yes",
      senderHead: "yes",
      host: "submitted",
      hostHead: "submitted",
      officer: "submitted",
    },
    states: "any",
  },
  "start-draft": { may: { sender: "yes", officer: "for" }, states: ["none"] },
  "edit-draft": { may: { sender: "yes", officer: "for" }, states: ["draft", "returned"] },
  "discard-draft": { may: { sender: "yes" }, states: ["draft"] },
  submit: { may: { sender: "yes", officer: "for" }, states: ["draft", "returned"] },
  "change-roster": {
    may: { sender: "yes", officer: "for" },
    states: ["draft", "returned", "submitted", "host_accepted", "approved", "confirmed"],
  },
} as const satisfies Record<string, Row>;

export type Action = keyof typeof table;

/** True when the person, as the party they are to this request, may do this in its state. */
export const may = (person: Person, action: Action, request: Case): boolean => {
  const row: Row = table[action];
  if (row.states !== "any" && !row.states.includes(request.state)) return false;
  return partiesOf(person, request).some((party) => holds(row.may[party], request));
};

const holds = (grant: Grant | undefined, request: Case): boolean => {
  if (grant === "yes") return true;
  return grant === "submitted" && request.state !== "draft" && request.state !== "none";
};

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
  /** Anyone who has a role may know the closing dates. */
  "read-programme": (person: Person) => person.roles.length > 0,
} as const;

export type GeneralAction = keyof typeof general;

export const mayGenerally = (
  person: Person,
  action: GeneralAction,
  organisation: OrganisationId,
): boolean => general[action](person, organisation);
