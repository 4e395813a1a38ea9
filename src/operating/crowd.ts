import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** Well below 1024, the open files that a process often may have: the database needs some. */
const LARGEST_CROWD = 800;

/**
 * Keeps a server's open connections below a number. Node's own `maxConnections` would turn newcomers
 * away, so that a crowd of idle connections locks everybody out; here the oldest goes that has no
 * whole request being answered. Slack's are whole within milliseconds.
 */
export function boundCrowd(server: Server, largest = LARGEST_CROWD): void {
  const requests = new Map<Socket, IncomingMessage | undefined>();
  server.on("connection", (socket: Socket) => {
    requests.set(socket, undefined);
    socket.once("close", () => requests.delete(socket));
    if (requests.size <= largest) return;
    for (const [oldest, request] of requests) {
      if (request?.complete) continue;
      requests.delete(oldest);
      oldest.destroy();
      return;
    }
  });
  server.on("request", (req: IncomingMessage, res: ServerResponse) => {
    const { socket } = req;
    if (!requests.has(socket)) return;
    requests.set(socket, req);
    res.once("close", () => {
      if (requests.get(socket) === req) requests.set(socket, undefined);
    });
  });
}
