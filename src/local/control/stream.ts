import type { IncomingMessage, ServerResponse } from "node:http";
import { type Both, everyone } from "../both.ts";
import { urlOf } from "../http.ts";
import { asOf, findPerson } from "../shared/people.ts";

/** A comment this often keeps the connection through anything between. */
const HEARTBEAT_MS = 20_000;

export interface Streams {
  open(both: Both, request: IncomingMessage, response: ServerResponse): void;
  closeAll(): void;
}

/** GET /_local/stream: server-sent events, `event: changed`, `data:` what changed. */
export function makeStreams(): Streams {
  const open = new Set<ServerResponse>();
  return {
    open(both, request, response) {
      const person = findPerson(everyone(both), urlOf(request).searchParams.get("as"));
      if (!person) return void response.writeHead(404).end();
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      response.write(": open\n\n");
      open.add(response);
      const deaf = both.slack.changes.listen(asOf(person), (what) => {
        response.write(`event: changed\ndata: ${what}\n\n`);
      });
      const beating = setInterval(() => response.write(": still here\n\n"), HEARTBEAT_MS);
      response.on("close", () => {
        clearInterval(beating);
        deaf();
        open.delete(response);
      });
    },
    closeAll() {
      for (const response of open) response.end();
    },
  };
}
