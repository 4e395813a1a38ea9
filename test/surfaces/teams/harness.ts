import { createServer } from "node:http";
import { loadingForm } from "../../../src/forms/loading.ts";
import { type EncryptionKeys, seal, unseal } from "../../../src/store/secrets.ts";
import { makeTeamsApp, type TeamsApp, type TeamsDeps } from "../../../src/surfaces/teams/app.ts";
import type {
  Conversations,
  Gone,
  Seen,
} from "../../../src/surfaces/teams/sending/conversations.ts";
import { makeTeamsFiles } from "../../../src/surfaces/teams/sending/files.ts";
import { fakeCommands, fakeLog, listenOnAnyPort, PROGRAMME_NOW, stop } from "../slack/harness.ts";
import { problemsOfAnswer } from "./check-card.ts";
import { APP_ID, LIAISON, type Metadata, startMetadata, TENANT, token } from "./microsoft.ts";

import { PASSWORD, type Service, startService } from "./service.ts";

export interface Surface {
  /** Of the address to which Teams posts. */
  readonly url: string;
  readonly microsoft: Metadata;
  readonly service: Service;
  readonly serviceUrl: string;
  readonly log: ReturnType<typeof fakeLog>;
  readonly app: TeamsApp;
  readonly kept: ReturnType<typeof conversationsInMemory>;
  close(): Promise<void>;
}

/** As the store keeps it, by tenant and receiver; `gone`: what was removed. */
const conversationsInMemory = () => {
  const known = new Map<string, Seen>();
  const gone: Gone[] = [];
  const key = (tenant: string, receiver: string) => `${tenant} ${receiver}`;
  const conversations: Conversations = {
    remember: async (seen) => {
      for (const one of seen) {
        const at = key(one.tenant, one.receiver);
        known.set(at, { ...known.get(at), ...one });
      }
    },
    find: async (tenant, receiver) => {
      const other = [...known.values()].find((one) => one.tenant === tenant);
      return known.get(key(tenant, receiver)) ?? (other && { serviceUrl: other.serviceUrl });
    },
    forget: async (tenant, receiver) => void known.delete(key(tenant, receiver)),
    removed: async (one) => void gone.push(one),
  };
  return { conversations, known, gone };
};

interface Given {
  readonly calls?: Parameters<typeof fakeCommands>[0];
  readonly config?: Partial<TeamsDeps["config"]>;
  readonly deps?: Partial<TeamsDeps>;
}

const KEYS: EncryptionKeys = [{ id: "k", key: Buffer.alloc(32, 7) }];

export const filesOf = ({ host }: Pick<Service, "host">) =>
  makeTeamsFiles({
    serviceHosts: [host],
    sealing: {
      seal: (text, belongsTo) => seal(KEYS, text, belongsTo),
      unseal: (sealed, belongsTo) => unseal(KEYS, sealed, belongsTo),
    },
  });

/** The surface as main.ts makes it, its keys read, behind a server of its own. */
export async function startSurface({ calls = {}, config, deps }: Given = {}): Promise<Surface> {
  const [microsoft, service] = await Promise.all([startMetadata(), startService()]);
  const log = fakeLog();
  const kept = conversationsInMemory();
  const app = makeTeamsApp({
    config: {
      appId: APP_ID,
      appPassword: PASSWORD,
      tenantId: TENANT,
      allowedTenants: undefined,
      serviceHosts: [service.host],
      metadataUrl: microsoft.url,
      loginUrl: service.loginUrl,
      ...config,
    },
    commands: { ...fakeCommands(calls), loading: loadingForm },
    files: filesOf(service),
    conversations: kept.conversations,
    onHomePosted: async () => undefined,
    programmeNow: () => PROGRAMME_NOW,
    log,
    newReference: () => "7F3K",
    ...deps,
  });
  await app.start();
  const server = createServer((req, res) => void app.handle(req, res, "c1"));
  const url = `${await listenOnAnyPort(server)}${app.path}`;
  const close = async (): Promise<void> => {
    await stop(server);
    await Promise.all([microsoft.close(), service.close()]);
  };
  return { url, microsoft, service, serviceUrl: service.serviceUrl, log, app, kept, close };
}

type Json = Record<string, unknown>;

/** A message of the liaison's in the personal chat. */
export const aMessage = (surface: Pick<Surface, "serviceUrl">, over: Json = {}) => ({
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
  const json = text === "" ? {} : JSON.parse(text);
  const problems = problemsOfAnswer(json);
  if (problems.length > 0) throw new Error(problems.join("; "));
  return { status: response.status, text, json };
}
