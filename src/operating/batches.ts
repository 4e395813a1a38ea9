/** Standard output for the log's lines: each write wakes whoever reads it, which costs more than the line. */
import { type DestinationStream, pino } from "pino";

/** How long a line may wait; whoever follows the log doesn't notice. */
const LONGEST_MS = 250;
/** As much is written at once, whenever it comes together. */
const BATCH_BYTES = 8 * 1024;
/** Pino's number of level warn: such a line, with all before it, is written at once. */
const AT_ONCE = 40;

/** Writes what is left when the process exits, too; only an end by force loses a quarter of a second. */
export const makeBatches = (file: string | number = 1): DestinationStream => {
  const batch = pino.destination({ dest: file, sync: true, minLength: BATCH_BYTES });
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    // Writes at once, being sync; `flushSync` would wait for ever for a reader that has gone.
    batch.flush();
  };
  process.once("exit", flush);
  return {
    write(line: string) {
      batch.write(line);
      if (levelOf(line) >= AT_ONCE) flush();
      else timer ??= setTimeout(flush, LONGEST_MS).unref();
    },
  };
};

/** Pino begins each line with it. */
const levelOf = (line: string): number => Number.parseInt(line.slice(LEVEL.length), 10);
const LEVEL = '{"level":';
