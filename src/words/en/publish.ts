/** Reading, checking and publishing a Project Notification. */
import { isolating } from "../isolated.ts";
import { command } from "../typed-command.ts";
import { closingWithYear, dayWithYear, listText, ordinal } from "./dates.ts";

const count = (number: number, one: string, several: string): string =>
  `${number} ${number === 1 ? one : several}`;

export const publishForm = {
  title: "Publish a programme",
  intro:
    "Best is to upload the Project Notification: PDF, DOCX or plain text. Its text can be pasted too, in several boxes: one takes 3,000 characters, and most notifications are longer. An Addendum or Revision changes the programme that it names. You check everything before it is published.",
  file: "Recommended: the file (PDF, DOCX or text)",
  paste: (place: number) => (place === 1 ? "Or paste the notification" : `Its text, part ${place}`),
  pasteHint: (place: number) =>
    place === 1
      ? "Longer than 3,000 characters? Cut it between any two lines and go on in the next box."
      : "What follows the box above; cut between any two lines. The boxes are joined.",
  read: "Read it",
  mayBeCut:
    "The box above is full, so the end of the text may be missing. Please paste what follows here, or upload the file. All that you pasted is still here.",
  longerThanBoxes:
    "The last box is full, so the end of the text may be missing. Please upload the notification as a file here, and empty the boxes.",
  close: "Cancel",
  nothingGiven: "Please upload the file above, or paste the notification here.",
  bothGiven:
    "Please give either a file or pasted text, not both: I couldn't tell which one counts.",
};

/** A notification that was sent to the bot in a message, as a file or pasted. */
export const sentNotification = isolating({
  read: (what: string) => `I have read ${what}. Nothing is published yet.`,
  notification: (code: string | null) => `the Project Notification${code ? ` ${code}` : ""}`,
  amendment: (name: string, code: string | null) => `${name}${code ? ` to ${code}` : ""}`,
  kept: "Please look at it, correct what is doubtful, and publish it. What I read is kept for you: the button opens it, now or later.",
  look: "Look at it and publish",
  notRead: "I couldn't take this as a Project Notification.",
  notReadNext: `To paste its text in a form, type ${command("publish")}. To see what else you can do, type ${command("help")}.`,
  oneFile: {
    headline: "Please send one file at a time.",
    text: "I take one file from one message, so I read none of these, and nothing was changed.",
  },
  notYours: {
    headline: "Project Notifications are published by the APO Secretariat.",
    text: `I have not read what you sent, and passed it on to nobody. Please send it to a programme officer. An endorsement letter is added by the Liaison Officer of its NPO, who sends me the file. To see what you can do here, type ${command("help")}.`,
  },
});

type AmendmentKind = "addendum" | "revision";

/** "Addendum 2", "Revision", "a correction": what changed a programme. */
export const amendmentName = (kind: AmendmentKind, number: number | null): string =>
  [kind === "addendum" ? "Addendum" : "Revision", number].filter((part) => part !== null).join(" ");

const pointsText = (points: number): string =>
  points === 0 ? "nothing doubtful" : `${count(points, "point", "points")} to look at`;

type Concern =
  | { readonly kind: "closesInThePast"; readonly day: string }
  | { readonly kind: keyof typeof sentAlready; readonly numbers: readonly string[] };

const sentAlready = {
  outsideTiming: "outside the new Timing",
  overCaps: "with more participants than are allowed now",
  hostLeftOut: "to a host that no longer takes part",
  senderLeftOut: "by an NPO that no longer takes part",
};

/** What doesn't fit the change: in the preview, and again once it is published. */
export const concernInWords = (concern: Concern): string => {
  if (concern.kind === "closesInThePast")
    return `${dayWithYear(concern.day)} has passed already: nobody can apply by this closing date.`;
  const { numbers, kind } = concern;
  const stays =
    numbers.length === 1
      ? "It stays as it was sent, and its two NPOs are told."
      : "They stay as they were sent, and their NPOs are told.";
  return `Sent already, ${sentAlready[kind]}: ${listText(numbers)}. ${stays}`;
};

/** Two days fit beside each other; lists of them are compared more easily in two lines. */
const SIDE_BY_SIDE = 50;

export const previewWords = isolating({
  title: "Check and publish",
  publish: "Publish",
  publishChanges: "Publish changes",
  publishChange: "Publish the change",
  close: "Keep for later",
  closeSame: "Close",
  read: (facts: readonly string[], points: number) =>
    `Read: ${facts.join(", ")}; ${pointsText(points)}.`,
  closingDates: (dates: number) =>
    dates === 0 ? "no closing date" : count(dates, "closing date", "closing dates"),
  closes: (round: number, closes: number, zone: string) =>
    `The ${ordinal(round)} round closes ${closingWithYear(closes, zone)}.`,
  toLookAt: "To look at",
  point: (field: string, text: string) => `${field}: ${text}`,
  faceToFace: (people: number) => `${people} face-to-face`,
  online: (people: number) => `${people} online`,
  inAll: (people: number) => `${people} overseas participants in all`,
  noCaps: "no number of overseas participants",
  savedNote: {
    asYouType: `What you type is saved as you go. Closed, it is kept for later: ${command("owed")} leads back to it. Nothing is published before you press the button.`,
    byPress:
      "What you type is saved when you save the form. Nothing is published before you say so.",
  },
  keptWhole: (field: string) =>
    `${field}: too long for an input, so it is kept whole as it stands:`,
  differs: (fields: number) =>
    `This programme is published already. ${count(fields, "field differs", "fields differ")}:`,
  same: "This is already published; nothing differs.",
  /** Side by side while both are short, else one above the other. */
  difference: (before: string, after: string) =>
    before.length + after.length > SIDE_BY_SIDE
      ? `Was: ${before || "nothing"}\nNow: ${after || "nothing"}`
      : `${before || "nothing"} → ${after || "nothing"}`,
  amendment: {
    name: amendmentName,
    changes: (name: string, programme: string, code: string, fields: number, points: number) =>
      `${name} to ${programme} (${code}) changes ${fields === 0 ? "nothing that I could read" : count(fields, "field", "fields")}; ${pointsText(points)}.`,
    nothingFound:
      "I found no field in it that differs from what is published. If it changes something after all, please type that into its field below.",
    again: (name: string, version: number, on: string) =>
      `${name} was published already, as version ${version} on ${on}. Please publish it again only if something was left out then.`,
    older: (newer: string, version: number, on: string) =>
      `${newer} was published already, as version ${version} on ${on}. This one is older: it may put back what the newer one changed. Please check each difference.`,
    publishedNow: "Published now",
    nothing: "nothing",
    changed: "What it changes",
    number: (kind: AmendmentKind) => `Number of the ${kind}`,
    numberHint: "1 to 99; empty if it has none.",
    rest: "Everything else stays as published",
    restNote:
      "Please change a field below only if I overlooked that it is to change, or if it no longer fits.",
  },
  meanwhile: (programme: string, version: number, at: string) =>
    `This changed a moment ago: version ${version} of ${programme} was published ${at}. Here is what would change now; please check it and publish again.`,
  otherProgramme: (programme: string, version: number) =>
    `Under this Project Code ${programme} is published already, version ${version}. Here is what would change in it; please check it and publish again.`,
  newProgramme:
    "Nothing is published under this Project Code yet: it would be a new programme. Please check everything and publish again.",
  roundHasRequests: (closesOn: string, requests: number) =>
    `${count(requests, "request was", "requests were")} sent for the closing date ${closesOn}, so it can't be removed. Please keep it, or give it another day.`,
});

const toldOnes = (people: number, channels: number): string =>
  [
    ...(people > 0 ? [count(people, "person", "people")] : []),
    ...(channels > 0 ? [count(channels, "channel", "channels")] : []),
  ].join(" and ");

export const publishedWords = isolating({
  published: (programme: string, code: string, isOpen: boolean, closes: string) =>
    `Published: first round of ${programme} ${isOpen ? "closes" : "closed"} ${closes} (${code}).`,
  laterRound: (ordinal: string, closesOn: string) => `The ${ordinal} closing date is ${closesOn}.`,
  caps: (faceToFace: number, online: number) =>
    `Up to ${faceToFace} people face-to-face, ${online} online.`,
  next: `Liaison Officers can now type ${command("request")}. Subscribed channels are told before each closing date.`,
  changed: (programme: string, code: string, fields: number) =>
    `Changed: ${programme} (${code}), ${count(fields, "field", "fields")}.`,
  correction: "a correction of the notification",
  by: (amendment: string, version: number) => `By ${amendment}. This is version ${version}.`,
  changedNext: "The reminders of closing dates were planned again.",
  told: (people: number, channels: number) =>
    people + channels === 0
      ? "Nobody whom it concerns can be written to here yet."
      : `${toldOnes(people, channels)} will hear of it on their next working morning.`,
  unreachable: (members: string) =>
    `Nobody can be written to here in: ${members}. Please tell them yourself.`,
  whomToTell: {
    npoes: (npoes: number) => `${npoes} NPOs`,
    headline: (whom: string, programme: string, isNew: boolean) =>
      `Please tell ${whom} that ${programme} ${isNew ? "is open" : "has changed"}: I can reach nobody there.`,
    what: "What holds now stands under Read notification.",
    noTelephones: "Where no telephone stands, none is noted.",
    npo: (npo: string, telephone: string | null) =>
      telephone ? `${npo}: telephone ${telephone}` : npo,
    next: "To let me tell them from then on, press Invite someone: invite their Liaison Officer, and pass the code on.",
    why: "You get this because you published it. It comes once for each change, while there is an NPO where I can reach nobody.",
  },
  same: (programme: string, code: string) =>
    `${programme} (${code}) is already published; nothing differs.`,
  sameNext: "Nothing was changed, and no second programme was made.",
  discard: {
    button: "Discard",
    confirm: {
      title: "Discard this notification?",
      text: "What was read, and what you corrected in it, is gone. What is published stays as it is.",
      yes: "Discard",
      no: "Keep it",
    },
    done: "The notification is discarded.",
    doneNext: `Nothing was published or changed. To read one, type ${command("publish")}.`,
  },
  gone: {
    headline: "This notification was published already, or it is no longer here.",
    text: `Nothing was changed now. To read it again, type ${command("publish")}.`,
  },
});
