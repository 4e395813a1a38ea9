import { once } from "node:events";
import { Worker } from "node:worker_threads";

interface Watched {
  readonly parentPid: number;
  /** Of memory of any kind: V8's heap, buffers, libraries. */
  readonly maxBytes: number;
}

/**
 * A second thread that ends this process when it has taken too much memory, or when the process that
 * waits for it is gone: what is being read may hold the first thread. Resolves when it watches.
 */
export const watchThisProcess = async (watched: Watched): Promise<void> => {
  await once(new Worker(WATCH, { eval: true, execArgv: [], workerData: watched }), "message");
};

/** As text: Node 20 loads no TypeScript in a second thread. 10 ms are about 20 MB of pages at most. */
const WATCH = `
const { parentPort, workerData } = require("node:worker_threads");
const { parentPid, maxBytes } = workerData;
setInterval(() => {
  if (process.memoryUsage.rss() > maxBytes || process.ppid !== parentPid)
    process.kill(process.pid, "SIGKILL");
}, 10);
parentPort.postMessage("watching");
`;
