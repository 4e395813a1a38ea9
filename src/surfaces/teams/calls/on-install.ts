import type { GuardedActivity } from "../http/guard.ts";
import { arrivalOf } from "./arrival.ts";
import { accountOf, isPersonal, placeOf } from "./callers.ts";
import { answerByMessage, type MessageDeps } from "./on-message.ts";

/** Somebody added the app for themselves: they are told what they can do, and nobody else is. */
export async function onInstall(call: GuardedActivity, deps: MessageDeps): Promise<void> {
  if (call.activity.action !== "add" || !isPersonal(call)) return;
  const typed = {
    account: accountOf(call),
    place: placeOf(call),
    arrival: arrivalOf(call),
    text: "help",
  };
  const during = `an installation of ${call.user}`;
  await answerByMessage(call, () => deps.commands.typed(typed), during, deps);
}
