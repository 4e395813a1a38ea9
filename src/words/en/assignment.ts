/** Which of several people of one side handles a request. */
import { timeText } from "./dates.ts";

export const assignmentWords = {
  take: "I'll take it",
  assign: "Who handles it?",
  fact: "Handled by",
  factFor: (side: string) => `Handled by, for ${side}`,
  you: (name: string) => `${name} (you)`,
  nobody: "Nobody yet",
  inChannel: "A colleague has taken it",
  line: (name: string) => `Handled by ${name}.`,
  lineYou: "You handle it.",
  assignedYou: (number: string, side: string, owed: string | undefined) =>
    capital(`${owed ? `${owed}: ` : ""}you handle ${number} for ${side} now.`),
  assignedYouText:
    "Reminders of it come to you alone, as long as you can be reached here. Your colleagues see that you have it.",
  assignedOther: (name: string, number: string, side: string) =>
    `${name} handles ${number} for ${side} now.`,
  assignedOtherText: "Reminders of it go to them alone, as long as they can be reached here.",
  assignedNobody: (number: string, side: string) => `Nobody handles ${number} for ${side} now.`,
  assignedNobodyText: "Reminders of it come to all of you again who are asked first.",
  why: (side: string) => `You get this because a colleague at ${side} settled who handles it.`,
  changedTo: (name: string, instant: number, zone: string) =>
    `This changed a moment ago: ${name} took it at ${timeText(instant, zone)}.`,
  changedToYou: (instant: number, zone: string) =>
    `This changed a moment ago: it was given to you at ${timeText(instant, zone)}.`,
  changedToNobody: (instant: number | undefined, zone: string) =>
    instant === undefined
      ? "This changed a moment ago: nobody handles it."
      : `This changed a moment ago: nobody handles it since ${timeText(instant, zone)}.`,
  howItStands: "Here is how it stands now.",
  notYourSide: {
    headline: "Who handles a request is settled by the people of that side.",
    text: "Its Liaison Officer, backup or, for the Secretariat, an officer can do it. Nothing was changed.",
  },
  form: {
    title: "Who handles it?",
    submit: "Save",
    close: "Cancel",
    intro: (number: string, side: string) =>
      `${number}, for ${side}. Only they are reminded of it.`,
    handler: { label: "Handled by" },
    nobody: "Nobody",
    notAColleague: "They can't handle it any more. Please choose someone else.",
  },
} as const;

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
