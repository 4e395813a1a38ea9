/** What a channel is told, and when. */
import type { Organisation } from "../members/members.ts";
import type { DateTime, Zone } from "../time.ts";

/** What a channel is told: closing dates of rounds; new requests (the Secretariat's channels). */
export type Topic = "closing" | "requests";

export interface ChannelView {
  readonly organisation: Organisation;
  readonly subscription:
    | {
        /** Local hour of unasked messages, 8 to 17. */
        readonly hour: number;
        readonly zone: Zone;
        readonly topics: readonly Topic[];
      }
    | undefined;
  /** When it will be written to next, unless something changes. */
  readonly next: readonly { readonly dueAt: DateTime }[];
  readonly now: DateTime;
}
