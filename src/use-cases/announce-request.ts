/** Who hears of a submitted request: its sender at once, the Secretariat's channels and the host at a decent hour. */
import type { OrganisationId } from "../domain/ids.ts";
import { SECRETARIAT } from "../domain/ids.ts";
import { calendarOf, type Organisation } from "../domain/members.ts";
import type { Programme } from "../domain/programmes.ts";
import { DEFAULT_HOUR, nextDecentMoment, reminderKey } from "../domain/reminders.ts";
import type { SubmittedRequest } from "../domain/requests.ts";
import { closingInstant, type Round } from "../domain/rounds.ts";
import type { Zone } from "../domain/time.ts";
import type { Transaction } from "../store/database.ts";
import { findOrganisation } from "../store/organisations.ts";
import { type Letter, post } from "../store/outbox.ts";
import { accountsWithRole, type ReachableAccount } from "../store/people.ts";
import { planReminder } from "../store/reminders.ts";
import { allSubscriptions } from "../store/subscriptions.ts";
import type { House, Press } from "./house.ts";

interface Announcement {
  readonly request: SubmittedRequest;
  readonly programme: Programme;
  readonly round: Round;
  readonly host: Organisation;
  readonly press: Press;
}

interface Receiver {
  readonly duty: "received" | "requestCard" | "hostAsked";
  readonly platform: Letter["platform"];
  readonly workspace: string;
  readonly conversation: string;
  readonly ids: Readonly<Record<string, string>>;
}

export const announceRequest = async (
  house: House,
  tx: Transaction,
  announcement: Announcement,
): Promise<void> => {
  await post(tx, [await receipt(house, tx, announcement)], house.systemNow());
  await tellSecretariat(house, tx, announcement);
  await tellHost(house, tx, announcement);
};

const receipt = async (
  house: House,
  tx: Transaction,
  { request, press }: Announcement,
): Promise<Letter> => {
  const accounts = await accountsWithRole(tx, request.sender, ["liaison", "backup"]);
  const { platform, tenant, user } = press.account;
  const pressed = accounts.find(
    (one) => one.platform === platform && one.tenant === tenant && one.user === user,
  );
  if (!pressed) throw new Error("Who submitted a request has no account");
  return letterTo(house, request, receiverOf("received", request, request.sender, pressed));
};

const tellSecretariat = async (
  house: House,
  tx: Transaction,
  announcement: Announcement,
): Promise<void> => {
  const secretariat = await findOrganisation(tx, SECRETARIAT);
  const subscribed = (await allSubscriptions(tx)).filter(
    ({ organisation, topics }) => organisation === SECRETARIAT && topics.includes("requests"),
  );
  for (const { id, platform, workspace, conversation, hour, zone } of subscribed) {
    const ids = { request: announcement.request.id, subscription: id, organisation: SECRETARIAT };
    const receiver = { duty: "requestCard", platform, workspace, conversation, ids } as const;
    await sendDecently(house, tx, announcement, {
      receiver,
      organisation: secretariat,
      hour,
      zone,
    });
  }
};

/** The LO; where that post is vacant, the backup. */
const tellHost = async (
  house: House,
  tx: Transaction,
  announcement: Announcement,
): Promise<void> => {
  const { host, request } = announcement;
  for (const account of await accountsOfHost(tx, host.id)) {
    const receiver = receiverOf("hostAsked", request, host.id, account);
    await sendDecently(house, tx, announcement, {
      receiver,
      organisation: host,
      hour: DEFAULT_HOUR,
      zone: host.zone,
    });
  }
};

const accountsOfHost = async (
  tx: Transaction,
  host: OrganisationId,
): Promise<ReachableAccount[]> => {
  const liaisons = await accountsWithRole(tx, host, ["liaison"]);
  return liaisons.length > 0 ? liaisons : accountsWithRole(tx, host, ["backup"]);
};

const receiverOf = (
  duty: Receiver["duty"],
  request: SubmittedRequest,
  organisation: OrganisationId,
  { platform, workspace, user, personId }: ReachableAccount,
): Receiver => ({
  duty,
  platform,
  workspace,
  conversation: user,
  ids: { request: request.id, person: personId, organisation },
});

/** Unasked messages come in working hours of the receiver, but for the last two days before closing. */
const sendDecently = async (
  house: House,
  tx: Transaction,
  { request, programme, round, press }: Announcement,
  to: {
    readonly receiver: Receiver;
    readonly organisation: Organisation | undefined;
    readonly hour: number;
    readonly zone: Zone;
  },
): Promise<void> => {
  if (!to.organisation) throw new Error("An announcement needs its receiver's calendar");
  const moment = nextDecentMoment(press.at, {
    calendar: calendarOf(to.organisation),
    zone: to.zone,
    hour: to.hour,
    closing: closingInstant(round, programme.zone),
  });
  if (moment <= press.at) {
    await post(tx, [letterTo(house, request, to.receiver)], house.systemNow());
    return;
  }
  const { duty, ids, platform, workspace, conversation } = to.receiver;
  await planReminder(tx, {
    id: house.newId(),
    key: keyOf(request, to.receiver),
    duty,
    step: "atOnce",
    ids,
    subscription: null,
    platform,
    workspace,
    conversation,
    dueAt: moment,
  });
};

const letterTo = (house: House, request: SubmittedRequest, receiver: Receiver): Letter => ({
  id: house.newId(),
  key: keyOf(request, receiver),
  kind: receiver.duty,
  ids: receiver.ids,
  platform: receiver.platform,
  workspace: receiver.workspace,
  conversation: receiver.conversation,
});

const keyOf = (request: SubmittedRequest, { duty, workspace, conversation }: Receiver): string =>
  reminderKey(duty, "atOnce", request.id, `${workspace}:${conversation}`);
