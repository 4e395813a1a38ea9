import type { IncomingMessage, ServerResponse } from "node:http";
import { answerJson } from "../http.ts";
import { standsInTheWay } from "../shared/faults.ts";
import type { TeamsContext } from "./context.ts";

/** An error as the connector tells it. */
export interface Refusal {
  status: number;
  code: string;
  message: string;
  headers?: Record<string, string>;
}

export const answerRefusal = (
  response: ServerResponse,
  { status, code, message, headers }: Refusal,
): void => answerJson(response, status, { error: { code, message } }, headers);

export const tooMany = (seconds: number): Refusal => ({
  status: 429,
  code: "TooManyRequests",
  message: "API calls quota exceeded",
  headers: { "retry-after": String(seconds) },
});

/** Meets what was ordered: "met" when it is answered already, "lost" when its answer is to be lost. */
export function meetFault(
  { faults }: TeamsContext,
  operation: string,
  conversation: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): "met" | "lost" | undefined {
  const fault = faults.meet(operation, conversation);
  if (!fault) return undefined;
  if (standsInTheWay(fault, request, response)) return "met";
  switch (fault.kind) {
    case "lostAnswer":
      return "lost";
    case "429":
      answerRefusal(response, tooMany(fault.retryAfter));
      return "met";
    case "412":
      answerRefusal(response, { status: 412, code: "PreconditionFailed", message: "Try again" });
      return "met";
    default:
      answerRefusal(response, { status: 403, code: fault.kind, message: "Forbidden" });
      return "met";
  }
}
