/** Writes a letter to each of its receivers: now, or planned for their working hours. */
import { calendarOf, type Organisation } from "../../domain/members/members.ts";
import {
  type ContactWindow,
  morningFor,
  nextContactMoment,
  reminderKey,
} from "../../domain/reminders/reminders.ts";
import type { DateTime } from "../../domain/time.ts";
import type { Transaction } from "../../store/database.ts";
import { type Letter, post } from "../../store/letters/outbox.ts";
import type { ReachableAccount } from "../../store/people/people.ts";
import { planReminder } from "../../store/reminders.ts";
import type { Context } from "../context.ts";
import {
  type IdsOf,
  idsToStore,
  type LetterKind,
  letters,
  matterOf,
  type ReceiversOf,
} from "./letters.ts";
import { personAt, type Receiver, receiversOf } from "./receivers.ts";

interface Telling<Kind extends LetterKind> {
  readonly ids: IdsOf<Kind>;
  readonly to: ReceiversOf<Kind>;
  /** Programme time of what caused it. */
  readonly at: DateTime;
  /** Of one kind and matter each receiver is told once; its ids, where they say enough. */
  readonly about?: string;
  /** A closing instant that it is about: in the last two days before it, any hour will do. */
  readonly closing?: DateTime | undefined;
}

/** Gives whom it reached: nobody where nobody can be written to. */
export const tell = async <Kind extends LetterKind>(
  context: Context,
  tx: Transaction,
  kind: Kind,
  { ids, to, at, about = matterOf(kind, ids), closing }: Telling<Kind>,
): Promise<readonly Receiver[]> => {
  const { when, groups } = { groups: undefined, ...letters[kind] };
  const request = "request" in ids ? ids.request : undefined;
  const receivers = await receiversOf(tx, to, { request, groups });
  for (const receiver of receivers) {
    const { platform, workspace, conversation } = receiver;
    const letter: Letter = {
      id: context.newId(),
      key: keyOf(kind, about, receiver),
      kind,
      ids: idsToStore({ ...ids, ...receiver.ids }),
      ...{ platform, workspace, conversation },
    };
    await write(context, tx, letter, { at, moment: momentFor(when, at, receiver, closing) });
  }
  return receivers;
};

/** The key of what this receiver is told of a matter. */
export const letterKey = <Kind extends LetterKind>(
  kind: Kind,
  ids: IdsOf<Kind>,
  to: Pick<Letter, "workspace" | "conversation">,
): string => keyOf(kind, matterOf(kind, ids), to);

const keyOf = (
  kind: LetterKind,
  about: string,
  { workspace, conversation }: Pick<Letter, "workspace" | "conversation">,
): string => reminderKey(kind, "atOnce", about, `${workspace}:${conversation}`);

const momentFor = (
  when: (typeof letters)[LetterKind]["when"],
  at: DateTime,
  { organisation, zone, hour }: Receiver,
  closing: DateTime | undefined,
): DateTime => {
  const contactWindow: ContactWindow = { calendar: calendarOf(organisation), zone, hour, closing };
  switch (when) {
    case "now":
      return at;
    case "atOnce":
      return nextContactMoment(at, contactWindow);
    case "workingMorning":
      return morningFor(at, contactWindow);
  }
};

const write = async (
  context: Context,
  tx: Transaction,
  letter: Letter,
  { at, moment }: { at: DateTime; moment: DateTime },
): Promise<void> => {
  if (moment <= at) return post(tx, [letter], context.systemNow());
  const { kind, ...planned } = letter;
  await planReminder(tx, { ...planned, duty: kind, dueAt: moment });
};

/** A letter that one person can't be given goes to another, once, in their working hours. */
export const sendToAnother = async (
  context: Context,
  tx: Transaction,
  { key, kind, ids, workspace, conversation }: Letter,
  {
    account,
    organisation,
    at,
  }: { account: ReachableAccount; organisation: Organisation; at: DateTime },
): Promise<void> => {
  const receiver = personAt(account, organisation);
  const own = `${workspace}:${conversation}`;
  const matter = key.endsWith(own) ? key.slice(0, -own.length) : `${key}/`;
  const forwarded: Letter = {
    id: context.newId(),
    key: `${matter}${receiver.workspace}:${receiver.conversation}`,
    kind,
    ids: { ...ids, ...idsToStore(receiver.ids) },
    platform: receiver.platform,
    workspace: receiver.workspace,
    conversation: receiver.conversation,
  };
  const moment = momentFor("atOnce", at, receiver, undefined);
  await write(context, tx, forwarded, { at, moment });
};
