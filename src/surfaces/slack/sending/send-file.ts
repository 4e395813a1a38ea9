/** A message with a file: uploaded first, and shared with its words by one last call. */
import type { SentFile } from "../../../messages/message.ts";
import type { Delivered, Delivery, Failed } from "../../command.ts";
import { renderMessage } from "../rendering/render-message.ts";
import { channelOf } from "./already-sent.ts";
import type { SlackClient } from "./clients.ts";
import { digestOf } from "./digest.ts";
import { FILES_ORIGIN } from "./download.ts";
import { asHarmless, outcomeOfFailure, outcomeOfStatus } from "./send-failure.ts";

interface To {
  /** The Web API's base when it isn't Slack's own: files go to its host then. */
  readonly apiUrl?: string | undefined;
  /** By then it is uploaded, or not shared at all. */
  readonly uploadedBy: AbortSignal;
}

export async function sendFile(
  client: SlackClient,
  { conversation, message }: Delivery,
  file: SentFile,
  to: To,
): Promise<Delivered> {
  const uploaded = await uploadedFile(client, conversation, file, to);
  if (uploaded.kind !== "uploaded") return uploaded;
  const { channel_id, id } = uploaded;
  const drawn = renderMessage(message);
  try {
    await client.files.completeUploadExternal({
      files: [{ id, title: file.name }],
      channel_id,
      initial_comment: drawn.text,
    });
  } catch (error) {
    return outcomeOfFailure(error);
  }
  return { kind: "sent", reference: `${channel_id}:`, digest: digestOf(drawn) };
}

type Uploaded = { readonly kind: "uploaded"; readonly channel_id: string; readonly id: string };

/** Nobody sees it until it is shared: what is lost on the way here is simply done again. */
async function uploadedFile(
  client: SlackClient,
  conversation: string,
  { name: filename, bytes }: SentFile,
  { apiUrl, uploadedBy }: To,
): Promise<Uploaded | Failed> {
  try {
    const channel_id = await channelOf(client, conversation);
    const given = await client.files.getUploadURLExternal({ filename, length: bytes.length });
    const { upload_url: url, file_id: id } = given;
    if (url === undefined || id === undefined || !isSlacks(url, apiUrl)) return NO_ADDRESS;
    const response = await upload(url, bytes, uploadedBy);
    if (!response) return asHarmless({ kind: "unknown", reason: "upload_failed" });
    return response.ok
      ? { kind: "uploaded", channel_id, id }
      : asHarmless(outcomeOfStatus(response));
  } catch (error) {
    return asHarmless(outcomeOfFailure(error));
  }
}

const NO_ADDRESS: Failed = { kind: "refused", reason: "no_upload_address", receiverGone: false };

/** To Slack's own address alone: what is sent is somebody's letter. */
const isSlacks = (url: string, apiUrl: string | undefined): boolean =>
  new URL(url).origin === (apiUrl ? new URL(apiUrl).origin : FILES_ORIGIN);

/** Undefined where no answer came. */
const upload = (
  url: string,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<Response | undefined> =>
  fetch(url, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: bytes as Uint8Array<ArrayBuffer>,
    redirect: "error",
    signal,
  }).catch(() => undefined);
