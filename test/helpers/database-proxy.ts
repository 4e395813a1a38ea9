/** Between a pool and its PostgreSQL: a line that may go mute, be closed, or lead to a server in trouble. */
import { createServer, type Socket, connect as tcp } from "node:net";

/**
 * How new connections fare. `mute`: they stay open and nothing comes through; `closing`: they are
 * accepted, and closed at the first words; `starting` and `full`: the server says so and closes.
 */
type Condition = "well" | "mute" | "closing" | "refusing" | "starting" | "full";

export interface DatabaseProxy {
  readonly url: string;
  /** Also what becomes of those that are open: they go mute for ever, are closed, or, when full, go on. */
  turn(to: Condition): Promise<void>;
  /** Cuts every open connection, for the client's side in order or with a reset. */
  cut(how: "end" | "reset"): void;
  /** Connections that somebody tried to open so far; not those that were refused. */
  attempts(): number;
  close(): Promise<void>;
}

interface Line {
  readonly client: Socket;
  isMute: boolean;
}

export const startDatabaseProxy = async (server: string): Promise<DatabaseProxy> => {
  const { hostname, port } = new URL(server);
  const lines = new Set<Line>();
  let condition: Condition = "well";
  let attempts = 0;

  const pass = (line: Line): void => {
    const { client } = line;
    const onward = tcp(Number(port), hostname);
    const over = (from: Socket, to: Socket): void => {
      from.on("data", (bytes) => void (line.isMute || to.write(bytes)));
      from.on("error", () => undefined).on("close", () => void (line.isMute || to.destroy()));
    };
    over(client, onward);
    over(onward, client);
    // Whoever gave a mute line up is gone for the server too.
    client.on("close", () => onward.destroy());
  };

  const listening = createServer((client) => {
    attempts += 1;
    const line: Line = { client, isMute: condition === "mute" };
    lines.add(line);
    client.on("error", () => undefined).on("close", () => lines.delete(line));
    if (condition === "well") return pass(line);
    if (condition === "mute") return void client.resume();
    client.once("data", () => client.end(SAID_BEFORE_END[condition] ?? Buffer.alloc(0)));
  });
  const listen = (at: number): Promise<void> =>
    new Promise((ready, failed) => {
      listening.once("error", failed).listen(at, "127.0.0.1", () => ready());
    });
  const cut = (how: "end" | "reset"): void => {
    for (const { client } of lines) {
      if (how === "reset") client.resetAndDestroy();
      else client.destroy();
    }
    lines.clear();
  };
  await listen(0);
  const address = listening.address();
  const own = typeof address === "object" && address ? address.port : 0;
  const url = new URL(server);
  url.port = String(own);

  return {
    url: url.href,
    cut,
    attempts: () => attempts,
    turn: async (to) => {
      const wasRefusing = condition === "refusing";
      condition = to;
      if (to === "mute") for (const line of lines) line.isMute = true;
      else if (to !== "full" && to !== "well") cut("end");
      if (to === "refusing") listening.close();
      else if (wasRefusing) await listen(own);
    },
    close: async () => {
      cut("end");
      if (condition !== "refusing") await new Promise((closed) => listening.close(closed));
    },
  };
};

/** ErrorResponse of the protocol: each field a letter and a text, the whole with its length before it. */
const fatal = (code: string, message: string): Buffer => {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`);
  const head = Buffer.alloc(5);
  head.write("E");
  head.writeUInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
};

const SAID_BEFORE_END: Partial<Record<Condition, Buffer>> = {
  starting: fatal("57P03", "the database system is starting up"),
  full: fatal("53300", "sorry, too many clients already"),
};
