/** Reading, checking and publishing a Project Notification. */

const count = (number: number, one: string, several: string): string =>
  `${number} ${number === 1 ? one : several}`;

export const publishForm = {
  title: "Publish a programme",
  intro:
    "Upload the Project Notification as PDF, DOCX or plain text, or paste it. You check everything before it is published.",
  file: "PDF, DOCX or text file",
  paste: (place: number) => (place === 1 ? "Or paste the notification" : `Its text, part ${place}`),
  pasteHint: (place: number) =>
    place === 1
      ? "Paste the notification here; longer than 3,000 characters: go on in the next box"
      : "Only if the box above is full: go on exactly where it ends.",
  read: "Read it",
  close: "Cancel",
  nothingGiven: "Please choose a file above, or paste the notification here.",
  bothGiven:
    "Please give either a file or pasted text, not both: I couldn't tell which one counts.",
  fileUnavailable:
    "I couldn't fetch this file from the workspace. Please upload it again, or paste the text.",
};

export const previewWords = {
  title: "Check and publish",
  publish: "Publish",
  publishChanges: "Publish changes",
  close: "Keep for later",
  closeSame: "Close",
  read: (facts: readonly string[], points: number) =>
    `Read: ${facts.join(", ")}; ${points === 0 ? "nothing doubtful" : `${count(points, "point", "points")} to look at`}.`,
  closingDates: (dates: number) =>
    dates === 0 ? "no closing date" : count(dates, "closing date", "closing dates"),
  faceToFace: (people: number) => `${people} face-to-face`,
  online: (people: number) => `${people} online`,
  inAll: (people: number) => `${people} overseas participants in all`,
  noCaps: "no number of overseas participants",
  savedNote: "What you type is saved as you go. Nothing is published before you press the button.",
  keptWhole: (field: string) =>
    `${field}: too long for an input, so it is kept whole as it stands:`,
  differs: (fields: number) =>
    `This programme is published already. ${count(fields, "field differs", "fields differ")}:`,
  same: "This is already published; nothing differs.",
  /** Side by side while both are short, else one above the other. */
  difference: (before: string, after: string) =>
    before.length + after.length > 100
      ? `Was: ${before || "nothing"}\nNow: ${after || "nothing"}`
      : `${before || "nothing"} → ${after || "nothing"}`,
  roundHasRequests: (closesOn: string, requests: number) =>
    `${count(requests, "request was", "requests were")} sent for the closing date ${closesOn}, so it can't be removed. Please keep it, or give it another day.`,
};

export const publishedWords = {
  published: (programme: string, code: string, closesOn: string) =>
    `Published: ${programme} (${code}). First closing date: ${closesOn}.`,
  laterRound: (ordinal: string, closesOn: string) => `The ${ordinal} closing date is ${closesOn}.`,
  caps: (faceToFace: number, online: number) =>
    `Up to ${faceToFace} people face-to-face, ${online} online.`,
  next: "Liaison Officers can now type /bcn request. Subscribed channels are told before each closing date; you need to do nothing more.",
  changed: (programme: string, code: string, fields: number) =>
    `Changed: ${programme} (${code}), ${count(fields, "field", "fields")}.`,
  changedNext: "The reminders of closing dates were planned again.",
  same: (programme: string, code: string) =>
    `${programme} (${code}) is already published; nothing differs.`,
  sameNext: "Nothing was changed, and no second programme was made.",
  gone: {
    headline: "This notification was published already, or it is no longer here.",
    text: "Nothing was changed now. To read it again, type /bcn publish.",
  },
};
