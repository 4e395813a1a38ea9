/** Where somebody, or a channel, can be written to; kept by whoever makes the surface. */
import type { DateTime } from "../../../domain/time.ts";

/** What one call tells. */
export interface Seen {
  readonly tenant: string;
  /** A person's object id, or a channel's id. */
  readonly receiver: string;
  readonly serviceUrl: string;
  /** Absent where only the person is known, and not yet their chat with us. */
  readonly conversation?: string;
  /** The person's "29:…". */
  readonly member?: string;
  /** The channel's. */
  readonly team?: string;
}

/** There we aren't any more: in a team's channels all at once. */
export interface Gone {
  readonly tenant: string;
  readonly receiver: string;
  readonly team?: string | undefined;
  /** Programme time. */
  readonly at: DateTime;
}

interface Known {
  readonly serviceUrl: string;
  readonly conversation?: string | undefined;
  readonly member?: string | undefined;
}

export interface Conversations {
  remember(seen: readonly Seen[]): Promise<void>;
  /** Of a receiver that isn't known only where its tenant's service is; undefined in a tenant that isn't. */
  find(tenant: string, receiver: string): Promise<Known | undefined>;
  /** What is sent there is refused for good, until a call comes from there. */
  forget(tenant: string, receiver: string): Promise<void>;
  removed(gone: Gone): Promise<void>;
}
