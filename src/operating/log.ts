/** The product's log: JSON lines on standard output, each with what it belongs to. */
import { AsyncLocalStorage } from "node:async_hooks";
import { type DestinationStream, pino } from "pino";
import type { Log, Within } from "../domain/log.ts";
import { withoutSecrets, withoutWords } from "./without-words.ts";

type LogLevel = "debug" | "info" | "warn" | "error";

export interface ProductLog extends Log {
  readonly within: Within;
  /** What the work that is being done belongs to: `{ call }`, `{ tick }`, `{ letter }`. */
  facts(): Facts;
}

interface Options {
  readonly level: LogLevel;
  /** Each line of level error: what it belongs to. */
  readonly onFault?: (during: Facts) => void;
  /** Standard output unless told. */
  readonly into?: DestinationStream;
}

/** Pino's number of the level. */
const ERROR = 50;

type Facts = Readonly<Record<string, unknown>>;
const NOTHING: Facts = {};

export const makeLog = ({ level, onFault, into }: Options): ProductLog => {
  const storage = new AsyncLocalStorage<Facts>();
  const facts = (): Facts => storage.getStore() ?? NOTHING;
  const lines = pino(
    {
      name: "bcn",
      level,
      serializers: { err: withoutWords },
      redact: { paths: NEVER, censor: "[redacted]" },
      // A new object each time: pino writes the line's own facts into it.
      mixin: () => ({ ...facts() }),
      hooks: {
        logMethod(args, method, number) {
          if (number >= ERROR) onFault?.(facts());
          const [first, sentence] = args as unknown as [object, string];
          method.apply(this, [first, withoutSecrets(sentence)]);
        },
      },
    },
    ...(into ? [into] : []),
  );
  return {
    debug: (about, sentence) => lines.debug(about, sentence),
    info: (about, sentence) => lines.info(about, sentence),
    warn: (about, sentence) => lines.warn(about, sentence),
    error: (about, sentence) => lines.error(about, sentence),
    within: (more, work) => storage.run({ ...storage.getStore(), ...more }, work),
    facts,
  };
};

/**
 * A second fence: no line of ours has these, and one that gets them by mistake says "[redacted]".
 * Names as Slack, drivers and we write them; facts are flat, and looking deeper costs 10 µs a line.
 */
const NEVER = [
  "answers",
  "authorization",
  "body",
  "client_secret",
  "clientSecret",
  "code",
  "cookie",
  "email",
  "headers",
  "participants",
  "payload",
  "response_url",
  "responseUrl",
  "signature",
  "signingSecret",
  "text",
  "token",
  "topic",
  "trigger_id",
  "triggerId",
];
