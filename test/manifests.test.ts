import { readdirSync, readFileSync } from "node:fs";
import { crc32, inflateRawSync, inflateSync } from "node:zlib";
import { AppManifestUtils } from "@microsoft/app-manifest";
import { describe, expect, test } from "vitest";
import { makeAppPackage } from "../manifests/teams/app-package.ts";
import { SCOPES } from "../src/surfaces/slack/http/scopes.ts";
import { words } from "../src/words/en.ts";
import { drawCommands } from "../src/words/typed-command.ts";

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
  "oauth.v2.access": [],
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

const APP_ID = "0b0b0b0b-0000-4000-8000-00000000b07a";
const OUR_ADDRESS = { TEAMS_APP_ID: APP_ID, BCN_PUBLIC_URL: "https://bcn.example.org" };

interface TeamsManifest {
  readonly id: string;
  readonly bots: readonly [
    {
      readonly botId: string;
      readonly commandLists: readonly {
        readonly scopes: readonly string[];
        readonly commands: readonly { readonly title: string; readonly description: string }[];
      }[];
    },
  ];
  readonly composeExtensions: readonly [{ readonly botId: string; readonly commands: object[] }];
}

/** The files of a zip in its order, each as its own sum says that it is. */
const unzipped = (zip: Buffer): Map<string, Buffer> => {
  const files = new Map<string, Buffer>();
  let at = 0;
  while (zip.toString("latin1", at, at + 4) === "PK\x03\x04") {
    const start = at + 30 + zip.readUInt16LE(at + 26);
    const end = start + zip.readUInt32LE(at + 18);
    const content = inflateRawSync(zip.subarray(start, end));
    expect(crc32(content)).toBe(zip.readUInt32LE(at + 14));
    files.set(zip.toString("latin1", at + 30, start), content);
    at = end;
  }
  // Readers go by the directory at its end.
  expect(zip.toString("latin1", at, at + 4)).toBe("PK\x01\x02");
  expect(zip.readUInt16LE(zip.length - 12)).toBe(files.size);
  expect(zip.readUInt32LE(zip.length - 6)).toBe(at);
  return files;
};

const packed = (): Map<string, Buffer> => {
  const made = makeAppPackage(OUR_ADDRESS);
  if (!made.ok) throw new Error(made.problems.join());
  return unzipped(made.zip);
};

const inPackage = (name: string): Buffer => packed().get(name) ?? Buffer.alloc(0);
const teams: TeamsManifest = JSON.parse(inPackage("manifest.json").toString());

/** The four parts of each pixel of a PNG that predicts no line from another. */
const pixelsOf = (png: Buffer): { readonly size: number; readonly pixels: number[][] } => {
  const size = png.readUInt32BE(16);
  const lines = inflateSync(png.subarray(41, 41 + png.readUInt32BE(33)));
  const pixels = Array.from({ length: size * size }, (_, index) => {
    const at = Math.floor(index / size) * (size * 4 + 1) + 1 + (index % size) * 4;
    return [...lines.subarray(at, at + 4)];
  });
  return { size, pixels };
};

describe("the Teams app is as Teams wants it", () => {
  test("Microsoft's own schema finds nothing wrong with it, and something with another", async () => {
    const problemsOf = (given: object) =>
      AppManifestUtils.validateAgainstSchema(given as never).then(String);
    expect(await problemsOf(teams)).toBe("");
    expect(await problemsOf({ ...teams, accentColor: "blue" })).toContain("accentColor");
  });

  test("it is the bot of the environment at its address, and nothing is left to fill in", () => {
    const text = JSON.stringify(teams);
    expect([teams.id, teams.bots[0].botId, teams.composeExtensions[0].botId]).toEqual(
      Array(3).fill(APP_ID),
    );
    expect(text).not.toMatch(/YOUR-ADDRESS|00000000-0000/);
    expect(teams).toMatchObject({
      manifestVersion: "1.25",
      version: JSON.parse(read("package.json")).version,
      validDomains: ["bcn.example.org"],
      bots: [{ scopes: ["personal", "team", "groupChat"], supportsFiles: true }],
    });
    expect(teams).not.toHaveProperty("authorization");
  });

  const inHelp: Readonly<Record<string, { readonly what: string }>> = words.chat.help.words;
  const saidInHelp = (word: string): string => {
    const what = drawCommands(inHelp[word]?.what ?? "", "bcn ");
    return `${what.charAt(0).toUpperCase()}${what.slice(1)}`;
  };

  test("what it offers to type are the product's words, said as help says them", () => {
    const lists = teams.bots[0].commandLists;
    expect(lists.map(({ scopes }) => scopes)).toEqual([["personal"], ["team", "groupChat"]]);
    for (const { commands } of lists) {
      // Teams shows as many.
      expect(commands.length).toBeLessThanOrEqual(10);
      for (const { title, description } of commands) {
        expect(inHelp).toHaveProperty([title]);
        expect(description).toBe(saidInHelp(title));
      }
    }
  });

  test("beside the box that one writes in, a request can be begun", () => {
    expect(teams.composeExtensions[0].commands).toEqual([
      {
        id: "request",
        type: "action",
        title: words.form.title,
        description: saidInHelp("request"),
        context: ["compose"],
        fetchTask: true,
      },
    ]);
  });

  test("its icons are 192 pixels wide in its colour, and 32 in white on nothing", () => {
    const [colour, outline] = ["color.png", "outline.png"].map((name) => pixelsOf(inPackage(name)));
    const accent = [0x1f, 0x4e, 0x79, 255];
    expect(colour?.size).toBe(192);
    expect(colour?.pixels[0]).toEqual(accent);
    expect(colour?.pixels.every(([, , , alpha]) => alpha === 255)).toBe(true);
    expect(outline?.size).toBe(32);
    expect(outline?.pixels.every((part) => part.slice(0, 3).every((one) => one === 255))).toBe(
      true,
    );
    expect(new Set(outline?.pixels.map(([, , , alpha]) => alpha))).toContain(0);
    expect(new Set(outline?.pixels.map(([, , , alpha]) => alpha))).toContain(255);
  });
});

describe("npm run manifest:teams", () => {
  test("packs the same bytes each time", () => {
    expect(makeAppPackage(OUR_ADDRESS)).toEqual(makeAppPackage(OUR_ADDRESS));
    expect([...packed().keys()]).toEqual(["manifest.json", "color.png", "outline.png"]);
  });

  test("says each thing that is missing, and what it must be", () => {
    expect(makeAppPackage({})).toEqual({
      ok: false,
      problems: [
        expect.stringMatching(/^TEAMS_APP_ID is missing: .*Entra\. Example: TEAMS_APP_ID=/),
        expect.stringMatching(/^BCN_PUBLIC_URL is missing: .*Example: BCN_PUBLIC_URL=https:/),
      ],
    });
  });

  test.each([
    [{ TEAMS_APP_ID: "00000000-0000-0000-0000-000000000000" }, /^TEAMS_APP_ID must be/],
    [{ TEAMS_APP_ID: "BCN" }, /but is "BCN"$/],
    [{ BCN_PUBLIC_URL: "http://127.0.0.1:3000" }, /^BCN_PUBLIC_URL must be the https address/],
  ])("refuses %o", (over, sentence) => {
    const problems = [expect.stringMatching(sentence)];
    expect(makeAppPackage({ ...OUR_ADDRESS, ...over })).toEqual({ ok: false, problems });
  });
});
