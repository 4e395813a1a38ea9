/** "What is due and not yet sent?" Safe in any number of processes at once: each row is claimed by one. */

import { DEFAULT_HOUR } from "../../domain/members/calendars.ts";
import { calendarOf } from "../../domain/members/members.ts";
import { readPointer } from "../../domain/pointers.ts";
import { closingInstant, roundToJoin } from "../../domain/programmes/rounds.ts";
import { nextContactMoment } from "../../domain/reminders/reminders.ts";
import type { DateTime } from "../../domain/time.ts";
import { inTransaction, type Transaction } from "../../store/database.ts";
import { post } from "../../store/letters/outbox.ts";
import { findOrganisation } from "../../store/people/organisations.ts";
import { findProgramme } from "../../store/programmes/programmes.ts";
import {
  claimDueReminders,
  postponeReminders,
  type Reminder,
  settleReminders,
} from "../../store/reminders.ts";
import { findSubscription } from "../../store/subscriptions.ts";
import type { Context } from "../context.ts";
import { type LetterKind, readReceiver } from "../letters/letters.ts";
import { tellDuties } from "./tell-duties.ts";

/** Letters released in one transaction: enough for a morning of 21 NPOs, few enough to be quick. */
const MOST_AT_ONCE = 200;

/** A letter that can't be released now is tried again after this long; the others go on. */
const AFTER_A_FAULT_MINUTES = 10;

export interface Released {
  /** Letters that had waited, and duties that had come. */
  readonly due: number;
  /** What was thrown for some of them: a fault of one receiver doesn't silence the others. */
  readonly faults: readonly unknown[];
}

/** What waited for its receiver's working hours goes, then what is due is told. */
export const releaseReminders = async (context: Context, now: DateTime): Promise<Released> => {
  const waited = await releaseWaiting(context, now).catch(entirely);
  const told = await tellDuties(context, now).catch(entirely);
  return { due: waited.due + told.due, faults: [...waited.faults, ...told.faults] };
};

const entirely = (fault: unknown): Released => ({ due: 0, faults: [fault] });

const releaseWaiting = (context: Context, now: DateTime): Promise<Released> =>
  inTransaction(context.database, async (tx) => {
    const due = await claimDueReminders(tx, now, MOST_AT_ONCE);
    const faults: unknown[] = [];
    for (const group of byReceiverAndMatter(due)) {
      try {
        await tx.transaction((savepoint) => releaseGroup(context, savepoint, group, now));
      } catch (fault) {
        faults.push(fault);
        const ids = group.map(({ id }) => id);
        await postponeReminders(tx, ids, now.plus({ minutes: AFTER_A_FAULT_MINUTES }));
      }
    }
    return { due: due.length, faults };
  });

/** The last of each group is the one that still matters. */
const byReceiverAndMatter = (due: readonly Reminder[]): Reminder[][] => {
  const groups = new Map<string, Reminder[]>();
  for (const one of due) {
    const matter = [one.duty, matterOf(one), one.workspace, one.conversation].join();
    groups.set(matter, [...(groups.get(matter) ?? []), one].sort(byVersion));
  }
  return [...groups.values()];
};

/**
 * What a newer message of the same kind makes needless: a programme's version, the card of a
 * request. All else is a matter of its own: two drafts that missed one closing date, two people who
 * can't be reached, two things that were done with one request. Of these what was overtaken isn't
 * composed, whichever was planned last: one that was lost where it stood is planned anew.
 */
const matterOf = ({ duty, ids, key }: Reminder): string => {
  if (duty === NEWS) return ids.programme ?? key;
  if (ids.doneAt !== undefined || ids.request === undefined) return key;
  // Whoever is of two sides hears of who handles it at each.
  return [ids.request, ids.side].join();
};

const NEWS: LetterKind = "programmeNews";

/** Of a programme's versions told on one morning the newest; others keep the order of their days. */
const byVersion = (one: Reminder, other: Reminder): number =>
  Number(one.ids.version ?? 0) - Number(other.ids.version ?? 0);

const releaseGroup = async (
  context: Context,
  tx: Transaction,
  group: readonly Reminder[],
  now: DateTime,
): Promise<void> => {
  const newest = group.at(-1);
  if (!newest) return;
  const earlier = group.filter((one) => one !== newest).map(({ id }) => id);
  await settleReminders(tx, earlier, "superseded", now);
  const fate = await fateOfCard(tx, newest, now);
  if (fate === "send") {
    const { key, duty, ids, platform, workspace, conversation } = newest;
    const letter = { id: context.newId(), key, kind: duty, ids, platform, workspace, conversation };
    await post(tx, [letter], context.systemNow());
    await settleReminders(tx, [newest.id], "sent", now);
  } else if (fate === "needless") {
    await settleReminders(tx, [newest.id], fate, now);
  } else {
    await postponeReminders(tx, [newest.id], fate);
  }
};

/** A card that waited for its receiver's morning; after a downtime it waits for the next one. */
const fateOfCard = async (
  tx: Transaction,
  { ids }: Reminder,
  now: DateTime,
): Promise<"send" | "needless" | DateTime> => {
  const receiver = readReceiver(ids);
  const organisation = receiver.organisation && (await findOrganisation(tx, receiver.organisation));
  const channel = receiver.subscription && (await findSubscription(tx, receiver.subscription));
  if (!organisation || (receiver.subscription && !channel)) return "needless";
  const { zone, hour } = channel ?? { zone: organisation.zone, hour: DEFAULT_HOUR };
  const calendar = calendarOf(organisation);
  const closing = await closingAhead(tx, ids, now);
  const moment = nextContactMoment(now, { calendar, zone, hour, closing });
  return moment <= now ? "send" : moment;
};

/** Where no working day is left before it, news of a programme were planned for a day of rest. */
const closingAhead = async (
  tx: Transaction,
  ids: Reminder["ids"],
  now: DateTime,
): Promise<DateTime | undefined> => {
  const id = readPointer("programme", ids.programme)?.id;
  const programme = id && (await findProgramme(tx, id));
  const round = programme && roundToJoin(programme.rounds, programme.zone, now);
  return round && closingInstant(round, programme.zone);
};
