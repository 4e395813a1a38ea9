/** The forms of `calendar`. */

import type {
  HolidayProblem,
  HolidayProblems,
  HolidayRun,
  TypedHolidays,
} from "../../domain/members/holidays.ts";
import type { CalendarView } from "../../domain/members/member-views.ts";
import { type Organisation, shortName } from "../../domain/members/members.ts";
import { pointer } from "../../domain/pointers.ts";
import { words } from "../../words/en.ts";
import type { Answers, FieldErrors, Form, Part } from "../form.ts";

const say = words.calendar;

interface Shown {
  readonly note?: { readonly tone: "good" | "warning"; readonly text: string } | undefined;
  /** Raised when the inputs are to be empty again. */
  readonly redraw: number;
}

export const calendarForm = (view: CalendarView, { note, redraw }: Shown): Form => ({
  verb: "calendar",
  pointer: {
    step: "page",
    item: pointer("organisation", { id: view.organisation.id }),
    seen: pointer("version", { seen: redraw }),
  },
  title: say.title,
  submit: say.submit,
  close: say.close,
  savesAsYouType: false,
  parts: [
    { kind: "heading", text: shortName(view.organisation) },
    ...(note ? [{ kind: "notice", ...note } as const] : []),
    { kind: "quiet", text: say.place(view.organisation.zone, view.organisation.weekend) },
    { kind: "heading", text: say.coming },
    ...runParts(view),
    { kind: "heading", text: say.add },
    ...inputs(redraw),
    ...(view.others ? [otherButton] : []),
  ],
});

/** More would push the inputs out of a modal; nobody rests so often. */
const MOST_SHOWN = 70;

const runParts = ({ organisation, runs, later }: CalendarView): Part[] => [
  ...(runs.length === 0 ? [{ kind: "paragraph", text: say.empty } as const] : []),
  ...runs.slice(0, MOST_SHOWN).map((run) => runRow(organisation, run)),
  ...(later > 0 ? [{ kind: "quiet", text: say.later(later) } as const] : []),
];

const runRow = ({ id }: Organisation, run: HolidayRun): Part => {
  const text = say.run(run.first, run.last, run.name);
  const { title, yes, no } = say.confirmRemove;
  const confirm = { title, text: say.confirmRemove.text(text), yes, no };
  return {
    kind: "row",
    text,
    button: {
      verb: "remove-holiday",
      id: pointer("holidays", { organisation: id, ...run }),
      label: say.remove,
      confirm,
    },
  };
};

const LONGEST_NAME = 100;
const LONGEST_LIST = 3000;

const inputs = (redraw: number): Part[] => [
  { kind: "date", id: "startsOn", ...say.startsOn, required: false, redraw },
  { kind: "date", id: "endsOn", ...say.endsOn, required: false, redraw },
  { kind: "text", id: "name", ...say.name, required: false, maxLength: LONGEST_NAME, redraw },
  {
    kind: "text",
    id: "lines",
    ...say.lines,
    required: false,
    multiline: true,
    maxLength: LONGEST_LIST,
    redraw,
  },
];

const otherButton: Part = {
  kind: "buttons",
  buttons: [{ verb: "other-calendar", id: "other", label: say.other }],
};

/** For whoever keeps several; `unknown` is a name that was typed and is none of them. */
export const whichCalendarForm = (choices: readonly Organisation[], unknown: string): Form => ({
  verb: "calendar",
  pointer: { step: "which" },
  title: say.which.title,
  submit: say.which.submit,
  close: say.which.close,
  savesAsYouType: false,
  parts: [
    unknown.trim() === ""
      ? { kind: "paragraph", text: say.which.intro }
      : { kind: "notice", tone: "warning", text: say.which.unknown(unknown.trim()) },
    {
      kind: "select",
      id: "organisation",
      ...say.which.organisation,
      required: true,
      options: choices.map((one) => ({ value: one.id, label: shortName(one) })),
      placeholder: say.which.choose,
    },
  ],
});

export const chosenCalendar = ({ organisation }: Answers): string =>
  typeof organisation === "string" ? organisation : "";

export const typedHolidays = ({ startsOn, endsOn, name, lines }: Answers): TypedHolidays => ({
  startsOn: textOf(startsOn),
  endsOn: textOf(endsOn),
  name: textOf(name),
  lines: textOf(lines),
});

const textOf = (answer: Answers[string] | undefined): string =>
  typeof answer === "string" ? answer : "";

/** So many lines are told of at once. */
const MOST_LINES = 5;

export const holidayErrors = ({ single, lines, nothing }: HolidayProblems): FieldErrors => {
  const told = lines
    .slice(0, MOST_LINES)
    .map(({ line, problem }) => say.problems.line(line, problemText(problem)));
  const more = lines.length - told.length;
  return {
    ...(nothing ? { startsOn: say.problems.nothing } : {}),
    ...(single ? { [fieldOf(single)]: problemText(single) } : {}),
    ...(told.length > 0
      ? { lines: [...told, ...(more > 0 ? [say.problems.more(more)] : [])].join(" ") }
      : {}),
  };
};

export const restErrors: FieldErrors = { lines: say.problems.restsTooLong };

const fieldOf = ({ kind }: HolidayProblem): string => {
  if (kind === "noName") return "name";
  return kind === "endsBeforeItBegins" || kind === "tooLong" ? "endsOn" : "startsOn";
};

const problemText = (problem: HolidayProblem): string =>
  problem.kind === "noSuchDay" || problem.kind === "otherWeekday"
    ? say.problems[problem.kind](problem.value)
    : say.problems[problem.kind];
