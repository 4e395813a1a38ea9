import { isServiceUrl } from "../http/service-url.ts";

/**
 * Whether a file may be taken from there, or brought there: people's own files are at SharePoint, and
 * nothing else that a body names is asked. No token of ours goes along.
 */
export function isFileAddress(text: string, serviceHosts: readonly string[]): boolean {
  if (isServiceUrl(text, serviceHosts)) return true;
  const host = URL.canParse(text) ? new URL(text).host : "";
  return (
    host.endsWith(".sharepoint.com") && isServiceUrl(text, [host]) && text.startsWith("https:")
  );
}
