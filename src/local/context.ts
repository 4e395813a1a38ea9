import type { SlackWorkspace } from "./cast.ts";
import type { Changes } from "./changes.ts";
import type { ProgrammeClock } from "./clock.ts";
import type { LocalState } from "./control-types.ts";
import type { Faults } from "./shared/faults.ts";
import type { Files } from "./shared/files.ts";
import type { MessageStore } from "./shared/messages.ts";
import type { Rates } from "./shared/rates.ts";
import type { Reads } from "./shared/reads.ts";
import type { Conversation, Memberships } from "./slack/conversations.ts";
import type { OAuthCodes } from "./slack/oauth-codes.ts";
import type { ResponseUrls } from "./slack/response-urls.ts";
import type { RotatingTokens } from "./slack/rotating-tokens.ts";
import type { Secrets } from "./slack/secrets.ts";
import type { SignedPost } from "./slack/signed-post.ts";
import type { StoredMessage } from "./slack/stored-message.ts";
import type { Triggers } from "./slack/triggers.ts";
import type { Views } from "./slack/views.ts";

/** What both platforms of one running local workspace have in common. */
export interface Common {
  systemNow: () => Date;
  clock: ProgrammeClock;
  /** "http://127.0.0.1:PORT" of the product, and of this. */
  base: () => string;
  /** A line for whoever runs the product: what the platform would refuse silently. */
  log: (line: string) => void;
  /** Runs later by system time; stopped with the workspace. */
  later: (afterMs: number, run: () => void) => void;
  changes: Changes;
  reads: Reads;
  files: Files;
  rates: Rates;
  faults: Faults;
}

/** Everything of Slack's that its routes and methods share. */
export interface Context extends Common {
  cast: SlackWorkspace[];
  commands: LocalState["commands"];
  secrets: Secrets;
  messages: MessageStore<StoredMessage>;
  memberships: Memberships;
  views: Views;
  triggers: Triggers;
  responseUrls: ResponseUrls;
  oauthCodes: OAuthCodes;
  rotatingTokens: RotatingTokens;
  post: SignedPost;
}

/** Tells whom a conversation concerns: a channel's whole workspace, or one person. */
export function tellOf(context: Context, conversation: Conversation): void {
  const { team } = conversation;
  context.changes.tell(
    conversation.kind === "channel"
      ? { team: team.id }
      : { as: `${team.id}:${conversation.user.id}` },
    "messages",
  );
}
