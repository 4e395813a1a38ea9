/** How something is said to a person alone: a channel reads every reply, so it is said in the personal chat. */
import type { Log } from "../../../domain/log.ts";
import type { Message } from "../../../messages/message.ts";
import type { Commands } from "../../command.ts";
import type { GuardedActivity } from "../http/guard.ts";
import { renderMessage } from "../rendering/render-message.ts";
import type { Address, Connector, Done } from "../sending/connector.ts";
import { isPersonal } from "./callers.ts";

export interface SayDeps {
  readonly commands: Pick<Commands, "opensForm" | "answeredInChat">;
  readonly connector: Connector;
  readonly log: Log;
}

/** False when it couldn't be said; why stands in the log. */
export async function sayAlone(
  call: GuardedActivity,
  message: Message,
  deps: SayDeps,
): Promise<boolean> {
  const { serviceUrl, conversation, from } = call.activity;
  const here: Address = { serviceUrl, conversation: conversation.id };
  if (isPersonal(call)) return say(here, message, deps);
  const person = { serviceUrl, tenant: call.tenant, member: from.id };
  const chat = told(await whenAllowed(() => deps.connector.openPersonalChat(person)), deps);
  if (!chat || !(await say({ serviceUrl, conversation: chat }, message, deps))) return false;
  // A press has an answer of its own, which says the same.
  if (call.activity.type !== "invoke") await say(here, deps.commands.answeredInChat, deps);
  return true;
}

const say = async (to: Address, message: Message, deps: SayDeps): Promise<boolean> => {
  const activity = renderMessage(message, deps.commands.opensForm);
  return told(await whenAllowed(() => deps.connector.post(to, activity)), deps) !== undefined;
};

const told = (done: Done, { log }: SayDeps): string | undefined => {
  if (done.kind === "done") return done.id;
  log.warn({ kind: done.kind, reason: done.reason }, "an answer could not be said");
  return undefined;
};

const MOST_TRIES = 3;
const LONGEST_PAUSE_SECONDS = 30;

/** Teams takes seven messages a second in a conversation. Only what wasn't done for sure is tried again. */
async function whenAllowed(work: () => Promise<Done>, tries = MOST_TRIES): Promise<Done> {
  const done = await work();
  const isSoon =
    done.kind === "later" &&
    done.scope === "conversation" &&
    done.afterSeconds <= LONGEST_PAUSE_SECONDS;
  if (!isSoon || tries === 1) return done;
  await new Promise((over) => setTimeout(over, done.afterSeconds * 1000));
  return whenAllowed(work, tries - 1);
}
