/** Cards of a request: the sender's receipt, the host's invitation, the Secretariat's notice, all details. */

import { briefName, shortName } from "../../domain/members/members.ts";
import { pointer } from "../../domain/pointers.ts";
import { programmeName } from "../../domain/programmes/programmes.ts";
import type { Modality } from "../../domain/requests/participants.ts";
import type { NumberedRequest, RequestView } from "../../domain/requests/request-view.ts";
import {
  daysOf,
  isOnline,
  mayFollow,
  type RequestContent,
  wasPassedOn,
} from "../../domain/requests/requests.ts";
import { dayIn } from "../../domain/time.ts";
import { dates, theirs, words } from "../../words/en.ts";
import { hoursText } from "../hours.ts";
import type { Button, Message, MessagePart } from "../message.ts";
import { actionButtons, withActions } from "./action-buttons.ts";
import { assignmentButtons, assignmentFacts, handledParts } from "./assignment.ts";
import { evidenceFacts, owedBy, stateFacts, stateOf } from "./state-text.ts";

const say = words.card;
const form = words.form;
const behalf = words.onBehalf;

/** To whoever pressed Send. */
export const receipt = (view: RequestView): Message => {
  const { request, sender, host, onBehalf } = view;
  const how = { admittedLate: request.admittedLate, isOnline: isOnline(view.request.content) };
  return {
    headline: onBehalf
      ? behalf.receipt(shortName(sender), shortName(host), request.number, how)
      : say.receipt.headline(shortName(host), request.number, how),
    parts: [
      ...(onBehalf ? [paragraph(behalf.receiptText(shortName(sender)))] : []),
      paragraph(joinsText(view)),
      paragraph(
        request.state === "submitted"
          ? `${nextText(view)} ${say.receipt.rest(mayFollow(request), { actsFor: onBehalf && briefName(sender), here: true })}`
          : nextText(view),
      ),
      ...handledParts(view),
    ],
    buttons: cardButtons(view, say.show),
    why: say.receipt.why,
  };
};

/** To the NPO's own people, when an officer sent it on their behalf. */
export const sentForYou = (view: RequestView): Message => {
  const { request, sender, host } = view;
  return {
    headline: behalf.sentForYou.headline(
      shortName(host),
      request.number,
      isOnline(view.request.content),
    ),
    parts: [
      paragraph(`${joinsText(view)} ${nextText(view)}`),
      {
        kind: "facts",
        facts: [
          ...behalfFacts(view),
          daysFact(view),
          { label: form.facts.topic, value: request.content.topic },
        ],
      },
      ...evidenceParts(view),
      paragraph(behalf.sentForYou.wrong),
      ...handledParts(view),
    ],
    buttons: cardButtons(view, say.show),
    why: behalf.sentForYou.why(briefName(sender)),
  };
};

const paragraph = (text: string): MessagePart => ({ kind: "paragraph", text });

const joinsText = ({ request, programme, round, readerTime }: RequestView): string => {
  const sent = say.receipt.sent(request.submittedAt.toMillis(), programme.zone, readerTime);
  return `${sent} ${say.receipt.joins(round.number)}`;
};

const isUnanswered = ({ request }: RequestView): boolean =>
  request.state === "submitted" && !request.considering && !request.formerSince;

/** What is waited for now, of whom. */
const nextText = (view: RequestView): string =>
  isUnanswered(view) ? askedText(view) : `${stateOf(view)}.`;

const askedText = (view: RequestView): string => {
  const { host, request, hostIsReachable, readerTime } = view;
  if (wasPassedOn(view.request)) return `${stateOf(view)}.`;
  return (hostIsReachable ? say.receipt.hostAsked : say.receipt.passedOn)(
    briefName(host),
    request.hostAnswerDueOn,
    readerTime.today,
  );
};

export const hostAsked = (view: RequestView): Message => {
  const { request, host } = view;
  return {
    headline: hostAskedHeadline(view),
    parts: [
      { kind: "paragraph", text: say.hostAsked.topic(request.content.topic) },
      ...(view.onBehalf ? [paragraph(behalf.through)] : []),
      ...(isUnanswered(view) ? [] : [paragraph(`${stateOf(view)}.`)]),
      ...(isUnanswered(view) && request.hostAnswerDueOn < view.readerTime.today
        ? [paragraph(say.hostAsked.welcome)]
        : []),
      ...handledParts(view),
    ],
    buttons: cardButtons(view, say.read),
    why: say.hostAsked.why(briefName(host)),
  };
};

/** The day comes first as long as an answer is owed: a lock screen has room for the longest names then. */
const hostAskedHeadline = (view: RequestView): string => {
  const { request, sender, host } = view;
  const sentence = isOnline(request.content) ? say.hostAsked.online : say.hostAsked.headline;
  const owed = owedBy(view, host.id);
  const asked = sentence(
    shortName(sender),
    owed ? say.hostAsked.you : briefName(host),
    daysText(view),
    countOf(request.content),
    request.number,
  );
  return owed ? say.hostAsked.owed(briefName(host), owed, asked) : asked;
};

/** In a channel: names nobody, and tells not how the Secretariat knows. */
export const requestCard = (view: RequestView): Message => {
  const { request, sender, host, readerTime } = view;
  const facts = [request.number, shortName(sender), shortName(host), daysText(view)] as const;
  const isToPassOn =
    !view.hostIsReachable && request.state === "submitted" && !wasPassedOn(request);
  return {
    headline: isToPassOn
      ? say.requestCard.passOn(...facts, request.hostAnswerDueOn, readerTime.today)
      : say.requestCard.headline(...facts),
    parts: [
      ...(!isToPassOn
        ? []
        : [
            {
              kind: "notice",
              tone: "warning",
              text: say.requestCard.unreachable(shortName(host)),
            } as const,
          ]),
      ...(view.onBehalf ? [paragraph(behalf.card(shortName(sender)))] : []),
      { kind: "facts", facts: cardFacts(view) },
      ...handledParts(view, { inChannel: true }),
    ],
    buttons: cardButtons(view, say.show),
    why: say.requestCard.why,
  };
};

/** In the place of a card once a newer one of the same request stands below it. */
export const newerCardBelow = (number: string): Message => ({
  headline: say.ended.newer(number),
  parts: [paragraph(say.ended.newerText)],
  buttons: [],
});

/** In the place of a card that its reader may not read any more. */
export const cardClosed = (number: string | undefined): Message => ({
  headline: say.ended.closed(number),
  parts: [paragraph(say.ended.closedText)],
  buttons: [],
});

/** `show`: everything the reader may know. */
export const requestDetails = (
  view: RequestView,
  others: readonly NumberedRequest[] = [],
): Message => {
  const { request, sender, host } = view;
  return {
    headline: say.details.headline(request.number, shortName(sender), shortName(host)),
    parts: [
      { kind: "facts", facts: detailFacts(view) },
      { kind: "line" },
      ...evidenceParts(view),
      ...longParts(request.content),
      {
        kind: "list",
        title: form.facts.people,
        items: request.content.participants.map(participantLine(request.content.modality)),
      },
      ...(others.length > 0
        ? [paragraph(say.details.others(others.map(({ number }) => number)))]
        : []),
    ],
    buttons: [
      ...actionButtons(view),
      ...others.map(
        ({ id, number }): Button => ({
          verb: "read",
          id: pointer("request", { id }),
          label: say.details.showOther(number),
        }),
      ),
    ],
  };
};

const detailFacts = (view: RequestView) => [
  ...cardFacts(view, endorsementInFull),
  ...stateFacts(view),
  ...privateFacts(view),
  ...behalfFacts(view),
  ...endorsementLetterFacts(view),
  ...assignmentFacts(view),
];

const endorsementLetterFacts = ({
  request,
  sender,
  host,
  readerTime: { zone, today },
}: RequestView) =>
  request.endorsementLetters.map(({ npo, type, addedAt }) => ({
    label: say.details.endorsementLetter(briefName(npo === sender.id ? sender : host)),
    value: say.details.endorsementLetterOf(type, dayIn(addedAt, zone), today),
  }));

/** To the host only that it came through the Secretariat. */
const behalfFacts = ({ onBehalf, sender }: RequestView) => {
  if (!onBehalf) return [];
  const post = onBehalf.post && words.invitation.roles[onBehalf.post];
  return [{ label: behalf.factSent, value: behalf.factSentOf(shortName(sender), post) }];
};

const evidenceParts = ({ onBehalf }: RequestView): MessagePart[] =>
  onBehalf?.evidence ? [evidenceFacts(onBehalf.evidence)] : [];

const cardFacts = (
  view: RequestView,
  endorsed: (view: RequestView) => string = endorsementLine,
) => {
  const { request, programme, round, sender, readerTime } = view;
  const { content } = request;
  const { state, round: roundLabel, roundOf, received } = say.details;
  const sent = dates.instantText(request.submittedAt.toMillis(), programme.zone, readerTime);
  return [
    { label: state, value: stateOf(view) },
    { label: received, value: sent },
    { label: roundLabel, value: roundOf(round.number, programmeName(programme)) },
    daysFact(view),
    ...secondChoiceFacts(view),
    { label: form.facts.modality, value: form.options[content.modality] },
    { label: form.facts.people, value: peopleLine(content) },
    { label: form.facts.topic, value: content.topic },
    { label: words.state.facts.endorsement(briefName(sender)), value: endorsed(view) },
  ];
};

/** Chosen among once the host has said which. */
const secondChoiceFacts = ({ request, readerTime }: RequestView) => {
  const { secondChoice } = request.content;
  if (!secondChoice || request.state === "host_accepted") return [];
  const { startsOn, endsOn } = secondChoice;
  return [{ label: form.facts.dates2, value: dates.daysText(startsOn, endsOn, readerTime.today) }];
};

const privateFacts = ({ request, alternatives, host, readerTime }: RequestView) => {
  const { content } = request;
  const { hours, language, spoken, spokenWith } = content;
  const facts: (readonly [string, string | null | undefined])[] = [
    [
      form.facts.hours,
      hours && hoursText(hours, content.firstChoice.startsOn, host.zone, readerTime.zone),
    ],
    [form.facts.language, language],
    [form.facts.spoken, (spoken && spokenWith) || (spoken ? form.options.yes : form.options.no)],
    [form.facts.alternatives, alternatives.map(shortName).join("; ")],
  ];
  return facts.flatMap(([label, value]) => (value ? [{ label, value }] : []));
};

const longParts = ({ objectives, outcomes, followUp }: RequestContent): MessagePart[] =>
  (
    [
      [form.facts.objectives, objectives],
      [form.facts.outcomes, outcomes],
      [form.facts.followUp, followUp],
    ] as const
  ).flatMap(([label, value]): MessagePart[] =>
    value ? [{ kind: "facts", facts: [{ label, value }] }] : [],
  );

const participantLine =
  (modality: Modality) =>
  ({
    position,
    organisation,
    category,
    part,
    attendance,
    name,
    email,
  }: RequestContent["participants"][number]): string => {
    const joinsOnline = modality === "both" && attendance === "online";
    const role = [
      form.options[part],
      form.options[category],
      joinsOnline && form.roster.joinsOnline,
    ];
    const person = form.roster.person(position, organisation);
    const named = [theirs(name ?? form.roster.nameFollows), email].filter(Boolean).join(", ");
    return form.roster.line(role.filter(Boolean).join(", "), person, named);
  };

const daysFact = (view: RequestView) => ({
  label: view.request.state === "host_accepted" ? words.state.facts.dates : form.facts.dates,
  value: daysText(view),
});

const daysText = ({ request, readerTime }: RequestView): string => {
  const { startsOn, endsOn } = daysOf(request);
  return dates.daysText(startsOn, endsOn, readerTime.today);
};

/** Standby participants aren't counted (rule 1). */
const countOf = ({ participants }: RequestContent): number =>
  participants.filter(({ part }) => part !== "standby").length;

const peopleLine = (content: RequestContent): string => {
  const standby = content.participants.length - countOf(content);
  const people = dates.peopleText(countOf(content));
  return standby > 0 ? `${people}, ${say.details.standby(standby)}` : people;
};

/** Without the name: a channel reads this too. */
const endorsementLine = ({ request, readerTime }: RequestView): string => {
  const { endorsement } = request.content;
  return endorsement
    ? say.details.endorsed(endorsement.as, endorsement.on, readerTime.today)
    : form.noEndorsement;
};

const endorsementInFull = ({ request, readerTime }: RequestView): string => {
  const { endorsement } = request.content;
  return endorsement
    ? form.endorsement(endorsement.by, endorsement.as, endorsement.on, readerTime.today)
    : form.noEndorsement;
};

const cardButtons = (view: RequestView, read: string): Button[] =>
  withActions(view, [readButton(view, read), ...assignmentButtons(view, { assign: false })]);

const readButton = ({ request }: RequestView, label: string): Button => ({
  verb: "read",
  id: pointer("request", { id: request.id }),
  label,
});
