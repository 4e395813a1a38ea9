/** The bot's home, a page for each person who ever opened it, and whose is old. */

import { bigint, boolean, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { PLATFORMS } from "../../domain/platform.ts";
import { instant, oneOf } from "./columns.ts";

export const homes = pgTable(
  "homes",
  {
    platform: text("platform", { enum: PLATFORMS }).notNull(),
    /** The workspace whose app shows it. */
    workspace: text("workspace").notNull(),
    tenant: text("tenant").notNull(),
    /** See `accounts`. */
    alsoTenant: text("also_tenant"),
    userId: text("user_id").notNull(),
    /** Something that it shows has changed, or it was never drawn. */
    stale: boolean("stale").notNull(),
    /** Programme time at which it was drawn, and until when that stays true. */
    drawnAt: instant("drawn_at"),
    validUntil: instant("valid_until"),
    /** SHA-256 of what was drawn, hex: the same isn't published again. */
    digest: text("digest"),
    /** The platform's own mark of what stands there. */
    hash: text("hash"),
    /** System time: a platform that asks to wait, or failed, isn't asked before. */
    availableAt: instant("available_at").notNull(),
    /** Tries in a row that failed. */
    attempts: integer("attempts").notNull().default(0),
    /** The lease: who is drawing it now, and until when nobody else may. */
    leasedBy: uuid("leased_by"),
    leasedUntil: instant("leased_until"),
  },
  (table) => [
    oneOf("homes_platform_known", table.platform, PLATFORMS),
    primaryKey({ columns: [table.platform, table.workspace, table.tenant, table.userId] }),
  ],
);

/**
 * Whose homes a change has made old. A row is only added, so whoever changes something waits for no
 * other, in whatever order it locks (which is why these ids are no foreign keys); the job that draws
 * homes takes the rows away.
 */
export const homeMarks = pgTable("home_marks", {
  id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  /** Everyone with a role there; neither this nor a person: everyone with a role. */
  organisationId: text("organisation_id"),
  personId: uuid("person_id"),
});
