/** A message with a file: uploaded first, and shared with its words by one last call. */
import type { Message } from "../../../messages/message.ts";
import type { Delivered, Delivery } from "../../command.ts";
import { renderMessage } from "../rendering/render-message.ts";
import { channelOf } from "./already-sent.ts";
import type { SlackClient } from "./clients.ts";
import { digestOf } from "./digest.ts";
import { FILES_ORIGIN } from "./download.ts";

const TIMEOUT_MILLIS = 30_000;

export async function sendFile(
  client: SlackClient,
  { conversation, message }: Delivery,
  file: NonNullable<Message["file"]>,
  apiUrl: string | undefined,
): Promise<Delivered> {
  const channel_id = await channelOf(client, conversation);
  const { name: filename, bytes } = file;
  const given = await client.files.getUploadURLExternal({ filename, length: bytes.length });
  const { upload_url: url, file_id: id } = given;
  if (url === undefined || id === undefined) throw new Error("Slack gave no address to upload to");
  await upload(url, bytes, apiUrl);
  const drawn = renderMessage(message);
  await client.files.completeUploadExternal({
    files: [{ id, title: filename }],
    channel_id,
    initial_comment: drawn.text,
  });
  return { kind: "sent", reference: `${channel_id}:${id}`, digest: digestOf(drawn) };
}

/** To Slack's own address alone: what is sent is somebody's letter. */
async function upload(url: string, bytes: Uint8Array, apiUrl: string | undefined): Promise<void> {
  const origin = apiUrl ? new URL(apiUrl).origin : FILES_ORIGIN;
  if (new URL(url).origin !== origin) throw new Error("The upload isn't to Slack's own address");
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: bytes as Uint8Array<ArrayBuffer>,
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MILLIS),
  });
  if (!response.ok) throw new Error(`The upload's address answered ${response.status}`);
}
