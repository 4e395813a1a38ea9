/** Reads one typed field at a time: a value, or what is wrong with it. Lengths are those of docs/words.md. */
import type { Answer, Answers, Page } from "../drafts/drafts.ts";
import { type IsoDay, isoDay } from "../time.ts";
import type { ProblemKind } from "./request-problems.ts";
import type { Hours } from "./requests.ts";

export const LENGTHS = {
  spokenWith: 200,
  topic: 150,
  objectives: 2000,
  hours: 40,
  language: 100,
  position: 150,
  organisation: 150,
  name: 150,
  email: 254,
  people: 3000,
  outcomes: 2000,
  followUp: 2000,
  endorsedBy: 150,
  endorsedAs: 150,
  passedTo: 200,
} as const;

/** Of several lines; every other text is one line. */
export const MULTILINE: readonly (keyof typeof LENGTHS)[] = [
  "objectives",
  "outcomes",
  "followUp",
  "people",
];

export const MOST_ALTERNATIVES = 2;

export type Read<Value> = { readonly value: Value } | { readonly problem: ProblemKind };

export const textOf = (answer: Answer | undefined): string =>
  typeof answer === "string" ? answer.trim() : "";

export const choicesOf = (answer: Answer | undefined): readonly string[] =>
  typeof answer === "string" ? [answer] : (answer ?? []);

export const readText = (answer: Answer | undefined, most: number): Read<string | null> => {
  const text = textOf(answer);
  const count = [...text].length;
  if (count > most) return { problem: { kind: "tooLong", most, count } };
  return { value: text === "" ? null : text };
};

/** A text of one line: a call may carry line breaks even where the input is a single line. */
export const readLine = (answer: Answer | undefined, most: number): Read<string | null> =>
  readText(typeof answer === "string" ? answer.replace(/\s+/gu, " ") : answer, most);

export const readDay = (answer: Answer | undefined): Read<IsoDay | null> => {
  const text = textOf(answer);
  if (text === "") return { value: null };
  const day = isoDay(text);
  return day ? { value: day } : { problem: { kind: "notADay" } };
};

export const readChoice = <Choice extends string>(
  answer: Answer | undefined,
  choices: readonly Choice[],
): Read<Choice | null> => {
  const text = textOf(answer);
  if (text === "") return { value: null };
  const choice = choices.find((one) => one === text);
  return choice ? { value: choice } : { problem: { kind: "notAnOption" } };
};

const HOURS =
  /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?\s*(?:-|–|—|to|until)\s*(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$/i;

/** "10:00–12:00", "9.30 to 11", "2 pm - 4 pm": two times of one day, the second later. */
export const readHours = (answer: Answer | undefined): Read<Hours | null> => {
  const text = textOf(answer);
  if (text === "") return { value: null };
  const found = HOURS.exec(text);
  if (!found) return { problem: { kind: "notHours" } };
  const [, fromHour, fromMinute, fromHalf, toHour, toMinute, toHalf] = found;
  const from = clockTime(
    fromHour,
    fromMinute,
    fromHalf ?? (toHalf && isBefore(fromHour, toHour) ? toHalf : undefined),
  );
  const to = clockTime(toHour, toMinute, toHalf);
  if (!from || !to || from >= to) return { problem: { kind: "notHours" } };
  return { value: { from, to } };
};

const isBefore = (one: string | undefined, other: string | undefined): boolean =>
  Number(one) % 12 < Number(other) % 12;

const clockTime = (
  hour: string | undefined,
  minute = "00",
  half: string | undefined,
): string | undefined => {
  const typed = Number(hour);
  if (half && (typed < 1 || typed > 12)) return undefined;
  const hours = half ? (typed % 12) + (half.toLowerCase() === "pm" ? 12 : 0) : typed;
  if (hours > 23 || Number(minute) > 59) return undefined;
  return `${String(hours).padStart(2, "0")}:${minute}`;
};

interface CalledFor {
  /** Where it stands. */
  readonly page: Page;
  readonly after: (answers: Answers) => boolean;
}

/** Fields that matter only after a certain answer to another. */
const CALLED_FOR: Readonly<Record<string, CalledFor>> = {
  spokenWith: { page: "whom", after: ({ spoken }) => spoken === "yes" },
  hours: { page: "when", after: ({ modality }) => modality === "virtual" || modality === "both" },
};

export const matters = (field: string, answers: Answers): boolean =>
  CALLED_FOR[field]?.after(answers) ?? true;

/** Which of the fields that don't always matter stand on a page. */
export const calledForOn = (page: Page): string[] =>
  Object.keys(CALLED_FOR).filter((field) => CALLED_FOR[field]?.page === page);

/** One @, no blanks, a dot in the domain: a typing aid, not a proof. */
const EMAIL = /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+$/u;

export const readEmail = (answer: Answer | undefined): Read<string | null> => {
  const text = textOf(answer);
  if (text === "") return { value: null };
  return EMAIL.test(text) && text.length <= LENGTHS.email
    ? { value: text }
    : { problem: { kind: "notAnEmail" } };
};
