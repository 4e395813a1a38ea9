import { join } from "node:path";
import { isoOf, type ProgrammeClock } from "../clock.ts";
import type { JsonObject } from "../json.ts";
import { openJsonFile } from "../json-file.ts";
import { makeTimestamps } from "./ids.ts";

export interface StoredMessage {
  /** System time, unique in the whole local workspace. */
  ts: string;
  team: string;
  conversation: string;
  user: string;
  botId?: string;
  text: string;
  blocks: JsonObject[];
  metadata?: JsonObject;
  /** Ids of the files that came with it. */
  files?: string[];
  edited?: { user: string; ts: string };
  /** The one person who sees it; kept in memory only, as Slack does. */
  onlyFor?: string;
  /** Programme time, ISO with zone. */
  at: string;
}

type NewMessage = Omit<StoredMessage, "ts" | "at">;

export interface MessageStore {
  post(message: NewMessage): StoredMessage;
  /** All of a conversation, oldest first. */
  of(conversation: string): StoredMessage[];
  find(conversation: string, ts: unknown): StoredMessage | undefined;
  change(message: StoredMessage, change: Partial<StoredMessage>): void;
  remove(message: StoredMessage): void;
  nextTs(): string;
  flush(): Promise<void>;
}

export async function openMessages(
  folder: string,
  systemNow: () => Date,
  clock: ProgrammeClock,
): Promise<MessageStore> {
  const file = await openJsonFile<{ messages: StoredMessage[] }>(join(folder, "messages.json"), {
    messages: [],
  });
  let all = file.value.messages;
  const nextTs = makeTimestamps(systemNow, all.at(-1)?.ts);
  const changed = (): void => {
    file.value.messages = all.filter(({ onlyFor }) => onlyFor === undefined);
    file.changed();
  };
  const of = (conversation: string): StoredMessage[] =>
    all.filter((message) => message.conversation === conversation);

  return {
    post(message) {
      const posted = { ...message, ts: nextTs(), at: isoOf(clock.now()) };
      all.push(posted);
      changed();
      return posted;
    },
    of,
    find: (conversation, ts) => of(conversation).find((message) => message.ts === ts),
    change(message, change) {
      Object.assign(message, change);
      changed();
    },
    remove(message) {
      all = all.filter((other) => other !== message);
      changed();
    },
    nextTs,
    flush: file.flush,
  };
}
