import type { As, ControlPath, LocalMessage, LocalState, StateValues } from "../control-types.ts";
import type { Act } from "./act-queue.ts";
import type { UploadedFile } from "./form-values.ts";

/** What the stand-in answers to an act; `error` is its code, or "unreachable". */
export interface Answer {
  error?: string;
  /** What Slack shows when the app failed. */
  ack?: string;
}

interface Press extends Act {
  conversation: string;
  ts: string;
  selected?: string;
}

/** The control API as one person sees it. Nothing throws. */
export interface Api {
  state(): Promise<LocalState | undefined>;
  messages(conversation: string): Promise<LocalMessage[] | undefined>;
  /** `root`: in the thread of that message (Teams). */
  say(
    conversation: string,
    text: string,
    files?: readonly string[],
    root?: string,
  ): Promise<Answer>;
  press(press: Press): Promise<Answer>;
  act(viewId: string, act: Act, values: StateValues): Promise<Answer>;
  submit(viewId: string, values: StateValues): Promise<Answer>;
  /** Cancel; with `all` the ✕, which closes the whole stack. */
  close(viewId: string, all?: boolean): Promise<Answer>;
  upload(file: File): Promise<UploadedFile | undefined>;
  read(conversation: string): Promise<Answer>;
  /** The bot's home tab is opened, and the product hears of it. */
  openHome(): Promise<Answer>;
  readonly teams: TeamsApi;
  moveClock(move: ClockMove): Promise<Answer>;
  /** Of a file that was shared with a message. */
  fileAddress(of: { conversation: string; ts: string; id: string }): string;
  readonly streamAddress: string;
}

/** Values by input id, as Teams sends them. */
export type Inputs = Record<string, string>;

interface TeamsApi {
  press(of: { conversation: string; ts: string; action: object; inputs: Inputs }): Promise<Answer>;
  submit(dialogId: string, action: object, inputs: Inputs): Promise<Answer>;
  close(): Promise<Answer>;
  /** What stands beside the composer. */
  extension(conversation: string, command: string): Promise<Answer>;
  /** Whether the bot may give its file. */
  consent(of: { conversation: string; ts: string; accept: boolean }): Promise<Answer>;
  /** The app, for oneself or for the team of this channel; `remove` takes it away. */
  install(of: { conversation?: string; remove?: boolean }): Promise<Answer>;
}

export type ClockMove = { advance: { hours?: number; days?: number } } | { to: string };

export function makeApi(as: As): Api {
  const asked = (path: ControlPath, more: Record<string, string> = {}): string =>
    `${path}?${new URLSearchParams({ as, ...more })}`;
  return {
    state: () => get<LocalState>(asked("/_local/state")),
    async messages(conversation) {
      const found = await get<{ messages: LocalMessage[] }>(
        asked("/_local/messages", { conversation }),
      );
      return found?.messages;
    },
    say: (conversation, text, files = [], root?) =>
      post("/_local/message", { as, conversation, text, files, ...(root ? { root } : {}) }),
    press: (press) => post("/_local/press", { as, ...press }),
    act: (viewId, act, values) => post("/_local/view/act", { as, viewId, ...act, values }),
    submit: (viewId, values) => post("/_local/view/submit", { as, viewId, values }),
    close: (viewId, all = false) => post("/_local/view/close", { as, viewId, all }),
    upload: (file) => upload(asked("/_local/files", { name: file.name }), file),
    openHome: () => post("/_local/home", { as }),
    read: (conversation) => post("/_local/read", { as, conversation }),
    teams: {
      press: (of) => post("/_local/press", { as, ...of }),
      submit: (dialogId, action, inputs) =>
        post("/_local/dialog/submit", { as, dialogId, action, inputs }),
      close: () => post("/_local/dialog/close", { as }),
      extension: (conversation, command) =>
        post("/_local/extension", { as, conversation, command }),
      consent: (of) => post("/_local/consent", { as, ...of }),
      install: (of) => post("/_local/install", { as, ...of }),
    },
    moveClock: (move) => post("/_local/clock", move),
    fileAddress: (of) => asked("/_local/file", of),
    streamAddress: asked("/_local/stream"),
  };
}

async function get<T>(address: string): Promise<T | undefined> {
  try {
    const response = await fetch(address);
    return response.ok ? ((await response.json()) as T) : undefined;
  } catch {
    return undefined;
  }
}

async function post(path: ControlPath, body: unknown): Promise<Answer> {
  try {
    const headers = { "content-type": "application/json" };
    const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
    const answer = (await response.json().catch(() => ({}))) as Answer;
    return response.ok ? answer : { error: answer.error ?? String(response.status) };
  } catch {
    return { error: "unreachable" };
  }
}

async function upload(address: string, file: File): Promise<UploadedFile | undefined> {
  try {
    const headers = { "content-type": file.type || "application/octet-stream" };
    const response = await fetch(address, { method: "POST", headers, body: file });
    if (!response.ok) return undefined;
    const uploaded = (await response.json()) as { id: string; file?: UploadedFile };
    return { ...uploaded.file, id: uploaded.id, name: file.name };
  } catch {
    return undefined;
  }
}
