import { Writable } from "node:stream";
import type { Log } from "../../../src/domain/log.ts";
import { makeLog } from "../../../src/operating/log.ts";

export interface Logged {
  readonly log: Log;
  /** What was written, a line each, as it was read. */
  readonly lines: Record<string, unknown>[];
  /** The same as it was written. */
  text(): string;
}

/** The product's own log, into memory. */
export const loggedLines = (options: Partial<Parameters<typeof makeLog>[0]> = {}): Logged => {
  const lines: Record<string, unknown>[] = [];
  let text = "";
  const into = new Writable({
    write: (chunk, _, done) => {
      text += chunk;
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  return { log: makeLog({ level: "debug", into, ...options }), lines, text: () => text };
};
