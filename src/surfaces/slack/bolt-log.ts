import { type Logger, LogLevel } from "@slack/bolt";
import type { Log } from "../../domain/log.ts";

/** Bolt's and the Web API client's own notes, in our log; their debug notes hold what people wrote. */
export const boltLog = (log: Log): Logger => ({
  debug: () => {},
  info: () => {},
  warn: (...notes) => log.warn({ from: "slack-library" }, notes.map(asText).join(" ")),
  error: (...notes) => log.error({ from: "slack-library" }, notes.map(asText).join(" ")),
  setLevel: () => {},
  getLevel: () => LogLevel.WARN,
  setName: () => {},
});

/** What a library or Slack quotes may be what people wrote. */
const QUOTED = /"[^"]*"|(?<!\w)'[^']*'(?!\w)/g;

const asText = (note: unknown): string =>
  (note instanceof Error ? note.message : String(note)).replaceAll(QUOTED, '"…"');
