/** Secrets at rest: AES-256-GCM, sealed to what they belong to, readable by every key that is listed. */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

export interface EncryptionKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

/** The first key encrypts; all of them decrypt. */
export type EncryptionKeys = readonly [EncryptionKey, ...EncryptionKey[]];

/** 96 bits, as NIST SP 800-38D recommends for GCM. */
const IV_BYTES = 12;

/** `belongsTo`, such as "slack:T123", is authenticated: a sealed token moved elsewhere doesn't open. */
export const seal = (keys: EncryptionKeys, secret: string, belongsTo: string): string => {
  const [{ id, key }] = keys;
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(belongsTo));
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return [id, ...[iv, sealed, cipher.getAuthTag()].map((part) => part.toString("base64"))].join(
    ":",
  );
};

/** Of the key that it is sealed with. */
export const keyIdOf = (sealed: string): string => sealed.split(":", 1)[0] ?? "";

/** Throws when no listed key fits or the text was changed. */
export const unseal = (keys: EncryptionKeys, sealed: string, belongsTo: string): string => {
  const [id, iv = "", body = "", tag = ""] = sealed.split(":");
  const fitting = keys.find((one) => one.id === id);
  if (!fitting) throw new Error(`No encryption key "${id}" in BCN_ENCRYPTION_KEYS`);
  const decipher = createDecipheriv("aes-256-gcm", fitting.key, Buffer.from(iv, "base64"))
    .setAAD(Buffer.from(belongsTo))
    .setAuthTag(Buffer.from(tag, "base64"));
  return decipher.update(Buffer.from(body, "base64"), undefined, "utf8") + decipher.final("utf8");
};
