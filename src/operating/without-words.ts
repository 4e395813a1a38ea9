/**
 * How a fault is written into the log. Drivers put a statement's values, the row that failed or the
 * text that couldn't be read into their errors, and those hold what people wrote: here an error is
 * told by what is known to be harmless, and all else is left out.
 */

interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  /** Ids of ours and of the platforms: "23505", "outbox_key", "invalid_auth". */
  readonly facts?: Readonly<Record<string, string | number>>;
  readonly cause?: LoggedError;
}

/** The fifth cause of a cause says nothing new. */
const DEEPEST = 5;

/** For pino's `serializers.err`. */
export const withoutWords = (thrown: unknown, depth = 1): LoggedError => {
  if (!(thrown instanceof Error))
    return { type: typeof thrown, message: "not an Error", stack: "" };
  const facts = factsOf(thrown);
  return {
    type: thrown.name,
    message: messageOf(thrown),
    stack: framesOf(thrown),
    ...(Object.keys(facts).length > 0 ? { facts } : {}),
    ...(thrown.cause !== undefined && depth < DEEPEST
      ? { cause: withoutWords(thrown.cause, depth + 1) }
      : {}),
  };
};

/** Drizzle's message is the statement, and then its values. */
const VALUES = /\nparams:[\s\S]*$/;
const QUOTED = /"[\s\S]*"/g;
const TOKEN = /\b(?:xox[a-z](?:\.xox[a-z])?|xapp)-[\w-]+/g;
/** What follows the host: a `response_url` is a key, a redirect's address has a code in it. */
const PATH = /(\bhttps?:\/\/[^\s/"']+\/)[^\s"']+/g;

/** What a parser couldn't read, also where another error repeats it. */
const NOT_JSON = /(?:Unexpected token|")[\s\S]*is not valid JSON/g;
/** The Web API's client takes an answer that isn't JSON for the code of an error. */
const API_ERROR = /\b(API error(?: occurred)?: )(?![a-z0-9_]{1,80}$)[\s\S]*/g;

/** A sentence for the log that others may have put together. */
export const withoutSecrets = (sentence: string): string =>
  sentence
    .replaceAll(NOT_JSON, "… is not valid JSON")
    .replaceAll(API_ERROR, "$1…")
    .replaceAll(TOKEN, "[token]")
    .replaceAll(PATH, "$1…");

const messageOf = (error: Error): string => {
  const told = withoutSecrets(error.message.replace(VALUES, ""));
  return quotesWhatItRead(error) ? told.replaceAll(QUOTED, '"…"') : told;
};

/** PostgreSQL's data exceptions (class 22) and the parsers name the text that they couldn't read. */
const quotesWhatItRead = (error: Error): boolean =>
  error instanceof SyntaxError || ("code" in error && /^22/.test(String(error.code)));

const HARMLESS = [
  "code",
  "constraint_name",
  "table_name",
  "column_name",
  "severity",
  "routine",
  "syscall",
  "address",
  "port",
  "statusCode",
  "retryAfter",
];

/** A code or a name, as programs give them to each other. */
const TERM = /^[\w.:/-]{1,80}$/;

/** For pino's `serializers.reason`: a platform's code for its refusal, and never its prose. */
export const termOnly = (reason: unknown): string =>
  typeof reason === "string" && TERM.test(reason) ? reason : "…";

const factsOf = (error: Error): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(error).filter(
      (entry): entry is [string, string | number] =>
        HARMLESS.includes(entry[0]) &&
        (typeof entry[1] === "number" || (typeof entry[1] === "string" && TERM.test(entry[1]))),
    ),
  );

/** Where it was thrown, without the message that V8 repeats above it. */
const framesOf = ({ stack = "", message }: Error): string =>
  stack
    .slice(message === "" ? 0 : stack.indexOf(message) + message.length)
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
