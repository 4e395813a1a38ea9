/** The control API for people in Teams. */
import { isoOf } from "../clock.ts";
import type { LocalConversation, LocalMessage, LocalState } from "../control-types.ts";
import { textOf } from "../json.ts";
import { asOf, BOT_NAME } from "../shared/people.ts";
import {
  type Conversation,
  channelsOf,
  chatOf,
  findConversation,
  scopeOf,
} from "../teams/conversations.ts";
import type { OpenDialog } from "../teams/dialogs.ts";
import { install as installIn } from "../teams/install.ts";
import { answerConsent, openExtension, pressCard, submitDialog } from "../teams/press.ts";
import { rewrite, say } from "../teams/say.ts";
import type { TeamsMessage } from "../teams/teams-message.ts";
import { fileOf, keep } from "./files-and-clock.ts";
import { type Answer, type AskedInTeams, answer, refuse } from "./request.ts";
import { localWorkspaces } from "./show.ts";

/** GET /_local/state */
export function showState(asked: AskedInTeams): Answer {
  const { context, slack, person } = asked;
  const { team, user } = person;
  const state: LocalState = {
    now: isoOf(context.clock.now()),
    workspaces: localWorkspaces({ slack, teams: context }),
    me: { workspace: team.id, user: user.id },
    conversations: [...channelsOf(team), chatOf(team, user)].map((one) =>
      localConversation(asked, one),
    ),
    commands: context.commands,
    views: [],
    home: null,
    dialog: localDialog(context.dialogs.of(asOf(person))),
    extensions: context.extensions,
  };
  return answer(state);
}

/** GET /_local/messages */
export function showMessages(asked: AskedInTeams): Answer {
  const conversation = ownConversation(asked);
  if (!conversation) return refuse("unknown_conversation", 404);
  const messages = asked.context.messages.of(conversation.id);
  return answer({ messages: messages.map((message) => localMessage(asked, message)) });
}

/** The conversation that one names, if it is one's own to see. */
function ownConversation({ person, given }: AskedInTeams): Conversation | undefined {
  const found = findConversation(person.team, given.conversation);
  return found?.kind === "im" && found.user.id !== person.user.id ? undefined : found;
}

function localConversation(
  { context, person }: AskedInTeams,
  conversation: Conversation,
): LocalConversation {
  const { id, kind } = conversation;
  const unread = context.reads.unread(asOf(person), context.messages.of(id));
  const own = { id, kind, unread, isInstalled: context.installs.has(scopeOf(conversation)) };
  return kind === "channel"
    ? { ...own, name: conversation.name, team: conversation.of.name }
    : { ...own, name: BOT_NAME };
}

function localMessage({ context, person }: AskedInTeams, message: TeamsMessage): LocalMessage {
  const { ts, user, fromBot, text, at, summary, root, consent } = message;
  const answered = context.answered.of(asOf(person), ts);
  const author = person.team.users.find(({ id }) => id === user);
  const files = (message.files ?? []).flatMap((id) => {
    const file = context.files.find(message.team, id);
    return file ? [{ id, name: file.name }] : [];
  });
  return {
    ts,
    user,
    authorName: fromBot ? BOT_NAME : (author?.name ?? user),
    fromBot,
    text,
    blocks: [],
    card: answered.card ?? message.card,
    ...(summary === undefined ? {} : { summary }),
    ...(root === undefined ? {} : { root }),
    ...(answered.note === undefined ? {} : { note: answered.note }),
    ...(consent ? { consent: localConsent(consent) } : {}),
    files,
    ephemeral: false,
    edited: message.edited ?? false,
    at,
  };
}

const localConsent = ({
  name,
  size,
  description,
  state,
}: NonNullable<TeamsMessage["consent"]>) => ({
  name,
  size,
  description,
  state,
});

const localDialog = (dialog: OpenDialog | undefined): LocalState["dialog"] => {
  if (!dialog) return null;
  const { id, title, card, message, trouble, busy } = dialog;
  return { id, title, card, message, trouble, busy };
};

/** POST /_local/message: to all of a conversation, in a thread perhaps; `ts`: one of one's own anew. */
export function postMessage(asked: AskedInTeams): Answer {
  const { context, person, given } = asked;
  const conversation = ownConversation(asked);
  if (!conversation) return refuse("unknown_conversation", 404);
  const { id, kind } = conversation;
  if (kind === "im" && !context.installs.has(id)) return refuse("not_installed", 403);
  const text = textOf(given.text)?.trim() ?? "";
  const ids = Array.isArray(given.files) ? given.files : [];
  const files = ids.flatMap((file) => context.files.find(person.team.id, file) ?? []);
  if (files.length < ids.length) return refuse("file_not_found", 404);
  if (text === "" && files.length === 0) return refuse("no_text");
  if (given.ts !== undefined) {
    const own = context.messages.find(id, given.ts);
    if (own?.user !== person.user.id) return refuse("message_not_found", 404);
    rewrite(context, person, conversation, own, text);
    return answer({ ok: true });
  }
  const root = given.root === undefined ? undefined : context.messages.find(id, given.root);
  if (given.root !== undefined && (kind === "im" || !root)) return refuse("message_not_found", 404);
  const thread = root && { root: root.root ?? root.ts };
  say(context, { person, conversation, text, files, ...thread });
  return answer({ ok: true });
}

const shown = (ack: string | undefined): Answer =>
  answer(ack === undefined ? { ok: true } : { ok: true, ack });

/** POST /_local/press: an action of a card. */
export async function press(asked: AskedInTeams): Promise<Answer> {
  const { context, person, given } = asked;
  const conversation = ownConversation(asked);
  const message = conversation && context.messages.find(conversation.id, given.ts);
  if (!conversation || !message) return refuse("message_not_found", 404);
  const { action, inputs } = given;
  const pressed = await pressCard(context, { person, conversation, message, action, inputs });
  return pressed.ok ? shown(pressed.value) : refuse(pressed.refusal);
}

/** POST /_local/dialog/submit */
export async function submit(asked: AskedInTeams): Promise<Answer> {
  const { context, person, given } = asked;
  const dialog = context.dialogs.of(asOf(person));
  const conversation = findConversation(person.team, dialog?.conversation);
  if (!dialog || !conversation || dialog.id !== given.dialogId)
    return refuse("dialog_not_found", 404);
  const { action, inputs } = given;
  const where = { person, conversation };
  const pressed = await submitDialog(context, where, dialog, { action, inputs });
  if (!pressed.ok) return refuse(pressed.refusal);
  return answer({ ok: pressed.value === undefined, trouble: pressed.value ?? null });
}

/** POST /_local/dialog/close: whichever page has come meanwhile; the bot doesn't hear of it. */
export function close({ context, person }: AskedInTeams): Answer {
  const as = asOf(person);
  context.dialogs.close(as);
  context.changes.tell({ as }, "views");
  return answer({ ok: true });
}

/** POST /_local/extension */
export async function extension(asked: AskedInTeams): Promise<Answer> {
  const { context, person, given } = asked;
  const conversation = ownConversation(asked);
  if (!conversation) return refuse("unknown_conversation", 404);
  const known = context.extensions.find(({ command }) => command === given.command);
  if (!known) return refuse("unknown_command", 404);
  await openExtension(context, { person, conversation }, known.command);
  return shown(context.dialogs.of(asOf(person))?.trouble ?? undefined);
}

/** POST /_local/consent */
export async function consent(asked: AskedInTeams): Promise<Answer> {
  const { context, person, given } = asked;
  const conversation = ownConversation(asked);
  const message = conversation && context.messages.find(conversation.id, given.ts);
  if (!conversation || !message) return refuse("message_not_found", 404);
  const where = { person, conversation };
  const answered = await answerConsent(context, where, message, given.accept === true);
  return answered.ok ? shown(answered.value) : refuse(answered.refusal);
}

/** POST /_local/install: for oneself, or for the team of a channel. */
export async function install(asked: AskedInTeams): Promise<Answer> {
  const { context, person, given } = asked;
  const { team, user } = person;
  const conversation =
    given.conversation === undefined ? chatOf(team, user) : ownConversation(asked);
  if (!conversation) return refuse("unknown_conversation", 404);
  const isRemoved = given.remove === true;
  if (!(await installIn(context, person, conversation, isRemoved)))
    return refuse(isRemoved ? "not_installed" : "already_installed");
  context.changes.tell({ team: team.id }, "state");
  return answer({ ok: true });
}

/** POST /_local/files: body = the bytes; the id goes into a message's `files`. */
export async function upload(asked: AskedInTeams): Promise<Answer> {
  const kept = await keep(asked);
  return kept.ok ? answer({ id: kept.value.id, file: { id: kept.value.id } }) : kept.refusal;
}

/** GET /_local/file: one that was shared with a message that one sees. */
export function openFile(asked: AskedInTeams): Promise<Answer> {
  const { context, given } = asked;
  const conversation = ownConversation(asked);
  const message = conversation && context.messages.find(conversation.id, given.ts);
  return fileOf(context, message, given.id);
}

/** POST /_local/read */
export function markRead(asked: AskedInTeams): Answer {
  const { context, person } = asked;
  const conversation = ownConversation(asked);
  if (!conversation) return refuse("unknown_conversation", 404);
  const newest = context.messages.of(conversation.id).at(-1);
  if (newest) context.reads.mark(asOf(person), conversation.id, newest.ts);
  context.changes.tell({ as: asOf(person) }, "state");
  return answer({ ok: true });
}
