/** What notifications announce, and their rounds. */
import { integer, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { day, instant, oneOf } from "./columns.ts";
import { organisations, people } from "./organisations.ts";

const VERSIONS_ORIGIN = ["notification", "correction", "addendum", "revision"] as const;
const PROGRAMMES_ENDORSEMENT = ["off", "optional", "required"] as const;

export const programmes = pgTable(
  "programmes",
  {
    id: uuid("id").primaryKey(),
    projectCode: text("project_code").notNull().unique(),
    version: integer("version").notNull(),
    title: text("title").notNull(),
    startsOn: day("starts_on").notNull(),
    endsOn: day("ends_on").notNull(),
    timeZone: text("time_zone").notNull(),
    maxVirtual: integer("max_virtual").notNull(),
    maxFaceToFace: integer("max_face_to_face").notNull(),
    endorsement: text("endorsement", { enum: PROGRAMMES_ENDORSEMENT }).notNull(),
    /** Programme configuration of the reminders; see `domain/programmes/programmes.ts`. */
    reminderSettings: jsonb("reminder_settings").notNull(),
    /** The notification as published, all fields. */
    notification: jsonb("notification").notNull(),
    publishedAt: instant("published_at").notNull(),
  },
  (table) => [oneOf("programmes_endorsement_known", table.endorsement, PROGRAMMES_ENDORSEMENT)],
);

export const programmeVersions = pgTable(
  "programme_versions",
  {
    programmeId: uuid("programme_id")
      .notNull()
      .references(() => programmes.id),
    version: integer("version").notNull(),
    notification: jsonb("notification").notNull(),
    /** What it was published from; the number is an amendment's own. */
    origin: text("origin", { enum: VERSIONS_ORIGIN }).notNull().default("notification"),
    amendmentNumber: integer("amendment_number"),
    publishedBy: uuid("published_by").references(() => people.id),
    publishedAt: instant("published_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.programmeId, table.version] }),
    oneOf("programme_versions_origin_known", table.origin, VERSIONS_ORIGIN),
  ],
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
    /** The closing date after which drafts that missed it were looked for. */
    sweptFor: day("swept_for"),
  },
  (table) => [unique("rounds_number").on(table.programmeId, table.number)],
);

/** A notification or an amendment being read and corrected by an officer, until it is published. */
export const notificationDrafts = pgTable("notification_drafts", {
  id: uuid("id").primaryKey(),
  personId: uuid("person_id")
    .notNull()
    .references(() => people.id),
  notification: jsonb("notification").notNull(),
  /** Answers by field id: `{ value, savedAt }`. */
  answers: jsonb("answers").notNull(),
  /** A pointer to the version that the answers were typed beside. */
  seen: text("seen"),
  createdAt: instant("created_at").notNull(),
  publishedAt: instant("published_at"),
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
