import { type Both, everyone } from "../both.ts";
import { isoOf } from "../clock.ts";
import type { Context } from "../context.ts";
import type { LocalConversation, LocalMessage, LocalState, LocalView } from "../control-types.ts";
import { objectOf, textOf } from "../json.ts";
import { asOf, BOT_NAME } from "../shared/people.ts";
import { type Conversation, channelsOf, imOf } from "../slack/conversations.ts";
import { nameOf, type Person } from "../slack/people.ts";
import type { StoredMessage } from "../slack/stored-message.ts";
import type { OpenView } from "../slack/views.ts";
import { type Answer, type AskedAs, answer, ownConversation, refuse } from "./request.ts";

/** GET /_local/state */
export function showState({ context, teams, person }: AskedAs): Answer {
  const { team, user } = person;
  const home = context.views.home(asOf(person));
  const state: LocalState = {
    now: isoOf(context.clock.now()),
    workspaces: localWorkspaces({ slack: context, teams }),
    me: { workspace: team.id, user: user.id },
    conversations: [...channelsOf(team), imOf(team, user)].map((one) =>
      localConversation(context, person, one),
    ),
    commands: context.commands,
    views: context.views.stack(asOf(person)).map(localView),
    home: home ? localView(home) : null,
    dialog: null,
    extensions: [],
  };
  return answer(state);
}

export const localWorkspaces = (both: Both): LocalState["workspaces"] =>
  everyone(both).map(({ id, platform, name, users }) => ({
    id,
    platform,
    name,
    users: users.map(({ id, name, title, zone }) => ({ id, name, title, zone })),
  }));

/** GET /_local/messages */
export function showMessages(asked: AskedAs): Answer {
  const { context, person } = asked;
  const conversation = ownConversation(asked);
  if (!conversation) return refuse("unknown_conversation", 404);
  const messages = visible(context, person, conversation).map((message) =>
    localMessage(context, message, nameOf(person.team, message.user)),
  );
  return answer({ messages });
}

const visible = (context: Context, { user }: Person, { id }: Conversation): StoredMessage[] =>
  context.messages.of(id).filter(({ onlyFor }) => onlyFor === undefined || onlyFor === user.id);

function localConversation(
  context: Context,
  person: Person,
  conversation: Conversation,
): LocalConversation {
  const name = conversation.kind === "channel" ? conversation.name : BOT_NAME;
  const unread = context.reads.unread(asOf(person), visible(context, person, conversation));
  return { id: conversation.id, kind: conversation.kind, name, unread };
}

function localMessage(context: Context, message: StoredMessage, authorName: string): LocalMessage {
  const { ts, user, text, blocks, at } = message;
  const fromBot = message.botId !== undefined;
  const ephemeral = message.onlyFor !== undefined;
  const edited = message.edited !== undefined;
  const files = (message.files ?? []).flatMap((id) => {
    const file = context.files.find(message.team, id);
    return file ? [{ id, name: file.name }] : [];
  });
  return { ts, user, authorName, fromBot, text, blocks, card: null, files, ephemeral, edited, at };
}

function localView(view: OpenView): LocalView {
  const { id, hash, given, blocks, values, errors, trouble } = view;
  const plain = (text: unknown): string | null => textOf(objectOf(text).text) ?? null;
  return {
    id,
    hash,
    type: given.type === "home" ? "home" : "modal",
    callbackId: textOf(given.callback_id) ?? "",
    title: plain(given.title) ?? "",
    submit: plain(given.submit),
    close: plain(given.close),
    blocks,
    values,
    errors,
    trouble,
  };
}
