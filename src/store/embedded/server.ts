import { setTimeout as wait } from "node:timers/promises";
import { UNPRIVILEGED_ACCOUNTS } from "./accounts.ts";
import { findPackage, findPrograms, type Package } from "./binaries.ts";
import { type Cluster, openCluster } from "./cluster.ts";
import { type Lease, takeLease } from "./lease.ts";
import { endOf, startServer, stopServer } from "./pg-ctl.ts";
import { ELSEWHERE, findPlace } from "./place.ts";
import { runningServer } from "./postmaster.ts";

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

const TIMEOUT_MS = 60_000;
const POLL_MS = 50;
const ATTEMPTS = 3;

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
  const givesUpAt = performance.now() + TIMEOUT_MS;
  let adopted = true;
  let attempts = 0;
  let refusal: unknown;
  while (performance.now() < givesUpAt) {
    const running = runningServer(cluster.data);
    if (running) {
      const lease = await takeLease(cluster, running.port).catch((error) => {
        refusal = error;
      });
      if (lease) return { lease, adopted };
      await wait(POLL_MS);
    } else if (await startServer(cluster, settings)) {
      adopted = false;
    } else if (!runningServer(cluster.data) && ++attempts === ATTEMPTS) {
      throw new Error(`PostgreSQL did not start.\n${endOf(cluster.log)}`);
    }
  }
  throw new Error(`PostgreSQL did not answer. Its log: ${cluster.log}`, { cause: refusal });
};

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
    await stopServer(cluster);
    log("PostgreSQL stopped");
  } finally {
    await lease.end();
  }
};
