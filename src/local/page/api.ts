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
  say(conversation: string, text: string, files?: readonly string[]): Promise<Answer>;
  press(press: Press): Promise<Answer>;
  act(viewId: string, act: Act, values: StateValues): Promise<Answer>;
  submit(viewId: string, values: StateValues): Promise<Answer>;
  /** Cancel; with `all` the ✕, which closes the whole stack. */
  close(viewId: string, all?: boolean): Promise<Answer>;
  upload(file: File): Promise<UploadedFile | undefined>;
  read(conversation: string): Promise<Answer>;
  /** The bot's home tab is opened, and the product hears of it. */
  openHome(): Promise<Answer>;
  moveClock(move: ClockMove): Promise<Answer>;
  /** Of a file that was shared with a message. */
  fileAddress(of: { conversation: string; ts: string; id: string }): string;
  readonly streamAddress: string;
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
    say: (conversation, text, files = []) =>
      post("/_local/message", { as, conversation, text, files }),
    press: (press) => post("/_local/press", { as, ...press }),
    act: (viewId, act, values) => post("/_local/view/act", { as, viewId, ...act, values }),
    submit: (viewId, values) => post("/_local/view/submit", { as, viewId, values }),
    close: (viewId, all = false) => post("/_local/view/close", { as, viewId, all }),
    upload: (file) => upload(asked("/_local/files", { name: file.name }), file),
    openHome: () => post("/_local/home", { as }),
    read: (conversation) => post("/_local/read", { as, conversation }),
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
