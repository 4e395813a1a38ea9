/** What can be done with a request, as buttons: on its card, behind "More", beside what is owed. */

import type { RequestSummary } from "../../domain/home/standing.ts";
import type { OrganisationId, RequestId } from "../../domain/ids.ts";
import { briefName, type Organisation } from "../../domain/members/members.ts";
import { type Pointed, pointer } from "../../domain/pointers.ts";
import { ACTION_NAMES, type ActionName, actions } from "../../domain/requests/actions/actions.ts";
import type { Action, Owed } from "../../domain/requests/actions/row.ts";
import type { Possible, RequestView } from "../../domain/requests/request-view.ts";
import { dayIn } from "../../domain/time.ts";
import { words } from "../../words/en.ts";
import type { Button } from "../message.ts";
import { assignmentButtons } from "./assignment.ts";

const say = words.acting;

export type Facts = Parameters<(typeof words.action)["accept"]["said"]>[0];
export interface Told {
  readonly headline: string;
  readonly text: string;
}

/** The words that a row needs: those of its own questions, and of each NPO that it tells. */
type WordsOf<Row> =
  Row extends Action<infer _From, infer Field, infer Audience>
    ? {
        readonly button: string;
        /** In place of it where it takes back what was answered before. */
        readonly buttonAfterAll?: string;
        readonly onBehalf: (npo: string) => string;
        readonly title: string;
        readonly submit: string;
        readonly intro: string;
        readonly fields: Readonly<
          Record<
            Exclude<Field, "endorsement" | "delegates">,
            { readonly label: string; readonly hint?: string }
          >
        >;
        readonly said: (facts: Facts) => string;
        readonly next: (facts: Facts) => string;
        readonly told: Readonly<Record<Exclude<Audience, "secretariat">, (facts: Facts) => Told>>;
      }
    : never;

export const wordsOf: { readonly [Name in ActionName]: WordsOf<(typeof actions)[Name]> } =
  words.action;

/** All that the reader can do with it: what `show` and "More" have. */
export const actionButtons = (view: RequestView): Button[] => [
  ...view.can.flatMap((one) => buttonsFor(one, view)),
  ...endorsementLetterButtons(view),
  ...assignmentButtons(view, { assign: true }),
];

const endorsementLetterButtons = (view: RequestView): Button[] => {
  const { id: request, endorsementLetters } = view.request;
  return endorsementLetters.map((letter) => {
    const ofNpo = endorsementLetters.filter(({ npo }) => npo === letter.npo);
    const name = briefName(npoOf(view, letter.npo));
    const { zone, today } = view.readerTime;
    const day = dayIn(letter.addedAt, zone);
    return {
      verb: "read-letter",
      id: pointer("endorsementLetter", { request, endorsementLetter: letter.id }),
      label:
        ofNpo.length > 1
          ? say.endorsementLetter.readOne(name, ofNpo.indexOf(letter) + 1, day, today)
          : say.endorsementLetter.read(name),
    };
  });
};

export const npoOf = ({ sender, host }: RequestView, id: OrganisationId): Organisation =>
  sender.id === id ? sender : host;

/** docs/product.md, "What everyone can type": the four likeliest. */
const MOST_ON_A_CARD = 4;

/** On a card: what is likeliest, then what else it has, and behind "More" all of them. */
export const withActions = (view: RequestView, others: readonly Button[]): Button[] => {
  const likely = view.can.filter(({ isLikely }) => isLikely);
  const buttons = [...likely.flatMap((one) => buttonsFor(one, view)), ...others];
  const isAll = likely.length === view.can.length && buttons.length <= MOST_ON_A_CARD;
  return [
    ...buttons.slice(0, MOST_ON_A_CARD),
    ...(isAll ? [] : [{ verb: "more" as const, id: pointerTo(view), label: say.more }]),
  ];
};

/** Beside what is owed: what settles it. */
export const dutyButtons = (
  { id, version }: Pick<RequestSummary, "id" | "version">,
  owed: Owed,
  onBehalfOf?: Organisation,
): Button[] =>
  ACTION_NAMES.filter((name) => {
    const { settles = [] }: Action = actions[name];
    return settles.includes(owed);
  }).map((name) => ({
    verb: name,
    id: pointer("action", { request: id, version }),
    label: onBehalfOf ? wordsOf[name].onBehalf(briefName(onBehalfOf)) : wordsOf[name].button,
  }));

const buttonsFor = ({ action, onBehalfOf, side }: Possible, view: RequestView): Button[] => {
  const { offersAlternatives }: Action = actions[action];
  const { button, buttonAfterAll, onBehalf } = wordsOf[action];
  const isAnswered = view.request.state !== "submitted";
  const own = (isAnswered && buttonAfterAll) || button;
  const label = onBehalfOf ? onBehalf(briefName(onBehalfOf)) : own;
  const alternatives = offersAlternatives && !onBehalfOf ? view.alternatives : [];
  return [
    ...alternatives
      .filter(({ active }) => active)
      .map((npo) => ({
        verb: action,
        id: pointerTo(view, { chosen: npo.id }),
        label: say.ask(briefName(npo)),
      })),
    { verb: action, id: pointerTo(view, { side }), label },
  ];
};

const pointerTo = (
  { request: { id, version } }: RequestView,
  more: Pick<Pointed<"action">, "chosen" | "side"> = {},
): string => pointer("action", { request: id, version, ...more });

export const showButton = (id: RequestId): Button => ({
  verb: "read",
  id: pointer("request", { id }),
  label: words.card.show,
});
