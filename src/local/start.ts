/** The local workspace with its page and its beginning; loaded by `main.ts` only, never in production. */
import { readFile } from "node:fs/promises";
import type { Context } from "../use-cases/context.ts";
import type { Workspaces } from "../use-cases/people/workspaces.ts";
import { words } from "../words/en.ts";
import { drawCommands } from "../words/typed-command.ts";
import { cast } from "./cast.ts";
import type { LocalState } from "./control-types.ts";
import { makePageAssets } from "./page.ts";
import { seedLocalWorkspace } from "./seed.ts";
import { makeLocalWorkspace } from "./workspace.ts";

interface Deps {
  readonly dataFolder: string;
  /** "http://127.0.0.1:PORT", asked for when needed. */
  readonly baseUrl: () => string;
  readonly log: (line: string) => void;
  /** Whether Teams can be played besides Slack. */
  readonly hasTeams: boolean;
}

export const startLocal = async ({ dataFolder, baseUrl, log, hasTeams }: Deps) => {
  const played = cast.filter(({ platform }) => hasTeams || platform !== "teams");
  const workspace = await makeLocalWorkspace({
    dataFolder,
    baseUrl,
    log,
    pageAssets: makePageAssets(),
    cast: played,
    commands: [completion()],
    teams: hasTeams ? { commands: ofPersonalChat(), extensions: EXTENSIONS } : undefined,
  });
  const seed = async (context: Context, workspaces: Workspaces): Promise<void> =>
    seedLocalWorkspace({
      context,
      workspaces,
      cast: played,
      teams: workspace.slack.teams,
      notification: await readFile(new URL("sample-notification.txt", import.meta.url), "utf8"),
      now: workspace.clock.now(),
    });
  return { ...workspace, seed };
};

export type StartedLocal = Awaited<ReturnType<typeof startLocal>>;

/** What the composer offers after "/bcn". */
const completion = (): LocalState["commands"][number] => ({
  command: "/bcn",
  hint: words.chat.help.headline,
  words: helpWords().map(({ word, what }) => ({ word, what: drawCommands(what, "/bcn ") })),
});

/** Teams' list of what is typed in the personal chat: the ten that the app's manifest has room for. */
const ofPersonalChat = (): LocalState["commands"] =>
  helpWords()
    .filter(({ word }) => IN_MANIFEST.includes(word))
    .map(({ word, what }) => ({ command: word, hint: drawCommands(what, "bcn "), words: [] }));

const IN_MANIFEST = [
  ...["request", "requests", "owed", "closing", "show"],
  ...["calendar", "members", "invite", "join", "help"],
];

/** What stands beside the composer in Teams, as in the app's manifest. */
const EXTENSIONS = [{ command: "request", title: "Request a visit" }];

const helpWords = () =>
  Object.entries(words.chat.help.words).map(([word, { what }]) => ({ word, what }));
