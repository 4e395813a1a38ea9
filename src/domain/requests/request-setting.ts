import type { Organisation } from "../members/members.ts";
import type { Programme } from "../programmes/programmes.ts";
import type { IsoDay } from "../time.ts";

/** What a draft is checked against. */
export interface Setting {
  readonly programme: Programme;
  readonly sender: Organisation;
  /** All members, suspended ones included. */
  readonly members: readonly Organisation[];
  /** Today in the programme's zone. */
  readonly today: IsoDay;
}
