/** Somebody, or a channel, that the platform refuses messages to for good. */
import { type PersonId, SECRETARIAT } from "../../domain/ids.ts";
import type { Organisation } from "../../domain/members/members.ts";
import type { DateTime } from "../../domain/time.ts";
import type { Transaction } from "../../store/database.ts";
import { markHomesStale } from "../../store/home/home-marks.ts";
import type { Letter } from "../../store/letters/outbox.ts";
import { accountAt, livingAccount, markAccountDead } from "../../store/people/accounts.ts";
import { findOrganisation } from "../../store/people/organisations.ts";
import { accountsWithRole, findPerson, type ReachableAccount } from "../../store/people/people.ts";
import { type ChannelRef, endSubscription, subscriptionOf } from "../../store/subscriptions.ts";
import type { Context } from "../context.ts";
import { isLetterKind, letters, readReceiver } from "../letters/letters.ts";
import { actingIn } from "../letters/receivers.ts";
import { sendToAnother, tell } from "../letters/tell.ts";

/**
 * Marks the receiver of a refused letter, reports it once, and gives the letter to somebody else
 * where there is one. `at` is programme time.
 */
export const receiverIsGone = async (
  context: Context,
  tx: Transaction,
  letter: Letter,
  at: DateTime,
): Promise<void> => {
  const account = await accountAt(tx, letter);
  if (!account) return channelIsGone(context, tx, letter, at);
  const marked = await markAccountDead(tx, letter, at.toJSDate());
  const elsewhere = await livingAccount(tx, account.personId);
  if (marked && !elsewhere) {
    // What is owed by an NPO that nobody can write to any more, officers pass on.
    await markHomesStale(tx, [SECRETARIAT]);
    await reportPerson(context, tx, account.personId, at);
  }
  await passOn(context, tx, letter, { account, elsewhere, at });
};

/** To the Secretariat's channels, or to its officers where none is told. */
const reportPerson = async (
  context: Context,
  tx: Transaction,
  unreachable: PersonId,
  at: DateTime,
): Promise<void> => {
  const person = await findPerson(tx, unreachable);
  if (!person || person.roles.length === 0) return;
  const about = `${unreachable}:${at.toMillis()}`;
  await tell(context, tx, "unreachable", { ids: { unreachable }, about, to: "secretariat", at });
};

/** To the same person elsewhere, or to a colleague who has the same duties. */
const passOn = async (
  context: Context,
  tx: Transaction,
  letter: Letter,
  to: {
    readonly account: ReachableAccount;
    readonly elsewhere: ReachableAccount | undefined;
    readonly at: DateTime;
  },
): Promise<void> => {
  const { organisation: id } = readReceiver(letter.ids);
  const organisation = id && (await findOrganisation(tx, id));
  if (!organisation || !isLetterKind(letter.kind)) return;
  const colleague = letters[letter.kind].personal
    ? undefined
    : await colleagueOf(tx, to.account.personId, organisation);
  const account = to.elsewhere ?? colleague;
  if (account) await sendToAnother(context, tx, letter, { account, organisation, at: to.at });
};

const colleagueOf = async (
  tx: Transaction,
  person: PersonId,
  organisation: Organisation,
): Promise<ReachableAccount | undefined> => {
  for (const roles of actingIn(organisation)) {
    const accounts = await accountsWithRole(tx, organisation.id, roles);
    const other = accounts.find(({ personId }) => personId !== person);
    if (other) return other;
  }
  return undefined;
};

/** Archived, or we were removed from it: the subscription ends, and its organisation is told once. */
export const channelIsGone = async (
  context: Context,
  tx: Transaction,
  channel: ChannelRef,
  at: DateTime,
): Promise<void> => {
  const subscription = await subscriptionOf(tx, channel);
  const organisation = subscription && (await findOrganisation(tx, subscription.organisation));
  if (!organisation) return;
  await endSubscription(tx, channel, at.toJSDate());
  const about = `${subscription.id}:${at.toMillis()}`;
  await tell(context, tx, "channelGone", { ids: {}, about, to: { side: organisation }, at });
};
