/** The form "Request a visit" (docs/words.md). */
import { command } from "../typed-command.ts";
import {
  closingText,
  daysWithYear,
  dayText,
  ordinal,
  peopleText,
  type ReaderTime,
} from "./dates.ts";

interface HoursThere {
  readonly from: string;
  readonly to: string;
  /** A city. */
  readonly place: string;
}

export const requestForm = {
  title: "Request a visit",
  /** Nobody travels. */
  titleOnline: "Request to meet online",
  next: "Next",
  save: "Save",
  send: "Send request",
  sendInRound: (round: number) => `Send in ${ordinal(round)} round`,
  close: "Keep as draft",
  closeReceipt: "Close",
  back: "Back",
  add: "Add a person",
  addPasted: "Add these people",
  saveAndAdd: "Save and add another",
  toCheck: "To the check step",
  change: "Change",
  remove: "Remove",
  removeConfirm: {
    title: "Remove this person?",
    text: "What was filled in for them is deleted. The others stay.",
    yes: "Remove",
    no: "Keep",
  },
  step: (place: number, title: string) => `Step ${place} of 5: ${title}`,
  steps: {
    whom: "whom and why",
    when: "when and how",
    who: "who travels or joins",
    result: "result and approval",
    check: "check and send",
  },
  participant: (place: number) => `Step 3 of 5: person ${place}`,
  savedNote: {
    asYouType: "Everything you type is saved as a draft.",
    byPress: "What you fill in is saved as a draft with each button that you press.",
  },
  reopened: (host: string | undefined) =>
    `Welcome back. Here is your draft${host ? ` to ${host}` : ""}, as you left it. To begin another one, type ${command("request new")}.`,
  suspended: (names: string) => `${names} can't be chosen for now: the membership is suspended.`,
  placeholder: {
    choose: "Choose one",
    member: "Choose a member",
    position: "such as Director, Training",
  },
  fields: {
    host: { label: "NPO you'd like to visit or meet" },
    spoken: { label: "Have you already spoken with them?" },
    spokenWith: { label: "Whom, and when" },
    alternatives: {
      label: "Others, if they can't",
      hint: "Up to two. Hosts never see this; nobody else is asked until you say so.",
    },
    topic: { label: "Topic", hint: "In a few words, such as Kaizen in public hospitals." },
    objectives: { label: "What you hope to learn" },
    modality: { label: "Face-to-face, online or both" },
    startsOn: { label: "First choice: first day" },
    endsOn: { label: "First choice: last day", hint: "Calendar days of the host." },
    startsOn2: { label: "Second choice: first day" },
    endsOn2: { label: "Second choice: last day" },
    hours: { label: "Hours, if online", hint: "The host's time, such as 10:00–12:00." },
    language: { label: "Working language, interpreter" },
    position: { label: "Position" },
    organisation: { label: "Organisation" },
    category: { label: "High-level official, policymaker or NPO official" },
    part: {
      label: "Head of delegation, participant or standby",
      hint: "A standby participant takes the place of someone who can't come, and isn't counted.",
    },
    attendance: { label: "Travels or joins online", hint: "If nothing is chosen, they travel." },
    name: { label: "Name as in passport", hint: "May follow, until the request is confirmed." },
    email: { label: "E-mail", hint: "May follow, until the request is confirmed." },
    people: {
      label: "Or paste people, one on a line",
      hint: "Position; organisation; name. Also, in any place: e-mail, head, participant or standby, and high-level official, policymaker or NPO official. What is left out is filled in: your NPO, NPO official, and the first one as head.",
    },
    outcomes: { label: "What should change at home?" },
    followUp: { label: "Follow-up in mind" },
    endorsedBy: { label: "Approved in your NPO by", hint: "The name. A letter may follow." },
    endorsedAs: { label: "Their position" },
    endorsedOn: { label: "Approved on" },
  },
  options: {
    yes: "Yes",
    no: "Not yet",
    faceToFace: "Face-to-face",
    virtual: "Online",
    both: "Both",
    highLevelOfficial: "High-level official",
    policymaker: "Policymaker",
    npoOfficial: "NPO official",
    head: "Head of delegation",
    participant: "Participant",
    standby: "Standby participant",
    travels: "Travels",
    online: "Joins online",
  },
  timing: (startsOn: string, endsOn: string) =>
    `The programme runs ${daysWithYear(startsOn, endsOn)}.`,
  roster: {
    caps: {
      faceToFace: (most: number) =>
        `Up to ${peopleText(most)} may travel, head of delegation included. Standby participants aren't counted.`,
      virtual: (most: number) =>
        `Up to ${peopleText(most)} may join online, head of delegation included. Standby participants aren't counted.`,
      both: (travel: number, all: number) =>
        `Up to ${travel} may travel and up to ${all} take part in all, head of delegation included. Standby participants aren't counted. To say who joins online, press Change beside them.`,
    },
    empty: "Nobody yet. Press Add a person, or paste several below; names may follow later.",
    unfinished: "Not finished: press Change",
    nameFollows: "name follows",
    person: (position: string, organisation: string, category = "") =>
      [`${position} (${organisation})`, category].filter(Boolean).join(", "),
    /** Our own words first: they decide that the line is read from the left, whatever follows. */
    line: (role: string, person: string, named: string) => `${role}: ${person}; ${named}.`,
    joinsOnline: "joins online",
  },
  check: {
    intro: "Please check. Nothing has been sent yet.",
    joins: (round: number, closes: number, zone: string, reader: ReaderTime) =>
      `Joins the ${ordinal(round)} round, which closes ${closingText(closes, zone, reader)}.`,
    noRound: "The last closing date has passed, so this can't be sent now. Everything is kept.",
    closedMeanwhile: (
      closed: number,
      next: number,
      closes: number,
      zone: string,
      reader: ReaderTime,
    ) =>
      `The ${ordinal(closed)} closing date passed before you pressed Send. Everything is kept. You can send it in the ${ordinal(next)} round, which closes ${closingText(closes, zone, reader)}.`,
    mend: (points: number) =>
      points === 1
        ? "One point to complete before it can be sent:"
        : `${points} points to complete before it can be sent:`,
    none: "—",
  },
  facts: {
    whom: "To",
    spoken: "Already spoken with",
    alternatives: "If they can't",
    topic: "Topic",
    objectives: "What is to be learnt",
    modality: "How",
    dates: "First choice",
    dates2: "Second choice",
    hours: "Hours",
    language: "Language",
    people: "People",
    person: (place: number) => `Person ${place}`,
    outcomes: "What should change at home",
    followUp: "Follow-up in mind",
    endorsement: "Approved in the NPO by",
  },
  /** Rule 4: a virtual activity's hours in both zones, the host's first. */
  hours: (here: HoursThere, reader: HoursThere | undefined) =>
    `${here.from}–${here.to} ${here.place}${reader ? ` (${reader.from}–${reader.to} ${reader.place})` : ""}`,
  endorsement: (by: string, as: string, on: string, today: string) =>
    `${by}, ${as}, ${dayText(on, today)}`,
  noEndorsement: "Not given yet",
  warnings: {
    longerThanFiveDays: (days: number) => `The activity takes ${days} days; one to five are usual.`,
    shortNotice: (days: number) =>
      `Only ${days} days from now to a face-to-face visit; 90 or more are advised for visas and travel.`,
    overlapsSamePair: (number: string) =>
      `The dates overlap with ${number}, between the same two NPOs.`,
    hostRests: (day: string, host: string) =>
      `${day} is a weekend day or holiday of ${host}. Please check whether they can receive you.`,
    noHead: "Nobody is head of delegation yet. Hosts usually ask who leads it.",
    listFull: "The list is full; what is left stays in the box.",
    samePerson: (places: string, same: string) =>
      `Persons ${places} have the same name or e-mail: ${same}. If it is one person, please remove one of them.`,
    codeYearDiffers: (code: number, timing: number) =>
      `The programme's code says ${code}, its timing ${timing}.`,
  },
  problems: {
    missing: "Please fill this in.",
    missingChoice: "Please choose one.",
    missingDay: "Please choose a day.",
    missingSecondChoice: "Please give both days of the second choice, or neither.",
    missingEndorsement: "Please give name, position and day of the approval together.",
    tooLong: (most: number, count: number) =>
      `Please shorten this to ${most} characters; it has ${count}.`,
    notAnOption: "Please choose one from the list.",
    suspended: (name: string) => `${name} can't be chosen for now: the membership is suspended.`,
    ownOrganisation: "This is your own NPO. Please choose another.",
    sameAsHost: "This NPO is your first choice already. Please choose another or none.",
    tooMany: (most: number) => `Please choose ${most} at the most.`,
    notADay: "Please give a day, such as 2023-07-12.",
    endsBeforeItStarts: "The last day is before the first. Please choose a later one.",
    outsideTiming: (startsOn: string, endsOn: string) =>
      `Please choose a day within the programme: ${daysWithYear(startsOn, endsOn)}.`,
    inThePast: "This day has passed. Please choose a later one.",
    inTheFuture: "This day is still to come. Please give the day on which it was approved.",
    notHours: "Please give two times of one day, such as 10:00–12:00.",
    notAnEmail: "This doesn't look like an e-mail address. Please check it, or leave it empty.",
    localParticipant: (host: string) =>
      `Local participants don't take part in this programme: ${host} is the host. Please name people of your side only.`,
    noParticipants: "Please add at least one person who takes part. Names may follow later.",
    secondHead: "Only one person can be head of delegation. Please change one of them.",
    unfinished: (place: number) => `Person ${place} isn't finished. Press Change to complete it.`,
    tooManyTravel: (most: number, count: number) =>
      `Up to ${most} people may travel; the list has ${count}. Please remove someone or make them a standby participant.`,
    tooManyInAll: (most: number, count: number) =>
      `Up to ${most} people may take part; the list has ${count}. Please remove someone or make them a standby participant.`,
  },
} as const;
