import type { Message } from "../../../messages/message.ts";
import { renderMessage } from "../rendering/render-message.ts";
import type { SlackClient } from "../sending/clients.ts";
import { posting } from "../sending/posting.ts";

const TIMEOUT_MILLIS = 10_000;

/** What only the person who pressed can see, and only for now. */
export const ephemeral = (message: Message): object => ({
  response_type: "ephemeral",
  ...renderMessage(message),
});

/** Says something to the person alone: where the call says, otherwise in their direct messages. */
export const answerTo =
  (responseUrl: string | undefined, user: string, client: SlackClient) =>
  async (message: Message): Promise<void> => {
    if (responseUrl) await respond(responseUrl, message);
    else await client.chat.postMessage(posting(user, message));
  };

/** Says it through the call's `response_url`: 5 times within 30 minutes. Throws when Slack refuses. */
async function respond(responseUrl: string, message: Message): Promise<void> {
  const response = await fetch(responseUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...ephemeral(message), replace_original: false }),
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MILLIS),
  });
  if (!response.ok) throw new Error(`response_url answered ${response.status}`);
}
