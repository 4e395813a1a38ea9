import type { Page } from "../drafts/drafts.ts";
import type { ParticipantId } from "../ids.ts";
import type { Organisation } from "../members/members.ts";
import type { Programme } from "../programmes/programmes.ts";
import type { IsoDay } from "../time.ts";
import type { CapProblem } from "./participants.ts";

/** What a draft is checked against. */
export interface Setting {
  readonly programme: Programme;
  readonly sender: Organisation;
  /** All members, suspended ones included. */
  readonly members: readonly Organisation[];
  /** Today in the programme's zone. */
  readonly today: IsoDay;
}

/** What is wrong with a draft, as facts; `forms/` turns it into words at its field. */
export type ProblemKind =
  | { readonly kind: "missing" }
  | { readonly kind: "tooLong"; readonly most: number; readonly count: number }
  | { readonly kind: "notAnOption" }
  | { readonly kind: "suspended"; readonly name: string }
  | { readonly kind: "ownOrganisation" }
  | { readonly kind: "sameAsHost" }
  | { readonly kind: "tooMany"; readonly most: number }
  | { readonly kind: "notADay" }
  | { readonly kind: "endsBeforeItStarts" }
  | { readonly kind: "outsideTiming"; readonly startsOn: IsoDay; readonly endsOn: IsoDay }
  | { readonly kind: "inThePast"; readonly today: IsoDay }
  | { readonly kind: "inTheFuture"; readonly today: IsoDay }
  | { readonly kind: "notHours" }
  | { readonly kind: "notAnEmail" }
  | { readonly kind: "localParticipant"; readonly host: string }
  | { readonly kind: "noParticipants" }
  | { readonly kind: "secondHead" }
  | { readonly kind: "unfinished"; readonly place: number }
  | CapProblem;

export type Problem = ProblemKind & {
  readonly page: Page;
  /** Null when it belongs to the whole page, such as the roster. */
  readonly field: string | null;
  readonly item?: ParticipantId;
};
