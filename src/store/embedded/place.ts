import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Account, canEnter, findAccount, isRoot, ownerOf } from "./accounts.ts";

export interface Place {
  /** Holds the folder `postgres`, and copied programs if there are any. */
  readonly home: string;
  readonly account: Account;
}

/** What root does when the project lies where no other account gets in, as under /root. */
export const ELSEWHERE = "/var/lib/bcn";

/**
 * Where the cluster lies and whose it is. An existing cluster stays where it is and keeps its
 * owner, whatever accounts have come or gone since; only a new one chooses.
 */
export const findPlace = async (
  dataFolder: string,
  host: { readonly accounts: readonly string[]; readonly elsewhere: string },
): Promise<Place> => {
  const here = resolve(dataFolder);
  mkdirSync(here, { recursive: true });
  if (!isRoot()) return { home: here, account: undefined };
  const there = join(host.elsewhere, hashOf(here));
  for (const home of [here, there]) {
    const account = ownerOf(join(home, "postgres"));
    if (account) return { home, account };
  }
  const account = findAccount(host.accounts);
  if (await canEnter(account, here)) return { home: here, account };
  mkdirSync(there, { recursive: true, mode: 0o755 });
  return { home: there, account };
};

const hashOf = (path: string): string =>
  createHash("sha256").update(path).digest("hex").slice(0, 16);
