import { createHash } from "node:crypto";

/** What a quiet machine of ours takes for the work below. */
const QUIET_MS = 25;
const WORK = Buffer.alloc(256 * 1024);

/**
 * A promised limit, and longer only where this machine is slower than ours at this moment: then no
 * test fails for what else it is busy with.
 */
export const onThisMachine = (promisedMs: number): number => {
  const begun = performance.now();
  for (let round = 0; round < 128; round += 1) createHash("sha256").update(WORK).digest();
  const times = (performance.now() - begun) / QUIET_MS;
  // Twice, since a busy machine isn't equally busy from one second to the next.
  return times < 1.5 ? promisedMs : Math.ceil(promisedMs * 2 * times);
};
