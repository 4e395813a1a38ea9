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

export interface Connector {
  /** Posts an activity; its id. Once: an answer that is lost may have been a success. */
  post(to: Address, activity: object): Promise<Done>;
  /** The id of the personal chat with somebody, opened where there is none yet. */
  openPersonalChat(person: Person): Promise<Done>;
}

interface Deps {
  readonly config: { readonly appId: string; readonly serviceHosts: readonly string[] };
  readonly tokens: Tokens;
  readonly log: Log;
}

const TIMEOUT_MS = 10_000;

/**
 * The Bot Connector's REST API, in place of the library's client, which waits for ever and posts again
 * by itself. Never throws for what Microsoft says.
 */
export function makeConnector({ config, tokens, log }: Deps): Connector {
  const call = async (serviceUrl: string, path: string, body: object): Promise<Done> => {
    if (!isServiceUrl(serviceUrl, config.serviceHosts))
      throw new Error("This is no address for a token of ours");
    const url = new URL(path, serviceUrl.endsWith("/") ? serviceUrl : `${serviceUrl}/`);
    const first = await tokenOr(tokens, log);
    if (typeof first !== "string") return first;
    const answer = await ask(url, body, first);
    if (answer.status !== 401) return answer.outcome;
    tokens.forget(first);
    const second = await tokenOr(tokens, log);
    return typeof second === "string" ? (await ask(url, body, second)).outcome : second;
  };
  return {
    post: ({ serviceUrl, conversation }, activity) =>
      call(serviceUrl, `v3/conversations/${encodeURIComponent(conversation)}/activities`, activity),
    openPersonalChat: ({ serviceUrl, tenant, member }) =>
      call(serviceUrl, "v3/conversations", {
        isGroup: false,
        bot: { id: `28:${config.appId}` },
        members: [{ id: member }],
        tenantId: tenant,
        channelData: { tenant: { id: tenant } },
      }),
  };
}

async function tokenOr(tokens: Tokens, log: Log): Promise<string | Failed> {
  try {
    return await tokens.get();
  } catch (err) {
    log.error({ err }, "Microsoft gives no token: is TEAMS_APP_PASSWORD right?");
    return withoutToken();
  }
}

const made = z.object({ id: z.string() });

async function ask(
  url: URL,
  body: object,
  token: string,
): Promise<{ readonly status?: number; readonly outcome: Done }> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
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
}
