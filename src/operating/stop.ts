/** An orderly stop: nothing new, what was begun is ended, nothing stays leased. */
import type { Log } from "../domain/log.ts";
import type { Calls } from "./calls.ts";
import type { HttpServer } from "./http-server.ts";
import { withinTime } from "./within-time.ts";

/** In all; then the process ends in any case. Supervisors kill after 10 s (Docker) or 30 s. */
export const STOP_WITHIN_MS = 10_000;
/** The 2.5 s that a call has to be acknowledged, and as long for what is drawn afterwards. */
const CALLS_MS = 5_000;
/** What is still being read by then is ended, early enough for people to be told so. */
const READING_MS = 3_000;
/** As long as calls have: a stop waits for both at once. The last seconds are the database's. */
const LETTERS_MS = 5_000;

/** One call of Slack's; what isn't drawn or edited by then is so after the next start. */
const HOMES_AND_CARDS_MS = 2_000;

interface Parts {
  readonly httpServer: Pick<HttpServer, "close" | "end">;
  readonly calls: Pick<Calls, "idle">;
  /** Documents that are being read. */
  readonly reading: { stop(): void };
  readonly socket: { stop(): Promise<void> } | undefined;
  readonly clock: { stop(): Promise<void> };
  readonly letters: { stop(timeoutMs: number): Promise<void> };
  readonly homes: { idle(): Promise<void> };
  readonly cards: { idle(): Promise<void> };
  readonly local: { stop(): Promise<void> } | undefined;
  readonly closeDatabase: () => Promise<void>;
  readonly log: Log;
}

/** What asks for a stop: a supervisor, Ctrl-C, a terminal that is closed. */
export const STOP_SIGNALS: readonly ("SIGTERM" | "SIGINT" | "SIGHUP")[] = [
  "SIGTERM",
  "SIGINT",
  "SIGHUP",
];

/** npm hands on to us what Ctrl-C or a supervisor has given to its whole process group already. */
const SAME_SIGNAL_MS = 1_000;

/** The first signal begins the stop; one that comes more than a second later ends the process at once. */
export const onStopSignal = (
  begin: () => void,
  { log, monotonicMs }: { readonly log: Log; readonly monotonicMs: () => number },
): void => {
  let firstAt: number | undefined;
  const signalled = (): void => {
    if (firstAt === undefined) {
      firstAt = monotonicMs();
      begin();
    } else if (monotonicMs() - firstAt > SAME_SIGNAL_MS) {
      log.warn({}, "stopped at once, by a second signal");
      process.exit(1);
    }
  };
  for (const signal of STOP_SIGNALS) process.on(signal, signalled);
};

export const makeStop = (parts: Parts) => async (): Promise<void> => {
  parts.log.info({}, "stopping");
  parts.httpServer.close();
  await Promise.all([endCalls(parts), endClock(parts)]);
  parts.httpServer.end();
  await parts.local?.stop();
  await parts.closeDatabase();
  parts.log.info({}, "stopped");
};

/** The socket goes last: answers leave by it. */
const endCalls = async ({ calls, reading, socket, log }: Parts): Promise<void> => {
  const late = setTimeout(reading.stop, READING_MS);
  await withinTime(CALLS_MS, calls.idle()).catch((err: unknown) =>
    log.warn({ err }, "stopping while a call is still being handled"),
  );
  clearTimeout(late);
  reading.stop();
  await socket?.stop();
};

const endClock = async ({ clock, letters, homes, cards }: Parts): Promise<void> => {
  // Both at once: a tick that is running sends nothing more, and is waited for.
  await Promise.all([letters.stop(LETTERS_MS), withinTime(LETTERS_MS, clock.stop()).catch(late)]);
  const drawn = Promise.all([homes.idle(), cards.idle()]);
  await withinTime(HOMES_AND_CARDS_MS, drawn).catch(late);
};

/** A home or card that hangs is drawn by another process when its lease has run out. A tick that hangs ends with its statement's time limit, or with the process. */
const late = (): void => undefined;
