import { z } from "zod";
import { parseJson } from "../../../domain/json.ts";
import { done, type Outcome, refused } from "../../../domain/outcome.ts";
import type { ChatAccount } from "../../command.ts";
import { readAtMost } from "../../shared/read-at-most.ts";
import { isFileAddress } from "./file-address.ts";

type Sender = Pick<ChatAccount, "tenant" | "user">;

interface SentFile {
  readonly name: string;
  /** Whoever has it can read the file, for some minutes. */
  readonly url: string;
}

interface FetchedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

type FileRefusal =
  | { readonly kind: "gone" }
  | { readonly kind: "tooLarge"; readonly maxBytes: number };

/** Keeps a text so that nobody else reads it; throws for what was sealed for somebody else, or isn't. */
export interface Sealing {
  readonly seal: (text: string, belongsTo: string) => string;
  readonly unseal: (sealed: string, belongsTo: string) => string;
}

export interface TeamsFiles {
  /** By this it is fetched, for its sender alone: its address, sealed. It may stand in a button. */
  readonly idOf: (sender: Sender, file: SentFile) => string;
  readonly fetch: (sender: Sender, id: string) => Promise<Outcome<FetchedFile, FileRefusal>>;
}

const LARGEST_FILE_BYTES = 10 * 1024 * 1024;
const TIMEOUT_MS = 10_000;
/** What its address answers when it lasts no longer, or the file was deleted. */
const GONE = [401, 403, 404, 410];

/**
 * Files that people send to the bot. Teams tells of each with an address that asks for no token and
 * lasts some minutes: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
 */
export function makeTeamsFiles(deps: {
  readonly serviceHosts: readonly string[];
  readonly sealing: Sealing;
}): TeamsFiles {
  const { seal, unseal } = deps.sealing;
  const opened = (sender: Sender, id: string): SentFile | undefined => {
    try {
      return sentFile.safeParse(parseJson(unseal(id, sealOf(sender)))).data;
    } catch {
      // Another's, or none of ours.
      return undefined;
    }
  };
  return {
    idOf: (sender, file) => seal(JSON.stringify(file), sealOf(sender)),
    fetch: async (sender, id) => {
      const file = opened(sender, id);
      if (!file || !isFileAddress(file.url, deps.serviceHosts)) return refused({ kind: "gone" });
      const bytes = await download(file.url);
      if (bytes === "gone") return refused({ kind: "gone" });
      return bytes === "tooLarge"
        ? refused({ kind: "tooLarge", maxBytes: LARGEST_FILE_BYTES })
        : done({ name: file.name, bytes });
    },
  };
}

const sentFile = z.object({ name: z.string(), url: z.string() });

const sealOf = ({ tenant, user }: Sender): string => `file:teams:${tenant}/${user}`;

async function download(url: string): Promise<Uint8Array | "gone" | "tooLarge"> {
  const response = await fetch(url, {
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (GONE.includes(response.status)) return "gone";
  if (!response.ok) throw new Error(`The file's address answered ${response.status}`);
  // What is said of its size saves the way; what comes is counted all the same.
  if (Number(response.headers.get("content-length")) > LARGEST_FILE_BYTES) {
    await response.body?.cancel();
    return "tooLarge";
  }
  return readAtMost(response, LARGEST_FILE_BYTES);
}
