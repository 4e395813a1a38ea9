/** An officer acts on behalf of an NPO. */
import { dayWithYear } from "./dates.ts";

export const onBehalfWords = {
  title: "On behalf of an NPO",
  evidenceTitle: "How do you know?",
  submit: "Next",
  save: "Save",
  close: "Cancel",
  intro:
    "For an NPO that asked you, such as one that has no chat here. Its Liaison Officer is told when you send it, where they can be reached.",
  suspended: (names: string) => `${names} can't be chosen for now: the membership is suspended.`,
  organisation: { label: "NPO" },
  choose: "Choose a member",
  evidence: {
    label: "How do you know?",
    hint: "Such as: e-mail of the Liaison Officer. The NPO and the Secretariat read this; the host doesn't.",
  },
  evidenceOn: { label: "Of which day?" },
  noNpo: "Please choose an NPO from the list.",
  isSuspended: (name: string) => `${name} can't be chosen for now: the membership is suspended.`,
  noProgramme: "No programme is open for this NPO yet.",
  allRoundsClosed: (programme: string) => `The last closing date of ${programme} has passed.`,
  missing: "Please say how you know that the NPO wants this.",
  tooLong: (most: number, count: number) =>
    `Please shorten this to ${most} characters; it has ${count}.`,
  notADay: "Please choose a day.",
  inTheFuture: "This day is still to come. Please give the day of the e-mail or call.",
  /** On every step of the form. */
  banner: (npo: string) => `On behalf of ${npo}`,
  begunForYou:
    "The APO Secretariat began this on behalf of your NPO. Please check it: you can change and send it yourself.",
  factEvidence: "How we know",
  factEvidenceOf: (text: string, on: string) => `${text} (${dayWithYear(on)})`,
  changeEvidence: "Change",
  factSent: "Sent by",
  factSentOf: (npo: string, post: string | undefined) =>
    `${post ? `${post}, APO Secretariat` : "APO Secretariat"}, on behalf of ${npo}`,
  through: "Sent through the APO Secretariat.",
  receipt: (
    npo: string,
    host: string,
    number: string,
    { admittedLate, isOnline }: { readonly admittedLate: boolean; readonly isOnline: boolean },
  ) =>
    `Received, ${admittedLate ? "admitted late" : "on time"}: ${npo} to ${isOnline ? `meet ${host} online` : `visit ${host}`} (${number}).`,
  receiptText: (npo: string) => `You sent it on behalf of ${npo}.`,
  card: (npo: string) => `Sent on behalf of ${npo}.`,
  sentForYou: {
    headline: (host: string, number: string, isOnline: boolean) =>
      `Sent for you: your request to ${isOnline ? `meet ${host} online` : `visit ${host}`} (${number}).`,
    wrong: "If something isn't as you want it, please tell the APO Secretariat.",
    why: (npo: string) => `You get this because you act for ${npo}.`,
  },
  drafts: {
    title: (npo: string, host: string | undefined) =>
      host ? `${npo}: draft to ${host}` : `${npo}: draft, no host chosen yet`,
    yours: "On behalf of this NPO.",
    begunForYou: "Begun by the APO Secretariat on your behalf.",
  },
  start: "Start for an NPO",
  another: "Another NPO, on its behalf",
  whichNpo: {
    headline: "For which NPO?",
    text: "Please choose the one you act for, or act on behalf of another.",
  },
} as const;
