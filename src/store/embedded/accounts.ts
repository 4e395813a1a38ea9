import { execFile } from "node:child_process";
import { readFileSync, statSync } from "node:fs";

/** Another account that the server runs as; undefined: it runs as ourselves. */
export type Account = { readonly uid: number; readonly gid: number } | undefined;

/** In the order of preference. initdb looks its account up by name, so a bare number doesn't do. */
export const UNPRIVILEGED_ACCOUNTS = ["postgres", "_postgres", "nobody", "daemon"];

export const isRoot = (): boolean => process.getuid?.() === 0;

export const findAccount = (names: readonly string[], passwdFile = "/etc/passwd"): Account => {
  const known = readFileSync(passwdFile, "utf8").split("\n").map(accountFromLine);
  for (const name of names) {
    const found = known.find((account) => account.name === name && account.uid > 0);
    if (found) return { uid: found.uid, gid: found.gid };
  }
  throw new Error(
    `PostgreSQL refuses to run as root, and this machine has none of the accounts ${names.join(", ")}. ` +
      "Start as an ordinary user, or set DATABASE_URL to a PostgreSQL server.",
  );
};

const accountFromLine = (line: string) => {
  const [name = "", , uid, gid] = line.split(":");
  return { name, uid: Number(uid), gid: Number(gid) };
};

/** Undefined when there is no such file or folder. */
export const ownerOf = (path: string): Account => {
  const found = statSync(path, { throwIfNoEntry: false });
  return found && { uid: found.uid, gid: found.gid };
};

/** A shell asks, because only the kernel knows what every folder above lets through. */
export const canEnter = (account: Account, folder: string): Promise<boolean> =>
  new Promise((answer) => {
    execFile("/bin/sh", ["-c", 'test -x "$0"', folder], { ...account, cwd: "/" }, (error) =>
      answer(error === null),
    );
  });
