import type { types, webApi } from "@slack/bolt";
import type { Message } from "../../../messages/message.ts";
import { type RenderedMessage, renderMessage } from "../rendering/render-message.ts";

/** What `chat.postMessage` is given: no previews, no links made of names or addresses. */
export const posting = (
  channel: string,
  message: Message,
  metadata?: types.MessageMetadata,
): webApi.ChatPostMessageArguments & RenderedMessage => ({
  channel,
  ...renderMessage(message),
  unfurl_links: false,
  unfurl_media: false,
  link_names: false,
  ...(metadata ? { metadata } : {}),
});

/** The `event_type` of the metadata that every message from the outbox carries. */
export const MESSAGE_EVENT = "bcn_message";
