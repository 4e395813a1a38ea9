import type { IncomingMessage } from "node:http";

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

/** Why this request may not use the page or the control API; undefined when it may. */
export function whyRefused(request: IncomingMessage): string | undefined {
  return whyNotLoopback(request) ?? whyWrongHost(request) ?? whyOtherOrigin(request);
}

export function whyNotLoopback(request: IncomingMessage): string | undefined {
  if (LOOPBACK.test(request.socket.remoteAddress ?? "")) return undefined;
  return "The local workspace answers only on this machine.";
}

/** Against DNS rebinding: a foreign name that points here is not this workspace. */
function whyWrongHost(request: IncomingMessage): string | undefined {
  if (hosts(request).includes(request.headers.host ?? "")) return undefined;
  return "The local workspace answers only to 127.0.0.1, localhost or [::1] with its own port.";
}

function whyOtherOrigin(request: IncomingMessage): string | undefined {
  const { origin, host } = request.headers;
  if (origin === undefined || origin === `http://${host}`) return undefined;
  return "The local workspace takes no requests from other sites' pages.";
}

const hosts = (request: IncomingMessage): string[] =>
  ["127.0.0.1", "localhost", "[::1]"].map((name) => `${name}:${request.socket.localPort}`);
