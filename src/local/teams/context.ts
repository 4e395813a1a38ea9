import type { TeamsTenant } from "../cast.ts";
import type { Common } from "../context.ts";
import type { As, LocalState } from "../control-types.ts";
import type { JsonObject } from "../json.ts";
import type { MessageStore } from "../shared/messages.ts";
import type { Dialogs } from "./dialogs.ts";
import type { Installs } from "./installs.ts";
import type { TeamsSecrets } from "./secrets.ts";
import type { SignedCall } from "./signed-call.ts";
import type { TeamsMessage } from "./teams-message.ts";
import type { Tokens } from "./tokens.ts";
import type { Uploads } from "./uploads.ts";

/** Everything of Teams' that its routes and operations share. */
export interface TeamsContext extends Common {
  cast: TeamsTenant[];
  commands: LocalState["commands"];
  extensions: LocalState["extensions"];
  secrets: TeamsSecrets;
  messages: MessageStore<TeamsMessage>;
  installs: Installs;
  tokens: Tokens;
  uploads: Uploads;
  dialogs: Dialogs;
  answered: Answered;
  call: SignedCall;
  /** How long Teams waits for the answer to what somebody has pressed. */
  answerWithinMs: () => number;
}

/** What somebody's last press on a card was answered with; theirs alone, and not kept. */
export interface Answered {
  of(as: As, ts: string): { note?: string; card?: JsonObject };
  set(as: As, ts: string, answer: { note?: string; card?: JsonObject }): void;
  /** The card is another one now. */
  forget(ts: string): void;
}

export function makeAnswered(): Answered {
  const answers = new Map<string, { note?: string; card?: JsonObject }>();
  return {
    of: (as, ts) => answers.get(`${as} ${ts}`) ?? {},
    set: (as, ts, answer) => void answers.set(`${as} ${ts}`, answer),
    forget(ts) {
      for (const key of answers.keys()) if (key.endsWith(` ${ts}`)) answers.delete(key);
    },
  };
}
