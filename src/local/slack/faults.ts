import { isObject } from "../json.ts";

const KINDS = ["429", "500", "timeout", "reset", "lostAnswer"] as const;

/** A fault that one can order: the next `times` calls of `method` (or of any) meet it. */
interface Fault {
  method?: string;
  kind: (typeof KINDS)[number];
  times: number;
  /** Seconds, with 429. */
  retryAfter: number;
}

export interface Faults {
  /** False when the order makes no sense. */
  order(order: unknown): boolean;
  /** The fault that this call meets, counted down. */
  meet(method: string): Fault | undefined;
}

export function makeFaults(): Faults {
  let ordered: Fault[] = [];
  return {
    order(order) {
      const fault = faultFrom(order);
      if (fault) ordered.push(fault);
      return fault !== undefined;
    },
    meet(method) {
      const fault = ordered.find((one) => one.method === undefined || one.method === method);
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
  return { ...method, kind, times, retryAfter: Number(order.retryAfter ?? 1) };
}
