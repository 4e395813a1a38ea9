import type { JsonObject } from "../json.ts";
import type { Kept } from "../shared/messages.ts";

/** Its `ts` is the activity's id. */
export interface TeamsMessage extends Kept {
  fromBot: boolean;
  card: JsonObject | null;
  summary?: string;
  /** The id of its thread's first message. */
  root?: string;
  edited?: true;
  consent?: {
    name: string;
    size: number;
    description: string;
    state: "asked" | "accepted" | "declined";
    /** What goes back to the bot with either answer. */
    contexts: { accept: unknown; decline: unknown };
  };
}
