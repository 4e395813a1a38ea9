import type { BlockAction, Context, SlashCommand, ViewOutput, ViewSubmitAction } from "@slack/bolt";
import type { ChatAccount, OpenForm, Place } from "../../command.ts";
import type { Arrived } from "./arrival.ts";
import { readAnswers, readPointer } from "./read-answers.ts";

/** What Slack says of a person and their workspace; the names differ by kind of call. */
type PersonalCall = Pick<BlockAction | ViewSubmitAction, "enterprise" | "team" | "user">;

// A Grid organisation has one identity over all its workspaces; Slack sends null where it has none.
export const accountOf = (
  { enterprise, team, user }: PersonalCall,
  { call }: Arrived,
): ChatAccount => ({
  call,
  platform: "slack",
  tenant: enterprise?.id ?? user.team_id ?? team?.id ?? "",
  user: user.id,
});

export const accountOfCommand = (command: SlashCommand, { call }: Arrived): ChatAccount => ({
  call,
  platform: "slack",
  tenant: command.enterprise_id || command.team_id,
  user: command.user_id,
});

export const placeOf = (context: Context, channel?: { id: string; name?: string }): Place => {
  const workspace = context.teamId ?? context.enterpriseId ?? "";
  if (!channel?.id) return { workspace, kind: "none" };
  const isDirect = channel.id.startsWith("D") || channel.name === "directmessage";
  return { workspace, conversation: channel.id, kind: isDirect ? "direct" : "channel" };
};

export const openFormOf = (view: ViewOutput): OpenForm => ({
  verb: view.callback_id,
  pointer: readPointer(view.private_metadata),
  answers: readAnswers(view.state?.values ?? {}),
});
