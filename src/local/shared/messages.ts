import { isoOf, type ProgrammeClock } from "../clock.ts";
import { openJsonFile } from "../json-file.ts";

/** What any message has, whichever platform it is on. */
export interface Kept {
  /** Unique among the platform's messages, and each greater than the one before. */
  ts: string;
  team: string;
  conversation: string;
  user: string;
  text: string;
  /** Ids of the files that came with it. */
  files?: string[];
  /** The one person who sees it; kept in memory only. */
  onlyFor?: string;
  /** Programme time, ISO with zone. */
  at: string;
}

export interface MessageStore<Message extends Kept> {
  post(message: Omit<Message, "ts" | "at">): Message;
  /** All of a conversation, oldest first. */
  of(conversation: string): Message[];
  find(conversation: string, ts: unknown): Message | undefined;
  change(message: Message, change: Partial<Message>): void;
  remove(message: Message): void;
  nextTs(): string;
  flush(): Promise<void>;
}

interface Given {
  /** The file that keeps them. */
  path: string;
  /** How the platform numbers them, from the newest one on. */
  stamps: (newest: string | undefined) => () => string;
  clock: ProgrammeClock;
}

export async function openMessages<Message extends Kept>({
  path,
  stamps,
  clock,
}: Given): Promise<MessageStore<Message>> {
  const file = await openJsonFile<{ messages: Message[] }>(path, { messages: [] });
  let all = file.value.messages;
  const nextTs = stamps(all.at(-1)?.ts);
  const changed = (): void => {
    file.value.messages = all.filter(({ onlyFor }) => onlyFor === undefined);
    file.changed();
  };
  const of = (conversation: string): Message[] =>
    all.filter((message) => message.conversation === conversation);

  return {
    post(message) {
      const posted = { ...message, ts: nextTs(), at: isoOf(clock.now()) } as Message;
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
