/**
 * Somebody came in by a code in a workspace or tenant of no organisation: that it is theirs is proposed,
 * and one officer says whether its channels may receive what is for that organisation.
 */
import type { OrganisationId, PersonId } from "../ids.ts";
import type { RoleName } from "../people.ts";
import type { Platform } from "../platform.ts";
import type { DateTime, ReaderTime } from "../time.ts";
import type { Organisation } from "./members.ts";

export type Decision = "approved" | "refused";

export interface WorkspaceProposal {
  readonly id: string;
  readonly platform: Platform;
  readonly workspace: string;
  /** What it called itself; a tenant tells its id alone. */
  readonly name: string;
  readonly organisation: OrganisationId;
  readonly role: RoleName;
  readonly joinedBy: PersonId;
  /** Until it is approved its people may only join. */
  readonly isClosed: boolean;
  readonly proposedAt: DateTime;
  readonly decided: {
    readonly decision: Decision;
    readonly by: PersonId;
    readonly at: DateTime;
  } | null;
}

/** As a person reads it. */
export interface ProposalView {
  readonly proposal: WorkspaceProposal;
  readonly organisation: Organisation;
  /** The names of who joined there, and of who decided. */
  readonly joined: string;
  /** Who joined there has no role of that organisation any more. */
  readonly hasLeft: boolean;
  readonly decidedBy: string | undefined;
  readonly readerTime: ReaderTime;
}

/** Whether the bot may be used in a workspace: an officer has approved it, was asked to, or wasn't. */
export type WorkspaceStanding = "open" | "asked" | "unknown";
