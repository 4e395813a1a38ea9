/** The notification's own names of its fields, as people know them from the document. */
export const fieldLabels = {
  referenceNo: "Reference No.",
  issuedOn: "Date of Issue",
  projectCode: "Project Code",
  title: "Title",
  timing: "Timing",
  hostingCountries: "Hosting Country(ies)",
  venues: "Venue City(ies)",
  modality: "Modality",
  implementingOrganizations: "Implementing Organization(s)",
  participatingCountries: "Participating Country(ies)",
  overseasParticipants: "Overseas Participants",
  localParticipants: "Local Participants",
  closingDates: "Closing Date",
  remarks: "Remarks",
  objectives: "Objectives",
  rationale: "Rationale",
  background: "Background",
  topics: "Topics",
  outcome: "Outcome",
  qualifications: "Qualifications",
  signatory: "Signatory",
} as const;

/** An amendment's own, told of as fields are. */
const amendmentLabels = {
  amends: "Project Code of the programme to amend",
  number: "number of the amendment",
} as const;

type Field = keyof typeof fieldLabels;
type Warned = Field | keyof typeof amendmentLabels;

const labels: { readonly [Name in Warned]: string } = { ...fieldLabels, ...amendmentLabels };

/** How to write a field so that it can be read; prose needs none. */
const examples: { readonly [Name in Warned]?: string } = {
  referenceNo: "36",
  issuedOn: "27 December 2022",
  projectCode: "23-SN-03-GE-BCN-C",
  timing: "1 January 2023–31 December 2023",
  hostingCountries: "All Member Countries, or names such as Fiji, Japan",
  participatingCountries: "All Member Countries, or names such as Fiji, Japan",
  overseasParticipants: "10 virtual, 4 face-to-face, or one number for all, such as 18",
  localParticipants: "Not Applicable, or a number",
  closingDates: "31 March 2023; 30 June 2023",
  amends: "23-SN-03-GE-BCN-C",
  signatory: "Secretary-General, with a name before it if you like",
};

/** The example to show in a field's hint; null where any text will do. */
export const fieldExample = (field: Field): string | null => examples[field] ?? null;

export const exampleHint = (example: string): string => `Write it like this: ${example}.`;

const writeLike = (field: Warned): string =>
  examples[field] === undefined ? "" : ` Please write it like this: ${examples[field]}.`;

/** What is wrong with a field, why, and how to mend it. Days come as people read them. */
export const fieldProblems = {
  empty: (field: Warned) =>
    `Nothing stands at “${labels[field]}”. Please fill it in.${writeLike(field)}`,
  notFound: (field: Warned) => `I found no “${labels[field]}” in this text. Please fill it in.`,
  repeated: (field: Warned) =>
    `“${labels[field]}” stands in this text more than once, so I took none of them. Please fill in the right one.`,
  endsHere: (field: Warned) =>
    `The text seems to end in “${labels[field]}”, so something may be missing. Please check it against the notification.`,
  notInRemarks: () =>
    "The notification says that its closing dates are in the Remarks, but I found none there. Please fill them in.",
  unreadable: (field: Warned, value: string) =>
    `I couldn't read “${value}” as “${labels[field]}”.${writeLike(field)}`,
  tangled: (field: Warned) =>
    `“${labels[field]}” stands apart from its value in this text, and I couldn't tell which value is its own. Please fill it in.`,
  mentioned: (field: Warned) =>
    `The text speaks of “${labels[field]}”, but I couldn't tell whether it changes it. Please check it, and fill in what is new.`,
  scanned: (field: Warned, value: string) =>
    `“${labels[field]}” seems to be misspelt by a scan: “${value}”. Please check what I made of it.`,
  replaced: (field: Warned, value: string) =>
    `“${labels[field]}” gives more than one date: “${value}”. I took the one that holds now; please check it.`,
  holdsMore: (field: Warned) =>
    `“${labels[field]}” seems to hold more than its own text: a date, or the beginning of the next heading. Please check it.`,
  holdsLabel: (field: Warned) =>
    `The label of another field stands inside “${labels[field]}”: its line break seems to be lost. What follows it may not belong there; please check it.`,
  endsAtHeading: (field: Warned, heading: string) =>
    `I took “${labels[field]}” up to “${heading}”, a heading that I don't know. Please check whether what stands below it belongs here too.`,
  mayEndAtHeading: (field: Warned, heading: string) =>
    `“${heading}” inside “${labels[field]}” may be a heading of its own. Please check whether what follows it belongs here.`,
  noSuchDay: (value: string) => `“${value}” isn't a day of the calendar. Please check it.`,
  otherWeekday: (value: string) =>
    `“${value}” falls on another day of the week. Please check which of the two is right.`,
  dateLeftOut: (value: string) =>
    `I left out “${value}”: it isn't a day of the calendar, or of that weekday. The other dates are kept. Please write it as it is meant.`,
  backwards: (first: string, last: string) =>
    `The last day, ${last}, comes before the first, ${first}. Please check both.`,
  otherLength: (stated: number, counted: number) =>
    `The text says ${stated} ${stated === 1 ? "day" : "days"}, but its dates make ${counted}. Please check them.`,
  unknownCountry: (name: string) =>
    `I don't know “${name}” as a member. Please write members' names with commas between them, or All Member Countries.`,
  closingDatesNotInOrder: () =>
    "The closing dates aren't in order: each should come after the one before it. Please check them.",
  closesAfterTiming: (closesOn: string, endsOn: string) =>
    `The closing date ${closesOn} isn't before the programme's last day, ${endsOn}. Please check both.`,
  closesBeforeIssue: (closesOn: string, issuedOn: string) =>
    `The closing date ${closesOn} isn't after the date of issue, ${issuedOn}. Please check both.`,
  closesLongBefore: (closesOn: string, startsOn: string) =>
    `The closing date ${closesOn} is more than a year before the programme's first day, ${startsOn}. Please check both.`,
  movesRound: (from: string, to: string) =>
    `This moves the closing date ${from} to ${to}. The others stay as they are published; please check them.`,
  fewerClosingDates: (named: string, published: string) =>
    `The text names only ${named}, and published are ${published}. I couldn't tell which of them it changes. Please write all closing dates that hold from now on.`,
  onlyFirstClosingDate: () =>
    "The Remarks speak of a first closing date, but I found no second one. Please check whether one is missing.",
  otherDatesInRemarks: (dates: string) =>
    `The Remarks name other closing dates: ${dates}. Please check which are right.`,
  otherYearInCode: (codeYear: number, timingYear: number) =>
    `The Project Code is of ${codeYear}, but the Timing begins in ${timingYear}. Please check both.`,
};

const a = (kind: "addendum" | "revision"): string =>
  kind === "addendum" ? "an addendum" : "a revision";

/** Why a whole text was not taken as a notification. */
export const notANotification = {
  empty: "There is no text in it. Nothing was changed.",
  tooLong: (length: number, longest: number) =>
    `This text is too long for a Project Notification: it has ${length.toLocaleString("en-US")} characters, and at most ${longest.toLocaleString("en-US")} are read. Nothing was changed. Please send the notification's own pages.`,
  implementationPlan:
    "This is a Project Implementation Plan, not a Project Notification. Nothing was changed. Please send the notification itself.",
  noProgrammeNamed: (kind: "addendum" | "revision") =>
    `This is ${a(kind)}, but I couldn't tell which programme it changes: it names no Project Code, or several. Nothing was changed. Please paste its text with a line above it such as: Project Code: 23-SN-03-GE-BCN-C`,
  unknownProgramme: (
    kind: "addendum" | "revision",
    projectCode: string,
    nearest: string | undefined,
  ) =>
    `This is ${a(kind)} to ${projectCode}, which isn't published here. Nothing was changed. ${
      nearest === undefined
        ? ""
        : `If ${nearest} is meant, please paste the text with that code. Otherwise: `
    }${nearest === undefined ? "Please" : "please"} publish the notification of ${projectCode} first, then this.`,
  noFields:
    "This doesn't look like a Project Notification: I found too few of its labels, such as “Project Code” or “Closing Date”, at the beginnings of lines. Nothing was changed.",
  noProjectCode:
    "This has some labels of a Project Notification, but neither that heading nor a Project Code. Nothing was changed. If it is one, please paste its text with a line above it such as: Project Code: 23-SN-03-GE-BCN-C",
  oneParagraph:
    "The line breaks of this notification seem to be lost: its labels stand inside its lines, so I couldn't tell which value belongs to which. Nothing was changed. Please send the file itself, or paste the text with each label on a line of its own.",
};

type Unreadable =
  | { readonly kind: "tooLarge"; readonly maxBytes: number }
  | { readonly kind: "tooManyPages"; readonly maxPages: number }
  | { readonly kind: "unsupported" | "encrypted" | "damaged" | "noText"; readonly format: string }
  | { readonly kind: "tooHeavy"; readonly source: "file" | "text" }
  | { readonly kind: "binary" | "unknownEncoding" | "busy" | "gone" };

const sizeOf = (bytes: number): string =>
  bytes >= 2 ** 21 ? `${Math.floor(bytes / 2 ** 20)} MB` : `${Math.floor(bytes / 2 ** 10)} KB`;

/** Why a file, or a pasted text, could not be read. */
export const unreadableSource = (problem: Unreadable): string => {
  switch (problem.kind) {
    case "tooLarge":
      return `The file is too large: at most ${sizeOf(problem.maxBytes)} can be read. Please send a smaller one, or paste its text. Nothing was changed.`;
    case "tooManyPages":
      return `The file has too many pages: at most ${problem.maxPages} can be read. Please send the notification's own pages. Nothing was changed.`;
    case "unsupported":
      return `I can't read ${problem.format} files. Please send the notification as PDF, DOCX or plain text, or paste it. Nothing was changed.`;
    case "encrypted":
      return `This ${problem.format} file is locked with a password. Please send it without one, or paste its text. Nothing was changed.`;
    case "damaged":
      return `I can't open this ${problem.format} file; it may be damaged. Please send it again, or paste its text. Nothing was changed.`;
    case "noText":
      return `This ${problem.format} file has no text in it, only pictures of pages perhaps. Please paste its text. Nothing was changed.`;
    case "binary":
      return "This file isn't text. Please send the notification as PDF, DOCX or plain text, or paste it. Nothing was changed.";
    case "unknownEncoding":
      return "I can't tell how this text was encoded. Please save it as UTF-8 and send it again, or paste it. Nothing was changed.";
    case "tooHeavy":
      return problem.source === "file"
        ? "This file is too heavy to read: it takes more time or memory than I have for one document. Please paste its text instead. Nothing was changed."
        : "This text is too heavy to read: it takes more time or memory than I have for one document. Please paste the notification's own lines only. Nothing was changed.";
    case "busy":
      return "Other documents are being read just now, and yours would wait too long. Nothing was changed. Please try again in a minute.";
    case "gone":
      return "I couldn't fetch this file. Please send it again, or paste the text. Nothing was changed.";
  }
};
