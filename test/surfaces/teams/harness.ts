import { createServer } from "node:http";
import { makeTeamsApp, type TeamsDeps } from "../../../src/surfaces/teams/app.ts";
import { fakeLog, listenOnAnyPort, PROGRAMME_NOW, stop } from "../slack/harness.ts";
import { APP_ID, LIAISON, type Metadata, startMetadata, TENANT, token } from "./microsoft.ts";

export interface Surface {
  /** Of the address to which Teams posts. */
  readonly url: string;
  readonly microsoft: Metadata;
  readonly serviceUrl: string;
  readonly log: ReturnType<typeof fakeLog>;
  close(): Promise<void>;
}

const HOST = "127.0.0.1:3978";

/** The surface as main.ts makes it, its keys read, behind a server of its own. */
export async function startSurface(
  over: Partial<TeamsDeps["config"]> = {},
  deps: Partial<TeamsDeps> = {},
): Promise<Surface> {
  const microsoft = await startMetadata();
  const log = fakeLog();
  const app = makeTeamsApp({
    config: {
      appId: APP_ID,
      allowedTenants: undefined,
      serviceHosts: [HOST],
      metadataUrl: microsoft.url,
      ...over,
    },
    programmeNow: () => PROGRAMME_NOW,
    log,
    ...deps,
  });
  await app.start();
  const server = createServer((req, res) => void app.handle(req, res, "c1"));
  const url = `${await listenOnAnyPort(server)}${app.path}`;
  const close = async (): Promise<void> => {
    await stop(server);
    await microsoft.close();
  };
  return { url, microsoft, serviceUrl: `http://${HOST}/emea/`, log, close };
}

type Json = Record<string, unknown>;

/** A message of the liaison's in the personal chat. */
export const aMessage = (surface: Pick<Surface, "serviceUrl">, over: Json = {}): Json => ({
  type: "message",
  id: "1700000000001",
  timestamp: "2023-03-20T03:00:00.123Z",
  channelId: "msteams",
  serviceUrl: surface.serviceUrl,
  from: { id: "29:liaison", name: "Liaison, Fiji", aadObjectId: LIAISON },
  recipient: { id: `28:${APP_ID}`, name: "BCN" },
  conversation: { id: "a:liaison", conversationType: "personal", tenantId: TENANT },
  channelData: { tenant: { id: TENANT } },
  text: "help",
  ...over,
});

export const anInvoke = (surface: Pick<Surface, "serviceUrl">, name: string, value: Json): Json =>
  aMessage(surface, { type: "invoke", id: "f:invoke-1", name, value, text: undefined });

interface Answered {
  readonly status: number;
  readonly text: string;
  readonly json: Json;
}

export async function post(
  surface: Pick<Surface, "url" | "serviceUrl">,
  body: Json | string = aMessage(surface),
  authorization: string | null = `Bearer ${token(surface.serviceUrl)}`,
): Promise<Answered> {
  const response = await fetch(surface.url, {
    method: "POST",
    headers: { "content-type": "application/json", ...(authorization ? { authorization } : {}) },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, text, json: text === "" ? {} : JSON.parse(text) };
}
