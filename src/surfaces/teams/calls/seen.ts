/** What any call tells of where it comes from: written to there, or not any more. */
import type { GuardedActivity } from "../http/guard.ts";
import type { Conversations, Gone, Seen } from "../sending/conversations.ts";
import { isPersonal, placeOf } from "./callers.ts";

/** To be called once a call is proven and let through. */
export const noteSeen = (
  call: GuardedActivity,
  conversations: Pick<Conversations, "remember" | "removed">,
): Promise<void> => {
  const gone = goneIn(call);
  return gone ? conversations.removed(gone) : conversations.remember(seenIn(call));
};

const seenIn = (call: GuardedActivity): Seen[] => {
  const { tenant, user, activity } = call;
  const { serviceUrl, from, conversation, channelData } = activity;
  const person = { tenant, receiver: user, serviceUrl, member: from.id };
  if (isPersonal(call)) return [{ ...person, conversation: conversation.id }];
  const channel = placeOf(call).conversation ?? "";
  const team = channelData?.team?.id;
  return [
    person,
    {
      tenant,
      receiver: channel,
      serviceUrl,
      conversation: channel,
      ...(team === undefined ? {} : { team }),
    },
  ];
};

/** The app was removed, or the channel or its team was deleted. */
const goneIn = (call: GuardedActivity): Gone | undefined => {
  const { tenant, user, at, activity } = call;
  const { type, action, channelData, membersRemoved, recipient } = activity;
  const { eventType, channel, team } = channelData ?? {};
  if (eventType === "channelDeleted" && channel) return { tenant, receiver: channel.id, at };
  const isRemoved =
    (type === "installationUpdate" && action === "remove") ||
    ["teamDeleted", "teamHardDeleted"].includes(eventType ?? "") ||
    membersRemoved.some(({ id }) => id === recipient.id);
  if (!isRemoved) return undefined;
  const receiver = isPersonal(call) ? user : (placeOf(call).conversation ?? "");
  return { tenant, receiver, team: team?.id, at };
};
