/** What one receiver is told, and when: a letter now, or one planned for a decent hour of theirs. */
import { calendarOf, type Organisation } from "../../domain/members/members.ts";
import {
  DEFAULT_HOUR,
  morningFor,
  nextDecentMoment,
  reminderKey,
} from "../../domain/reminders/reminders.ts";
import type { DateTime, Zone } from "../../domain/time.ts";
import type { Transaction } from "../../store/database.ts";
import { type Letter, post } from "../../store/letters/outbox.ts";
import type { ReachableAccount } from "../../store/people/people.ts";
import { planReminder } from "../../store/reminders.ts";
import type { House } from "../house.ts";

export interface Telling {
  /** The letter's kind, one of those that `compose-letter.ts` knows. */
  readonly kind: string;
  /** What it is about, such as a request's id: of one kind and matter each receiver is told once. */
  readonly about: string;
  /** Pointers for composing it; person or subscription, and organisation, are added. */
  readonly ids: Readonly<Record<string, string>>;
  /** Programme time of what caused it. */
  readonly at: DateTime;
  readonly when: "atOnce" | "workingMorning";
  /** A closing instant that it is about: in the last two days before it, any hour is decent. */
  readonly closing?: DateTime | undefined;
}

export interface Receiver {
  readonly platform: Letter["platform"];
  readonly workspace: string;
  readonly conversation: string;
  readonly organisation: Organisation;
  readonly ids: Readonly<Record<string, string>>;
  /** Local hour of unasked messages. */
  readonly hour: number;
  readonly zone: Zone;
}

export const personAt = (
  { platform, workspace, user, personId }: ReachableAccount,
  organisation: Organisation,
): Receiver => ({
  platform,
  workspace,
  conversation: user,
  organisation,
  ids: { person: personId, organisation: organisation.id },
  hour: DEFAULT_HOUR,
  zone: organisation.zone,
});

export const tellDecently = async (
  house: House,
  tx: Transaction,
  telling: Telling,
  receiver: Receiver,
): Promise<void> => {
  const letter = letterTo(house, telling, receiver);
  const moment = momentFor(telling, receiver);
  await sendAt(house, tx, letter, { at: telling.at, moment, step: telling.when });
};

export const sendAt = async (
  house: House,
  tx: Transaction,
  { id, key, kind, ids, platform, workspace, conversation }: Letter,
  { at, moment, step }: { at: DateTime; moment: DateTime; step: string },
): Promise<void> => {
  const address = { platform, workspace, conversation };
  if (moment <= at) {
    await post(tx, [{ id, key, kind, ids, ...address }], house.systemNow());
  } else {
    const planned = { id, key, duty: kind, step, ids, ...address };
    await planReminder(tx, { ...planned, subscription: null, dueAt: moment });
  }
};

const momentFor = (
  { at, when, closing }: Telling,
  { organisation, zone, hour }: Receiver,
): DateTime => {
  const decency = { calendar: calendarOf(organisation), zone, hour, closing };
  return when === "atOnce" ? nextDecentMoment(at, decency) : morningFor(at, decency);
};

/** One of a kind and matter for each receiver, ever. */
export const letterKey = (
  { kind, about }: Pick<Telling, "kind" | "about">,
  { workspace, conversation }: Pick<Letter, "workspace" | "conversation">,
): string => reminderKey(kind, "atOnce", about, `${workspace}:${conversation}`);

export const letterTo = (
  house: House,
  { kind, about, ids }: Pick<Telling, "kind" | "about" | "ids">,
  { platform, workspace, conversation, ids: receiverIds }: Receiver,
): Letter => ({
  id: house.newId(),
  key: letterKey({ kind, about }, { workspace, conversation }),
  kind,
  ids: { ...ids, ...receiverIds },
  platform,
  workspace,
  conversation,
});
