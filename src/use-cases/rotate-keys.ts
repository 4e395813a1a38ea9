/** Seals what is stored with the first key, one secret at a time, while the product runs on all of them. */
import {
  putSealed,
  type SealedSecret,
  sealedAnew,
  sealedSecrets,
} from "../store/people/sealed-secrets.ts";
import { type EncryptionKeys, keyIdOf } from "../store/secrets.ts";
import type { Context } from "./context.ts";

export interface RotatedKeys {
  /** How many are sealed anew. */
  readonly sealedAnew: number;
  /** How many secrets each key seals now, the first key in front. */
  readonly inUse: readonly { readonly key: string; readonly secrets: number }[];
  /** Those that none of the keys opens, as "slack:T0123ABCD", with the key that they ask for. */
  readonly unopened: readonly { readonly workspace: string; readonly key: string }[];
}

/** What was stored under an older key while we were at it is met once more. */
const MOST_ROUNDS = 3;

/** Safe to be repeated, and to be ended half-way: each secret is whole, under one key or the other. */
export const rotateKeys = async (
  { database: db }: Pick<Context, "database">,
  keys: EncryptionKeys,
): Promise<RotatedKeys> => {
  const isOld = ({ sealed }: SealedSecret) => keyIdOf(sealed) !== keys[0].id;
  let count = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const old = (await sealedSecrets(db)).filter(isOld).filter((one) => opens(keys, one));
    if (old.length === 0) break;
    for (const secret of old) if (await putSealed(db, secret, sealedAnew(keys, secret))) count += 1;
  }
  const now = await sealedSecrets(db);
  const unopened = now
    .filter((secret) => !opens(keys, secret))
    .map(({ workspace: { platform, id }, sealed }) => ({
      workspace: `${platform}:${id}`,
      key: keyIdOf(sealed),
    }));
  return { sealedAnew: count, inUse: countsByKey(keys, now), unopened };
};

/** Also under a key of the first one's name that isn't the same. */
const opens = (keys: EncryptionKeys, secret: SealedSecret): boolean => {
  try {
    sealedAnew(keys, secret);
    return true;
  } catch {
    return false;
  }
};

const countsByKey = (
  keys: EncryptionKeys,
  secrets: readonly SealedSecret[],
): RotatedKeys["inUse"] => {
  const ids = secrets.map(({ sealed }) => keyIdOf(sealed));
  return [...new Set([keys[0].id, ...ids.toSorted()])].map((key) => ({
    key,
    secrets: ids.filter((id) => id === key).length,
  }));
};
