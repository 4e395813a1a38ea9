/** Who is told what, what is planned, what is to be sent. */

import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { PLATFORMS } from "../../domain/platform.ts";
import { instant, oneOf } from "./columns.ts";
import { organisations, people } from "./organisations.ts";

const REMINDERS_SETTLED = ["sent", "superseded", "needless"] as const;
const OUTBOX_SETTLED = ["sent", "needless", "refused"] as const;

export const subscriptions = pgTable(
  "subscriptions",
  {
    id: uuid("id").primaryKey(),
    platform: text("platform", { enum: PLATFORMS }).notNull(),
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
    oneOf("subscriptions_platform_known", table.platform, PLATFORMS),
    unique("subscriptions_conversation").on(table.platform, table.workspace, table.conversation),
    check("subscriptions_hour", sql`${table.hour} between 8 and 17`),
  ],
);

/** Letters that wait for their receiver's working hours, and what became of them. */
export const reminders = pgTable(
  "reminders",
  {
    id: uuid("id").primaryKey(),
    /** The letter's: each once. */
    key: text("key").notNull().unique(),
    /** The letter's kind. */
    duty: text("duty").notNull(),
    /** What it is about: ids of a round, a request, an organisation. */
    ids: jsonb("ids").notNull(),
    platform: text("platform", { enum: PLATFORMS }).notNull(),
    workspace: text("workspace").notNull(),
    conversation: text("conversation").notNull(),
    /** Programme time. */
    dueAt: instant("due_at").notNull(),
    settled: text("settled", { enum: REMINDERS_SETTLED }),
    settledAt: instant("settled_at"),
  },
  (table) => [
    oneOf("reminders_platform_known", table.platform, PLATFORMS),
    oneOf("reminders_settled_known", table.settled, REMINDERS_SETTLED),
    index("reminders_open").on(table.dueAt).where(sql`settled is null`),
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
    platform: text("platform", { enum: PLATFORMS }).notNull(),
    workspace: text("workspace").notNull(),
    conversation: text("conversation").notNull(),
    /** The order in which letters were written: one conversation's are sent so. */
    ordinal: bigint("ordinal", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
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
    settled: text("settled", { enum: OUTBOX_SETTLED }),
    settledAt: instant("settled_at"),
    reference: text("reference"),
    reason: text("reason"),
  },
  (table) => [
    oneOf("outbox_platform_known", table.platform, PLATFORMS),
    oneOf("outbox_settled_known", table.settled, OUTBOX_SETTLED),
    index("outbox_open").on(table.availableAt, table.ordinal).where(sql`settled is null`),
    index("outbox_in_line")
      .on(table.workspace, table.conversation, table.ordinal)
      .where(sql`settled is null`),
    index("outbox_by_conversation").on(table.workspace, table.conversation, table.lastTriedAt),
  ],
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
