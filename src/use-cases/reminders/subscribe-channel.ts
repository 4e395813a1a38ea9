import { mayGenerally } from "../../domain/access.ts";
import { SECRETARIAT, subscriptionId } from "../../domain/ids.ts";
import { DEFAULT_HOUR } from "../../domain/members/calendars.ts";
import type { Organisation } from "../../domain/members/members.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import type { Person } from "../../domain/people.ts";
import type { Platform } from "../../domain/platform.ts";
import type { ChannelView } from "../../domain/reminders/channels.ts";
import { comingOf } from "../../domain/reminders/duties.ts";
import type { DateTime } from "../../domain/time.ts";
import type { Transaction } from "../../store/database.ts";
import { dutiesOf, lockPlanning } from "../../store/duties.ts";
import { findOrganisation } from "../../store/people/organisations.ts";
import { openProposalOf } from "../../store/people/workspace-proposals.ts";
import { boundOrganisation } from "../../store/people/workspaces.ts";
import { findProgramme } from "../../store/programmes/programmes.ts";
import {
  type ChannelRef,
  endSubscription,
  type Subscription,
  saveSubscription,
  subscriptionOf,
} from "../../store/subscriptions.ts";
import {
  asPerson,
  type Context,
  type Interaction,
  type Replayed,
  type Stranger,
} from "../context.ts";
import { tell } from "../letters/tell.ts";
import { closingFor } from "./closing.ts";
import { planFor } from "./duties.ts";

export type ChannelWish =
  | { readonly kind: "read" }
  /** `hour`: 8 to 17, the subscribed channel's or 9 if absent. */
  | { readonly kind: "subscribe"; readonly hour?: number }
  | { readonly kind: "unsubscribe" }
  | { readonly kind: "test" };

export type ChannelRefusal =
  | Stranger
  | Replayed
  | { readonly kind: "notAChannel" }
  /** No organisation's content may be shown in this workspace yet; `asked`: for whom it waits. */
  | {
      readonly kind: "notBound";
      readonly platform: Platform;
      readonly asked: Organisation | undefined;
    }
  | { readonly kind: "notYours"; readonly organisation: Organisation }
  | { readonly kind: "notSubscribed"; readonly organisation: Organisation };

export interface AskForChannel extends Interaction {
  readonly channel: ChannelRef | undefined;
  readonly wish: ChannelWish;
}

/** What this channel is told: read, subscribed, ended, tried. */
export const subscribeChannel = (
  context: Context,
  input: AskForChannel,
): Promise<Outcome<ChannelView, ChannelRefusal>> =>
  asPerson<ChannelView, ChannelRefusal>(context, input, async (tx, person) => {
    const { channel, wish } = input;
    if (!channel) return refused({ kind: "notAChannel" });
    const organisation = await organisationHere(tx, channel, person);
    if (!organisation.ok) return organisation;
    if (wish.kind === "subscribe") await lockPlanning(tx);
    const before = await subscriptionOf(tx, channel);
    if (wish.kind === "subscribe") {
      await subscribe(
        context,
        tx,
        { channel, person, before, at: input.at, ...wish },
        organisation.value,
      );
    }
    if (!before && (wish.kind === "unsubscribe" || wish.kind === "test")) {
      return refused({ kind: "notSubscribed", organisation: organisation.value });
    }
    if (wish.kind === "unsubscribe") await endSubscription(tx, channel, input.at.toJSDate());
    if (wish.kind === "test" && before) {
      const to = { channel: before };
      await tell(context, tx, "test", { ids: {}, about: context.newId(), to, at: input.at });
    }
    return done(await stateOf(tx, channel, organisation.value, input.at));
  });

/** The workspace's binding decides the content, the person's role whether they may. */
const organisationHere = async (
  tx: Transaction,
  { platform, workspace }: ChannelRef,
  person: Person,
): Promise<Outcome<Organisation, ChannelRefusal>> => {
  const there = { platform, id: workspace };
  const bound = await boundOrganisation(tx, there);
  const organisation = bound && (await findOrganisation(tx, bound));
  if (!organisation) {
    const proposal = await openProposalOf(tx, there);
    const asked = proposal && (await findOrganisation(tx, proposal.organisation));
    return refused({ kind: "notBound", platform, asked });
  }
  return mayGenerally(person, "subscribe", organisation.id)
    ? done(organisation)
    : refused({ kind: "notYours", organisation });
};

interface Subscribing {
  readonly channel: ChannelRef;
  readonly person: Person;
  readonly before: Subscription | undefined;
  readonly at: DateTime;
  readonly hour?: number;
}

const subscribe = async (
  context: Context,
  tx: Transaction,
  { channel, person, before, at, hour }: Subscribing,
  organisation: Organisation,
): Promise<void> => {
  const subscription: Subscription = {
    ...channel,
    id: before?.id ?? subscriptionId(context.newId()),
    organisation: organisation.id,
    hour: hour ?? before?.hour ?? DEFAULT_HOUR,
    zone: organisation.zone,
    topics: [organisation.id === SECRETARIAT ? "requests" : "closing"],
    subscribedBy: person.id,
    // A change of the hour must not lose what is due and not yet said.
    subscribedAt: before?.subscribedAt ?? at,
  };
  const id = await saveSubscription(tx, subscription);
  await planFor(tx, context.newId, { ...subscription, id });
};

const stateOf = async (
  tx: Transaction,
  channel: ChannelRef,
  organisation: Organisation,
  now: DateTime,
): Promise<ChannelView> => {
  const subscription = await subscriptionOf(tx, channel);
  const next = subscription ? await toldNext(tx, subscription, organisation, now) : [];
  return { organisation, subscription, next, now };
};

/** The ladders of its closing dates, asked ahead; what waits for the next morning is one message. */
const toldNext = async (
  tx: Transaction,
  channel: Subscription,
  organisation: Organisation,
  now: DateTime,
): Promise<ChannelView["next"]> => {
  const next: DateTime[] = [];
  for (const duty of await dutiesOf(tx, channel.id)) {
    const programme = await findProgramme(tx, duty.programme);
    const { matter } = duty;
    const round = programme?.rounds.find(
      (one) => matter.kind === "closing" && one.id === matter.round,
    );
    if (!programme || !round) continue;
    const { sent, refused } = await closingFor(tx, programme, round, organisation.id, now);
    if (sent || refused) continue;
    const coming = comingOf(duty, { programme, organisation, channel });
    const ahead = coming.map(({ comesAt }) => comesAt).filter((comesAt) => comesAt > now);
    if (duty.nextAt && ahead.length < coming.length) next.push(duty.nextAt);
    next.push(...ahead);
  }
  return next.sort((one, other) => one.toMillis() - other.toMillis()).map((dueAt) => ({ dueAt }));
};
