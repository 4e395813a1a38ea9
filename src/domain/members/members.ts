import type { OrganisationId } from "../ids.ts";
import type { IsoDay, Zone } from "../time.ts";
import type { WorkingCalendar } from "./calendars.ts";

/** A member's NPO, or the APO Secretariat. The set is data, never a constant. */
export interface Organisation {
  readonly id: OrganisationId;
  readonly kind: "npo" | "secretariat";
  /** The member's name ("Fiji"), or "APO Secretariat". */
  readonly name: string;
  readonly aliases: readonly string[];
  /** Full name of the NPO; null where the member has none. */
  readonly npo: string | null;
  readonly acronym: string | null;
  readonly telephone: string | null;
  readonly zone: Zone;
  /** ISO weekdays, 1 = Monday. */
  readonly weekend: readonly number[];
  readonly holidays: readonly IsoDay[];
  /** A suspended member is shown and can't be chosen. */
  readonly active: boolean;
}

/** Two NPOs are both called NPO, and some have no acronym: then the member's name serves. */
const NOT_TELLING = "NPO";

/** "JPC, Japan"; "APO Secretariat"; "Indonesia" where the acronym tells nothing. */
export const shortName = ({ kind, acronym, name }: Organisation): string =>
  kind === "npo" && hasTellingAcronym(acronym) ? `${acronym}, ${name}` : name;

/** "JPC"; "Indonesia" where the acronym tells nothing. */
export const briefName = ({ acronym, name }: Organisation): string =>
  hasTellingAcronym(acronym) ? acronym : name;

const hasTellingAcronym = (acronym: string | null): acronym is string =>
  acronym !== null && acronym !== NOT_TELLING;

/** By its name as people type it: "Japan", "JPC", "jp". */
export const isNamed = ({ id, name, acronym, aliases }: Organisation, typed: string): boolean =>
  [id, name, acronym ?? "", ...aliases].some(
    (one) => one !== "" && one.toLowerCase() === typed.trim().toLowerCase(),
  );

export const calendarOf = (organisation: Organisation): WorkingCalendar => ({
  zone: organisation.zone,
  weekend: organisation.weekend,
  holidays: new Set(organisation.holidays),
});
