/** What is owed by a day: one row while it is open, none before and after. */
import { index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { DUTY_KINDS } from "../../domain/reminders/duties.ts";
import { day, instant, oneOf } from "./columns.ts";
import { subscriptions } from "./messages.ts";
import { organisations } from "./organisations.ts";
import { rounds } from "./programmes.ts";
import { requests } from "./requests.ts";

export const duties = pgTable(
  "duties",
  {
    id: uuid("id").primaryKey(),
    kind: text("kind", { enum: DUTY_KINDS }).notNull(),
    /** Who owes it. */
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    /** What is owed, by its kind: a closing date in one channel, or something on a request. */
    roundId: uuid("round_id").references(() => rounds.id, { onDelete: "cascade" }),
    subscriptionId: uuid("subscription_id").references(() => subscriptions.id),
    requestId: uuid("request_id").references(() => requests.id),
    /** Programme time; nothing is said of it that would have come before. */
    askedAt: instant("asked_at").notNull(),
    dueOn: day("due_on").notNull(),
    /** The step that was told last, or passed over, and the due day that it told of. */
    toldStep: text("told_step"),
    toldOf: day("told_of"),
    /** Programme time: when it is to be looked at next; null where nothing more is to be said. */
    nextAt: instant("next_at"),
  },
  (table) => [
    oneOf("duties_kind_known", table.kind, DUTY_KINDS),
    unique("duties_once")
      .on(table.kind, table.roundId, table.subscriptionId, table.requestId)
      .nullsNotDistinct(),
    index("duties_next").on(table.nextAt),
    index("duties_by_organisation").on(table.organisationId),
    index("duties_by_subscription").on(table.subscriptionId),
    index("duties_by_request").on(table.requestId),
  ],
);
