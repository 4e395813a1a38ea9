import { idOn } from "../../../domain/platform.ts";
import { mentioning } from "../../../messages/channel.ts";
import type { Message } from "../../../messages/message.ts";
import type { Delivered, Delivery, Failed, Sender } from "../../command.ts";
import { type RenderedMessage, renderMessage } from "../rendering/render-message.ts";
import type { Address, Connector } from "./connector.ts";
import type { Conversations } from "./conversations.ts";
import { digestOf } from "./digest.ts";
import { sendFile } from "./send-file.ts";

export interface SendingDeps {
  readonly connector: Connector;
  readonly conversations: Pick<Conversations, "remember" | "find" | "forget">;
  readonly opensForm: (verb: string) => boolean;
}

/** docs/platform-limits.md: 7 in a second, 8 in two, 60 in thirty, and 1,800 in an hour. */
const SECONDS_BETWEEN = 0.5;

/**
 * Sends for the outbox, to a person's chat with us or as a new thread of a channel. Never throws for what
 * Microsoft says; `sent` has the reference "RECEIVER CONVERSATION ID". Nothing finds a message again: an
 * answer that is lost stays unknown.
 */
export function makeTeamsSender(deps: SendingDeps): Sender {
  return {
    send: async (delivery) => {
      const done = await send(delivery, deps);
      if (done.kind === "refused" && done.receiverGone)
        await deps.conversations.forget(delivery.workspace, delivery.conversation);
      return done;
    },
    secondsBetween: SECONDS_BETWEEN,
    looksUpSent: false,
  };
}

async function send(delivery: Delivery, deps: SendingDeps): Promise<Delivered> {
  const { workspace: tenant, conversation: receiver } = delivery;
  const to = await addressOf(tenant, receiver, deps);
  if ("kind" in to) return to;
  const { message } = delivery;
  const activity = drawnFor(receiver, message, deps);
  const done = message.file
    ? await sendFile(to, message, message.file, deps)
    : await deps.connector.post(to, activity);
  if (done.kind !== "done") return done;
  const reference = done.id && [receiver, to.conversation, done.id].join(" ");
  return { kind: "sent", reference, ...(message.file ? {} : { digest: digestOf(activity) }) };
}

/** In a channel we hear only what mentions us. */
export const drawnFor = (
  receiver: string,
  message: Message,
  { opensForm }: Pick<SendingDeps, "opensForm">,
): RenderedMessage => renderMessage(isPerson(receiver) ? message : mentioning(message), opensForm);

const isPerson = (receiver: string): boolean => idOn("teams", receiver) !== undefined;

/**
 * A chat with somebody who never wrote to us is opened, where the tenant allows it; a channel is known,
 * or we aren't there.
 */
async function addressOf(
  tenant: string,
  receiver: string,
  { connector, conversations }: SendingDeps,
): Promise<Address | Failed> {
  const known = await conversations.find(tenant, receiver);
  if (known?.conversation !== undefined)
    return { serviceUrl: known.serviceUrl, conversation: known.conversation };
  if (!known || !isPerson(receiver))
    return { kind: "refused", reason: "no_conversation", receiverGone: true };
  const { serviceUrl, member = receiver } = known;
  const opened = await connector.openPersonalChat({ serviceUrl, tenant, member });
  // Nothing was said yet, and opening it again gives the same chat.
  if (opened.kind === "unknown" || (opened.kind === "done" && opened.id === ""))
    return { kind: "later", afterSeconds: 30, scope: "conversation", reason: "chat_not_opened" };
  // Whatever the reason: who can't be opened a chat with can't be told anything.
  if (opened.kind === "refused") return { ...opened, receiverGone: true };
  if (opened.kind === "later") return opened;
  await conversations.remember([{ tenant, receiver, serviceUrl, conversation: opened.id }]);
  return { serviceUrl, conversation: opened.id };
}
