/**
 * The control API of the local workspace: what the page (and the browser tests) say to the
 * stand-ins. All under `/_local/`, JSON in and out; `as` is always the person one plays, "TEAM:USER"
 * in Slack and "TENANT:USER" in Teams (the tenant's and the person's GUIDs).
 * A refusal is HTTP 4xx with `{ error: code }`.
 */

import type { Platform } from "../domain/platform.ts";

export type As = `${string}:${string}`;

export interface LocalUser {
  id: string;
  name: string;
  title: string;
  zone: string;
}

interface LocalWorkspace {
  id: string;
  platform: Platform;
  name: string;
  users: LocalUser[];
}

export interface LocalConversation {
  id: string;
  kind: "channel" | "im";
  /** "bcn" for a channel, the bot's name for a direct conversation. */
  name: string;
  /** Of a channel in Teams: the team that it belongs to. */
  team?: string;
  /** Teams: whether the app is there. */
  isInstalled?: boolean;
  unread: number;
}

export interface LocalMessage {
  /** In Teams the activity's id. */
  ts: string;
  /** User id, or the bot's user id. */
  user: string;
  authorName: string;
  fromBot: boolean;
  text: string;
  /** Block Kit as the product sent it; empty in Teams. */
  blocks: unknown[];
  /** Teams: the Adaptive Card as the product sent it. */
  card: object | null;
  /** Teams: what a notification of it says. */
  summary?: string;
  /** Teams: `ts` of its thread's first message, which has none itself. */
  root?: string;
  /** Teams: what the asking person's last press on it was answered with; theirs alone. */
  note?: string;
  /** Teams: a file that the bot asks to give. */
  consent?: {
    name: string;
    /** Bytes. */
    size: number;
    description: string;
    state: "asked" | "accepted" | "declined";
  };
  /** Shared with it; `/_local/file` opens them. */
  files: { id: string; name: string }[];
  /** Seen by the asking person only. */
  ephemeral: boolean;
  edited: boolean;
  /** Programme time at which it was posted, ISO with zone. */
  at: string;
}

/** A modal as Slack keeps it; `hash` changes with each update. */
export interface LocalView {
  id: string;
  hash: string;
  type: "modal" | "home";
  callbackId: string;
  title: string;
  submit: string | null;
  close: string | null;
  blocks: unknown[];
  /** view.state.values as Slack would send them now. */
  values: StateValues;
  /** Under the fields, by block_id; empty unless the last submission was answered with errors. */
  errors: Record<string, string>;
  /** What the client shows when the app did not answer in time or failed. */
  trouble: string | null;
}

/** Teams: the one dialog that is open. */
export interface LocalDialog {
  /** Another one for each page of it. */
  id: string;
  title: string;
  /** The Adaptive Card; null beside a message. */
  card: object | null;
  /** What is said in place of a card (task/message). */
  message: string | null;
  /** What the client shows when the app did not answer in time or failed. */
  trouble: string | null;
  /** Something pressed in it is being answered. */
  busy: boolean;
}

export type StateValues = Record<string, Record<string, unknown>>;

/** GET /_local/state?as= */
export interface LocalState {
  /** Programme time, ISO in Asia/Tokyo. */
  now: string;
  workspaces: LocalWorkspace[];
  me: { workspace: string; user: string };
  conversations: LocalConversation[];
  /** For the composer's completion: Slack's slash commands, in Teams the bot's own list. */
  commands: { command: string; hint: string; words: { word: string; what: string }[] }[];
  /** The stack, the topmost last; empty when no modal is open. */
  views: LocalView[];
  /** The bot's home tab, once the product has published one. */
  home: LocalView | null;
  /** Teams: the dialog that is open; null in Slack. */
  dialog: LocalDialog | null;
  /** Teams: what stands beside the composer (message extensions); empty in Slack. */
  extensions: { command: string; title: string }[];
}

/**
 * GET  /_local/state?as=                       LocalState
 * GET  /_local/messages?as=&conversation=      { messages: LocalMessage[] }, oldest first
 * GET  /_local/stream?as=                      server-sent events: `event: changed`, data = what ("messages", "views", "clock", "state")
 * POST /_local/message      { as, conversation, text, files? }           an ordinary post, or a command when it starts with "/"
 *                                                                        → { ok, ack?: text shown when the app failed (operation_timeout …) }
 * POST /_local/press        { as, conversation, ts, blockId, actionId, value? | selected? }    a button or other element on a message
 *                                                                        → { ok, ack?: operation_timeout or dispatch_failed }
 *                                                                        `selected`: an option's value, or as in view.state.values
 * POST /_local/view/act     { as, viewId, blockId, actionId, value?, values, trigger? }   a button or a dispatched input in a modal; `values` = all of view.state.values
 *                                                                        `trigger`: "enter" or "character" asks the input's dispatch_action_config
 *                                                                        → { ok, dispatched: false when the app did not ask to hear of this input }
 * POST /_local/view/submit  { as, viewId, values }                       → { ok: true }, or { ok: false, errors, trouble }, both also in the view itself
 * POST /_local/view/close   { as, viewId, all? }                         Cancel, or with `all` the ✕ that closes the whole stack
 * POST /_local/view/options { as, viewId, blockId, actionId, value }     → { options } of an external select for what was typed
 * POST /_local/home         { as }                                       the person opens the bot's home tab
 * POST /_local/files?as=&name=   body = bytes                            → { id, file }: `file` goes into a file_input's `files`
 * GET  /_local/file?as=&conversation=&ts=&id=                           the bytes of a file that was shared with a message
 * In Teams:
 * POST /_local/message      { as, conversation, text, files?, root? }    "@BCN" at the start of a channel's text mentions the bot; `root`: answers in
 *                                                                        the thread of that `ts`
 * POST /_local/press        { as, conversation, ts, action, inputs? }    `action`: as it stands in the card (an OpenUrl is the page's own affair);
 *                                                                        `inputs`: values by input id → { ok, ack?: what the client shows when the app failed }
 * POST /_local/dialog/submit { as, dialogId, action, inputs }            an Action.Submit of the dialog's card
 * POST /_local/dialog/close { as }
 * POST /_local/extension    { as, conversation, command }                opens a message extension → { ok, ack? }
 * POST /_local/consent      { as, conversation, ts, accept }             answers whether the bot may give its file → { ok, ack? }
 * POST /_local/install      { as, conversation?, remove? }               adds the app to oneself, or to the team of a channel; `remove` takes it away
 *
 * In both:
 * POST /_local/read         { as, conversation }                         marks it as read
 * GET  /_local/clock                                                     { now }
 * POST /_local/clock        { advance: { hours?, days? } } | { to: ISO } { now }
 * POST /_local/faults       { method?, channel?, kind, times?, retryAfter? }   the next `times` (default 1) Web API calls of `method` and in `channel` (default any) fail:
 *                                                                        "429" (Retry-After: retryAfter s), "500", "timeout" (no answer), "reset"
 *                                                                        (not executed, connection cut), "lostAnswer" (executed, connection cut);
 *                                                                        "none" takes back what was ordered
 * POST /_local/token-rotation { seconds }                                tokens that OAuth gives from now on run out after so many seconds; 0: never
 */
export type ControlPath =
  | "/_local/state"
  | "/_local/messages"
  | "/_local/stream"
  | "/_local/message"
  | "/_local/press"
  | "/_local/view/act"
  | "/_local/view/submit"
  | "/_local/view/close"
  | "/_local/view/options"
  | "/_local/dialog/submit"
  | "/_local/dialog/close"
  | "/_local/extension"
  | "/_local/consent"
  | "/_local/install"
  | "/_local/home"
  | "/_local/files"
  | "/_local/file"
  | "/_local/read"
  | "/_local/clock"
  | "/_local/faults"
  | "/_local/token-rotation";
