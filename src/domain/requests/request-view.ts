/** A request as one reader may see it. */
import type { Evidence } from "../drafts/evidence.ts";
import type { Organisation } from "../members/members.ts";
import type { RoleName } from "../people.ts";
import type { Programme } from "../programmes/programmes.ts";
import type { Round } from "../programmes/rounds.ts";
import type { ReaderTime } from "../time.ts";
import type { Handling } from "./handling.ts";
import type { SentRequest } from "./requests.ts";

export interface RequestView {
  readonly request: SentRequest;
  readonly programme: Programme;
  readonly round: Round;
  readonly sender: Organisation;
  readonly host: Organisation;
  readonly alternatives: readonly Organisation[];
  /** Somebody of the host has a chat account: otherwise the Secretariat passes the request on. */
  readonly hostIsReachable: boolean;
  /** Set where the Secretariat sent it on behalf of the NPO; how it knows is not the host's to see. */
  readonly onBehalf: SentOnBehalf | undefined;
  /** Who handles it, of the reader's own sides only. */
  readonly handling: readonly SideHandling[];
  readonly readerTime: ReaderTime;
}

export interface SentOnBehalf {
  /** Undefined to the host, and once erased. */
  readonly evidence: Evidence | undefined;
  /** Of whom sent it, as long as they have one. */
  readonly post: RoleName | undefined;
}

export interface SideHandling extends Handling {
  readonly side: Organisation;
  readonly isReader: boolean;
  /** The reader may say who handles it. */
  readonly maySettle: boolean;
  /** Others of the side could handle it too: alone, there is nothing to settle. */
  readonly isShared: boolean;
}
