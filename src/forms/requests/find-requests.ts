/** "Find requests": by NPO, state, round and words. */

import { shortName } from "../../domain/members/members.ts";
import { pointer, readPointer } from "../../domain/pointers.ts";
import { programmeName } from "../../domain/programmes/programmes.ts";
import type { ListWish, RequestLine } from "../../domain/requests/request-list.ts";
import { SENT } from "../../domain/states.ts";
import { words } from "../../words/en.ts";
import type { Answers, Field, Form, Option } from "../form.ts";

const say = words.card.list;
const ANY = "any";
/** Characters. */
const MOST_ASKED = 100;

/** What may be chosen is what one of the lines has. */
export const findRequestsForm = (lines: readonly RequestLine[], wish: ListWish): Form => ({
  verb: "find-requests",
  pointer: { item: pointer("requestPage", wish) },
  title: say.form.title,
  submit: say.form.submit,
  close: say.form.close,
  savesAsYouType: false,
  parts: [
    choice("npo", say.form.npo, nposIn(lines), wish.npo),
    choice("state", say.form.state, statesIn(lines), wish.state),
    choice("round", say.form.round, roundsIn(lines), wish.round),
    {
      kind: "text",
      id: "words",
      ...say.form.words,
      required: false,
      maxLength: MOST_ASKED,
      value: wish.words,
    },
  ],
});

/** Of a select's hundred options one is "Any". */
const MOST_CHOICES = 99;

const choice = (
  id: string,
  label: string,
  options: readonly Option[],
  value: string | undefined,
): Field => {
  const shown = options
    .filter((one, index) => options.findIndex((other) => other.value === one.value) === index)
    .slice(0, MOST_CHOICES);
  return {
    kind: "select",
    ...{ id, label },
    required: false,
    options: [{ value: ANY, label: say.form.any }, ...shown],
    value: shown.some((one) => one.value === value) ? value : ANY,
  };
};

const nposIn = (lines: readonly RequestLine[]): Option[] =>
  lines
    .flatMap(({ sender, host }) => [sender, host])
    .map((npo) => ({
      value: pointer("organisation", { id: npo.id }),
      label: shortName(npo),
    }))
    .sort((one, other) => one.label.localeCompare(other.label));

const statesIn = (lines: readonly RequestLine[]): Option[] =>
  lines.map(({ request: { state } }) => ({ value: state, label: say.states[state] }));

const roundsIn = (lines: readonly RequestLine[]): Option[] =>
  lines.map(({ round, programme }) => ({
    value: pointer("round", { id: round.id }),
    label: words.card.details.roundOf(round.number, programmeName(programme)),
  }));

/** What was chosen, of the side that was listed; what can't be is left out. */
export const requestsWanted = (answers: Answers, { side }: ListWish): ListWish => ({
  page: 1,
  side,
  npo: readPointer("organisation", textIn(answers, "npo"))?.id,
  state: SENT.find((state) => state === answers.state),
  round: readPointer("round", textIn(answers, "round"))?.id,
  words: wordsAsked(textIn(answers, "words")),
});

const textIn = (answers: Answers, id: string): string => {
  const answer = answers[id];
  return typeof answer === "string" ? answer : "";
};

/** Typed after `requests`, or in the form. */
export const wordsAsked = (typed: string): string | undefined =>
  typed.trim().slice(0, MOST_ASKED) || undefined;
