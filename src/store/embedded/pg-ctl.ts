import {
  closeSync,
  constants,
  fchownSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
} from "node:fs";
import { createServer } from "node:net";
import type { Cluster } from "./cluster.ts";
import { disownStaleFile, runningServer, waitForEnd } from "./postmaster.ts";
import { run } from "./run.ts";

const STOP_TIMEOUT_MS = 60_000;
const LOG_KEPT_BYTES = 1_048_576;
/** The folder belongs to PostgreSQL's account: a link there must not lead root to another file. */
const APPEND_WITHOUT_FOLLOWING =
  constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0);

/** False when it didn't start: someone was faster, the port was taken, or worse. */
export const startServer = async (
  cluster: Cluster,
  settings: Readonly<Record<string, string>>,
): Promise<boolean> => {
  disownStaleFile(cluster.data);
  const all = { ...ourSettings(await freePort()), ...settings };
  const given = Object.entries(all).map(([name, value]) => `-c ${name}=${value}`);
  const wanted = ["start", "--wait", "-D", cluster.data, "-l", cluster.log, "-o", given.join(" ")];
  setAsideLongLog(cluster.log);
  // The server opens its log itself, but pg_ctl's own refusals belong there too.
  const outputFile = openSync(cluster.log, APPEND_WITHOUT_FOLLOWING, 0o600);
  try {
    if (cluster.account) fchownSync(outputFile, cluster.account.uid, cluster.account.gid);
    return (await runPgCtl(cluster, wanted, outputFile)).code === 0;
  } finally {
    closeSync(outputFile);
  }
};

/** pg_ctl's own waiting takes a server that someone starts in the next instant for the old one. */
export const stopServer = async (cluster: Cluster): Promise<void> => {
  const running = runningServer(cluster.data);
  if (!running) return;
  const wanted = ["stop", "--no-wait", "-m", "fast", "-D", cluster.data];
  const { code, output } = await runPgCtl(cluster, wanted);
  if (code !== 0) throw new Error(`PostgreSQL did not stop: ${output.trim()}`);
  if (!(await waitForEnd(cluster.data, running.pid, STOP_TIMEOUT_MS))) {
    throw new Error(`PostgreSQL did not stop. Its log: ${cluster.log}`);
  }
};

/**
 * Loopback with a password instead of a socket file: the same on every platform, and free of the
 * 107 bytes that a socket's path may have. The log must not keep what people wrote: no
 * statements, no values.
 */
const ourSettings = (port: number): Readonly<Record<string, string>> => ({
  listen_addresses: "127.0.0.1",
  port: String(port),
  unix_socket_directories: "",
  timezone: "UTC",
  log_timezone: "UTC",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
});

const runPgCtl = (cluster: Cluster, args: readonly string[], outputFile?: number) =>
  run(cluster.programs.pgCtl, args, {
    account: cluster.account,
    folder: cluster.folder,
    ...(outputFile === undefined ? {} : { outputFile }),
  });

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });

const setAsideLongLog = (log: string): void => {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_KEPT_BYTES) renameSync(log, `${log}.before`);
};

/** The last words of a log. */
export const endOf = (log: string): string =>
  readFileSync(log, "utf8").trim().split("\n").slice(-12).join("\n");
