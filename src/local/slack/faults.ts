import { isObject, type JsonObject } from "../json.ts";

const KINDS = ["429", "500", "timeout", "reset", "lostAnswer"] as const;

/** A fault that one can order: the next `times` calls of `method` (or of any) meet it. */
interface Fault {
  method?: string;
  /** As the call names it: a conversation's id or, for a direct one, the person's. */
  channel?: string;
  kind: (typeof KINDS)[number];
  times: number;
  /** Seconds, with 429. */
  retryAfter: number;
}

export interface Faults {
  /** False when the order makes no sense. "none" takes back all that was ordered. */
  order(order: unknown): boolean;
  /** The fault that this call meets, counted down; the one that was ordered first. */
  meet(method: string, args: JsonObject): Fault | undefined;
}

export function makeFaults(): Faults {
  let ordered: Fault[] = [];
  return {
    order(order) {
      if (isObject(order) && order.kind === "none") ordered = [];
      else {
        const fault = faultFrom(order);
        if (!fault) return false;
        ordered.push(fault);
      }
      return true;
    },
    meet(method, { channel }) {
      const fault = ordered.find(
        (one) => (one.method ?? method) === method && (one.channel ?? channel) === channel,
      );
      if (fault) fault.times -= 1;
      ordered = ordered.filter(({ times }) => times > 0);
      return fault;
    },
  };
}

function faultFrom(order: unknown): Fault | undefined {
  if (!isObject(order)) return undefined;
  const kind = KINDS.find((known) => known === order.kind);
  const times = Number(order.times ?? 1);
  if (!kind || !Number.isInteger(times) || times < 1) return undefined;
  const method = typeof order.method === "string" ? { method: order.method } : {};
  const channel = typeof order.channel === "string" ? { channel: order.channel } : {};
  return { ...method, ...channel, kind, times, retryAfter: Number(order.retryAfter ?? 1) };
}
