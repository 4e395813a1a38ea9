/** Requests, from the first keystroke to their history. */
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { STATES } from "../../domain/states.ts";
import { lateAdmissions } from "./admissions.ts";
import { bytes, day, instant, oneOf } from "./columns.ts";
import { organisations, people } from "./organisations.ts";
import { programmes, rounds } from "./programmes.ts";

const REQUESTS_MODALITY = ["faceToFace", "virtual", "both"] as const;
const PARTICIPANTS_CATEGORY = ["highLevelOfficial", "policymaker", "npoOfficial"] as const;
const PARTICIPANTS_PART = ["head", "participant", "standby"] as const;
const PARTICIPANTS_ATTENDANCE = ["travels", "online"] as const;

export const requests = pgTable(
  "requests",
  {
    id: uuid("id").primaryKey(),
    programmeId: uuid("programme_id")
      .notNull()
      .references(() => programmes.id),
    senderId: text("sender_id")
      .notNull()
      .references(() => organisations.id),
    state: text("state", { enum: STATES }).notNull(),
    /** Raised by every change to a submitted request: two people acting at once never lose one. */
    version: integer("version").notNull(),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => people.id),
    createdAt: instant("created_at").notNull(),
    /** An officer began it: then officers may read its draft. */
    begunBySecretariat: boolean("begun_by_secretariat").notNull().default(false),
    number: text("number").unique(),
    roundId: uuid("round_id").references(() => rounds.id),
    /** Sent after the closing date: the admission that allowed it. */
    admissionId: uuid("admission_id").references(() => lateAdmissions.id),
    hostId: text("host_id").references(() => organisations.id),
    submittedBy: uuid("submitted_by").references(() => people.id),
    submittedAt: instant("submitted_at"),
    /** An officer sent it on behalf of the NPO; the evidence stands in its history. */
    sentThroughSecretariat: boolean("sent_through_secretariat").notNull().default(false),
    hostAnswerDueOn: day("host_answer_due_on"),
    startsOn: day("starts_on"),
    endsOn: day("ends_on"),
    modality: text("modality", { enum: REQUESTS_MODALITY }),
    /** What was asked for, all fields but the participants; see `domain/requests/requests.ts`. */
    content: jsonb("content"),
    /** What belongs to the state, such as the host's answer; see `store/requests/details.ts`. */
    details: jsonb("details"),
    /** Without their bytes: `{ id, npo, type, addedAt }`; see `store/requests/details.ts`. */
    endorsementLetters: jsonb("endorsement_letters").notNull().default([]),
    discardedBy: uuid("discarded_by").references(() => people.id),
    discardedAt: instant("discarded_at"),
  },
  (table) => [
    oneOf("requests_state_known", table.state, STATES),
    oneOf("requests_modality_known", table.modality, REQUESTS_MODALITY),
    index("requests_by_sender").on(table.senderId, table.programmeId),
    index("requests_by_host").on(table.hostId),
    check(
      "requests_submitted_whole",
      sql`${table.state} in ('draft', 'discarded') or (${table.number} is not null and ${table.hostId} is not null and ${table.submittedAt} is not null and ${table.content} is not null)`,
    ),
    check(
      "requests_details_there",
      sql`${table.state} not in ('host_accepted', 'host_declined', 'withdrawn', 'cancelled') or ${table.details} is not null`,
    ),
    check(
      "requests_bilateral",
      sql`${table.hostId} is null or ${table.hostId} <> ${table.senderId}`,
    ),
  ],
);

/** What has been typed so far, one row a request; saves of a draft are not history. */
export const drafts = pgTable("drafts", {
  requestId: uuid("request_id")
    .primaryKey()
    .references(() => requests.id, { onDelete: "cascade" }),
  /** Who changed something in it last, or said so: reminders of a draft go to them. */
  heldBy: uuid("held_by")
    .notNull()
    .references(() => people.id),
  /** Where the form was left: a step, and a participant's id within "participant". */
  step: text("step").notNull(),
  item: text("item"),
  /** By field id: `{ value, savedAt, by, … }`, `savedAt` in microseconds of the platform's clock. */
  answers: jsonb("answers").notNull(),
  /** In order: `{ id, answers }`, answers as above. */
  participants: jsonb("participants").notNull(),
  savedAt: instant("saved_at").notNull(),
  /** Raised by each change of what is typed. */
  revision: integer("revision").notNull().default(0),
  /** Participants who were taken off the list: `{ id, by, removedAt, revision }`. */
  removals: jsonb("removals").notNull().default([]),
  /** By snapshot id, what open forms have sent so far: digests and times, no text. */
  snapshots: jsonb("sheets").notNull().default({}),
  /** How the Secretariat knows that the NPO wants it, and of which day that is. */
  evidence: text("evidence"),
  evidenceOn: day("evidence_on"),
});

export const participants = pgTable(
  "participants",
  {
    id: uuid("id").primaryKey(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => requests.id),
    ordinal: integer("ordinal").notNull(),
    position: text("position").notNull(),
    organisation: text("organisation").notNull(),
    category: text("category", {
      enum: PARTICIPANTS_CATEGORY,
    }).notNull(),
    part: text("part", { enum: PARTICIPANTS_PART }).notNull(),
    attendance: text("attendance", { enum: PARTICIPANTS_ATTENDANCE }).notNull(),
    name: text("name"),
    email: text("email"),
  },
  (table) => [
    oneOf("participants_category_known", table.category, PARTICIPANTS_CATEGORY),
    oneOf("participants_part_known", table.part, PARTICIPANTS_PART),
    oneOf("participants_attendance_known", table.attendance, PARTICIPANTS_ATTENDANCE),
    unique("participants_ordinal").on(table.requestId, table.ordinal),
  ],
);

/** Which person of one side, named by its organisation, handles a request; none: nobody yet. */
export const requestHandlers = pgTable(
  "request_handlers",
  {
    requestId: uuid("request_id")
      .notNull()
      .references(() => requests.id),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    personId: uuid("person_id").references(() => people.id),
    /** Raised by every change; 0 is a side without a row. */
    version: integer("version").notNull(),
    since: instant("since").notNull(),
  },
  (table) => [primaryKey({ columns: [table.requestId, table.organisationId] })],
);

/**
 * Hosts that were asked and are no longer, one row each: the request as it stood for the host when
 * that ended, and as it may go on reading it. Holds participants' names: erase here too.
 */
export const formerHosts = pgTable(
  "former_hosts",
  {
    requestId: uuid("request_id")
      .notNull()
      .references(() => requests.id),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    endedAt: instant("ended_at").notNull(),
    version: integer("version").notNull(),
    state: text("state", { enum: STATES }).notNull(),
    details: jsonb("details"),
    hostAnswerDueOn: day("host_answer_due_on").notNull(),
    /** With the participants, without alternatives. */
    content: jsonb("content").notNull(),
    endorsementLetters: jsonb("endorsement_letters").notNull().default([]),
  },
  (table) => [
    primaryKey({ columns: [table.requestId, table.organisationId] }),
    oneOf("former_hosts_state_known", table.state, STATES),
    index("former_hosts_by_organisation").on(table.organisationId),
  ],
);

/** The files of endorsement letters: personal data, erase here too. */
export const endorsementLetters = pgTable(
  "endorsement_letters",
  {
    id: uuid("id").primaryKey(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => requests.id),
    bytes: bytes("bytes").notNull(),
  },
  (table) => [index("endorsement_letters_by_request").on(table.requestId)],
);

/** The counter behind BCN-2023-001, one row a programme year. */
export const requestCounters = pgTable("request_counters", {
  year: integer("year").primaryKey(),
  last: integer("last").notNull(),
});

/** Append-only (a trigger sees to it): a hash chain a request. */
export const history = pgTable(
  "history",
  {
    requestId: uuid("request_id")
      .notNull()
      .references(() => requests.id),
    ordinal: integer("ordinal").notNull(),
    at: instant("at").notNull(),
    action: text("action").notNull(),
    personId: uuid("person_id").references(() => people.id),
    /** The organisation the person acted for. */
    organisationId: text("organisation_id").references(() => organisations.id),
    /** SHA-256 over salt and payload, hex. */
    commitment: text("commitment").notNull(),
    /** SHA-256 over this row and the hash before, hex. */
    hash: text("hash").notNull(),
  },
  (table) => [primaryKey({ columns: [table.requestId, table.ordinal] })],
);

/** What history's commitments stand for; erasable, so that erasing keeps the chain valid. */
export const historyPayloads = pgTable(
  "history_payloads",
  {
    requestId: uuid("request_id").notNull(),
    ordinal: integer("ordinal").notNull(),
    salt: text("salt").notNull(),
    payload: jsonb("payload").notNull(),
  },
  (table) => [primaryKey({ columns: [table.requestId, table.ordinal] })],
);
