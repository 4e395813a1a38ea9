/** How a request stands, in a line; without a full stop, since it is a fact of `show` too. */
import { byTense, dayText } from "./dates.ts";

export const stateWords = {
  /** What its reader owes by a day, in front of what was done or settled. */
  owed: {
    answer: (day: string, today: string) =>
      `${byTense(day, today, "please answer by", "your answer was asked by")} ${dayText(day, today)}`,
    choice: (day: string, today: string) =>
      `${byTense(day, today, "please say what next by", "your choice was asked by")} ${dayText(day, today)}`,
  },
  submitted: (host: string, day: string, today: string) =>
    `Sent; the answer of ${host} ${byTense(day, today, "is", "was")} asked by ${dayText(day, today)}`,
  considering: (host: string, day: string, today: string) =>
    `${host} is considering it, and ${byTense(day, today, "answers", "was to answer")} by ${dayText(day, today)}`,
  passedOn: (host: string, day: string, today: string) =>
    `Passed on to ${host}; its answer ${byTense(day, today, "is", "was")} asked by ${dayText(day, today)}`,
  /** To a host that was asked, didn't answer, and is asked no longer. */
  notAsked: (host: string) => `No answer of ${host} is asked any more`,
  returned: (sender: string) => `Returned to ${sender} to be completed`,
  accepted: (host: string, days: string) => `${host} can host it, ${days}`,
  decidesBy: (day: string, today: string) =>
    `the APO Secretariat ${byTense(day, today, "decides", "was to decide")} by ${dayText(day, today)}`,
  declined: (host: string) => `${host} can't host it this time`,
  choosesBy: (sender: string, day: string, today: string) =>
    `${sender} ${byTense(day, today, "is", "was")} asked to choose what next by ${dayText(day, today)}`,
  approved: (sender: string) => `Approved; ${sender} is asked to confirm`,
  notApproved: "Not approved this time",
  confirmed: "Confirmed",
  underWay: "Under way",
  done: (sender: string) => `It has taken place; ${sender} is asked for a report`,
  reportReceived: "The report has come; the APO Secretariat reads it",
  reportAccepted: "The report is accepted; what was agreed there goes on",
  closed: "Closed; all that was agreed is done",
  withdrawn: (sender: string, day: string, today: string) =>
    `Withdrawn by ${sender} on ${dayText(day, today)}`,
  cancelled: (day: string, today: string) =>
    `Cancelled by the APO Secretariat on ${dayText(day, today)}`,
  facts: {
    /** In place of first and second choice, once the host has said which. */
    dates: "Dates",
    passedOn: "Passed on to",
    passedOnOf: (to: string, day: string, today: string) => `${to}, ${dayText(day, today)}`,
    reason: "Reason",
    confidential: "For the Secretariat only",
    note: (host: string) => `Note of ${host}`,
    endorsement: (npo: string) => `Approved in ${npo} by`,
  },
} as const;
