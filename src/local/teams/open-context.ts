import { join } from "node:path";
import type { TeamsTenant } from "../cast.ts";
import type { ProgrammeClock } from "../clock.ts";
import type { Common } from "../context.ts";
import type { LocalState } from "../control-types.ts";
import { openMessages } from "../shared/messages.ts";
import { makeAnswered, type TeamsContext } from "./context.ts";
import { makeDialogs } from "./dialogs.ts";
import { makeActivityIds } from "./ids.ts";
import { openInstalls } from "./installs.ts";
import { openTeamsSecrets } from "./secrets.ts";
import { makeSignedCall } from "./signed-call.ts";
import { makeTokens } from "./tokens.ts";
import { makeUploads } from "./uploads.ts";

interface Given {
  /** Where the local workspace keeps what is its own. */
  folder: string;
  cast: TeamsTenant[];
  commands: LocalState["commands"];
  extensions: LocalState["extensions"];
  clock: ProgrammeClock;
  answerWithinMs?: TeamsContext["answerWithinMs"];
}

const ANSWER_WITHIN_MS = 5000;

export async function openTeams(
  common: Common,
  { folder, clock, answerWithinMs = () => ANSWER_WITHIN_MS, ...given }: Given,
): Promise<TeamsContext> {
  const { systemNow, base } = common;
  const secrets = await openTeamsSecrets(folder);
  return {
    ...common,
    ...given,
    answerWithinMs,
    secrets,
    messages: await openMessages({
      path: join(folder, "teams-messages.json"),
      stamps: (newest) => makeActivityIds(systemNow, newest),
      clock,
    }),
    installs: await openInstalls(folder, given.cast),
    tokens: makeTokens(systemNow),
    uploads: makeUploads(),
    dialogs: makeDialogs(),
    answered: makeAnswered(),
    call: makeSignedCall(() => `${base()}/api/messages`, secrets, systemNow),
  };
}
