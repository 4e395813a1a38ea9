/** What `members` and `calendar` show, cut to what their reader may know and do. */

import type { OrganisationId, PersonId } from "../ids.ts";
import type { RoleName } from "../people.ts";
import type { DateTime, ReaderTime } from "../time.ts";
import type { HolidayRun } from "./holidays.ts";
import type { Member } from "./member-facts.ts";
import type { Organisation } from "./members.ts";

/** How a person can be written to: an account that works, only dead ones, or none at all. */
type Reach = "chat" | "dead" | "none";

export interface Post {
  readonly person: PersonId;
  readonly name: string;
  readonly role: RoleName;
  readonly reach: Reach;
}

/** A post as the reader may change it. */
export interface Holder extends Post {
  readonly isReader: boolean;
  readonly mayRemove: boolean;
  readonly mayAddAccount: boolean;
  /** Unsent drafts of this organisation that this person holds. */
  readonly drafts: number;
}

export interface OpenInvitation {
  readonly id: string;
  readonly name: string;
  readonly role: RoleName;
  readonly expiresAt: DateTime;
  readonly invitedBy: string;
  /** It adds a chat account to somebody who has a record already. */
  readonly forKnownPerson: boolean;
  readonly mayRevoke: boolean;
}

export interface MemberLine {
  readonly member: Member;
  readonly posts: readonly Post[];
  readonly vacant: readonly RoleName[];
}

export interface MemberView {
  readonly member: Member;
  readonly holders: readonly Holder[];
  readonly vacant: readonly RoleName[];
  readonly invitations: readonly OpenInvitation[];
  readonly may: {
    readonly correct: boolean;
    readonly keepCalendar: boolean;
    readonly invite: boolean;
    /** There are others to go back to. */
    readonly list: boolean;
  };
  readonly readerTime: ReaderTime;
  readonly now: DateTime;
}

export interface CalendarView {
  readonly organisation: Organisation;
  /** Of the coming twelve months, the earliest first. */
  readonly runs: readonly HolidayRun[];
  /** Days after these twelve months. */
  readonly later: number;
  /** The reader may keep other calendars too. */
  readonly others: boolean;
}

/** A person's whereabouts that stopped working. */
export interface Unreachable {
  readonly name: string;
  readonly since: DateTime;
  readonly posts: readonly { readonly organisation: Member; readonly role: RoleName }[];
  /** Colleagues of the same organisation who can be written to. */
  readonly colleagues: readonly { readonly organisation: OrganisationId; readonly name: string }[];
}
