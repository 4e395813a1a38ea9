/** What can be done with a request: its buttons, and what is said of what was done. */

import type { RequestSummary } from "../../domain/home/standing.ts";
import type { OrganisationId, RequestId } from "../../domain/ids.ts";
import { briefName, type Organisation, shortName } from "../../domain/members/members.ts";
import { type Pointed, pointer } from "../../domain/pointers.ts";
import { ACTION_NAMES, type ActionName, actions } from "../../domain/requests/actions/actions.ts";
import type { Action, NotNow, Owed } from "../../domain/requests/actions/row.ts";
import type { Happened, Possible, RequestView } from "../../domain/requests/request-view.ts";
import {
  daysOf,
  type EndorsementLetter,
  isOnline,
  mayFollow,
  type SentRequest,
} from "../../domain/requests/requests.ts";
import { dayIn, type IsoDay } from "../../domain/time.ts";
import { dates, words } from "../../words/en.ts";
import type { Button, Message, MessagePart } from "../message.ts";
import { assignmentButtons } from "./assignment.ts";
import { evidenceFacts, owedBy, stateFacts } from "./state-text.ts";

const say = words.acting;

type Facts = Parameters<(typeof words.action)["accept"]["said"]>[0];
interface Told {
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

const wordsOf: { readonly [Name in ActionName]: WordsOf<(typeof actions)[Name]> } = words.action;

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

/** To whoever pressed for it. */
export const endorsementLetterComes = (): Message => ({
  headline: say.endorsementLetter.comes,
  parts: [],
  buttons: [],
});

/** The endorsement letter itself. */
export const endorsementLetterMessage = (
  view: RequestView,
  { npo, type }: EndorsementLetter,
  bytes: Uint8Array,
): Message => {
  const { number } = view.request;
  const name = briefName(npoOf(view, npo));
  const file = `${number}-${name.replace(/[^\p{L}\p{N}]+/gu, "-")}.${type === "jpeg" ? "jpg" : type}`;
  return {
    headline: say.endorsementLetter.here(name, number),
    parts: [],
    buttons: [],
    file: { name: file, bytes, ifRefused: endorsementLetterRefused(view, name) },
  };
};

const endorsementLetterRefused = ({ request }: RequestView, npo: string): Message => ({
  headline: say.endorsementLetter.refused.headline(npo, request.number),
  parts: [paragraph(say.endorsementLetter.refused.text)],
  buttons: [showButton(request.id)],
});

const npoOf = ({ sender, host }: RequestView, id: OrganisationId): Organisation =>
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

const showButton = (id: RequestId): Button => ({
  verb: "read",
  id: pointer("request", { id }),
  label: words.card.show,
});

/** The answer to "More". */
export const actionMenu = (view: RequestView): Message => {
  const { number } = view.request;
  const buttons = actionButtons(view);
  return {
    headline: buttons.length > 0 ? say.menu.headline(number) : say.menu.nothing(number),
    parts: [paragraph(say.menu.show)],
    buttons: [...buttons, showButton(view.request.id)],
  };
};

/** To whoever did it. */
export const actionDone = (view: RequestView, happened: Happened): Message => {
  const { said, next } = wordsOf[happened.action];
  const facts = factsOf(view, happened);
  return {
    headline: say.done(said(facts)),
    parts: [paragraph(next(facts))],
    buttons: [showButton(view.request.id)],
  };
};

/** Somebody was faster: what happened, and how it stands now. */
export const requestChanged = (
  view: RequestView,
  happened: Happened | undefined,
  details: Message,
): Message => {
  const what = happened
    ? say.changedAt(
        dates.timeText(happened.at.toMillis(), view.readerTime.zone),
        wordsOf[happened.action].said(factsOf(view, happened)),
      )
    : say.changed;
  return {
    ...details,
    headline: `${what} ${say.howItStands}`,
    parts: [paragraph(details.headline), ...details.parts],
  };
};

export const mayNotAct = (): Message => ({
  headline: say.mayNot.headline,
  parts: [paragraph(say.mayNot.text)],
  buttons: [],
});

export const notNow = (view: RequestView, why: NotNow): Message => ({
  headline: notNowText(why, view.readerTime.today),
  parts: [],
  buttons: [...actionButtons(view), showButton(view.request.id)],
});

const notNowText = (why: NotNow, today: IsoDay): string => {
  switch (why.kind) {
    case "otherState":
      return say.changed;
    case "consideredAlready":
    case "passedOnAlready":
    case "nothingFollows":
      return say.notNow[why.kind];
    case "enoughEndorsementLetters":
      return say.notNow.enoughEndorsementLetters(why.most);
    case "stillWaiting":
      return say.notNow.stillWaiting(why.until, today);
  }
};

/** A decision is a message of its own: to one of the two NPOs. */
export const toldOfAction = (
  view: RequestView,
  happened: Happened,
  audience: "sender" | "host",
): Message | undefined => {
  const told: Readonly<Partial<Record<string, (facts: Facts) => Told>>> =
    wordsOf[happened.action].told;
  const words = told[audience]?.(factsOf(view, happened));
  return (
    words && {
      headline: words.headline,
      parts: [paragraph(words.text), ...saidParts(view)],
      buttons: withActions(offered(view, happened), [showButton(view.request.id)]),
      why: say.why.npo(briefName(view[audience])),
    }
  );
};

/** After what only adds something, what can be answered stands on the card still, and behind "More". */
const offered = (view: RequestView, { action }: Happened): RequestView => {
  const { isAddition = false }: Action = actions[action];
  return isAddition ? { ...view, can: view.can.map((one) => ({ ...one, isLikely: false })) } : view;
};

/** `isChannel`: whoever is in it reads this, so that nobody's words or names stand there. */
export const secretariatToldOfAction = (
  view: RequestView,
  happened: Happened,
  {
    isChannel,
    hasConfidential,
  }: { readonly isChannel: boolean; readonly hasConfidential: boolean },
): Message => {
  const { said, next } = wordsOf[happened.action];
  const facts = factsOf(view, happened);
  return {
    headline: dueFirst(view, happened, said(facts)),
    parts: [
      paragraph(next(facts)),
      ...(isChannel ? [] : saidParts(view)),
      ...(isChannel && hasConfidential ? [paragraph(say.confidentialNoted)] : []),
    ],
    buttons: withActions(offered(view, happened), [showButton(view.request.id)]),
    why: isChannel ? say.why.secretariat : say.why.officer,
  };
};

/** What was done, after the day of what the Secretariat owes by it. */
const dueFirst = (
  { request, hostIsReachable, readerTime: { today } }: RequestView,
  { action }: Happened,
  said: string,
): string => {
  if (action === "accept" && request.state === "host_accepted")
    return say.secretariat.decide(request.consent.decisionDueOn, today, said);
  const isToPassOn = action === "choose-host" && request.state === "submitted" && !hostIsReachable;
  return isToPassOn && !request.passedOn
    ? say.secretariat.passOn(request.hostAnswerDueOn, today, said)
    : said;
};

/** To the NPO on whose behalf an officer did it. */
export const doneForYou = (view: RequestView, happened: Happened, npo: Organisation): Message => ({
  headline: say.forYou.headline(
    wordsOf[happened.action].said(factsOf(view, happened)),
    owedBy(view, npo.id),
  ),
  parts: [
    paragraph(say.forYou.text),
    ...saidParts(view),
    ...(happened.evidence ? [evidenceFacts(happened.evidence)] : []),
  ],
  buttons: withActions(view, [showButton(view.request.id)]),
  why: say.why.npo(briefName(npo)),
});

/** To a host that hadn't answered when another one was asked. */
export const noLongerAsked = (view: RequestView): Message => ({
  headline: say.noLongerAsked.headline(shortName(view.sender), view.request.number),
  parts: [paragraph(say.noLongerAsked.text)],
  buttons: [showButton(view.request.id)],
  why: say.why.npo(briefName(view.host)),
});

/** News of a request that has changed again: what was said stays, and what could be done goes. */
export const newsOvertaken = (news: Message, request: RequestId): Message => ({
  ...news,
  parts: [{ kind: "notice", tone: "warning", text: say.overtaken }, ...news.parts],
  buttons: [showButton(request)],
});

const saidParts = (view: RequestView): MessagePart[] => {
  const facts = stateFacts(view);
  return facts.length > 0 ? [{ kind: "facts", facts }] : [];
};

const factsOf = (
  { request, sender, host, readerTime }: RequestView,
  { isTakenBack }: Happened,
): Facts => {
  const { startsOn, endsOn } = daysOf(request);
  return {
    number: request.number,
    sender: shortName(sender),
    host: shortName(host),
    hostBrief: briefName(host),
    isOnline: isOnline(request.content),
    firstDay: startsOn,
    lastDay: endsOn,
    nextOn: nextDay(request),
    isTakenBack,
    rest: words.card.receipt.rest(mayFollow(request)),
    today: readerTime.today,
  };
};

/** By when the next one is asked. */
const nextDay = (request: SentRequest): IsoDay => {
  switch (request.state) {
    case "host_accepted":
      return request.consent.decisionDueOn;
    case "host_declined":
      return request.refusal.choiceDueOn;
    default:
      return request.hostAnswerDueOn;
  }
};

const paragraph = (text: string): MessagePart => ({ kind: "paragraph", text });
