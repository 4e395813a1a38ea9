import { createPublicKey, generateKeyPairSync } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { activity } from "../../../src/surfaces/teams/http/shape.ts";
import { isSignedBy, readToken } from "../../../src/surfaces/teams/http/token.ts";
import { type Answer, type Json, jsonOf, type StandIn, startStandIn } from "./stand-in.ts";

export type { Json };

/** An activity that the pretended product received. */
interface Received {
  activity: Json;
  /** Signed as Microsoft does, for this bot and from where the activity says; and of a shape that the product takes. */
  genuine: boolean;
}

export interface LocalTeams extends StandIn {
  received: Received[];
  /** How the product answers from now on. */
  answers(answer: (activity: Json) => Answer | Promise<Answer>): void;
  /** A call of the connector, with a good token unless told. */
  connector(method: string, path: string, body?: Json | string, token?: string): Promise<Called>;
  /** How long Teams waits. */
  waits: { ms: number };
  token(): Promise<string>;
  /** The chat of whom one plays. */
  chat(as?: string): Promise<string>;
  messages(conversation: string, as?: string): Promise<Json[]>;
}

interface Called {
  status: number;
  body: Json;
  headers: Headers;
}

const TENANT = "00000081-0000-4000-8000-000000000000";
export const LIAISON = `${TENANT}:00000081-0000-4000-8000-000000000001`;
export const BACKUP = `${TENANT}:00000081-0000-4000-8000-000000000002`;
export const CHANNEL = "19:00000081bcn@thread.tacv2";
export const WITHOUT_BOT = "19:00000081office@thread.tacv2";

const LISTS = {
  commands: [{ command: "help", hint: "What you can do", words: [] }],
  extensions: [{ command: "request", title: "Request a visit" }],
};

/** Making a key takes a moment: all that aren't new find this one. */
const KEPT = {
  appPassword: "app-password-unmistakable",
  kid: "key-1",
  privateKey: generateKeyPairSync("rsa", { modulusLength: 2048 })
    .privateKey.export({ type: "pkcs8", format: "pem" })
    .toString(),
};

/** A running stand-in with a pretended product behind it, on a free port; `isNew`: with secrets of its own. */
export async function startLocalTeams({ isNew = false } = {}): Promise<LocalTeams> {
  const received: Received[] = [];
  let answerTo: (activity: Json) => Answer | Promise<Answer> = () => ({});
  let keys: Json[] = [];
  const waits = { ms: 5000 };
  const standIn = await startStandIn(
    async (request, body) => {
      const given: Json = JSON.parse(body);
      const genuine = isGenuine(request, given, keys, teamsOf(standIn).appId);
      received.push({ activity: given, genuine });
      return answerTo(given);
    },
    { teams: { ...LISTS, answerWithinMs: () => waits.ms } },
    isNew ? {} : { "teams-secrets.json": KEPT },
  );
  const metadata = await standIn.get("/_local/teams/openid");
  keys = (await jsonOf(await fetch(String(metadata.jwks_uri)))).keys as Json[];

  const token = async (): Promise<string> =>
    String((await askToken(standIn, {})).body.access_token);
  const teams = Object.assign(standIn, {
    received,
    waits,
    answers: (answer: typeof answerTo) => {
      answerTo = answer;
    },
    token,
    async connector(method: string, path: string, body?: Json | string, bearer?: string) {
      const authorization = `Bearer ${bearer ?? (await token())}`;
      const response = await fetch(`${standIn.base}/_local/teams/jp/v3/conversations${path}`, {
        method,
        redirect: "manual",
        headers: {
          "content-type": "application/json",
          ...(bearer === "" ? {} : { authorization }),
        },
        ...(body === undefined
          ? {}
          : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      return { status: response.status, body: await jsonOf(response), headers: response.headers };
    },
    async chat(as = LIAISON) {
      const { conversations } = await standIn.get(`/_local/state?as=${as}`);
      return String((conversations as Json[]).find(({ kind }) => kind === "im")?.id);
    },
    async messages(conversation: string, as = LIAISON) {
      const path = `/_local/messages?as=${as}&conversation=${encodeURIComponent(conversation)}`;
      return (await standIn.get(path)).messages as Json[];
    },
  });
  return teams;
}

export const teamsOf = ({ local }: StandIn) => {
  if (!local.teams) throw new Error("It has no Teams");
  return local.teams;
};

/** What the login service answers to this, the rest as it has to be. */
export async function askToken(
  standIn: StandIn,
  over: Record<string, string>,
  tenant = teamsOf(standIn).tenantId,
): Promise<{ status: number; body: Json }> {
  const { loginUrl, appId, appPassword } = teamsOf(standIn);
  const response = await fetch(`${loginUrl}/${tenant}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: appId,
      client_secret: appPassword,
      scope: "https://api.botframework.com/.default",
      ...over,
    }),
  });
  return { status: response.status, body: await jsonOf(response) };
}

function isGenuine(
  { headersDistinct }: IncomingMessage,
  given: Json,
  keys: Json[],
  appId: string,
): boolean {
  const read = readToken(headersDistinct.authorization, { appId, nowSeconds: Date.now() / 1000 });
  if (!read.ok || read.claimed.serviceUrl !== given.serviceUrl) return false;
  const key = keys.find(({ kid }) => kid === read.claimed.kid);
  if (!key || !isSignedBy(createPublicKey({ key, format: "jwk" }), read.claimed)) return false;
  return activity.safeParse(given).success;
}

export const path = (conversation: string, id?: string): string =>
  `/${encodeURIComponent(conversation)}/activities${id === undefined ? "" : `/${id}`}`;

export const cardOf = (...body: Json[]): Json => ({ type: "AdaptiveCard", version: "1.5", body });

export const textBlock = (text: string): Json => ({ type: "TextBlock", text });

export const ofCard = (content: Json): Json => ({
  type: "message",
  summary: "A card",
  attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content }],
});

export const dialogOf = (card: Json, title = "A form"): Json => ({
  task: {
    type: "continue",
    value: {
      title,
      height: "large",
      width: "medium",
      card: { contentType: "application/vnd.microsoft.card.adaptive", content: card },
    },
  },
});
