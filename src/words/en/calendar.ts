/** `calendar`: an organisation's holidays. */
import { cityOf, daysWithYear, weekdaysText } from "./dates.ts";

const days = (count: number): string => (count === 1 ? "1 day" : `${count} days`);

export const calendarWords = {
  title: "Calendar",
  submit: "Add",
  close: "Close",
  place: (zone: string, weekend: readonly number[]) =>
    `${cityOf(zone)} time, weekend ${weekdaysText(weekend)}. Reminders come on working days only. The APO Secretariat keeps zone and weekend.`,
  coming: "Holidays of the coming year",
  empty: "None is noted yet, so reminders may come on a holiday. Please add them below.",
  later: (count: number) => `${days(count)} more ${count === 1 ? "is" : "are"} noted for later.`,
  run: (first: string, last: string, name: string) => `${daysWithYear(first, last)}: ${name}`,
  remove: "Remove",
  confirmRemove: {
    title: "Remove it?",
    text: (run: string) => `${run}. Reminders may come on it again.`,
    yes: "Remove",
    no: "Keep it",
  },
  add: "Add",
  startsOn: { label: "First day" },
  endsOn: { label: "Last day, if there are several" },
  name: { label: "Name", hint: "Such as Constitution Day." },
  lines: {
    label: "Or many at once, one a line",
    hint: "Such as: 2027-05-03 Constitution Day, or 3–5 May 2027 Golden Week.",
  },
  other: "Another calendar",
  which: {
    title: "Calendar",
    submit: "Open",
    close: "Cancel",
    intro: "You keep the calendars of several organisations.",
    unknown: (typed: string) => `I know no organisation "${typed}" whose calendar you keep.`,
    organisation: { label: "Whose calendar?" },
    choose: "Choose one",
  },
  added: (count: number) => `${days(count)} added.`,
  renamed: (count: number) =>
    `${days(count)} ${count === 1 ? "was" : "were"} there already, and ${count === 1 ? "has its" : "have their"} name from here.`,
  passed: (count: number) =>
    `${days(count)} ${count === 1 ? "lies" : "lie"} in the past and ${count === 1 ? "was" : "were"} left out.`,
  removed: (count: number) => `${days(count)} removed.`,
  removedAlready: "It changed meanwhile: this was removed already.",
  problems: {
    nothing: "Please give a day and its name, or paste lines below.",
    noDay: "Please begin with a day, such as 2027-05-03 or 3 May 2027.",
    noName: "Please give it a name, such as Constitution Day.",
    tooLong: "This is longer than a month. Please check the days.",
    tooFarAhead: "This is more than two years ahead. Please check the year.",
    endsBeforeItBegins: "The last day lies before the first one.",
    noSuchDay: (value: string) => `"${value}" is no day of the calendar.`,
    otherWeekday: (value: string) => `"${value}" falls on another weekday.`,
    restsTooLong:
      "With this there would be no working day for two months, and no reminder could come.",
    line: (line: number, problem: string) => `Line ${line}: ${problem}`,
    more: (count: number) => `And ${count} more ${count === 1 ? "line" : "lines"}.`,
  },
  notAKeeper: {
    headline: "Calendars are kept by Liaison Officers and the APO Secretariat.",
    text: "Please ask your Liaison Officer.",
  },
} as const;
