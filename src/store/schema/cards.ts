/** Posted messages that show a request and are kept up to date, and which requests have changed. */
import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { PLATFORMS } from "../../domain/platform.ts";
import { instant, oneOf } from "./columns.ts";
import { requests } from "./requests.ts";

/** Kind, ids and receiver as the letter had them, never text. All instants but `true_until` are system time. */
export const cards = pgTable(
  "cards",
  {
    /** The letter's, by which it was posted. */
    id: uuid("id").primaryKey(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => requests.id, { onDelete: "cascade" }),
    kind: text("kind").notNull(),
    ids: jsonb("ids").notNull(),
    platform: text("platform", { enum: PLATFORMS }).notNull(),
    workspace: text("workspace").notNull(),
    conversation: text("conversation").notNull(),
    /** The platform's own: where the message stands. */
    reference: text("reference").notNull(),
    /** SHA-256 of what stands there, hex; null where that isn't known. The same isn't sent again. */
    digest: text("digest"),
    /** A newer card of the request stands in the conversation: this one only says so. */
    superseded: boolean("superseded").notNull().default(false),
    /** Since when it may show something that is no longer so. */
    staleSince: instant("stale_since"),
    /** Programme time at which what stands there stops being so by itself, since a day passes. */
    trueUntil: instant("true_until"),
    /** A platform that asks to wait, or failed, isn't asked before. */
    availableAt: instant("available_at").notNull(),
    lastTriedAt: instant("last_tried_at"),
    /** Tries in a row that failed. */
    attempts: integer("attempts").notNull().default(0),
    /** The lease: who is editing it now, and until when nobody else may. */
    leasedBy: uuid("leased_by"),
    leasedUntil: instant("leased_until"),
  },
  (table) => [
    oneOf("cards_platform_known", table.platform, PLATFORMS),
    index("cards_by_request").on(table.requestId),
    index("cards_by_conversation").on(table.workspace, table.conversation, table.lastTriedAt),
    index("cards_true_until").on(table.trueUntil),
    index("cards_open")
      .on(table.availableAt)
      .where(sql`stale_since is not null or leased_by is not null`),
  ],
);

/**
 * What a change has made stale. A row is only added, as in `home_marks` and for the same reasons; the
 * job that edits cards takes the rows away.
 */
export const cardMarks = pgTable("card_marks", {
  id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  requestId: uuid("request_id"),
  /** What they read, and what they handle. */
  personId: uuid("person_id"),
});
