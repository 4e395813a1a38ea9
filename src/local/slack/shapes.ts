import type { Context } from "../context.ts";
import { type JsonObject, objectOf } from "../json.ts";
import { asOf } from "../shared/people.ts";
import type { Conversation } from "./conversations.ts";
import { APP_ID, handleOf, type Person } from "./people.ts";
import type { StoredMessage } from "./stored-message.ts";
import type { OpenView } from "./views.ts";

/** The keys that every interactive payload has. */
export function commonShape(context: Context, { team, user }: Person): JsonObject {
  const handle = handleOf(user.name);
  return {
    team: { id: team.id, domain: team.domain },
    user: { id: user.id, username: handle, name: handle, team_id: team.id },
    api_app_id: APP_ID,
    token: context.secrets.verificationToken,
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** A view object as Slack gives it, to the app and in its payloads. */
export function viewShape(context: Context, view: OpenView, values = view.values): JsonObject {
  const { given } = view;
  const team = context.cast.find(({ id }) => id === view.team);
  return {
    id: view.id,
    team_id: view.team,
    type: given.type,
    blocks: view.blocks,
    private_metadata: given.private_metadata ?? "",
    callback_id: given.callback_id ?? "",
    state: { values },
    hash: view.hash,
    title: plain(given.title),
    clear_on_close: given.clear_on_close ?? false,
    notify_on_close: given.notify_on_close ?? false,
    close: plain(given.close),
    submit: plain(given.submit),
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: APP_ID,
    external_id: given.external_id ?? "",
    app_installed_team_id: view.team,
    bot_id: team?.botId ?? "",
  };
}

const plain = (text: unknown): JsonObject | null =>
  text === undefined || text === null ? null : { emoji: true, ...objectOf(text) };

/** A message object as Slack gives it in payloads and in conversations.history. */
export function messageShape(message: StoredMessage): JsonObject {
  const { botId } = message;
  return {
    user: message.user,
    type: "message",
    ts: message.ts,
    ...(botId === undefined ? {} : { bot_id: botId, app_id: APP_ID }),
    text: message.text,
    team: message.team,
    ...(message.edited ? { edited: message.edited } : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
  };
}

export const channelShape = (conversation: Conversation): JsonObject => ({
  id: conversation.id,
  name: conversation.kind === "channel" ? conversation.name : "directmessage",
});

export const triggerFor = (context: Context, { team, user }: Person, viewId?: string): string =>
  context.triggers.issue({ team: team.id, user: user.id, ...(viewId ? { viewId } : {}) });

export function responseUrlFor(
  context: Context,
  { team, user }: Person,
  conversation: Conversation,
  messageTs?: string,
): string {
  const at = messageTs === undefined ? {} : { messageTs };
  const target = { team: team.id, user: user.id, conversation: conversation.id, ...at };
  return `${context.base()}/_local/slack/response/${context.responseUrls.issue(target)}`;
}

/** Tells a person's client that their views changed. */
export const tellViews = (context: Context, person: Person): void =>
  context.changes.tell({ as: asOf(person) }, "views");
