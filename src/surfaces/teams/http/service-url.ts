const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])$/;

/**
 * Whether our token may go there: https (on this machine http as well), a host of the list, with its
 * port where it has one, and no name or password in front of it.
 */
export function isServiceUrl(text: string, hosts: readonly string[]): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.username !== "" || url.password !== "") return false;
  const isSafe =
    url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.test(url.hostname));
  return isSafe && hosts.includes(url.host);
}
