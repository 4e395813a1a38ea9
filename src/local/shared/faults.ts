import type { IncomingMessage, ServerResponse } from "node:http";
import { isObject } from "../json.ts";

/** What becomes of a call: a status in place of an answer, none, or one that is lost on its way. */
const KINDS = [
  "412",
  "429",
  "500",
  "502",
  "504",
  "redirect",
  "timeout",
  "reset",
  "lostAnswer",
  // Microsoft's reasons for a 403.
  "BotDisabledByAdmin",
  "ConversationBlockedByUser",
  "MessageWritesBlocked",
] as const;

/** A fault that one can order: the next `times` calls of `method` (or of any) meet it. */
export interface Fault {
  method?: string;
  /** As the call names it: a conversation's id or, for a direct one in Slack, the person's. */
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
  meet(method: string, channel: unknown): Fault | undefined;
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
    meet(method, channel) {
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

/** In place of carrying the call out; false for what is carried out first, or says more than a status. */
export function standsInTheWay(
  { kind }: Fault,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  if (kind === "timeout") return true;
  if (kind === "reset") {
    request.socket.destroy();
    return true;
  }
  if (kind === "redirect") {
    response.writeHead(302, { location: "/_local/elsewhere" }).end();
    return true;
  }
  if (kind !== "500" && kind !== "502" && kind !== "504") return false;
  response.writeHead(Number(kind)).end("server error");
  return true;
}
