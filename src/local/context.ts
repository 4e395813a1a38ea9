import type { CastWorkspace } from "./cast.ts";
import type { Changes } from "./changes.ts";
import type { ProgrammeClock } from "./clock.ts";
import type { LocalState } from "./control-types.ts";
import type { Conversation, Memberships } from "./slack/conversations.ts";
import type { Faults } from "./slack/faults.ts";
import type { Files } from "./slack/files.ts";
import type { MessageStore } from "./slack/messages.ts";
import type { OAuthCodes } from "./slack/oauth-codes.ts";
import type { Rates } from "./slack/rates.ts";
import type { Reads } from "./slack/reads.ts";
import type { ResponseUrls } from "./slack/response-urls.ts";
import type { RotatingTokens } from "./slack/rotating-tokens.ts";
import type { Secrets } from "./slack/secrets.ts";
import type { SignedPost } from "./slack/signed-post.ts";
import type { Triggers } from "./slack/triggers.ts";
import type { Views } from "./slack/views.ts";

/** Everything of one running local workspace that its routes and methods share. */
export interface Context {
  cast: CastWorkspace[];
  commands: LocalState["commands"];
  secrets: Secrets;
  systemNow: () => Date;
  clock: ProgrammeClock;
  /** "http://127.0.0.1:PORT" of the product, and of this. */
  base: () => string;
  /** A line for whoever runs the product: what Slack would refuse silently. */
  log: (line: string) => void;
  /** Runs later by system time; stopped with the workspace. */
  later: (afterMs: number, run: () => void) => void;
  changes: Changes;
  messages: MessageStore;
  memberships: Memberships;
  reads: Reads;
  files: Files;
  views: Views;
  triggers: Triggers;
  responseUrls: ResponseUrls;
  rates: Rates;
  faults: Faults;
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
