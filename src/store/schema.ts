/** All tables. Instants are `timestamptz(3)`; calendar days are `date` read as "YYYY-MM-DD". */
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });
const day = (name: string) => date(name, { mode: "string" });

export const organisations = pgTable("organisations", {
  /** ISO country code of the member, or "APO" for the Secretariat. */
  id: text("id").primaryKey(),
  kind: text("kind", { enum: ["npo", "secretariat"] }).notNull(),
  name: text("name").notNull(),
  aliases: text("aliases").array().notNull(),
  npo: text("npo"),
  acronym: text("acronym"),
  timeZone: text("time_zone").notNull(),
  /** ISO weekdays, 1 = Monday. */
  weekend: smallint("weekend").array().notNull(),
  active: boolean("active").notNull(),
  /** Fields that no public page confirmed; the Secretariat corrects them. */
  uncertain: text("uncertain").array().notNull(),
  telephone: text("telephone"),
});

export const holidays = pgTable(
  "holidays",
  {
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    day: day("day").notNull(),
    name: text("name").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.day] })],
);

export const people = pgTable("people", {
  id: uuid("id").primaryKey(),
  name: text("name").notNull(),
  timeZone: text("time_zone"),
  createdAt: instant("created_at").notNull(),
});

export const accounts = pgTable(
  "accounts",
  {
    platform: text("platform", { enum: ["slack", "teams"] }).notNull(),
    tenant: text("tenant").notNull(),
    userId: text("user_id").notNull(),
    /** The workspace whose app writes to this account. */
    workspace: text("workspace").notNull(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
  },
  (table) => [
    primaryKey({ columns: [table.platform, table.tenant, table.userId] }),
    index("accounts_by_person").on(table.personId),
  ],
);

export const roles = pgTable(
  "roles",
  {
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    role: text("role", { enum: ["liaison", "backup", "head", "officer", "admin"] }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.organisationId, table.role] }),
    index("roles_by_organisation").on(table.organisationId),
  ],
);

export const workspaces = pgTable(
  "workspaces",
  {
    platform: text("platform", { enum: ["slack", "teams"] }).notNull(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    /** Decides what content a channel there may receive; never what a person may do. */
    organisationId: text("organisation_id").references(() => organisations.id),
    /** AES-256-GCM, see `secrets.ts`. */
    sealedToken: text("sealed_token"),
    botUserId: text("bot_user_id"),
    botId: text("bot_id"),
    installedAt: instant("installed_at").notNull(),
    removedAt: instant("removed_at"),
  },
  (table) => [primaryKey({ columns: [table.platform, table.id] })],
);

export const programmes = pgTable("programmes", {
  id: uuid("id").primaryKey(),
  projectCode: text("project_code").notNull().unique(),
  version: integer("version").notNull(),
  title: text("title").notNull(),
  startsOn: day("starts_on").notNull(),
  endsOn: day("ends_on").notNull(),
  timeZone: text("time_zone").notNull(),
  maxVirtual: integer("max_virtual").notNull(),
  maxFaceToFace: integer("max_face_to_face").notNull(),
  endorsement: text("endorsement", { enum: ["off", "optional", "required"] }).notNull(),
  /** Programme configuration of the reminders; see `domain/programmes.ts`. */
  reminderSettings: jsonb("reminder_settings").notNull(),
  /** The notification as published, all fields. */
  notification: jsonb("notification").notNull(),
  publishedAt: instant("published_at").notNull(),
});

export const programmeVersions = pgTable(
  "programme_versions",
  {
    programmeId: uuid("programme_id")
      .notNull()
      .references(() => programmes.id),
    version: integer("version").notNull(),
    notification: jsonb("notification").notNull(),
    publishedBy: uuid("published_by").references(() => people.id),
    publishedAt: instant("published_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.programmeId, table.version] })],
);

export const rounds = pgTable(
  "rounds",
  {
    id: uuid("id").primaryKey(),
    programmeId: uuid("programme_id")
      .notNull()
      .references(() => programmes.id),
    number: integer("number").notNull(),
    closesOn: day("closes_on").notNull(),
  },
  (table) => [unique("rounds_number").on(table.programmeId, table.number)],
);

/** A notification being read and corrected by an officer, until it is published. */
export const notificationDrafts = pgTable("notification_drafts", {
  id: uuid("id").primaryKey(),
  personId: uuid("person_id")
    .notNull()
    .references(() => people.id),
  notification: jsonb("notification").notNull(),
  /** Answers by field id: `{ value, savedAt }`. */
  answers: jsonb("answers").notNull(),
  createdAt: instant("created_at").notNull(),
  publishedAt: instant("published_at"),
});

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
    state: text("state", { enum: ["draft", "submitted"] }).notNull(),
    /** Raised by every change to a submitted request: two people acting at once never lose one. */
    version: integer("version").notNull(),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => people.id),
    createdAt: instant("created_at").notNull(),
    number: text("number").unique(),
    roundId: uuid("round_id").references(() => rounds.id),
    hostId: text("host_id").references(() => organisations.id),
    submittedBy: uuid("submitted_by").references(() => people.id),
    submittedAt: instant("submitted_at"),
    hostAnswerDueOn: day("host_answer_due_on"),
    startsOn: day("starts_on"),
    endsOn: day("ends_on"),
    modality: text("modality", { enum: ["faceToFace", "virtual", "both"] }),
    /** What was asked for, all fields but the participants; see `domain/requests.ts`. */
    content: jsonb("content"),
  },
  (table) => [
    index("requests_by_sender").on(table.senderId, table.programmeId),
    index("requests_by_host").on(table.hostId),
    check(
      "requests_submitted_whole",
      sql`${table.state} <> 'submitted' or (${table.number} is not null and ${table.hostId} is not null and ${table.submittedAt} is not null and ${table.content} is not null)`,
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
  /** The person who last held the pen: reminders of a draft go to them. */
  heldBy: uuid("held_by")
    .notNull()
    .references(() => people.id),
  /** Where the form was left: a step, and a participant's id within "participant". */
  step: text("step").notNull(),
  item: text("item"),
  /** By field id: `{ value, savedAt }`, `savedAt` in microseconds of the platform's clock. */
  answers: jsonb("answers").notNull(),
  /** In order: `{ id, answers }`, answers as above. */
  participants: jsonb("participants").notNull(),
  savedAt: instant("saved_at").notNull(),
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
      enum: ["highLevelOfficial", "policymaker", "npoOfficial"],
    }).notNull(),
    part: text("part", { enum: ["head", "participant", "standby"] }).notNull(),
    attendance: text("attendance", { enum: ["travels", "online"] }).notNull(),
    name: text("name"),
    email: text("email"),
  },
  (table) => [unique("participants_ordinal").on(table.requestId, table.ordinal)],
);

/** The counter behind BCN-2023-001, one row a programme year. */
export const requestCounters = pgTable("request_counters", {
  year: integer("year").primaryKey(),
  last: integer("last").notNull(),
});

/** "Not this round", said by an NPO. */
export const roundRefusals = pgTable(
  "round_refusals",
  {
    roundId: uuid("round_id")
      .notNull()
      .references(() => rounds.id),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    saidAt: instant("said_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.roundId, table.organisationId] })],
);

export const subscriptions = pgTable(
  "subscriptions",
  {
    id: uuid("id").primaryKey(),
    platform: text("platform", { enum: ["slack", "teams"] }).notNull(),
    workspace: text("workspace").notNull(),
    conversation: text("conversation").notNull(),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    /** Local hour of unasked messages, 8 to 17. */
    hour: smallint("hour").notNull(),
    timeZone: text("time_zone").notNull(),
    topics: text("topics").array().notNull(),
    subscribedBy: uuid("subscribed_by")
      .notNull()
      .references(() => people.id),
    subscribedAt: instant("subscribed_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (table) => [
    unique("subscriptions_conversation").on(table.platform, table.workspace, table.conversation),
    check("subscriptions_hour", sql`${table.hour} between 8 and 17`),
  ],
);

/** The plan: what will be said unasked, and what became of it. */
export const reminders = pgTable(
  "reminders",
  {
    id: uuid("id").primaryKey(),
    /** Duty + step + the day's value + receiver: each once. */
    key: text("key").notNull().unique(),
    duty: text("duty").notNull(),
    step: text("step").notNull(),
    /** What it is about: ids of a round, a request, an organisation. */
    ids: jsonb("ids").notNull(),
    /** Set where the plan hangs on a channel's subscription. */
    subscriptionId: uuid("subscription_id").references(() => subscriptions.id),
    platform: text("platform", { enum: ["slack", "teams"] }).notNull(),
    workspace: text("workspace").notNull(),
    conversation: text("conversation").notNull(),
    /** Programme time. */
    dueAt: instant("due_at").notNull(),
    settled: text("settled", { enum: ["sent", "superseded", "needless", "tooLate"] }),
    settledAt: instant("settled_at"),
  },
  (table) => [
    index("reminders_open").on(table.dueAt).where(sql`settled is null`),
    index("reminders_by_subscription").on(table.subscriptionId),
  ],
);

/** Kind, ids and receiver, never text: rendered when it is sent. All instants are system time. */
export const outbox = pgTable(
  "outbox",
  {
    id: uuid("id").primaryKey(),
    key: text("key").notNull().unique(),
    kind: text("kind").notNull(),
    ids: jsonb("ids").notNull(),
    platform: text("platform", { enum: ["slack", "teams"] }).notNull(),
    workspace: text("workspace").notNull(),
    conversation: text("conversation").notNull(),
    createdAt: instant("created_at").notNull(),
    availableAt: instant("available_at").notNull(),
    attempts: integer("attempts").notNull().default(0),
    firstTriedAt: instant("first_tried_at"),
    lastTriedAt: instant("last_tried_at"),
    /** The lease: who is sending it now, and until when nobody else may. */
    leasedBy: uuid("leased_by"),
    leasedUntil: instant("leased_until"),
    /** A try's answer was lost: ask the platform before sending again. */
    uncertain: boolean("uncertain").notNull().default(false),
    settled: text("settled", { enum: ["sent", "needless", "refused"] }),
    settledAt: instant("settled_at"),
    reference: text("reference"),
    reason: text("reason"),
  },
  (table) => [
    index("outbox_open").on(table.availableAt, table.id).where(sql`settled is null`),
    index("outbox_by_conversation").on(table.workspace, table.conversation, table.lastTriedAt),
  ],
);

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

/** Signed calls that wrote something; the same one again is a replay. Kept 15 minutes. */
export const deliveries = pgTable(
  "deliveries",
  {
    key: text("key").primaryKey(),
    at: instant("at").notNull(),
  },
  (table) => [index("deliveries_by_age").on(table.at)],
);
