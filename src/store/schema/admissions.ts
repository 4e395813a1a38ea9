/** Rounds that the Secretariat lets be joined after their closing date. */
import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { organisations, people } from "./organisations.ts";
import { rounds } from "./programmes.ts";

export const lateAdmissions = pgTable(
  "late_admissions",
  {
    id: uuid("id").primaryKey(),
    roundId: uuid("round_id")
      .notNull()
      .references(() => rounds.id),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    /** The draft whose holder asked; null where it was admitted in advance. */
    requestId: uuid("request_id"),
    askedBy: uuid("asked_by").references(() => people.id),
    askedAt: instant("asked_at"),
    askedWhy: text("asked_why"),
    admittedBy: uuid("admitted_by").references(() => people.id),
    admittedAt: instant("admitted_at"),
    admittedWhy: text("admitted_why"),
  },
  (table) => [
    index("late_admissions_by_request").on(table.requestId),
    uniqueIndex("late_admissions_of_draft")
      .on(table.roundId, table.requestId)
      .where(sql`request_id is not null`),
    uniqueIndex("late_admissions_in_advance")
      .on(table.roundId, table.organisationId)
      .where(sql`request_id is null`),
    check(
      "late_admissions_said",
      sql`${table.askedAt} is not null or ${table.admittedAt} is not null`,
    ),
  ],
);
