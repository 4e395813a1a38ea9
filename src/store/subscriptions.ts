import { and, asc, eq, isNull, sql } from "drizzle-orm";
import {
  type OrganisationId,
  organisationId,
  type PersonId,
  type SubscriptionId,
  subscriptionId,
} from "../domain/ids.ts";
import type { Platform } from "../domain/platform.ts";
import type { Topic } from "../domain/reminders/channels.ts";
import { DateTime, type Zone } from "../domain/time.ts";
import type { Connection } from "./database.ts";
import { duties, organisations, subscriptions } from "./schema.ts";

export interface ChannelRef {
  readonly platform: Platform;
  readonly workspace: string;
  readonly conversation: string;
}

export interface Subscription extends ChannelRef {
  readonly id: SubscriptionId;
  readonly organisation: OrganisationId;
  /** Local hour of unasked messages, 8 to 17. */
  readonly hour: number;
  readonly zone: Zone;
  readonly topics: readonly Topic[];
  readonly subscribedBy: PersonId;
  readonly subscribedAt: DateTime;
}

/** Subscribes, or changes the subscription of this channel; gives its id. */
export const saveSubscription = async (
  db: Connection,
  one: Subscription,
): Promise<SubscriptionId> => {
  const changes = {
    organisationId: one.organisation,
    hour: one.hour,
    timeZone: one.zone,
    topics: [...one.topics],
    subscribedBy: one.subscribedBy,
    subscribedAt: one.subscribedAt.toJSDate(),
    endedAt: null,
  };
  const { id, platform, workspace, conversation } = one;
  const [row] = await db
    .insert(subscriptions)
    .values({ id, platform, workspace, conversation, ...changes })
    .onConflictDoUpdate({
      target: [subscriptions.platform, subscriptions.workspace, subscriptions.conversation],
      set: changes,
    })
    .returning({ id: subscriptions.id });
  return subscriptionId(row?.id ?? id);
};

/** Nothing is told there any more. */
export const endSubscription = async (
  db: Connection,
  channel: ChannelRef,
  at: Date,
): Promise<void> => {
  const ended = await db
    .update(subscriptions)
    .set({ endedAt: at })
    .where(inChannel(channel))
    .returning({ id: subscriptions.id });
  for (const { id } of ended) await db.delete(duties).where(eq(duties.subscriptionId, id));
};

/** An organisation's channels take the zone that it has now. */
export const moveSubscriptions = async (
  db: Connection,
  organisation: OrganisationId,
): Promise<void> => {
  const zone = sql`(select ${organisations.timeZone} from ${organisations} where ${organisations.id} = ${organisation})`;
  await db
    .update(subscriptions)
    .set({ timeZone: zone })
    .where(eq(subscriptions.organisationId, organisation));
};

export const subscriptionOf = async (
  db: Connection,
  channel: ChannelRef,
): Promise<Subscription | undefined> =>
  (await select(db).where(and(inChannel(channel), isNull(subscriptions.endedAt)))).map(fromRow)[0];

export const findSubscription = async (
  db: Connection,
  id: SubscriptionId,
): Promise<Subscription | undefined> =>
  (await select(db).where(and(eq(subscriptions.id, id), isNull(subscriptions.endedAt)))).map(
    fromRow,
  )[0];

export const allSubscriptions = async (db: Connection): Promise<Subscription[]> =>
  (await select(db).where(isNull(subscriptions.endedAt)).orderBy(asc(subscriptions.id))).map(
    fromRow,
  );

const select = (db: Connection) => db.select().from(subscriptions).$dynamic();

const inChannel = ({ platform, workspace, conversation }: ChannelRef) =>
  and(
    eq(subscriptions.platform, platform),
    eq(subscriptions.workspace, workspace),
    eq(subscriptions.conversation, conversation),
  );

const fromRow = (row: typeof subscriptions.$inferSelect): Subscription => ({
  id: subscriptionId(row.id),
  platform: row.platform,
  workspace: row.workspace,
  conversation: row.conversation,
  organisation: organisationId(row.organisationId),
  hour: row.hour,
  zone: row.timeZone,
  topics: row.topics as Topic[],
  subscribedBy: row.subscribedBy as PersonId,
  subscribedAt: DateTime.fromJSDate(row.subscribedAt),
});
