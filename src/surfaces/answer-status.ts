/** How a request is answered whose body nobody wants to read. */
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";

export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) !== 0;

const CUT_AFTER_MS = 1000;

/**
 * Answers with a status and nothing else. When a body is still coming, no more of it is read and the
 * connection is cut: at once, the sender would be reset and never read the answer; so after a moment.
 */
export function answerStatus(
  req: IncomingMessage,
  res: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders = {},
): void {
  const answer = { ...headers, "content-length": 0 };
  if (req.complete || !hasBody(req)) return void res.writeHead(status, answer).end();
  req.socket.pause();
  res.writeHead(status, { ...answer, connection: "close" }).flushHeaders();
  const timer = setTimeout(() => req.socket.destroy(), CUT_AFTER_MS);
  res.once("close", () => clearTimeout(timer));
}
