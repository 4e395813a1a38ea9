/** Organisations, their people, and where these chat. */

import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { PLATFORMS } from "../../domain/platform.ts";
import { day, instant, oneOf } from "./columns.ts";

const ORGANISATIONS_KIND = ["npo", "secretariat"] as const;
const ROLES_ROLE = ["liaison", "backup", "head", "officer", "admin"] as const;
const DECISIONS = ["approved", "refused"] as const;

export const organisations = pgTable(
  "organisations",
  {
    /** ISO country code of the member, or "APO" for the Secretariat. */
    id: text("id").primaryKey(),
    kind: text("kind", { enum: ORGANISATIONS_KIND }).notNull(),
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
    /** Raised by each correction: two officers at once don't undo each other's. */
    version: integer("version").notNull().default(1),
  },
  (table) => [oneOf("organisations_kind_known", table.kind, ORGANISATIONS_KIND)],
);

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
    platform: text("platform", { enum: PLATFORMS }).notNull(),
    tenant: text("tenant").notNull(),
    /**
     * Slack: the Grid organisation of the workspace `tenant`, or a workspace of the organisation
     * `tenant`, once they were seen together: the account is found by either.
     */
    alsoTenant: text("also_tenant"),
    userId: text("user_id").notNull(),
    /** The workspace whose app writes to this account. */
    workspace: text("workspace").notNull(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    joinedAt: instant("joined_at"),
    /** When it became the one of its person's accounts that was used last: that one is written to. */
    usedAt: instant("used_at"),
    /** Since when the platform has refused messages to it for good; a press makes it alive again. */
    deadAt: instant("dead_at"),
  },
  (table) => [
    oneOf("accounts_platform_known", table.platform, PLATFORMS),
    primaryKey({ columns: [table.platform, table.tenant, table.userId] }),
    index("accounts_by_person").on(table.personId),
    index("accounts_by_user").on(table.userId),
  ],
);

/** Where somebody in Teams, or a channel of it, can be written to, as a proven call has told. */
export const teamsConversations = pgTable(
  "teams_conversations",
  {
    tenant: text("tenant").notNull(),
    /** The person's object id, or the channel's id. */
    receiver: text("receiver").notNull(),
    /** Null where only the person is known, and not yet their chat with the bot. */
    conversation: text("conversation"),
    serviceUrl: text("service_url").notNull(),
    /** The person's "29:…". */
    member: text("member"),
    /** The channel's. */
    team: text("team"),
    writtenAt: instant("written_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.receiver] })],
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
    role: text("role", { enum: ROLES_ROLE }).notNull(),
  },
  (table) => [
    oneOf("roles_role_known", table.role, ROLES_ROLE),
    primaryKey({ columns: [table.personId, table.organisationId, table.role] }),
    index("roles_by_organisation").on(table.organisationId),
  ],
);

export const workspaces = pgTable(
  "workspaces",
  {
    platform: text("platform", { enum: PLATFORMS }).notNull(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    /** Slack: the Grid organisation that it belonged to when the app was installed. */
    enterpriseId: text("enterprise_id"),
    /** Decides what content a channel there may receive; never what a person may do. */
    organisationId: text("organisation_id").references(() => organisations.id),
    /** AES-256-GCM, see `secrets.ts`. */
    sealedToken: text("sealed_token"),
    /** Slack's token rotation: what a new token is got with, once, and when this one runs out. */
    sealedRefreshToken: text("sealed_refresh_token"),
    tokenExpiresAt: instant("token_expires_at"),
    /** Who renews it now; until then, or for a pause after a failure, nobody else does. */
    renewalLeasedBy: uuid("renewal_leased_by"),
    renewalLeasedUntil: instant("renewal_leased_until"),
    botUserId: text("bot_user_id"),
    botId: text("bot_id"),
    installedAt: instant("installed_at").notNull(),
    removedAt: instant("removed_at"),
  },
  (table) => [
    oneOf("workspaces_platform_known", table.platform, PLATFORMS),
    primaryKey({ columns: [table.platform, table.id] }),
  ],
);

/** Somebody came in by a code in a workspace of no organisation: officers say whether it is theirs. */
export const workspaceProposals = pgTable(
  "workspace_proposals",
  {
    id: uuid("id").primaryKey(),
    platform: text("platform", { enum: PLATFORMS }).notNull(),
    workspace: text("workspace").notNull(),
    /** As the platform told it then; what it is called is its own business. */
    name: text("name").notNull(),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    role: text("role", { enum: ROLES_ROLE }).notNull(),
    joinedBy: uuid("joined_by")
      .notNull()
      .references(() => people.id),
    /** Until it is approved its people may only join. */
    isClosed: boolean("is_closed").notNull(),
    proposedAt: instant("proposed_at").notNull(),
    decision: text("decision", { enum: DECISIONS }),
    decidedBy: uuid("decided_by").references(() => people.id),
    decidedAt: instant("decided_at"),
  },
  (table) => [
    oneOf("workspace_proposals_platform_known", table.platform, PLATFORMS),
    oneOf("workspace_proposals_role_known", table.role, ROLES_ROLE),
    oneOf("workspace_proposals_decision_known", table.decision, DECISIONS),
    check(
      "workspace_proposals_decided",
      sql`num_nulls(${table.decision}, ${table.decidedBy}, ${table.decidedAt}) in (0, 3)`,
    ),
    /** One at a time: the first code that is used there. */
    uniqueIndex("workspace_proposals_open")
      .on(table.platform, table.workspace)
      .where(sql`decision is null`),
  ],
);

export const invitations = pgTable("invitations", {
  id: uuid("id").primaryKey(),
  /** SHA-256, hex; the code itself is shown once and kept nowhere. */
  codeHash: text("code_hash").notNull().unique(),
  name: text("name").notNull(),
  organisationId: text("organisation_id")
    .notNull()
    .references(() => organisations.id),
  role: text("role", { enum: ROLES_ROLE }).notNull(),
  invitedBy: uuid("invited_by")
    .notNull()
    .references(() => people.id),
  invitedAt: instant("invited_at").notNull(),
  expiresAt: instant("expires_at").notNull(),
  usedAt: instant("used_at"),
  usedBy: uuid("used_by").references(() => people.id),
  /** Set where the code adds a chat account to somebody who has a record already. */
  forPerson: uuid("for_person").references(() => people.id),
  revokedAt: instant("revoked_at"),
  revokedBy: uuid("revoked_by").references(() => people.id),
});

/** Wrong codes, for counting; forgotten after a day. */
export const wrongGuesses = pgTable(
  "wrong_guesses",
  {
    platform: text("platform", { enum: PLATFORMS }).notNull(),
    tenant: text("tenant").notNull(),
    userId: text("user_id").notNull(),
    at: instant("at").notNull(),
  },
  (table) => [
    index("wrong_guesses_by_account").on(table.platform, table.tenant, table.userId, table.at),
  ],
);
