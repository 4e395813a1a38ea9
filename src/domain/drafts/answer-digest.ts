import { createHash } from "node:crypto";
import type { Answer } from "./drafts.ts";

/** The first 66 bits of SHA-256, base64url; "" for an empty input. Blanks at the ends and the order of choices don't count. */
export const digestOf = (answer: Answer | undefined): string => {
  const plain = typeof answer === "string" ? answer.replaceAll("\r\n", "\n").trim() : answer;
  if (!plain || plain.length === 0) return "";
  const told = JSON.stringify(typeof plain === "string" ? plain : plain.toSorted());
  return createHash("sha256").update(told).digest("base64url").slice(0, 11);
};

export const isSame = (one: Answer | undefined, other: Answer | undefined): boolean =>
  digestOf(one) === digestOf(other);
