/** The plan of unasked messages, made anew whenever a date, zone, calendar or subscription changes. */
import type { OrganisationId } from "../../domain/ids.ts";
import { calendarOf } from "../../domain/members/members.ts";
import type { Programme } from "../../domain/programmes/programmes.ts";
import { planClosingReminders, reminderKey } from "../../domain/reminders/reminders.ts";
import { DateTime } from "../../domain/time.ts";
import type { Connection } from "../../store/database.ts";
import { findOrganisation } from "../../store/people/organisations.ts";
import { allProgrammes } from "../../store/programmes/programmes.ts";
import { type Reminder, replacePlan } from "../../store/reminders.ts";
import { allSubscriptions, type Subscription } from "../../store/subscriptions.ts";

/**
 * Closing dates are told to NPOs, which send requests; the Secretariat and suspended members send
 * none. Gives how many reminders came, went or moved.
 */
export const planFor = async (
  db: Connection,
  newId: () => string,
  subscription: Subscription,
): Promise<number> => {
  const organisation = await findOrganisation(db, subscription.organisation);
  if (!organisation) throw new Error(`No organisation ${subscription.organisation}`);
  const { kind, active } = organisation;
  const wanted = kind === "npo" && active && subscription.topics.includes("closing");
  const programmes = wanted ? await allProgrammes(db) : [];
  const calendar = calendarOf(organisation);
  const plan = programmes.flatMap((programme) =>
    planProgramme(newId, programme, subscription, calendar),
  );
  return replacePlan(db, subscription.id, plan);
};

/** After a change of its working days; take the planning lock first. */
export const planForOrganisation = async (
  db: Connection,
  newId: () => string,
  organisation: OrganisationId,
): Promise<number> => {
  let moved = 0;
  for (const subscription of await allSubscriptions(db)) {
    if (subscription.organisation === organisation) moved += await planFor(db, newId, subscription);
  }
  return moved;
};

export const planAll = async (db: Connection, newId: () => string): Promise<void> => {
  for (const subscription of await allSubscriptions(db)) await planFor(db, newId, subscription);
};

const planProgramme = (
  newId: () => string,
  programme: Programme,
  subscription: Subscription,
  calendar: ReturnType<typeof calendarOf>,
): Reminder[] =>
  planClosingReminders({
    rounds: programme.rounds,
    programmeZone: programme.zone,
    calendar,
    channelZone: subscription.zone,
    hour: subscription.hour,
    daysBefore: programme.reminders.closingDaysBefore,
    from: DateTime.max(subscription.subscribedAt, programme.publishedAt),
  }).map(({ roundId, step, day, dueAt }) => ({
    id: newId(),
    key: reminderKey("closing", String(step), `${roundId}:${day}`, subscription.id),
    duty: "closing",
    step: String(step),
    ids: { round: roundId, day, programme: programme.id, subscription: subscription.id },
    subscription: subscription.id,
    platform: subscription.platform,
    workspace: subscription.workspace,
    conversation: subscription.conversation,
    dueAt,
  }));
