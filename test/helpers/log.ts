import type { Log } from "../../src/domain/log.ts";

export interface LoggedLine {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly facts: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** A log that tells each line, with the facts of what it belongs to. */
export const logTo = (
  tell: (line: LoggedLine) => void,
  belonging: Readonly<Record<string, unknown>> = {},
): Log => {
  const at = (level: LoggedLine["level"]) => (facts: object, text: string) =>
    tell({ level, facts: { ...belonging, ...facts }, text });
  return {
    ...{ debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") },
    with: (more) => logTo(tell, { ...belonging, ...more }),
  };
};

export const silentLog: Log = logTo(() => undefined);
