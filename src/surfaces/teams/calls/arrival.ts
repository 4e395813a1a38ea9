import { createHash } from "node:crypto";
import type { Arrival } from "../../command.ts";
import type { GuardedActivity } from "../http/guard.ts";

/** Clocks may be as far apart as in a token. */
const LONGEST_AHEAD_MS = 5 * 60 * 1000;

/**
 * `doneAt` is Teams' own timestamp. One of the future would win over all that is typed until then: it
 * counts as none.
 */
export const arrivalOf = (call: GuardedActivity): Arrival => {
  const { at, systemMillis, activity } = call;
  const told = Date.parse(activity.timestamp ?? "");
  const isTold = told <= systemMillis + LONGEST_AHEAD_MS;
  return { at, delivery: deliveryOf(call), doneAt: (isTold ? told : systemMillis) * 1000 };
};

/** SHA-256, hex: the same activity has the same, however often it is told; an edited message another. */
export const deliveryOf = ({ activity, tenant, user }: GuardedActivity): string => {
  const { id, type, name, timestamp, conversation } = activity;
  const isEdit = type === "messageUpdate";
  const parts = [
    tenant,
    user,
    conversation.id,
    id ?? "",
    name ?? "",
    isEdit || !id ? timestamp : "",
  ];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
};
