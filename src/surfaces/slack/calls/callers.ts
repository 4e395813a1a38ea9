import type {
  BlockAction,
  Context,
  SlashCommand,
  types,
  ViewOutput,
  ViewSubmitAction,
} from "@slack/bolt";
import type { ChatAccount, OpenForm, Place } from "../../command.ts";
import { readPointer } from "../../shared/read-pointer.ts";
import type { Arrived } from "./arrival.ts";
import { readAnswers } from "./read-answers.ts";

/** What Slack says of a person and their workspace; the names differ by kind of call. */
type PersonalCall = Pick<BlockAction | ViewSubmitAction, "enterprise" | "team" | "user">;

export const accountOf = (
  { enterprise, team, user }: PersonalCall,
  arrived: Arrived,
): ChatAccount =>
  accountOfIds(
    {
      user: user.id,
      ownTeam: user.team_id,
      team: team?.id,
      organisation: enterprise?.id ?? team?.enterprise_id,
    },
    arrived,
  );

/** Slack sends null, or nothing, where a workspace belongs to no Grid organisation. */
type Id = string | null | undefined;

interface Ids {
  readonly user: string;
  /** Which says who they are, in a channel that is shared with another company. */
  readonly ownTeam: Id;
  readonly team: Id;
  readonly organisation: Id;
}

export const accountOfIds = (
  { user, ownTeam, team, organisation }: Ids,
  { call }: Arrived,
): ChatAccount => ({
  call,
  platform: "slack",
  ...tenantsOf(ownTeam, team, organisation),
  user,
});

/**
 * In a channel that is shared with other companies a call names the app's workspace and its
 * organisation, and the user their own: then only that says who they are.
 */
const tenantsOf = (own: Id, called: Id, organisation: Id) => {
  const isForeign = own && own !== called && own !== organisation;
  return isForeign ? { tenant: own } : accountTenants(called || own, organisation);
};

export const accountTenants = (
  workspace: Id,
  organisation: Id,
): Pick<ChatAccount, "tenant" | "alsoTenant"> =>
  workspace && organisation && workspace !== organisation
    ? { tenant: workspace, alsoTenant: organisation }
    : { tenant: workspace || organisation || "" };

export const accountOfCommand = (command: SlashCommand, { call }: Arrived): ChatAccount => ({
  call,
  platform: "slack",
  ...accountTenants(command.team_id, command.enterprise_id),
  user: command.user_id,
});

/**
 * Of an organisation-wide installation it is the organisation: a press there names no workspace, and in
 * a shared channel a person of another one.
 */
export const appWorkspaceOf = ({ teamId, enterpriseId, isEnterpriseInstall }: Context): string =>
  (isEnterpriseInstall ? enterpriseId : undefined) ?? teamId ?? enterpriseId ?? "";

export const placeOf = (context: Context, channel?: { id: string; name?: string }): Place => {
  const workspace = appWorkspaceOf(context);
  if (!channel?.id) return { workspace, kind: "none" };
  const isDirect = channel.id.startsWith("D") || channel.name === "directmessage";
  return { workspace, conversation: channel.id, kind: isDirect ? "direct" : "channel" };
};

export const openFormOf = (view: ViewOutput): OpenForm => ({
  verb: view.callback_id,
  pointer: readPointer(view.private_metadata),
  answers: readAnswers(view.state?.values ?? {}, (blockId) => isMultiline(view, blockId)),
});

// The blocks are Slack's own, as we drew them; the values are whatever a client sent.
const isMultiline = ({ blocks }: ViewOutput, blockId: string): boolean =>
  (blocks as types.KnownBlock[] | undefined)?.some(
    (block) =>
      block.type === "input" &&
      block.block_id === blockId &&
      block.element.type === "plain_text_input" &&
      block.element.multiline === true,
  ) ?? false;
