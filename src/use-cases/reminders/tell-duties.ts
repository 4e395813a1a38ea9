/** Which duties have come? Says what still matters of each, and sets when to look at it next. */
import { calendarOf } from "../../domain/members/members.ts";
import { closingInstant } from "../../domain/programmes/rounds.ts";
import { comingOf, type Matter, TOLD_KINDS } from "../../domain/reminders/duties.ts";
import { releaseMoment, reminderKey } from "../../domain/reminders/reminders.ts";
import type { DateTime } from "../../domain/time.ts";
import { inTransaction, type Transaction } from "../../store/database.ts";
import { claimDuties, type OpenDuty, removeDuties, saveDuty } from "../../store/duties.ts";
import { type Letter, post } from "../../store/letters/outbox.ts";
import { findOrganisation } from "../../store/people/organisations.ts";
import { findProgramme } from "../../store/programmes/programmes.ts";
import { type ChannelRef, findSubscription } from "../../store/subscriptions.ts";
import type { Context } from "../context.ts";
import { newsToday } from "../letters/tell-of-programme.ts";
import { closingFor } from "./closing.ts";

/** Duties looked at in one transaction: enough for a morning of 21 NPOs, few enough to be quick. */
const MOST_AT_ONCE = 200;

/** A duty that can't be told now is tried again after this long; the others go on. */
const AFTER_A_FAULT_MINUTES = 10;

/** News of the programme goes first: whether the reminder is needed beside it is seen when it is sent. */
const WAITS_FOR_NEWS_MINUTES = 1;

export interface Told {
  /** Duties that had come. */
  readonly due: number;
  /** What was thrown for some of them: a fault of one receiver doesn't silence the others. */
  readonly faults: readonly unknown[];
}

/** Safe in any number of processes at once: each row is claimed by one. `now` is programme time. */
export const tellDuties = (context: Context, now: DateTime): Promise<Told> =>
  inTransaction(context.database, async (tx) => {
    const come = await claimDuties(tx, { kinds: TOLD_KINDS, now, most: MOST_AT_ONCE });
    const faults: unknown[] = [];
    for (const duty of come) {
      try {
        await tx.transaction((savepoint) => tell(context, savepoint, duty, now));
      } catch (fault) {
        faults.push(fault);
        await saveDuty(tx, { ...duty, nextAt: now.plus({ minutes: AFTER_A_FAULT_MINUTES }) });
      }
    }
    return { due: come.length, faults };
  });

const tell = (context: Context, tx: Transaction, duty: OpenDuty, now: DateTime): Promise<void> => {
  const { matter } = duty;
  switch (matter.kind) {
    case "closing":
      return tellClosing(context, tx, { ...duty, matter }, now);
    case "hostAnswer":
      throw new Error("What is said of a host's answer isn't built yet");
  }
};

type ClosingDuty = OpenDuty & { readonly matter: Extract<Matter, { kind: "closing" }> };

/**
 * Of several steps that came meanwhile only the last still matters. Never after the round has
 * closed; nor to an NPO that is suspended, has sent, or said "Not this round": then the step is
 * passed over.
 */
const tellClosing = async (
  context: Context,
  tx: Transaction,
  duty: ClosingDuty,
  now: DateTime,
): Promise<void> => {
  const { round: roundId, subscription } = duty.matter;
  const channel = await findSubscription(tx, subscription);
  const organisation = await findOrganisation(tx, duty.organisation);
  const programme = await findProgramme(tx, duty.programme);
  const round = programme?.rounds.find(({ id }) => id === roundId);
  if (!channel || !organisation || !programme || !round) return removeDuties(tx, [duty.id]);
  const coming = comingOf(duty, { programme, organisation, channel });
  const come = coming.filter(({ comesAt }) => comesAt <= now);
  const step = come.at(-1)?.name;
  const next = coming[come.length]?.comesAt ?? null;
  // Its time was moved meanwhile: nothing is to be said yet.
  if (step === undefined) return saveDuty(tx, { ...duty, nextAt: next });
  const { sent, refused } = await closingFor(tx, programme, round, organisation.id, now);
  const { zone, hour } = channel;
  const closing = closingInstant(round, programme.zone);
  const moment = releaseMoment(now, { calendar: calendarOf(organisation), zone, hour, closing });
  const isWanted = organisation.active && !sent && !refused && moment !== undefined;
  if (isWanted && moment > now) return saveDuty(tx, { ...duty, nextAt: moment });
  const soon = now.plus({ minutes: WAITS_FOR_NEWS_MINUTES });
  if (isWanted && soon < closing && (await newsToday(tx, programme.id, channel, now)) === "waits")
    return saveDuty(tx, { ...duty, nextAt: soon });
  if (isWanted) await post(tx, [closingLetter(context, duty, step, channel)], context.systemNow());
  return saveDuty(tx, { ...duty, told: { step, of: duty.dueOn }, nextAt: next });
};

/** Its key holds the day: the same step of the same day goes to a channel once, ever. */
const closingLetter = (
  { newId }: Context,
  { matter: { kind, round, subscription }, programme, dueOn: day }: ClosingDuty,
  step: string,
  { platform, workspace, conversation }: ChannelRef,
): Letter => ({
  id: newId(),
  key: reminderKey(kind, step, `${round}:${day}`, subscription),
  kind,
  ids: { round, day, programme, subscription },
  platform,
  workspace,
  conversation,
});
