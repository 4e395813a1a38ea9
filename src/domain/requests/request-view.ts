/** A request as one reader may see it. */
import type { Evidence } from "../drafts/evidence.ts";
import type { Organisation } from "../members/members.ts";
import type { RoleName } from "../people.ts";
import type { Programme } from "../programmes/programmes.ts";
import type { Round } from "../programmes/rounds.ts";
import type { DateTime, ReaderTime } from "../time.ts";
import type { ActionName } from "./actions/actions.ts";
import type { NpoSide } from "./actions/row.ts";
import type { Assignment } from "./assignment.ts";
import type { SentRequest } from "./requests.ts";

/** Enough to name it and to lead to it. */
export type NumberedRequest = Pick<SentRequest, "id" | "number">;

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
  readonly assignments: readonly SideAssignment[];
  /** What the reader can do with it now, in the order of the actions' table. */
  readonly can: readonly Possible[];
  readonly readerTime: ReaderTime;
}

export interface Possible {
  readonly action: ActionName;
  /** The NPO for which an officer would do it, noting how they know; null: of one's own right. */
  readonly onBehalfOf: Organisation | null;
  /** Of what both NPOs may do: for which it would be. */
  readonly side?: NpoSide | undefined;
  /** Among the likeliest: it stands on the card, the others behind "More". */
  readonly isLikely: boolean;
}

/** What was done with it last, as far as the reader may know. */
export interface Happened {
  readonly action: ActionName;
  readonly at: DateTime;
  /** The host had answered otherwise before. */
  readonly isTakenBack: boolean;
  /** How an officer knew who did it for an NPO; undefined of one's own, and once erased. */
  readonly evidence: Evidence | undefined;
}

export interface SentOnBehalf {
  /** Undefined to the host, and once erased. */
  readonly evidence: Evidence | undefined;
  /** Of whom sent it, as long as they have one. */
  readonly post: RoleName | undefined;
}

export interface SideAssignment extends Assignment {
  readonly side: Organisation;
  readonly isReader: boolean;
  /** The reader may say who handles it. */
  readonly mayAssign: boolean;
  /** Others of the side could handle it too: alone, there is nothing to assign. */
  readonly isShared: boolean;
}
