import type { IncomingMessage } from "node:http";
import { signatureOf } from "../../../src/local/slack/signed-post.ts";
import type { LocalWorkspace } from "../../../src/local/workspace.ts";
import { type Answer, type Json, jsonOf, type StandIn, startStandIn } from "./stand-in.ts";

export type { Json };

/** What the pretended product received: a command or event as it is, an interactive payload unpacked. */
interface Received {
  kind: string;
  payload: Json;
  headers: IncomingMessage["headers"];
  genuine: boolean;
}

export interface LocalSlack extends StandIn {
  received: Received[];
  /** How the product answers from now on. */
  answers(answer: (received: Received) => Answer | Promise<Answer>): void;
  api(method: string, args?: Json, token?: string): Promise<Json>;
}

export const FIJI = "T0NTPCFIJI:U0FJLIAISON";
export const OFFICER = "T0APOTOKYO:U0APOOFFICER";

/** A running stand-in with a pretended product behind it, on a free port. */
export async function startLocalSlack(): Promise<LocalSlack> {
  const received: Received[] = [];
  let answerTo: (received: Received) => Answer | Promise<Answer> = () => ({});
  const standIn = await startStandIn((request, body) => {
    const one = unpack(request, body, standIn.local.slack.signingSecret);
    received.push(one);
    return answerTo(one);
  });
  return Object.assign(standIn, {
    received,
    answers: (answer: typeof answerTo) => {
      answerTo = answer;
    },
    async api(method: string, args: Json = {}, token = tokenOf(standIn.local, "T0NTPCFIJI")) {
      const response = await fetch(`${standIn.base}/_local/slack/api/${method}`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
        body: new URLSearchParams(Object.entries(args).map(([key, value]) => [key, asForm(value)])),
      });
      return { ...(await jsonOf(response)), status: response.status };
    },
  });
}

export const tokenOf = (local: LocalWorkspace, team: string): string =>
  local.slack.teams.find(({ teamId }) => teamId === team)?.botToken ?? "";

const asForm = (value: unknown): string =>
  typeof value === "object" ? JSON.stringify(value) : String(value);

function unpack(request: IncomingMessage, body: string, secret: string): Received {
  const { headers } = request;
  const stamp = String(headers["x-slack-request-timestamp"]);
  const genuine = headers["x-slack-signature"] === signatureOf(secret, stamp, body);
  const isJson = headers["content-type"] === "application/json";
  const form = Object.fromEntries(new URLSearchParams(isJson ? "" : body));
  const payload: Json = isJson ? JSON.parse(body) : form.payload ? JSON.parse(form.payload) : form;
  const kind = payload.command ? "command" : String(payload.type);
  return { kind, payload, headers, genuine };
}

/** What the product received last. */
export const lastPayload = (slack: LocalSlack): Json => slack.received.at(-1)?.payload ?? {};
