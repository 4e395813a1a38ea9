/**
 * The environment, parsed once. What is wrong is told in sentences, each with the variable's name and
 * an example; what a secret variable holds is never repeated in one.
 */

import { z } from "zod";
import { idOn, PLATFORMS, type Platform } from "./domain/platform.ts";

export interface Config {
  readonly isProduction: boolean;
  /** 0 to 65535; 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** Undefined: the embedded server under `dataFolder`. */
  readonly databaseUrl: string | undefined;
  /** For the embedded server and the local workspace; relative to the working folder. */
  readonly dataFolder: string;
  readonly slack: SlackConfig;
  /** Undefined: no Teams. */
  readonly teams: TeamsConfig | undefined;
  /** Where people and platforms reach it, without a slash at its end. */
  readonly publicUrl: string | undefined;
  /** The first administrator. */
  readonly admin: Admin | undefined;
  /** The first one encrypts, all decrypt. Undefined, outside production only: a key of its own. */
  readonly encryptionKeys: EncryptionKeys | undefined;
  /** What a reader of `/metrics` has to show. Undefined: this machine's, outside production only. */
  readonly metricsToken: string | undefined;
  readonly logLevel: "debug" | "info" | "warn" | "error";
}

type SlackConfig =
  | { readonly mode: "none" }
  | (SlackApp & { readonly mode: "oneWorkspace"; readonly botToken: string })
  | (SlackApp & {
      readonly mode: "manyWorkspaces";
      readonly clientId: string;
      readonly clientSecret: string;
    });

interface SlackApp {
  readonly signingSecret: string;
  /** The app token of Socket Mode; undefined: HTTP. */
  readonly socket: string | undefined;
  /** The Web API's base, ending in a slash; undefined: Slack's own. */
  readonly apiUrl: string | undefined;
}

/** Ids are written small. */
interface TeamsConfig {
  readonly appId: string;
  readonly appPassword: string;
  /** Whose token service gives us ours. */
  readonly tenantId: string;
  /** Undefined: whoever calls is asked for. */
  readonly allowedTenants: readonly string[] | undefined;
  /** Where Teams may be, with the port where there is one. */
  readonly serviceHosts: readonly string[];
  /** The metadata document's full address. */
  readonly metadataUrl: string;
  /** The token service's base, without a slash at its end. */
  readonly loginUrl: string;
}

interface Admin {
  readonly platform: Platform;
  readonly tenant: string;
  readonly user: string;
}

/** Each key has 32 bytes. */
type EncryptionKeys = readonly [EncryptionKey, ...EncryptionKey[]];
interface EncryptionKey {
  readonly id: string;
  readonly key: Buffer;
}

type ConfigRead =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly string[] };

/** All problems at once; a variable that is set to nothing counts as unset. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): ConfigRead => {
  const given = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || value.trim() === "" ? [] : [[name, value.trim()]],
    ),
  );
  const parsed = environment.safeParse(given);
  const wrong = parsed.error?.issues.map(({ message }) => message) ?? [];
  const problems = [...wrong, ...missingBeside(given), ...missingInProduction(given)];
  return parsed.success && problems.length === 0
    ? { ok: true, config: configFrom(parsed.data) }
    : { ok: false, problems };
};

interface Rule<Value> {
  /** What follows "must be". */
  readonly must: string;
  readonly example: string;
  /** Undefined when the text isn't such a value. */
  readonly read: (text: string) => Value | undefined;
  readonly isSecret?: boolean;
}

const variable = <Value>(name: string, { must, example, read, isSecret }: Rule<Value>) =>
  z
    .string()
    .transform((text, context): Value => {
      const value = read(text);
      if (value !== undefined) return value;
      const found = isSecret ? "" : `, but is "${text}"`;
      const message = `${name} must be ${must}${found}. Example: ${name}=${example}`;
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    })
    .optional();

const matching =
  (pattern: RegExp) =>
  (text: string): string | undefined =>
    pattern.test(text) ? text : undefined;

const urlOf = (text: string, ...protocols: readonly string[]): URL | undefined => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && protocols.includes(url.protocol) ? url : undefined;
};

const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])$/;

/** https; on this machine http too. */
const safeUrl = (text: string): string | undefined => {
  const url = urlOf(text, "https:", "http:");
  return url && (url.protocol === "https:" || LOOPBACK.test(url.hostname)) ? url.href : undefined;
};

const webUrl = (text: string): string | undefined => urlOf(text, "https:", "http:")?.href;

const portIn = (text: string): number | undefined =>
  /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;

const adminIn = (text: string): Admin | undefined => {
  const [named, ...ids] = text.split(":");
  const platform = PLATFORMS.find((one) => one === named);
  if (!platform || ids.length !== 2) return undefined;
  const [tenant, user] = ids.map((id) => idOn(platform, id));
  return tenant && user ? { platform, tenant, user } : undefined;
};

const guidIn = (text: string): string | undefined => idOn("teams", text);

/** Undefined when one of them isn't such a value. */
const listOf =
  (read: (text: string) => string | undefined) =>
  (text: string): readonly string[] | undefined => {
    const parts = text.split(",").map((part) => read(part.trim()));
    const values = parts.filter((part) => part !== undefined);
    return values.length === parts.length ? values : undefined;
  };

const hostIn = (text: string): string | undefined =>
  /^(?:[\w-]+(?:\.[\w-]+)*|\[[\da-f:]+\])(?::\d{1,5})?$/i.test(text)
    ? text.toLowerCase()
    : undefined;

const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;

const KEY_BYTES = 32;

const keysIn = (text: string): EncryptionKeys | undefined => {
  const keys = text.split(",").map((entry) => keyIn(entry.trim()));
  const ids = new Set(keys.map((key) => key?.id));
  const [first, ...others] = keys.filter((key) => key !== undefined);
  return first && ids.size === keys.length && others.length === keys.length - 1
    ? [first, ...others]
    : undefined;
};

const keyIn = (entry: string): EncryptionKey | undefined => {
  const [, id, base64] = /^([\w.-]{1,32}):([A-Za-z0-9+/]{43}=)$/.exec(entry) ?? [];
  const key = Buffer.from(base64 ?? "", "base64");
  return id && key.length === KEY_BYTES ? { id, key } : undefined;
};

const AN_ID = "00000000-0000-0000-0000-000000000000";
const SERVICE_HOST = "smba.trafficmanager.net";
const METADATA_URL = "https://login.botframework.com/v1/.well-known/openidconfiguration";
const LOGIN_URL = "https://login.microsoftonline.com";

const environment = z.object({
  NODE_ENV: variable("NODE_ENV", {
    must: "production, development or test",
    example: "production",
    read: matching(/^(?:production|development|test)$/),
  }),
  PORT: variable("PORT", {
    must: "a whole number from 0 to 65535",
    example: "3000",
    read: portIn,
  }),
  HOST: variable("HOST", {
    must: "an address or a host's name",
    example: "127.0.0.1",
    read: matching(/^[\w.:-]+$/),
  }),
  DATABASE_URL: variable("DATABASE_URL", {
    must: "the address of a PostgreSQL database",
    example: "postgres://bcn:PASSWORD@db.example.org:5432/bcn",
    read: (text) => (urlOf(text, "postgres:", "postgresql:") ? text : undefined),
    isSecret: true,
  }),
  BCN_DATA: variable("BCN_DATA", {
    must: "a folder",
    example: ".data",
    read: (text) => text,
  }),
  SLACK_SIGNING_SECRET: variable("SLACK_SIGNING_SECRET", {
    must: "the Signing Secret of the app's page Basic Information, without spaces",
    example: "32 letters and digits",
    read: matching(/^\S+$/),
    isSecret: true,
  }),
  SLACK_BOT_TOKEN: variable("SLACK_BOT_TOKEN", {
    must: "a Bot User OAuth Token, which begins with xoxb-",
    example: "xoxb-…",
    read: matching(/^(?:xoxe\.)?xoxb-\S+$/),
    isSecret: true,
  }),
  SLACK_CLIENT_ID: variable("SLACK_CLIENT_ID", {
    must: "the Client ID of the app's page Basic Information, without spaces",
    example: "1234567890.1234567890",
    read: matching(/^\S+$/),
  }),
  SLACK_CLIENT_SECRET: variable("SLACK_CLIENT_SECRET", {
    must: "the Client Secret of the app's page Basic Information, without spaces",
    example: "32 letters and digits",
    read: matching(/^\S+$/),
    isSecret: true,
  }),
  SLACK_APP_TOKEN: variable("SLACK_APP_TOKEN", {
    must: "an app-level token, which begins with xapp-",
    example: "xapp-…",
    read: matching(/^xapp-\S+$/),
    isSecret: true,
  }),
  SLACK_API_URL: variable("SLACK_API_URL", {
    must: "an http or https address",
    example: "https://slack.com/api/",
    read: (text) => webUrl(text)?.replace(/\/*$/, "/"),
  }),
  TEAMS_APP_ID: variable("TEAMS_APP_ID", {
    must: "the Application (client) ID of the app's page in Microsoft Entra",
    example: AN_ID,
    read: guidIn,
  }),
  TEAMS_APP_PASSWORD: variable("TEAMS_APP_PASSWORD", {
    must: "the value of a client secret of the app in Microsoft Entra, without spaces",
    example: "40 letters, digits and signs",
    read: matching(/^\S+$/),
    isSecret: true,
  }),
  TEAMS_TENANT_ID: variable("TEAMS_TENANT_ID", {
    must: "the Directory (tenant) ID of the app's page in Microsoft Entra",
    example: AN_ID,
    read: guidIn,
  }),
  TEAMS_ALLOWED_TENANTS: variable("TEAMS_ALLOWED_TENANTS", {
    must: "tenants' ids with commas between them",
    example: AN_ID,
    read: listOf(guidIn),
  }),
  TEAMS_SERVICE_HOSTS: variable("TEAMS_SERVICE_HOSTS", {
    must: "hosts' names, each with its port where it has one, with commas between them",
    example: SERVICE_HOST,
    read: listOf(hostIn),
  }),
  TEAMS_OPENID_METADATA_URL: variable("TEAMS_OPENID_METADATA_URL", {
    must: "an https address (on this machine http too)",
    example: METADATA_URL,
    read: safeUrl,
  }),
  TEAMS_LOGIN_URL: variable("TEAMS_LOGIN_URL", {
    must: "an https address (on this machine http too)",
    example: LOGIN_URL,
    read: (text) => safeUrl(text)?.replace(/\/+$/, ""),
  }),
  BCN_PUBLIC_URL: variable("BCN_PUBLIC_URL", {
    must: "an http or https address",
    example: "https://bcn.example.org",
    read: (text) => webUrl(text)?.replace(/\/+$/, ""),
  }),
  BCN_ADMIN: variable("BCN_ADMIN", {
    must: "slack:TEAM:USER or teams:TENANT:OBJECTID",
    example: "slack:T0123ABCD:U0123ABCD",
    read: adminIn,
  }),
  BCN_ENCRYPTION_KEYS: variable("BCN_ENCRYPTION_KEYS", {
    must: "keys with commas between them, each an id of its own, a colon and the base64 of 32 bytes",
    example: "k1:KEY, where KEY is what `openssl rand -base64 32` prints",
    read: keysIn,
    isSecret: true,
  }),
  BCN_METRICS_TOKEN: variable("BCN_METRICS_TOKEN", {
    must: "16 characters or more, without spaces",
    example: "what `openssl rand -hex 24` prints",
    read: matching(/^[\x21-\x7e]{16,}$/),
    isSecret: true,
  }),
  BCN_LOG_LEVEL: variable("BCN_LOG_LEVEL", {
    must: `one of ${LOG_LEVELS.join(", ")}`,
    example: "info",
    read: (text) => LOG_LEVELS.find((level) => level === text),
  }),
});

type Environment = z.output<typeof environment>;
type Given = Readonly<Record<string, string>>;

const SIGNING = "SLACK_SIGNING_SECRET";

/** All three, or none. */
const TEAMS_NEEDED = {
  TEAMS_APP_ID: AN_ID,
  TEAMS_APP_PASSWORD: "40 letters, digits and signs",
  TEAMS_TENANT_ID: AN_ID,
};
const TEAMS_BESIDE = [
  "TEAMS_ALLOWED_TENANTS",
  "TEAMS_SERVICE_HOSTS",
  "TEAMS_OPENID_METADATA_URL",
  "TEAMS_LOGIN_URL",
];

/** What makes sense only together. */
const missingBeside = (given: Given): readonly string[] => {
  const has = (name: string) => given[name] !== undefined;
  const teams = [...Object.keys(TEAMS_NEEDED), ...TEAMS_BESIDE].find(has);
  const isSlack = has("SLACK_BOT_TOKEN") || has("SLACK_CLIENT_ID");
  const checks: readonly (readonly [boolean, string])[] = [
    ...["SLACK_BOT_TOKEN", "SLACK_CLIENT_ID", "SLACK_APP_TOKEN"].map(
      (name) =>
        [
          has(name) && !has(SIGNING),
          `${name} is set, but ${SIGNING} is missing: calls couldn't be checked. Example: ${SIGNING}=32 letters and digits`,
        ] as const,
    ),
    [
      has(SIGNING) && !isSlack,
      `${SIGNING} is set, but nothing to answer with. For one workspace, example: SLACK_BOT_TOKEN=xoxb-…; for many: SLACK_CLIENT_ID=1234567890.1234567890 and SLACK_CLIENT_SECRET`,
    ],
    [
      has("SLACK_BOT_TOKEN") && has("SLACK_CLIENT_ID"),
      "SLACK_BOT_TOKEN is for one workspace and SLACK_CLIENT_ID for many: keep one of the two. Example: SLACK_BOT_TOKEN=xoxb-…",
    ],
    [
      has("SLACK_CLIENT_ID") && !has("SLACK_CLIENT_SECRET"),
      "SLACK_CLIENT_ID is set, but SLACK_CLIENT_SECRET is missing. Example: SLACK_CLIENT_SECRET=32 letters and digits",
    ],
    [
      has("SLACK_CLIENT_SECRET") && !has("SLACK_CLIENT_ID"),
      "SLACK_CLIENT_SECRET is set, but SLACK_CLIENT_ID is missing. Example: SLACK_CLIENT_ID=1234567890.1234567890",
    ],
    ...Object.entries(TEAMS_NEEDED).map(
      ([name, example]) =>
        [
          teams !== undefined && !has(name),
          `${teams} is set, but ${name} is missing: Microsoft Teams needs ${Object.keys(TEAMS_NEEDED).join(", ")}. Example: ${name}=${example}`,
        ] as const,
    ),
  ];
  return checks.flatMap(([applies, sentence]) => (applies ? [sentence] : []));
};

const KEYS_EXAMPLE =
  "BCN_ENCRYPTION_KEYS=k1:KEY, where KEY is what `openssl rand -base64 32` prints";

const missingInProduction = (given: Given): readonly string[] => {
  if (given.NODE_ENV !== "production") return [];
  const lacks = (name: string) => given[name] === undefined;
  const isMany = !lacks("SLACK_CLIENT_ID");
  const checks: readonly (readonly [boolean, string])[] = [
    [
      lacks("SLACK_BOT_TOKEN") && !isMany && lacks("TEAMS_APP_ID"),
      `NODE_ENV=production needs a chat platform. Example: ${SIGNING} with SLACK_BOT_TOKEN=xoxb-…, or TEAMS_APP_ID with TEAMS_APP_PASSWORD and TEAMS_TENANT_ID`,
    ],
    [
      lacks("DATABASE_URL"),
      "NODE_ENV=production needs DATABASE_URL. Example: DATABASE_URL=postgres://bcn:PASSWORD@db.example.org:5432/bcn",
    ],
    [
      lacks("BCN_ENCRYPTION_KEYS"),
      `NODE_ENV=production needs BCN_ENCRYPTION_KEYS. Example: ${KEYS_EXAMPLE}`,
    ],
    [
      isMany && lacks("BCN_PUBLIC_URL"),
      "NODE_ENV=production with SLACK_CLIENT_ID needs BCN_PUBLIC_URL, since workspaces are sent back there. Example: BCN_PUBLIC_URL=https://bcn.example.org",
    ],
  ];
  return checks.flatMap(([applies, sentence]) => (applies ? [sentence] : []));
};

const configFrom = (env: Environment): Config => ({
  isProduction: env.NODE_ENV === "production",
  port: env.PORT ?? 3000,
  host: env.HOST ?? "127.0.0.1",
  databaseUrl: env.DATABASE_URL,
  dataFolder: env.BCN_DATA ?? ".data",
  slack: slackFrom(env),
  teams: teamsFrom(env),
  publicUrl: env.BCN_PUBLIC_URL,
  admin: env.BCN_ADMIN,
  encryptionKeys: env.BCN_ENCRYPTION_KEYS,
  metricsToken: env.BCN_METRICS_TOKEN,
  logLevel: env.BCN_LOG_LEVEL ?? "info",
});

const slackFrom = (env: Environment): SlackConfig => {
  const signingSecret = env.SLACK_SIGNING_SECRET;
  if (signingSecret === undefined) return { mode: "none" };
  const app = { signingSecret, socket: env.SLACK_APP_TOKEN, apiUrl: env.SLACK_API_URL };
  const { SLACK_BOT_TOKEN: botToken, SLACK_CLIENT_ID: clientId } = env;
  const { SLACK_CLIENT_SECRET: clientSecret } = env;
  if (botToken !== undefined) return { ...app, mode: "oneWorkspace", botToken };
  if (clientId !== undefined && clientSecret !== undefined)
    return { ...app, mode: "manyWorkspaces", clientId, clientSecret };
  return { mode: "none" };
};

const teamsFrom = (env: Environment): TeamsConfig | undefined => {
  const { TEAMS_APP_ID: appId, TEAMS_APP_PASSWORD: appPassword, TEAMS_TENANT_ID: tenantId } = env;
  if (appId === undefined || appPassword === undefined || tenantId === undefined) return undefined;
  return {
    appId,
    appPassword,
    tenantId,
    allowedTenants: env.TEAMS_ALLOWED_TENANTS,
    serviceHosts: env.TEAMS_SERVICE_HOSTS ?? [SERVICE_HOST],
    metadataUrl: env.TEAMS_OPENID_METADATA_URL ?? METADATA_URL,
    loginUrl: env.TEAMS_LOGIN_URL ?? LOGIN_URL,
  };
};
