import { readAtMost } from "../../shared/read-at-most.ts";

const TIMEOUT_MILLIS = 10_000;
export const FILES_ORIGIN = "https://files.slack.com";

interface With {
  readonly token: string;
  /** The Web API's base when it isn't Slack's own: files are taken from its host then. */
  readonly apiUrl?: string | undefined;
  readonly most: number;
}

/**
 * The bytes at Slack's private address. The workspace's token goes along, so no other host is
 * asked and no redirection followed (Slack redirects to its login where the token doesn't do).
 */
export async function bytesOf(url: string, given: With): Promise<Uint8Array | "tooLarge"> {
  const origin = given.apiUrl ? new URL(given.apiUrl).origin : FILES_ORIGIN;
  if (new URL(url).origin !== origin) throw new Error("The file isn't at Slack's own address");
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${given.token}` },
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MILLIS),
  });
  if (!response.ok || !response.body)
    throw new Error(`The file's address answered ${response.status}`);
  return readAtMost(response, given.most);
}
