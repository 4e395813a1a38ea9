/** How something is said to a person alone: a channel reads every reply, so it is said in the personal chat. */
import type { Log } from "../../../domain/log.ts";
import type { Message } from "../../../messages/message.ts";
import type { Commands } from "../../command.ts";
import type { GuardedActivity } from "../http/guard.ts";
import { type RenderedMessage, renderMessage } from "../rendering/render-message.ts";
import type { Address, Connector, Done, Put } from "../sending/connector.ts";
import type { Conversations } from "../sending/conversations.ts";
import { isPersonal } from "./callers.ts";

export interface SayDeps {
  readonly commands: Pick<Commands, "opensForm" | "answeredInChat" | "noChatYet">;
  readonly connector: Connector;
  readonly conversations: Pick<Conversations, "remember">;
  readonly log: Log;
}

/** False when it couldn't be said; why stands in the log. */
export async function sayAlone(
  call: GuardedActivity,
  message: Message,
  deps: SayDeps,
): Promise<boolean | "noChat"> {
  const activity = renderMessage(message, deps.commands.opensForm);
  const posted = await postAlone(call, activity, deps);
  return posted === "noChat" ? posted : posted !== undefined;
}

interface PostedAlone {
  readonly to: Address;
  readonly id: string;
}

/** What stands where now; "noChat" to who hasn't the app, undefined when it couldn't be said otherwise. */
export async function postAlone(
  call: GuardedActivity,
  activity: RenderedMessage,
  deps: SayDeps,
): Promise<PostedAlone | "noChat" | undefined> {
  const { serviceUrl, conversation, from } = call.activity;
  const here: Address = { serviceUrl, conversation: conversation.id };
  if (isPersonal(call)) return postTo(here, activity, deps);
  const { tenant, user: receiver } = call;
  const person = { serviceUrl, tenant, member: from.id };
  // A press has an answer of its own, which says the same.
  const tellThere = async (message: Message): Promise<void> => {
    if (call.activity.type === "invoke") return;
    await postTo(here, renderMessage(message, deps.commands.opensForm), deps);
  };
  const opened = await whenAllowed(() => deps.connector.openPersonalChat(person));
  const chat = told(opened, deps);
  if (!chat && hasNoChat(opened)) {
    await tellThere(deps.commands.noChatYet);
    return "noChat";
  }
  if (!chat) return undefined;
  // Whatever the database does, the person gets the answer.
  await deps.conversations
    .remember([{ tenant, receiver, serviceUrl, conversation: chat }])
    .catch((err: unknown) => deps.log.error({ err }, "a chat that was opened could not be kept"));
  const posted = await postTo({ serviceUrl, conversation: chat }, activity, deps);
  if (posted) await tellThere(deps.commands.answeredInChat);
  return posted;
}

/** They haven't added the app for themselves. */
const hasNoChat = (opened: Done): boolean => opened.kind === "refused" && opened.receiverGone;

/** Into the conversation from which it was called. */
export const postThere = (
  { activity: { serviceUrl, conversation } }: GuardedActivity,
  activity: object,
  deps: SayDeps,
): Promise<PostedAlone | undefined> =>
  postTo({ serviceUrl, conversation: conversation.id }, activity, deps);

const postTo = async (
  to: Address,
  activity: object,
  deps: SayDeps,
): Promise<PostedAlone | undefined> => {
  const id = told(await whenAllowed(() => deps.connector.post(to, activity)), deps);
  return id === undefined ? undefined : { to, id };
};

const told = (done: Done, { log }: SayDeps): string | undefined => {
  if (done.kind === "done") return done.id;
  log.warn({ kind: done.kind, reason: done.reason }, "an answer could not be said");
  return undefined;
};

const MOST_TRIES = 3;
const LONGEST_PAUSE_SECONDS = 30;

/** Teams takes seven messages a second in a conversation. Only what wasn't done for sure is tried again. */
export async function whenAllowed<Outcome extends Put>(
  work: () => Promise<Outcome>,
  tries = MOST_TRIES,
): Promise<Outcome> {
  const done = await work();
  const isSoon =
    done.kind === "later" &&
    done.scope === "conversation" &&
    done.afterSeconds <= LONGEST_PAUSE_SECONDS;
  if (!isSoon || tries === 1) return done;
  await new Promise((over) => setTimeout(over, done.afterSeconds * 1000));
  return whenAllowed(work, tries - 1);
}
