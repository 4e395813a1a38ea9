/** What people type, as a database can keep it: neither NUL nor half a character fits into one. */
import type { Answer, Answers } from "../forms/form.ts";

const REPLACEMENT = "\uFFFD";
const NOT_STORABLE = /\0|\p{Surrogate}/gu;

export const storableText = (text: string): string => text.replace(NOT_STORABLE, REPLACEMENT);

export const storableAnswers = (answers: Answers): Answers =>
  Object.fromEntries(
    Object.entries(answers).map(([field, answer]) => [field, storableAnswer(answer)]),
  );

const storableAnswer = (answer: Answer): Answer => {
  if (answer === null) return null;
  return typeof answer === "string" ? storableText(answer) : answer.map(storableText);
};
