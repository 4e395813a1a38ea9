import { join } from "node:path";
import type { As } from "../control-types.ts";
import { openJsonFile } from "../json-file.ts";
import type { Kept } from "./messages.ts";

/** How far each person has read each conversation. */
export interface Reads {
  mark(as: As, conversation: string, ts: string): void;
  unread(as: As, messages: Kept[]): number;
  flush(): Promise<void>;
}

export async function openReads(folder: string): Promise<Reads> {
  const file = await openJsonFile<Record<string, string>>(join(folder, "reads.json"), {});
  const key = (as: As, conversation: string): string => `${as} ${conversation}`;
  return {
    mark(as, conversation, ts) {
      file.value[key(as, conversation)] = ts;
      file.changed();
    },
    unread: (as, messages) =>
      messages.filter(
        ({ conversation, ts, onlyFor, user }) =>
          onlyFor === undefined &&
          user !== as.split(":")[1] &&
          ts > (file.value[key(as, conversation)] ?? ""),
      ).length,
    flush: file.flush,
  };
}
