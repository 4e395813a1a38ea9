/** A message with a file. Teams first asks its receiver, and tells where to bring it when they accept. */
import type { Message, SentFile } from "../../../messages/message.ts";
import { inertLine } from "../rendering/inert.ts";
import { TEAMS_LIMITS } from "../rendering/limits.ts";
import { renderMessage } from "../rendering/render-message.ts";
import type { Address, Connector, Done } from "./connector.ts";
import { isFileAddress } from "./file-address.ts";

/** What the answer brings back: which file it is, and no permission. */
export interface ConsentContext {
  readonly file: string;
}

/** Where the file goes, as Teams tells: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4 */
export interface Upload {
  readonly name: string;
  readonly uploadUrl: string;
  readonly contentUrl: string;
  readonly uniqueId: string;
  readonly fileType: string;
}

const alert = { notification: { alert: true } } as const;

/** Asks its receiver whether to put the file into their own ones; said in words where that is refused. */
export async function sendFile(
  to: Address,
  { headline }: Pick<Message, "headline">,
  { id, name, bytes, ifRefused }: SentFile,
  deps: {
    readonly connector: Pick<Connector, "post">;
    readonly opensForm: (verb: string) => boolean;
  },
): Promise<Done> {
  const context: ConsentContext = { file: id };
  const asked = await deps.connector.post(to, {
    type: "message",
    summary: inertLine(headline, TEAMS_LIMITS.summary),
    attachments: [
      {
        contentType: "application/vnd.microsoft.teams.card.file.consent",
        name,
        content: {
          description: inertLine(headline, TEAMS_LIMITS.summary),
          sizeInBytes: bytes.length,
          acceptContext: context,
          declineContext: context,
        },
      },
    ],
    channelData: alert,
  });
  const isToBeTold = asked.kind === "refused" && !asked.receiverGone;
  return isToBeTold ? deps.connector.post(to, renderMessage(ifRefused, deps.opensForm)) : asked;
}

const UPLOADED_WITHIN_MS = 30_000;

/** Why it couldn't be brought; undefined when it is there. The address asks for no token, and gets none. */
export async function bringFile(
  { uploadUrl }: Pick<Upload, "uploadUrl">,
  { bytes }: Pick<SentFile, "bytes">,
  serviceHosts: readonly string[],
): Promise<string | undefined> {
  if (!isFileAddress(uploadUrl, serviceHosts)) return "no_address_for_files";
  try {
    const { status } = await fetch(uploadUrl, {
      method: "PUT",
      headers: {
        "content-type": "application/octet-stream",
        "content-range": `bytes 0-${bytes.length - 1}/${bytes.length}`,
      },
      body: bytes as Uint8Array<ArrayBuffer>,
      redirect: "error",
      signal: AbortSignal.timeout(UPLOADED_WITHIN_MS),
    });
    return status === 200 || status === 201 ? undefined : `http_${status}`;
  } catch {
    return "no_answer";
  }
}

/** A card that opens the file where it is now. */
export const fileInfo = ({ name, contentUrl, uniqueId, fileType }: Upload) => ({
  type: "message",
  summary: inertLine(name, TEAMS_LIMITS.summary),
  attachments: [
    {
      contentType: "application/vnd.microsoft.teams.card.file.info",
      contentUrl,
      name,
      content: { uniqueId, fileType },
    },
  ],
  channelData: alert,
});
