import type { Delivery } from "../../command.ts";
import { renderMessage } from "../rendering/render-message.ts";
import type { SlackClient } from "./clients.ts";
import { MESSAGE_EVENT } from "./posting.ts";

// Our clock and Slack's may differ by a little.
const CLOCKS_APART_SECONDS = 5;
// What an app outside the Marketplace gets at a time (1 call a minute).
const MESSAGES_AT_A_TIME = 15;

/** Where the delivery already stands ("CHANNEL:TS"), among 15 messages since its first try. */
export async function findSent(
  client: SlackClient,
  delivery: Delivery,
): Promise<string | undefined> {
  const channel = await channelOf(client, delivery.conversation);
  const { messages } = await client.conversations.history({
    channel,
    oldest: `${delivery.firstTriedAt.toSeconds() - CLOCKS_APART_SECONDS}`,
    limit: MESSAGES_AT_A_TIME,
    include_all_metadata: true,
  });
  const found = messages?.find(
    (message) => idOf(message.metadata) === delivery.id || hasFileOf(message, delivery),
  );
  return found?.ts === undefined ? undefined : `${channel}:${found.ts}`;
}

/** A direct message is sent to a person's id, but read by the conversation's. */
export async function channelOf(client: SlackClient, conversation: string): Promise<string> {
  if (!/^[UW]/.test(conversation)) return conversation;
  const { channel } = await client.conversations.open({ users: conversation });
  return channel?.id ?? conversation;
}

interface WithFiles {
  readonly text?: string;
  readonly files?: readonly { readonly name?: string; readonly size?: number }[];
}

/** No metadata goes with a file. The same file with the same words is as good as this one. */
const hasFileOf = ({ text, files }: WithFiles, { message }: Delivery): boolean => {
  const { file } = message;
  if (!file || text !== renderMessage(message).text) return false;
  return files?.some(({ name, size }) => name === file.name && size === file.bytes.length) ?? false;
};

interface Metadata {
  readonly event_type?: string;
  readonly event_payload?: unknown;
}

const idOf = (metadata: Metadata | undefined): unknown => {
  const payload = metadata?.event_payload;
  if (metadata?.event_type !== MESSAGE_EVENT) return undefined;
  return typeof payload === "object" && payload !== null && "id" in payload
    ? payload.id
    : undefined;
};
