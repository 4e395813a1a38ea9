import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { EncryptionKeys } from "../store/secrets.ts";

const FILE = "encryption-key";

/** The configured keys; outside of production one of our own, made once and kept beside the data. */
export const keysFor = async (
  configured: EncryptionKeys | undefined,
  dataFolder: string,
): Promise<EncryptionKeys> => configured ?? [{ id: "local", key: await ownKey(dataFolder) }];

const ownKey = async (dataFolder: string): Promise<Buffer> => {
  const file = join(dataFolder, FILE);
  const kept = await readFile(file, "utf8").catch(() => undefined);
  if (kept) return Buffer.from(kept, "base64");
  const key = randomBytes(32);
  await mkdir(dataFolder, { recursive: true });
  // Two processes that start at once: the first file wins, both read it.
  await writeFile(file, key.toString("base64"), { mode: 0o600, flag: "wx" }).catch(() => undefined);
  return Buffer.from(await readFile(file, "utf8"), "base64");
};
