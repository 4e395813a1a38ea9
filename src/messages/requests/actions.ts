/** What is said of what was done with a request, and the answer to "More". */

import type { RequestId } from "../../domain/ids.ts";
import { briefName, type Organisation, shortName } from "../../domain/members/members.ts";
import { pointer } from "../../domain/pointers.ts";
import { actions } from "../../domain/requests/actions/actions.ts";
import type { Action, NotNow } from "../../domain/requests/actions/row.ts";
import type { Happened, RequestView } from "../../domain/requests/request-view.ts";
import {
  daysOf,
  type EndorsementLetter,
  isOnline,
  mayFollow,
  type SentRequest,
} from "../../domain/requests/requests.ts";
import type { IsoDay } from "../../domain/time.ts";
import { dates, words } from "../../words/en.ts";
import type { Message, MessagePart, SentFile } from "../message.ts";
import {
  actionButtons,
  type Facts,
  npoOf,
  showButton,
  type Told,
  withActions,
  wordsOf,
} from "./action-buttons.ts";
import { evidenceFacts, owedBy, stateFacts } from "./state-text.ts";

const say = words.acting;

/** To whoever pressed for it. */
export const endorsementLetterComes = (): Message => ({
  headline: say.endorsementLetter.comes,
  parts: [],
  buttons: [],
});

/** The endorsement letter itself. */
export const endorsementLetterMessage = (
  view: RequestView,
  letter: EndorsementLetter,
  bytes: Uint8Array,
): Message => ({
  headline: say.endorsementLetter.here(briefName(npoOf(view, letter.npo)), view.request.number),
  parts: [],
  buttons: [],
  file: endorsementLetterFile(view, letter, bytes),
});

export const endorsementLetterFile = (
  view: RequestView,
  { id, npo, type }: EndorsementLetter,
  bytes: Uint8Array,
): SentFile => {
  const { number, id: request } = view.request;
  const name = briefName(npoOf(view, npo));
  return {
    id: pointer("endorsementLetter", { request, endorsementLetter: id }),
    name: `${number}-${name.replace(/[^\p{L}\p{N}]+/gu, "-")}.${type === "jpeg" ? "jpg" : type}`,
    bytes,
    ifRefused: endorsementLetterRefused(view, name),
  };
};

const endorsementLetterRefused = ({ request }: RequestView, npo: string): Message => ({
  headline: say.endorsementLetter.refused.headline(npo, request.number),
  parts: [paragraph(say.endorsementLetter.refused.text)],
  buttons: [showButton(request.id)],
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
