import { done, type Outcome, refused } from "../outcome.ts";
import { contradictions } from "./consistency.ts";
import { kindOf } from "./kinds.ts";
import type { Layout, Sections } from "./layout.ts";
import { layoutA } from "./layout-a.ts";
import { layoutB } from "./layout-b.ts";
import { layoutC } from "./layout-c.ts";
import type { Amendment, MemberName, NotANotification, Notification } from "./notification.ts";
import { plainText } from "./plain-text.ts";
import { readAmendment } from "./read-amendment.ts";
import { makeReads, makeSectionReader } from "./section-reader.ts";
import { untangled } from "./untangle.ts";

/** A layout more is a file more, and a line here. */
const layouts: readonly Layout[] = [layoutA, layoutB, layoutC];

/**
 * Characters: fifty pages, the most that a PDF may have, of 3,000 each; the real notification has
 * 3,322. A text is read at once, and meanwhile nobody else is answered.
 */
export const LONGEST_TEXT = 150_000;

/**
 * Reads the text of a Project Notification, or of what amends one. Nothing is guessed: a field that is missing, unreadable
 * or possibly cut short is null and has a warning; contradictions are kept and have one. Countries
 * are known by the members passed in. Refused when the text is too long, or no notification of a known layout.
 */
export const readNotification = (
  text: string,
  members: readonly MemberName[],
): Outcome<Notification | Amendment, NotANotification> => {
  if (text.length > LONGEST_TEXT)
    return refused({ kind: "tooLong", length: text.length, longest: LONGEST_TEXT });
  const plain = plainText(text);
  if (plain === "") return refused({ kind: "empty" });
  const kind = kindOf(plain);
  if (kind.kind === "implementationPlan") return refused({ kind: "implementationPlan" });
  if (kind.kind !== "notification") return done(readAmendment(plain, kind, members));
  const layout = layouts.find(({ recognises }) => recognises(plain));
  if (layout === undefined) return refused({ kind: "noFields" });
  return done(notificationFrom(untangled(layout.cut(plain), makeReads(members)), members));
};

const notificationFrom = (sections: Sections, members: readonly MemberName[]): Notification => {
  const { read, readClosingDates, warnings } = makeSectionReader(sections, members);
  const fields = {
    referenceNo: read("referenceNo"),
    issuedOn: read("issuedOn"),
    projectCode: read("projectCode"),
    title: read("title"),
    timing: read("timing"),
    hostingCountries: read("hostingCountries"),
    venues: read("venues"),
    modality: read("modality"),
    implementingOrganizations: read("implementingOrganizations"),
    participatingCountries: read("participatingCountries"),
    overseasParticipants: read("overseasParticipants"),
    localParticipants: read("localParticipants"),
    closingDates: readClosingDates(),
    remarks: read("remarks"),
    objectives: read("objectives"),
    rationale: read("rationale"),
    background: read("background"),
    topics: read("topics"),
    outcome: read("outcome"),
    qualifications: read("qualifications"),
    signatory: read("signatory"),
  };
  return { kind: "notification", ...fields, warnings: [...warnings(), ...contradictions(fields)] };
};
