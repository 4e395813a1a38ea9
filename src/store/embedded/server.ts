import { closeSync, fchownSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { UNPRIVILEGED_ACCOUNTS } from "./accounts.ts";
import { findPackage, findPrograms, type Package } from "./binaries.ts";
import { type Cluster, openCluster } from "./cluster.ts";
import { type Lease, takeLease } from "./lease.ts";
import { ELSEWHERE, findPlace } from "./place.ts";
import { disownStaleFile, runningPort } from "./postmaster.ts";
import { run } from "./run.ts";

export interface EmbeddedOptions {
  /** The cluster is kept in its folder `postgres`, unless PostgreSQL's account can't get there. */
  readonly dataFolder: string;
  readonly log: (line: string) => void;
  /** More server settings, as after `-c`; a server that runs already keeps its own. */
  readonly settings?: Readonly<Record<string, string>>;
  /** What the machine offers, for tests. */
  readonly host?: {
    readonly accounts?: readonly string[];
    readonly elsewhere?: string;
    readonly package?: Package;
  };
}

export interface EmbeddedServer {
  readonly url: string;
  /** True when the server ran already: left by a killed process, or in use by another one. */
  readonly adopted: boolean;
  /** Stops the server, unless another process of ours uses it too. */
  readonly stop: () => Promise<void>;
}

const PATIENCE_MS = 60_000;
const POLL_MS = 50;
const ATTEMPTS = 3;
const LOG_KEPT_BYTES = 1_048_576;

/** A PostgreSQL of our own for this data folder: made, started, or adopted if it runs already. */
export const startEmbedded = async (options: EmbeddedOptions): Promise<EmbeddedServer> => {
  const cluster = await findCluster(options);
  const { lease, adopted } = await leaseServer(cluster, options.settings ?? {});
  options.log(adopted ? "Using the PostgreSQL that runs already" : "PostgreSQL started");
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= leaveServer(cluster, lease, options.log);
    return stopping;
  };
  return { url: lease.url, adopted, stop };
};

const findCluster = async ({ dataFolder, log, host }: EmbeddedOptions): Promise<Cluster> => {
  const packaged = host?.package ?? findPackage();
  const elsewhere = host?.elsewhere ?? ELSEWHERE;
  const accounts = host?.accounts ?? UNPRIVILEGED_ACCOUNTS;
  const place = await findPlace(dataFolder, { accounts, elsewhere });
  if (place.home.startsWith(elsewhere)) {
    log(`PostgreSQL's account cannot enter ${dataFolder}: the database is kept in ${place.home}`);
  }
  const copies = place.account ? elsewhere : place.home;
  return openCluster(place, await findPrograms(packaged, place.account, copies, log));
};

/** Several processes may do this at once: one starts the server, all get a lease on it. */
const leaseServer = async (cluster: Cluster, settings: Readonly<Record<string, string>>) => {
  const givesUpAt = performance.now() + PATIENCE_MS;
  let adopted = true;
  let attempts = 0;
  let refusal: unknown;
  while (performance.now() < givesUpAt) {
    const port = runningPort(cluster.data);
    if (port !== undefined) {
      const lease = await takeLease(cluster, port).catch((error) => {
        refusal = error;
      });
      if (lease) return { lease, adopted };
      await wait(POLL_MS);
    } else if (await startServer(cluster, settings)) {
      adopted = false;
    } else if (runningPort(cluster.data) === undefined && ++attempts === ATTEMPTS) {
      throw new Error(`PostgreSQL did not start.\n${endOf(cluster.log)}`);
    }
  }
  throw new Error(`PostgreSQL did not answer. Its log: ${cluster.log}`, { cause: refusal });
};

/** False when it didn't start: someone was faster, the port was taken, or worse. */
const startServer = async (
  cluster: Cluster,
  settings: Readonly<Record<string, string>>,
): Promise<boolean> => {
  disownStaleFile(cluster.data);
  const all = { ...ourSettings(await freePort()), ...settings };
  const given = Object.entries(all).map(([name, value]) => `-c ${name}=${value}`);
  const wanted = ["start", "--wait", "-D", cluster.data, "-l", cluster.log, "-o", given.join(" ")];
  setAsideLongLog(cluster.log);
  // The server opens its log itself, but pg_ctl's own refusals belong there too.
  const outputFile = openSync(cluster.log, "a", 0o600);
  try {
    if (cluster.account) fchownSync(outputFile, cluster.account.uid, cluster.account.gid);
    return (await runPgCtl(cluster, wanted, outputFile)).code === 0;
  } finally {
    closeSync(outputFile);
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

const leaveServer = async (
  cluster: Cluster,
  lease: Lease,
  log: (line: string) => void,
): Promise<void> => {
  try {
    // A server that went away by itself leaves nothing to give up.
    if (!(await lease.giveUp().catch(() => false))) {
      log("PostgreSQL is left as it is: another process uses it, or it no longer runs");
      return;
    }
    const { code, output } = await runPgCtl(cluster, ["stop", "-D", cluster.data, "-m", "fast"]);
    if (code !== 0) throw new Error(`PostgreSQL did not stop: ${output.trim()}`);
    log("PostgreSQL stopped");
  } finally {
    await lease.end();
  }
};

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

const endOf = (log: string): string =>
  readFileSync(log, "utf8").trim().split("\n").slice(-12).join("\n");
