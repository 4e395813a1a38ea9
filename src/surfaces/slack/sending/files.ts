import { webApi } from "@slack/bolt";
import type { Log } from "../../../domain/log.ts";
import { done, type Outcome, refused } from "../../../domain/outcome.ts";
import { makeSlackClients } from "./clients.ts";
import { bytesOf } from "./download.ts";

export interface FetchedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type FileRefusal =
  /** Deleted meanwhile, or kept outside of Slack, where we don't go. */
  { readonly kind: "gone" } | { readonly kind: "tooLarge"; readonly maxBytes: number };

interface Deps {
  /** The bot token of a workspace; undefined when it isn't one of ours (any more). */
  readonly tokenFor: (workspace: string) => Promise<string | undefined>;
  readonly apiUrl?: string | undefined;
  readonly log: Log;
}

/** Larger than any notification with its annexes; a form's `file_input` has no limit of its own. */
export const LARGEST_FILE_BYTES = 10 * 1024 * 1024;

/** Fetches a file that was uploaded in a form, by the id that its answer has. */
export function makeFetchFile(deps: Deps) {
  const clients = makeSlackClients(deps);
  return async (workspace: string, fileId: string): Promise<Outcome<FetchedFile, FileRefusal>> => {
    const token = await deps.tokenFor(workspace);
    if (token === undefined) throw new Error("The workspace of the file isn't one of ours");
    const file = await fileOf(clients.background(token), fileId);
    if (!file) return refused({ kind: "gone" });
    // What Slack says of its size saves the way; what comes is counted all the same.
    const bytes =
      file.size > LARGEST_FILE_BYTES
        ? "tooLarge"
        : await bytesOf(file.url, { token, apiUrl: deps.apiUrl, most: LARGEST_FILE_BYTES });
    return bytes === "tooLarge"
      ? refused({ kind: "tooLarge", maxBytes: LARGEST_FILE_BYTES })
      : done({ name: file.name, bytes });
  };
}

const GONE = ["file_not_found", "file_deleted"];

async function fileOf(
  client: webApi.WebClient,
  fileId: string,
): Promise<{ name: string; url: string; size: number } | undefined> {
  try {
    const { file } = await client.files.info({ file: fileId });
    const url = file?.url_private_download;
    return url && !file.is_external
      ? { name: file.name ?? "", url, size: file.size ?? 0 }
      : undefined;
  } catch (error) {
    const reason = error instanceof webApi.WebAPIPlatformError ? error.data.error : "";
    if (GONE.includes(reason)) return undefined;
    throw error;
  }
}
