import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { SCOPES } from "../src/surfaces/slack/http/scopes.ts";

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

const manifest = JSON.parse(read("manifests/slack.json"));
const scopes: string[] = manifest.oauth_config.scopes.bot;
const SOURCES = readdirSync(new URL("../src/surfaces/slack", import.meta.url), {
  recursive: true,
  encoding: "utf8",
}).filter((file) => file.endsWith(".ts"));
const code = SOURCES.map((file) => read(`src/surfaces/slack/${file}`)).join("\n");

/** The bot scopes that each Web API method needs (docs.slack.dev/reference/methods). */
const SCOPES_OF_METHOD: Record<string, readonly string[]> = {
  "auth.test": [],
  "chat.postEphemeral": ["chat:write"],
  "chat.postMessage": ["chat:write"],
  "chat.update": ["chat:write"],
  "conversations.history": ["channels:history", "groups:history", "im:history"],
  "conversations.open": ["im:write"],
  "files.completeUploadExternal": ["files:write"],
  "files.getUploadURLExternal": ["files:write"],
  "files.info": ["files:read"],
  "views.open": [],
  "views.publish": [],
  "views.update": [],
};

/** And what each event needs (docs.slack.dev/reference/events). */
const SCOPES_OF_EVENT: Record<string, readonly string[]> = {
  app_home_opened: [],
  app_mention: ["app_mentions:read"],
  app_uninstalled: [],
  message: ["im:history"],
  tokens_revoked: [],
};

const heard = [...code.matchAll(/app\.event\("(\w+)"/g)].map(([, name]) => name ?? "");

const FAMILIES = "auth|bots|chat|conversations|files|oauth|pins|reactions|team|users|views";
const methodsUsed = new Set(
  [...code.matchAll(new RegExp(`\\.((?:${FAMILIES})(?:\\.\\w+)+)\\(`, "g"))].map(
    ([, name]) => name ?? "",
  ),
);

describe("the Slack app asks for what the code uses, and for nothing else", () => {
  test("the calls are found in the code at all", () => {
    expect(methodsUsed).toContain("chat.postMessage");
    expect(methodsUsed).toContain("views.open");
  });

  test.each([...methodsUsed])("%s has its scopes", (method) => {
    expect(SCOPES_OF_METHOD).toHaveProperty([method]);
    expect(scopes).toEqual(expect.arrayContaining([...(SCOPES_OF_METHOD[method] ?? [])]));
  });

  test("every scope has its use", () => {
    const used = [
      ...[...methodsUsed].flatMap((method) => SCOPES_OF_METHOD[method] ?? []),
      ...heard.flatMap((event) => SCOPES_OF_EVENT[event] ?? []),
    ];
    expect(new Set(scopes)).toEqual(new Set(["commands", ...used]));
    expect(manifest.oauth_config.scopes).not.toHaveProperty("user");
  });

  test("installing by OAuth asks for the same scopes", () => {
    expect(scopes.toSorted()).toEqual(SCOPES.toSorted());
  });

  test.each(scopes)("%s has its reason in docs/slack-scopes.md", (scope) => {
    expect(read("docs/slack-scopes.md")).toContain(`\`${scope}\``);
  });

  test("every event that the code listens to is subscribed, and no other", () => {
    expect(Object.keys(SCOPES_OF_EVENT).toSorted()).toEqual(heard.toSorted());
    // Of what is written in channels we hear nothing but mentions.
    const subscribed = heard.map((name) => (name === "message" ? "message.im" : name));
    expect(manifest.settings.event_subscriptions.bot_events.toSorted()).toEqual(
      subscribed.toSorted(),
    );
  });
});

test("the Home tab that the code draws is switched on, and so are messages", () => {
  expect(manifest.features.app_home).toMatchObject({
    home_tab_enabled: methodsUsed.has("views.publish"),
    messages_tab_enabled: methodsUsed.has("chat.postMessage"),
  });
});

describe("the Slack app's addresses and words are as Slack wants them", () => {
  const [command] = manifest.features.slash_commands;

  test("all calls go to the one path that is served", () => {
    const path = /EVENTS_PATH = "([^"]+)"/.exec(code)?.[1];
    const { event_subscriptions, interactivity } = manifest.settings;
    const addresses = [
      command.url,
      event_subscriptions.request_url,
      interactivity.request_url,
      interactivity.message_menu_options_url,
    ];
    expect(new Set(addresses)).toEqual(new Set([`https://YOUR-ADDRESS.example${path}`]));
  });

  test("name, description and command keep to Slack's lengths", () => {
    const { name, description } = manifest.display_information;
    expect(name.length).toBeLessThanOrEqual(35);
    expect(description.length).toBeLessThanOrEqual(140);
    expect(command.command).toMatch(/^\/[a-z]{1,31}$/);
    expect(command.description.length).toBeLessThanOrEqual(2000);
  });
});
