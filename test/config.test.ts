import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Config, readConfig } from "../src/config.ts";

const KEY = Buffer.alloc(32, 7).toString("base64");
const OTHER_KEY = Buffer.alloc(32, 8).toString("base64");
const SECRET = "a-secret-nobody-may-read";

const oneWorkspace = { SLACK_SIGNING_SECRET: SECRET, SLACK_BOT_TOKEN: "xoxb-1-2-three" };
const manyWorkspaces = {
  SLACK_SIGNING_SECRET: SECRET,
  SLACK_CLIENT_ID: "1.2",
  SLACK_CLIENT_SECRET: "client-secret",
  BCN_ENCRYPTION_KEYS: `k1:${KEY}`,
};
const [APP_ID, TENANT] = [
  "a1b2c3d4-0000-4000-8000-00000000000a",
  "a1b2c3d4-0000-4000-8000-00000000000b",
] as const;
const teams = { TEAMS_APP_ID: APP_ID, TEAMS_APP_PASSWORD: SECRET, TEAMS_TENANT_ID: TENANT };
const production = {
  ...oneWorkspace,
  NODE_ENV: "production",
  DATABASE_URL: "postgres://bcn:word@db.example.org/bcn",
  BCN_ENCRYPTION_KEYS: `k1:${KEY}`,
};

type Env = Readonly<Record<string, string | undefined>>;

const configOf = (env: Env): Config => {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.problems.join("\n"));
  return read.config;
};

const problemsOf = (env: Env): readonly string[] => {
  const read = readConfig(env);
  return read.ok ? [] : read.problems;
};

test("with nothing set it listens on loopback, port 3000, with data under .data and no chat platform", () => {
  expect(configOf({})).toEqual({
    isProduction: false,
    port: 3000,
    host: "127.0.0.1",
    databaseUrl: undefined,
    dataFolder: ".data",
    slack: { mode: "none" },
    teams: undefined,
    publicUrl: undefined,
    admin: undefined,
    encryptionKeys: undefined,
    metricsToken: undefined,
    logLevel: "info",
  });
});

test("a variable that is set to nothing counts as unset", () => {
  expect(configOf({ PORT: "", SLACK_BOT_TOKEN: " ", BCN_ADMIN: "" })).toEqual(configOf({}));
});

test.each([
  ["0", 0],
  ["65535", 65_535],
  [" 8080 ", 8080],
])("PORT %s is a port", (text, port) => {
  expect(configOf({ PORT: text }).port).toBe(port);
});

test.each(["-1", "65536", "3000a", "3.5", "0x10"])("PORT %s is refused", (text) => {
  expect(problemsOf({ PORT: text })).toEqual([
    `PORT must be a whole number from 0 to 65535, but is "${text}". Example: PORT=3000`,
  ]);
});

test("a signing secret and a bot token are one workspace, an app token beside them is Socket Mode", () => {
  expect(configOf({ ...oneWorkspace, SLACK_APP_TOKEN: "xapp-1" }).slack).toEqual({
    mode: "oneWorkspace",
    signingSecret: SECRET,
    botToken: "xoxb-1-2-three",
    socket: "xapp-1",
    apiUrl: undefined,
  });
});

test("a signing secret and a client are many workspaces", () => {
  expect(configOf(manyWorkspaces).slack).toMatchObject({
    mode: "manyWorkspaces",
    clientId: "1.2",
    clientSecret: "client-secret",
  });
});

test.each([
  ["http://127.0.0.1:3000/api", "http://127.0.0.1:3000/api/"],
  ["https://slack.com/api/", "https://slack.com/api/"],
  ["https://slack.example.org", "https://slack.example.org/"],
])("SLACK_API_URL %s ends in one slash", (given, expected) => {
  const { slack } = configOf({ ...oneWorkspace, SLACK_API_URL: given });
  expect(slack).toMatchObject({ apiUrl: expected });
});

test("BCN_PUBLIC_URL loses the slash at its end, so that paths can be put after it", () => {
  const { publicUrl } = configOf({ BCN_PUBLIC_URL: "https://bcn.example.org/" });
  expect(publicUrl).toBe("https://bcn.example.org");
});

test("the first administrator is a person in a workspace or a tenant", () => {
  expect(configOf({ BCN_ADMIN: "slack:T1:U2" }).admin).toEqual({
    platform: "slack",
    tenant: "T1",
    user: "U2",
  });
});

test.each(["slack:T1", "slack:t1:u2", "teams:a-b:c-d"])(
  "BCN_ADMIN %s is refused: it would be nobody",
  (text) => {
    expect(problemsOf({ BCN_ADMIN: text })).toEqual([
      expect.stringMatching(`^BCN_ADMIN must be slack:.*, but is "${text}". Example: `),
    ]);
  },
);

test("of several encryption keys the first stays the first", () => {
  const keys = configOf({ BCN_ENCRYPTION_KEYS: `new:${KEY}, old:${OTHER_KEY}` }).encryptionKeys;
  expect(keys).toEqual([
    { id: "new", key: Buffer.alloc(32, 7) },
    { id: "old", key: Buffer.alloc(32, 8) },
  ]);
});

test.each([
  ["has 31 bytes", `k1:${Buffer.alloc(31, 7).toString("base64")}`],
  ["has 33 bytes", `k1:${Buffer.alloc(33, 7).toString("base64")}`],
  ["has no id", KEY],
  ["has the id of another", `k1:${KEY},k1:${OTHER_KEY}`],
  ["is followed by a comma alone", `k1:${KEY},`],
])("an encryption key that %s is refused, and isn't repeated", (_what, text) => {
  const [problem = "", ...others] = problemsOf({ BCN_ENCRYPTION_KEYS: text });
  expect(others).toEqual([]);
  expect(problem).toMatch(/^BCN_ENCRYPTION_KEYS must be .* Example: BCN_ENCRYPTION_KEYS=/);
  expect(problem).not.toContain(text);
  expect(problem).not.toContain(KEY);
});

test("the metrics' token has 16 characters or more, so that it can't be guessed", () => {
  expect(configOf({ BCN_METRICS_TOKEN: "x".repeat(16) }).metricsToken).toBe("x".repeat(16));
  for (const weak of ["x".repeat(15), `${"x".repeat(16)} x`])
    expect(problemsOf({ BCN_METRICS_TOKEN: weak })[0]).toMatch(/^BCN_METRICS_TOKEN must be 16/);
});

test("the log's level is one of four", () => {
  expect(configOf({ BCN_LOG_LEVEL: "debug" }).logLevel).toBe("debug");
  expect(problemsOf({ BCN_LOG_LEVEL: "loud" })).toEqual([
    'BCN_LOG_LEVEL must be one of debug, info, warn, error, but is "loud". Example: BCN_LOG_LEVEL=info',
  ]);
});

describe("what belongs together", () => {
  const { SLACK_SIGNING_SECRET: _signing, ...noSigning } = oneWorkspace;
  const { SLACK_CLIENT_SECRET: _client, ...noClientSecret } = manyWorkspaces;
  const { SLACK_CLIENT_ID: _id, ...noClientId } = manyWorkspaces;

  test.each<[string, Env, string]>([
    ["a bot token without the signing secret", noSigning, "SLACK_SIGNING_SECRET"],
    ["a signing secret alone", { SLACK_SIGNING_SECRET: SECRET }, "SLACK_BOT_TOKEN"],
    ["one workspace and many", { ...manyWorkspaces, ...oneWorkspace }, "SLACK_CLIENT_ID"],
    ["a client without its secret", noClientSecret, "SLACK_CLIENT_SECRET"],
    ["a client's secret without the client", noClientId, "SLACK_CLIENT_ID"],
    ["an app token alone", { SLACK_APP_TOKEN: "xapp-1" }, "SLACK_SIGNING_SECRET"],
  ])("%s is refused with the missing name and an example", (_what, env, name) => {
    const problems = problemsOf(env);
    expect(problems.filter((one) => one.includes(name) && one.includes("xample: "))).not.toEqual(
      [],
    );
  });

  test("Teams needs all of three, whichever of its variables is set", () => {
    const [id, ...others] = problemsOf({ ...oneWorkspace, TEAMS_LOGIN_URL: "https://login.test" });
    expect(id).toMatch(/^TEAMS_LOGIN_URL is set, but TEAMS_APP_ID is missing/);
    expect(others).toEqual([
      expect.stringContaining("TEAMS_APP_PASSWORD is missing"),
      expect.stringContaining("TEAMS_TENANT_ID is missing"),
    ]);
    expect(problemsOf({ ...teams, TEAMS_APP_PASSWORD: undefined })).toEqual([
      expect.stringMatching(/TEAMS_APP_PASSWORD is missing.*Example: TEAMS_APP_PASSWORD=/),
    ]);
  });
});

describe("Microsoft Teams", () => {
  test("is there with three variables, also without Slack, and asks Microsoft's own addresses", () => {
    expect(configOf(teams)).toMatchObject({
      slack: { mode: "none" },
      teams: {
        appId: APP_ID,
        appPassword: SECRET,
        tenantId: TENANT,
        allowedTenants: undefined,
        serviceHosts: ["smba.trafficmanager.net"],
        metadataUrl: "https://login.botframework.com/v1/.well-known/openidconfiguration",
        loginUrl: "https://login.microsoftonline.com",
      },
    });
  });

  test("takes ids in any letters, lists with spaces, and stand-ins on this machine", () => {
    const given = {
      ...teams,
      TEAMS_APP_ID: APP_ID.toUpperCase(),
      TEAMS_ALLOWED_TENANTS: `${TENANT.toUpperCase()}, ${APP_ID}`,
      TEAMS_SERVICE_HOSTS: "127.0.0.1:3978, smba.trafficmanager.net",
      TEAMS_OPENID_METADATA_URL: "http://127.0.0.1:3979/metadata",
      TEAMS_LOGIN_URL: "http://localhost:3979/",
    };
    expect(configOf(given).teams).toMatchObject({
      appId: APP_ID,
      allowedTenants: [TENANT, APP_ID],
      serviceHosts: ["127.0.0.1:3978", "smba.trafficmanager.net"],
      metadataUrl: "http://127.0.0.1:3979/metadata",
      loginUrl: "http://localhost:3979",
    });
  });

  test.each([
    ["TEAMS_APP_ID", "bcn"],
    ["TEAMS_TENANT_ID", "apo.example"],
    ["TEAMS_ALLOWED_TENANTS", `${TENANT},`],
    ["TEAMS_SERVICE_HOSTS", "https://smba.trafficmanager.net"],
    ["TEAMS_SERVICE_HOSTS", "smba.trafficmanager.net/emea"],
    ["TEAMS_OPENID_METADATA_URL", "http://login.botframework.com/keys"],
    ["TEAMS_LOGIN_URL", "http://login.microsoftonline.com"],
  ])("refuses %s=%s, since whoever stands behind it would be trusted", (name, value) => {
    expect(problemsOf({ ...teams, [name]: value })).toEqual([
      expect.stringMatching(new RegExp(`^${name} must be .*, but is ".*Example: ${name}=`)),
    ]);
  });

  test("its first administrator is the same person in any letters", () => {
    const admin = `teams:${TENANT.toUpperCase()}:${APP_ID.toUpperCase()}`;
    expect(configOf({ BCN_ADMIN: admin }).admin).toEqual({
      platform: "teams",
      tenant: TENANT,
      user: APP_ID,
    });
  });

  test("alone is a chat platform for production, whole", () => {
    const { SLACK_SIGNING_SECRET: _, SLACK_BOT_TOKEN: __, ...others } = production;
    expect(configOf({ ...others, ...teams }).slack.mode).toBe("none");
    expect(problemsOf({ ...others, ...teams, TEAMS_TENANT_ID: undefined })).toEqual([
      expect.stringContaining("TEAMS_TENANT_ID is missing"),
    ]);
  });
});

describe("production", () => {
  test("starts with a chat platform, a database and keys", () => {
    expect(configOf(production).isProduction).toBe(true);
  });

  test("refuses to start with nothing, and names all that it needs at once", () => {
    const all = problemsOf({ NODE_ENV: "production" }).join("\n");
    for (const name of ["SLACK_BOT_TOKEN", "DATABASE_URL", "BCN_ENCRYPTION_KEYS"])
      expect(all).toContain(name);
  });

  test.each(["DATABASE_URL", "BCN_ENCRYPTION_KEYS", "SLACK_BOT_TOKEN"])(
    "refuses to start without %s",
    (name) => {
      expect(problemsOf({ ...production, [name]: undefined }).join()).toContain(name);
    },
  );

  test("needs its public address for OAuth, and only then", () => {
    const { SLACK_BOT_TOKEN: _one, ...base } = production;
    expect(problemsOf({ ...base, ...manyWorkspaces })).toEqual([
      expect.stringContaining("BCN_PUBLIC_URL"),
    ]);
    const reached = { ...base, ...manyWorkspaces, BCN_PUBLIC_URL: "https://bcn.example.org" };
    expect(problemsOf(reached)).toEqual([]);
  });

  test("isn't taken for development when it is misspelt", () => {
    expect(problemsOf({ NODE_ENV: "prodution" })[0]).toMatch(/^NODE_ENV must be production/);
  });
});

test("no sentence repeats what a secret variable holds", () => {
  const secrets = {
    DATABASE_URL: "mysql://root:hunter2@db/bcn",
    SLACK_SIGNING_SECRET: "two hunter2 words",
    SLACK_BOT_TOKEN: "xoxp-hunter2",
    SLACK_CLIENT_SECRET: "two hunter2 words",
    SLACK_APP_TOKEN: "xoxb-hunter2",
    TEAMS_APP_PASSWORD: "two hunter2 words",
    BCN_ENCRYPTION_KEYS: "hunter2",
    BCN_METRICS_TOKEN: "hunter2",
  };
  const problems = problemsOf(secrets);
  for (const name of Object.keys(secrets))
    expect(problems.some((problem) => problem.startsWith(`${name} must be`))).toBe(true);
  expect(problems.join("\n")).not.toContain("hunter2");
});

test(".env.example shows every variable that is read", () => {
  const example = readFileSync(new URL("../.env.example", import.meta.url), "utf8");
  const shown = [...example.matchAll(/^#([A-Z_]+)=/gm)].map(([, name]) => name);
  const wrong = Object.fromEntries(shown.map((name) => [name, "two words\n, and no value"]));
  const refused = problemsOf(wrong).flatMap((one) => /^([A-Z_]+) must be/.exec(one)?.[1] ?? []);
  expect(refused).toEqual(expect.arrayContaining(shown.filter((name) => name !== "BCN_DATA")));
  expect(shown).toHaveLength(23);
});
