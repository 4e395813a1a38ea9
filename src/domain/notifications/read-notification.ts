import { done, type Outcome, refused } from "../outcome.ts";
import { untangled } from "./columns/untangle.ts";
import { contradictions } from "./consistency.ts";
import { plainText, withoutMarkup } from "./fields/plain-text.ts";
import { namesLikeProjectCode } from "./fields/project-code.ts";
import { kindOf } from "./kinds.ts";
import { cutAtLabels } from "./labels/cut.ts";
import type { Cut, Sections } from "./labels/layout.ts";
import type { Amendment, MemberName, NotANotification, Notification } from "./notification.ts";
import { readAmendment } from "./read-amendment.ts";
import { makeReads, makeSectionReader } from "./section-reader.ts";

/**
 * Characters: fifty pages, the most that a PDF may have, of 3,000 each; the real notification has
 * 3,322. A text is read at once, and meanwhile nobody else is answered.
 */
export const LONGEST_TEXT = 150_000;

/**
 * Reads the text of a Project Notification of any year, or of what amends one. Nothing is guessed: a
 * field that is missing, unreadable or possibly cut short is null and has a warning; contradictions
 * are kept and have one. Countries are known by the members passed in. Refused when the text is too
 * long, or no notification.
 */
export const readNotification = (
  text: string,
  members: readonly MemberName[],
): Outcome<Notification | Amendment, NotANotification> => {
  if (text.length > LONGEST_TEXT)
    return refused({ kind: "tooLong", length: text.length, longest: LONGEST_TEXT });
  const plain = withoutMarkup(plainText(text));
  if (plain === "") return refused({ kind: "empty" });
  const kind = kindOf(plain);
  if (kind.kind === "implementationPlan") return refused({ kind: "implementationPlan" });
  if (kind.kind !== "notification") return done(readAmendment(plain, kind, members));
  const cut = cutAtLabels(plain);
  const refusal = whyNone(plain, cut);
  if (refusal !== null) return refused(refusal);
  return done(notificationFrom(untangled(cut, makeReads(members)), members));
};

/** Labels that no other document has together, and that a paragraph doesn't have by chance. */
const ENOUGH_LABELS = 3;

/** Relatives of a notification have some of its labels; without its heading they need a code too. */
const whyNone = (plain: string, { order, sections, strays }: Cut): NotANotification | null => {
  const hasHeading = headingLine.test(plain) || headingInside.test(plain);
  const hasCode = sections.has("projectCode") || namesLikeProjectCode(plain);
  if (hasHeading ? order.length > 0 : hasCode && order.length >= ENOUGH_LABELS) return null;
  const inside = new Set(strays.map(({ field }) => field)).size;
  if ((hasHeading || hasCode) && inside >= ENOUGH_LABELS) return { kind: "oneParagraph" };
  return { kind: order.length >= ENOUGH_LABELS ? "noProjectCode" : "noFields" };
};

/** On a line of its own, or in capitals where line breaks were lost; a letter only speaks of one. */
const headingLine = /^(?:apo[ \t]+)?project[ \t]+notification$/im;
const headingInside = /\bPROJECT[ \t]+NOTIFICATION\b/;

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
