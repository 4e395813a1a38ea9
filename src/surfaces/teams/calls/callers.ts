import type { ChatAccount, Place } from "../../command.ts";
import type { GuardedActivity } from "../http/guard.ts";

export const accountOf = ({ tenant, user, call }: GuardedActivity): ChatAccount => ({
  call,
  platform: "teams",
  tenant,
  user,
});

export const isPersonal = ({ activity }: GuardedActivity): boolean =>
  activity.conversation.conversationType === "personal";

/** A thread's id is its channel's with `;messageid=` of its first message behind it. */
export const placeOf = (call: GuardedActivity): Place => ({
  workspace: call.tenant,
  conversation: call.activity.conversation.id.replace(/;messageid=.*$/, ""),
  kind: isPersonal(call) ? "direct" : "channel",
});
