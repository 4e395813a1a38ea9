import { namesLikeProjectCode } from "./fields/project-code.ts";

/** Characters; nobody types a command of that length, and a notification is ten times as long. */
const LONGEST_SENTENCE = 300;
const MOST_LINES_OF_A_SENTENCE = 4;

/** A text from somewhere else, in place of a word or sentence to the bot. */
export const isPasted = (text: string): boolean =>
  text.length > LONGEST_SENTENCE ||
  text.split("\n").filter((line) => line.trim() !== "").length > MOST_LINES_OF_A_SENTENCE;

/** Before it is read, and by whoever may not publish it: it names a notification or a project code. */
export const looksLikeNotification = (text: string): boolean =>
  isPasted(text) && (heading.test(text) || namesLikeProjectCode(text));

const heading = /\bproject\s+notification\b/i;
