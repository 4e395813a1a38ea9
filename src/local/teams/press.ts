/** What people press on cards and in dialogs. */
import { isDeepStrictEqual } from "node:util";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import type { TeamsTenant } from "../cast.ts";
import { type JsonObject, objectOf } from "../json.ts";
import { asOf, type Person } from "../shared/people.ts";
import { type Invoked, invoke, TROUBLE, tellBot, type Where } from "./activities.ts";
import { readCardAnswer, readDialogAnswer } from "./answers.ts";
import { partsOf } from "./check-card.ts";
import type { TeamsContext } from "./context.ts";
import { type Conversation, tellOf } from "./conversations.ts";
import { newDialogId, type OpenDialog } from "./dialogs.ts";
import { readInputs } from "./inputs.ts";
import type { TeamsMessage } from "./teams-message.ts";

type PressRefusal =
  | Extract<ReturnType<typeof readInputs>, { ok: false }>["refusal"]
  | "unknown_action"
  | "not_sent"
  | "busy";

/** What the client shows when the app failed; nothing otherwise. */
type Shown = string | undefined;

const CONTEXT = { theme: "default" };

/** An action that stands in this card, with what it sends of the inputs. */
function sentBy(
  card: unknown,
  given: unknown,
  inputs: unknown,
): Outcome<{ action: JsonObject; values: JsonObject }, PressRefusal> {
  const action = partsOf(card).find(
    (part) => String(part.type).startsWith("Action.") && isDeepStrictEqual(part, given),
  );
  if (!action) return refused("unknown_action");
  if (action.type !== "Action.Submit" && action.type !== "Action.Execute")
    return refused("not_sent");
  const values = readInputs(card, action, inputs);
  return values.ok ? done({ action, values: values.value }) : values;
}

interface Pressed {
  person: Person<TeamsTenant>;
  conversation: Conversation;
  message: TeamsMessage;
  action: unknown;
  inputs: unknown;
}

/** On a card: an Execute, a Submit that opens a dialog, or one that is told as a message. */
export async function pressCard(
  context: TeamsContext,
  { person, conversation, message, action: given, inputs }: Pressed,
): Promise<Outcome<Shown, PressRefusal>> {
  const as = asOf(person);
  const card = context.answered.of(as, message.ts).card ?? message.card;
  const sent = sentBy(card, given, inputs);
  if (!sent.ok) return sent;
  const { action, values } = sent.value;
  const isChannel = conversation.kind === "channel";
  const thread = isChannel ? (message.root ?? message.ts) : undefined;
  const where = { person, conversation, thread };
  const data = { ...objectOf(action.data), ...values };
  const about = { replyToId: message.ts };
  if (action.type === "Action.Execute") {
    const executed = { type: "Action.Execute", verb: action.verb, data };
    const value = { action: executed, trigger: "manual" };
    return done(await execute(context, where, message, { ...about, value }));
  }
  if (objectOf(objectOf(action.data).msteams).type === "task/fetch") {
    const value = { data, context: CONTEXT };
    await openDialog(context, where, {}, "task/fetch", { ...about, value });
    return done(undefined);
  }
  void tellBot(context, where, { type: "message", ...about, value: data });
  return done(undefined);
}

async function execute(
  context: TeamsContext,
  where: Where,
  message: TeamsMessage,
  own: JsonObject,
): Promise<Shown> {
  const invoked = await invoke(context, where, "adaptiveCard/action", own);
  if (!invoked.ok) return invoked.trouble;
  const read = readCardAnswer(invoked.text);
  if (!read.ok) return wrong(context, "adaptiveCard/action", read.refusal);
  const as = asOf(where.person);
  const { card } = context.answered.of(as, message.ts);
  context.answered.set(as, message.ts, { ...(card ? { card } : {}), ...read.value });
  tellOf(context, where.conversation);
  return undefined;
}

/** From beside the composer: it opens a dialog by itself. */
export const openExtension = (
  context: TeamsContext,
  where: Where,
  command: string,
): Promise<void> => {
  const value = { commandId: command, commandContext: "compose", context: CONTEXT };
  return openDialog(context, where, { command }, "composeExtension/fetchTask", { value });
};

async function openDialog(
  context: TeamsContext,
  where: Where,
  by: Pick<OpenDialog, "command">,
  name: string,
  own: JsonObject,
): Promise<void> {
  const as = asOf(where.person);
  const dialog = context.dialogs.open(as, { conversation: where.conversation.id, ...by });
  context.changes.tell({ as }, "views");
  show(context, where.person, dialog, name, await invoke(context, where, name, own));
}

/** A button of the dialog: another page, a sentence, or nothing any more. */
export async function submitDialog(
  context: TeamsContext,
  where: Where,
  dialog: OpenDialog,
  { action: given, inputs }: { action: unknown; inputs: unknown },
): Promise<Outcome<Shown, PressRefusal>> {
  if (dialog.busy) return refused("busy");
  const sent = sentBy(dialog.card, given, inputs);
  if (!sent.ok) return sent;
  const { action, values } = sent.value;
  const { command: commandId } = dialog;
  const data = { ...objectOf(action.data), ...values };
  const [name, by] =
    commandId === undefined
      ? (["task/submit", {}] as const)
      : (["composeExtension/submitAction", { commandId, commandContext: "compose" }] as const);
  Object.assign(dialog, { busy: true, trouble: null });
  context.changes.tell({ as: asOf(where.person) }, "views");
  const value = { ...by, data, context: CONTEXT };
  show(context, where.person, dialog, name, await invoke(context, where, name, { value }));
  return done(dialog.trouble ?? undefined);
}

/** What the answer makes of the dialog; nothing, when it was closed meanwhile. */
function show(
  context: TeamsContext,
  person: Person<TeamsTenant>,
  dialog: OpenDialog,
  name: string,
  invoked: Invoked,
): void {
  const as = asOf(person);
  if (context.dialogs.of(as) !== dialog) return;
  dialog.busy = false;
  const read = invoked.ok ? readDialogAnswer(invoked.text) : refused(undefined);
  if (!read.ok) {
    if (read.refusal !== undefined) wrong(context, name, read.refusal);
    dialog.trouble = TROUBLE;
  } else if (read.value.kind === "closed") context.dialogs.close(as);
  else {
    const { kind: _, ...page } = { card: null, message: null, ...read.value };
    Object.assign(dialog, { ...page, id: newDialogId() });
  }
  context.changes.tell({ as }, "views");
}

function wrong({ log }: TeamsContext, name: string, why: string): string {
  log(`Teams can't use what the bot answered to ${name}: ${why}`);
  return TROUBLE;
}

/** Whether the bot may give somebody its file, which they say. */
export async function answerConsent(
  context: TeamsContext,
  where: Where,
  message: TeamsMessage,
  accept: boolean,
): Promise<Outcome<Shown, "no_consent">> {
  const { consent } = message;
  if (consent?.state !== "asked") return refused("no_consent");
  const { team, user } = where.person;
  const upload = accept
    ? context.uploads.begin({ team: team.id, user: user.id }, consent.name)
    : undefined;
  const action = accept ? ("accept" as const) : ("decline" as const);
  const value = {
    type: "fileUpload",
    action,
    context: consent.contexts[action],
    ...(upload === undefined ? {} : { uploadInfo: uploadInfo(context, upload, consent.name) }),
  };
  const own = { replyToId: message.ts, value };
  const invoked = await invoke(context, where, "fileConsent/invoke", own);
  if (!invoked.ok) {
    if (upload !== undefined) context.uploads.drop(upload);
    return done(invoked.trouble);
  }
  const state = accept ? "accepted" : "declined";
  // The bot may have put something else in its place by now.
  if (message.consent === consent)
    context.messages.change(message, { consent: { ...consent, state } });
  tellOf(context, where.conversation);
  return done(undefined);
}

function uploadInfo({ base }: TeamsContext, id: string, name: string): JsonObject {
  const fileType = /\.([^.]+)$/.exec(name)?.[1] ?? "";
  const contentUrl = `${base()}/_local/teams/upload/${id}/${encodeURIComponent(name)}`;
  return {
    contentUrl,
    name,
    uploadUrl: `${base()}/_local/teams/upload/${id}`,
    uniqueId: id,
    fileType,
  };
}
