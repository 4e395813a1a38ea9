import { readSource } from "../../src/documents/read-source.ts";
import type { ReadNotification } from "../../src/domain/notifications/reading.ts";
import { refused } from "../../src/domain/outcome.ts";

/** Reads as the product's own process for it does, in this one: for what doesn't depend on limits. */
export const readHere: ReadNotification = async (fetch, members) => {
  const source = await fetch();
  return source.ok
    ? readSource(source.value, members)
    : refused({ kind: "unreadable", problem: source.refusal });
};
