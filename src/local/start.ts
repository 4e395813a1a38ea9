/** The local workspace with its page and its beginning; loaded by `main.ts` only, never in production. */
import { readFile } from "node:fs/promises";
import type { Context } from "../use-cases/context.ts";
import type { Workspaces } from "../use-cases/people/workspaces.ts";
import { words } from "../words/en.ts";
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
}

export const startLocal = async ({ dataFolder, baseUrl, log }: Deps) => {
  const workspace = await makeLocalWorkspace({
    dataFolder,
    baseUrl,
    log,
    pageAssets: makePageAssets(),
    commands: [completion()],
  });
  const seed = async (context: Context, workspaces: Workspaces): Promise<void> =>
    seedLocalWorkspace({
      context,
      workspaces,
      cast,
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
  words: Object.entries(words.chat.help.words).map(([word, { what }]) => ({ word, what })),
});
