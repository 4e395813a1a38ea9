import { z } from "zod";
import type { Log } from "../../../domain/log.ts";
import type { Failed } from "../../command.ts";
import { isServiceUrl } from "../http/service-url.ts";
import { outcomeOfError, outcomeOfStatus, withoutToken } from "./send-failure.ts";
import type { Tokens } from "./tokens.ts";

/** A conversation, and where its service is, as an activity named them. */
export interface Address {
  readonly serviceUrl: string;
  readonly conversation: string;
}

interface Person {
  readonly serviceUrl: string;
  readonly tenant: string;
  /** "29:…", as an activity named them. */
  readonly member: string;
}

export type Done = { readonly kind: "done"; readonly id: string } | Failed;
/** `lost`: nothing of this id stands there. */
export type Put = Done | { readonly kind: "lost"; readonly reason: string };

export interface Connector {
  /** Posts an activity; its id. Once: an answer that is lost may have been a success. */
  post(to: Address, activity: object): Promise<Done>;
  /** Puts an activity in the place of the one of this id; may be repeated. */
  put(to: Address, id: string, activity: object): Promise<Put>;
  /** Takes it away; may be repeated. */
  remove(to: Address, id: string): Promise<Put>;
  /** The id of the personal chat with somebody, opened where there is none yet. */
  openPersonalChat(person: Person): Promise<Done>;
}

interface Deps {
  readonly config: { readonly appId: string; readonly serviceHosts: readonly string[] };
  readonly tokens: Tokens;
  readonly log: Log;
  /** How long an answer is waited for. */
  readonly timeoutMs?: number | undefined;
}

const TIMEOUT_MS = 10_000;

/**
 * The Bot Connector's REST API, in place of the library's client, which waits for ever and posts again
 * by itself. Never throws for what Microsoft says.
 */
export function makeConnector(deps: Deps): Connector {
  const { config, tokens, log, timeoutMs = TIMEOUT_MS } = deps;
  const ask = askWithin(timeoutMs);
  const call = async (
    method: Method,
    serviceUrl: string,
    path: string,
    body?: object,
  ): Promise<Answered> => {
    if (!isServiceUrl(serviceUrl, config.serviceHosts))
      throw new Error("This is no address for a token of ours");
    const url = new URL(path, serviceUrl.endsWith("/") ? serviceUrl : `${serviceUrl}/`);
    const first = await tokenOr(tokens, log);
    if (typeof first !== "string") return { outcome: first };
    const answer = await ask(method, url, body, first);
    if (answer.status !== 401) return answer;
    tokens.forget(first);
    const second = await tokenOr(tokens, log);
    return typeof second === "string" ? ask(method, url, body, second) : { outcome: second };
  };
  const post = async (serviceUrl: string, path: string, body: object): Promise<Done> =>
    (await call("POST", serviceUrl, path, body)).outcome;
  const change = async (
    method: "PUT" | "DELETE",
    { serviceUrl, conversation }: Address,
    id: string,
    body?: object,
  ): Promise<Put> => {
    const path = `${activitiesOf(conversation)}/${encodeURIComponent(id)}`;
    const { status, outcome } = await call(method, serviceUrl, path, body);
    return status === 404 && outcome.kind === "refused"
      ? { kind: "lost", reason: outcome.reason }
      : outcome;
  };
  return {
    post: ({ serviceUrl, conversation }, activity) =>
      post(serviceUrl, activitiesOf(conversation), activity),
    put: (to, id, activity) => change("PUT", to, id, activity),
    remove: (to, id) => change("DELETE", to, id),
    openPersonalChat: ({ serviceUrl, tenant, member }) =>
      post(serviceUrl, "v3/conversations", {
        isGroup: false,
        bot: { id: `28:${config.appId}` },
        members: [{ id: member }],
        tenantId: tenant,
        channelData: { tenant: { id: tenant } },
      }),
  };
}

type Method = "POST" | "PUT" | "DELETE";

/** `status`: where there was an answer. */
interface Answered {
  readonly status?: number;
  readonly outcome: Done;
}

const activitiesOf = (conversation: string): string =>
  `v3/conversations/${encodeURIComponent(conversation)}/activities`;

async function tokenOr(tokens: Tokens, log: Log): Promise<string | Failed> {
  try {
    return await tokens.get();
  } catch (err) {
    log.error({ err }, "Microsoft gives no token: is TEAMS_APP_PASSWORD right?");
    return withoutToken();
  }
}

const made = z.object({ id: z.string() });

const askWithin =
  (timeoutMs: number) =>
  async (method: Method, url: URL, body: object | undefined, token: string): Promise<Answered> => {
    try {
      const response = await fetch(url, {
        method,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        ...(body ? { body: JSON.stringify(body) } : {}),
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs),
      });
      const { status, headers, ok } = response;
      const answered: unknown = await response.json().catch(() => undefined);
      return {
        status,
        outcome: ok
          ? { kind: "done", id: made.safeParse(answered).data?.id ?? "" }
          : outcomeOfStatus(status, headers, answered),
      };
    } catch (error) {
      return { outcome: outcomeOfError(error) };
    }
  };
