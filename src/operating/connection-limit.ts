import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** Well below 1024, the open files that a process often may have: the database needs some. */
const MOST_CONNECTIONS = 800;
/** Requests that a connection may have sent before their answers: Slack and proxies send one. */
const MOST_UNANSWERED = 10;

interface Connection {
  /** The request that is being answered. */
  request: IncomingMessage | undefined;
  /** It had a whole request once, as each that Slack keeps had, and nobody has that only holds one. */
  wasUsed: boolean;
  unanswered: number;
}

/**
 * Keeps a server's open connections below a number. Node's own `maxConnections` would turn newcomers
 * away, so that a crowd of idle connections locks everybody out; here one goes that has no whole
 * request being answered: the oldest of those that never had one, otherwise the oldest. A connection
 * goes, too, that sends many requests before their answers: thousands in a few packets would be
 * handled before anybody else's. To be called before whatever else listens to requests, which then
 * finds the socket destroyed.
 */
export function limitConnections(server: Server, most = MOST_CONNECTIONS): void {
  const connections = new Map<Socket, Connection>();
  const oldest = (isChosen: (one: Connection) => boolean): Socket | undefined => {
    for (const [socket, one] of connections)
      if (!one.request?.complete && isChosen(one)) return socket;
    return undefined;
  };
  server.on("connection", (socket: Socket) => {
    connections.set(socket, { request: undefined, wasUsed: false, unanswered: 0 });
    socket.once("close", () => connections.delete(socket));
    if (connections.size <= most) return;
    const chosen = oldest(({ wasUsed }) => !wasUsed) ?? oldest(() => true);
    if (chosen) connections.delete(chosen);
    chosen?.destroy();
  });
  server.on("request", (req: IncomingMessage, res: ServerResponse) => {
    const connection = connections.get(req.socket);
    if (!connection) return;
    connection.unanswered += 1;
    if (connection.unanswered > MOST_UNANSWERED) return void req.socket.destroy();
    connection.request = req;
    res.once("close", () => {
      connection.unanswered -= 1;
      if (req.complete) connection.wasUsed = true;
      if (connection.request === req) connection.request = undefined;
    });
  });
}
