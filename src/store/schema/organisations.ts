/** Organisations, their people, and where these chat. */
import { boolean, index, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import { day, instant } from "./columns.ts";

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
