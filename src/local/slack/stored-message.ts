import type { JsonObject } from "../json.ts";
import type { Kept } from "../shared/messages.ts";

/** Its `ts` is system time, unique in the whole local workspace. */
export interface StoredMessage extends Kept {
  botId?: string;
  blocks: JsonObject[];
  metadata?: JsonObject;
  edited?: { user: string; ts: string };
}
