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
    teams: hasTeams ? await inManifest() : undefined,
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
  words: Object.entries(words.chat.help.words).map(([word, { what }]) => ({
    word,
    what: drawCommands(what, "/bcn "),
  })),
});

interface Manifest {
  readonly bots: readonly {
    readonly commandLists: readonly {
      readonly scopes: readonly string[];
      readonly commands: readonly { readonly title: string; readonly description: string }[];
    }[];
  }[];
  readonly composeExtensions: readonly {
    readonly commands: readonly { readonly id: string; readonly title: string }[];
  }[];
}

/** What Teams shows of the app: what is typed in the personal chat, and what stands beside the composer. */
const inManifest = async (): Promise<Pick<LocalState, "commands" | "extensions">> => {
  const text = await readFile(
    new URL("../../manifests/teams/manifest.json", import.meta.url),
    "utf8",
  );
  const { bots, composeExtensions }: Manifest = JSON.parse(text);
  return {
    commands: bots
      .flatMap(({ commandLists }) => commandLists)
      .filter(({ scopes }) => scopes.includes("personal"))
      .flatMap(({ commands }) => commands)
      .map(({ title, description }) => ({ command: title, hint: description, words: [] })),
    extensions: composeExtensions
      .flatMap(({ commands }) => commands)
      .map(({ id, title }) => ({ command: id, title })),
  };
};
