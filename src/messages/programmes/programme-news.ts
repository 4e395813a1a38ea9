/** A programme was published, or has changed: to one person or channel, with what it means for them. */

import type {
  DraftInNews,
  ProgrammeNews,
  RequestInNews,
} from "../../domain/amendments/programme-news.ts";
import { isWorkingDay } from "../../domain/members/calendars.ts";
import {
  briefName,
  calendarOf,
  type Organisation,
  shortName,
} from "../../domain/members/members.ts";
import { isAmendable } from "../../domain/notifications/amended.ts";
import {
  type Difference,
  type WrittenDifference,
  writeDifference,
} from "../../domain/notifications/differences.ts";
import type { FieldName } from "../../domain/notifications/notification.ts";
import { pointer } from "../../domain/pointers.ts";
import { programmeName, takesPart } from "../../domain/programmes/programmes.ts";
import {
  closingInstant,
  isOpen,
  lastWorkingDayBefore,
  type Round,
} from "../../domain/programmes/rounds.ts";
import { dayIn, type IsoDay, readerTimeAt } from "../../domain/time.ts";
import { dates, fieldLabels, previewWords, words } from "../../words/en.ts";
import type { Button, Message, MessagePart } from "../message.ts";

const say = words.programmeNews;

/** Undefined where a new programme has no open round any more: nothing can be done about it. */
export const programmeNews = (news: ProgrammeNews): Message | undefined =>
  news.changes ? changed(news, news.changes) : published(news);

const published = (news: ProgrammeNews): Message | undefined => {
  const { programme, joins } = news;
  if (!joins) return undefined;
  const text = [
    say.caps(programme.caps.faceToFace, programme.caps.virtual),
    ...laterRounds(news, joins),
    ...lastWorkingDay(news),
  ].join(" ");
  return {
    headline: say.open(programmeName(programme), joins.number, joins.closesOn, todayOf(news)),
    parts: [paragraph(text)],
    buttons: [...startButton(news), readNotification(news), ...notThisRound(news)],
    why: whyOf(news),
  };
};

const changed = (
  news: ProgrammeNews,
  { differences, origins }: NonNullable<ProgrammeNews["changes"]>,
): Message => {
  const { members } = news;
  const written = differences.map((one) => writeDifference(one, members, dates.dayWithYear));
  return {
    headline: changedHeadline(news, differences, written),
    parts: [
      {
        kind: "facts",
        facts: written.map(({ field, before, after }) => ({
          label: fieldLabels[field],
          value: previewWords.difference(before, after),
        })),
      },
      paragraph(`${say.by(origins)} ${nextRound(news)}`),
      ...holdings(news),
    ],
    buttons: [
      ...mainButton(news),
      readNotification(news),
      ...(news.owes ? notThisRound(news) : []),
    ],
    why: whyOf(news),
  };
};

/** The new value first: closing dates before all else, then one that is short enough to be told. */
const changedHeadline = (
  news: ProgrammeNews,
  differences: readonly Difference[],
  written: readonly WrittenDifference[],
): string => {
  const name = programmeName(news.programme);
  const labelsWithout = (told?: FieldName) =>
    written.filter(({ field }) => field !== told).map(({ field }) => fieldLabels[field]);
  const withOthers = (told: FieldName, text: string): string => {
    const others = labelsWithout(told);
    return others.length === 0 ? text : `${text} ${say.alsoChanged(others)}`;
  };
  const closing = differences.find((one) => one.field === "closingDates");
  const closes = closing && closesNow(news, closing.before ?? []);
  if (closes) return withOthers("closingDates", closes);
  const valueText = ({ field, after }: WrittenDifference) =>
    say.value(name, fieldLabels[field], after);
  // Of one line: what others wrote never stands where our own lines stand.
  const short = written.find(
    (one) =>
      isAmendable(one.field) && /^.+$/.test(one.after) && valueText(one).length <= ON_A_LOCK_SCREEN,
  );
  return short ? withOthers(short.field, valueText(short)) : say.changed(name, labelsWithout());
};

/** Characters of a headline that are seen there: `message.ts`. */
const ON_A_LOCK_SCREEN = 80;

/** Undefined where none of the new dates is ahead. */
const closesNow = (news: ProgrammeNews, before: readonly IsoDay[]): string | undefined => {
  const { rounds, zone } = news.programme;
  const name = programmeName(news.programme);
  const today = todayOf(news);
  const open = rounds.filter((round) => isOpen(round, zone, news.now));
  const moved = open.filter(({ closesOn }) => !before.includes(closesOn));
  const [one, another] = moved;
  if (rounds.length === before.length && one && !another) {
    const closes = closingInstant(one, zone).toMillis();
    return say.roundCloses(name, one.number, closes, zone, today);
  }
  if (open.length === 0 || (moved.length === 0 && rounds.length === before.length))
    return undefined;
  const days = open.map(({ closesOn }) => closesOn);
  return say.roundsClose(name, days, zone, today);
};

/** Which round is open, to those who may still join it. */
const nextRound = (news: ProgrammeNews): string => {
  const { programme, joins, reader, now } = news;
  const { participatingCountries, hostingCountries } = programme.notification;
  const isIn = ({ id }: Organisation): boolean =>
    takesPart(participatingCountries, id) || takesPart(hostingCountries, id);
  if (reader.npoes.length > 0 && !reader.npoes.some(isIn))
    return say.leftOut(reader.npoes.map(shortName));
  if (!joins) return say.noneOpen;
  const closes = closingInstant(joins, programme.zone).toMillis();
  return [
    say.next(joins.number, closes, programme.zone, readerTimeAt(now, reader.zone)),
    ...lastWorkingDay(news),
    ...laterRounds(news, joins),
  ].join(" ");
};

const laterRounds = (news: ProgrammeNews, joins: Round): readonly string[] =>
  news.programme.rounds
    .filter(({ closesOn }) => closesOn > joins.closesOn)
    .map(({ number, closesOn }) => say.laterRound(number, closesOn, todayOf(news)));

/** What the reminder of this morning would say, in whose place this comes. */
const lastWorkingDay = (news: ProgrammeNews): readonly string[] => {
  const { programme, joins, reader, owes } = news;
  const [npo] = reader.npoes;
  if (!owes || !joins || !npo) return [];
  const closing = closingInstant(joins, programme.zone);
  const calendar = calendarOf(npo);
  const today = todayOf(news);
  const last = lastWorkingDayBefore(closing, calendar, { zone: reader.zone });
  return last === today && isWorkingDay(today, calendar) ? [say.lastWorkingDay] : [];
};

/** Beyond these a list says less than `requests` does, and a message has an end. */
const MOST_SHOWN = 5;

/** The reader's present day: dates of another year have their year. */
const todayOf = ({ reader, now }: ProgrammeNews): IsoDay => dayIn(now, reader.zone);

/** What the reader has in this programme, and what the change means for it. */
const holdings = (news: ProgrammeNews): readonly MessagePart[] => {
  const { drafts, requests, reader } = news;
  if (reader.kind === "channel" && reader.npoes.length === 0) return [];
  if (drafts.length + requests.length === 0) return [paragraph(say.nothing)];
  const more = requests.length - MOST_SHOWN;
  return [
    ...(reader.kind === "channel"
      ? draftCount(drafts)
      : drafts.slice(0, MOST_SHOWN).map(draftItem)),
    ...requests.slice(0, MOST_SHOWN).map((one) => requestItem(one, todayOf(news))),
    ...(more > 0 ? [paragraph(say.more(more))] : []),
  ];
};

/** Numbers only: who holds one hears of it directly. */
const draftCount = (drafts: readonly DraftInNews[]): readonly MessagePart[] =>
  drafts.length > 0 ? [paragraph(say.drafts(drafts.length))] : [];

const draftItem = ({ draft, isOwn, onBehalfOf, host, misfits }: DraftInNews): MessagePart => ({
  kind: "item",
  title: onBehalfOf
    ? say.draftOnBehalf(briefName(onBehalfOf), host && shortName(host))
    : say.draft(host && shortName(host), isOwn),
  text: [say.draftStands, ...misfits.map((misfit) => say.ofDraft[misfit])].join(" "),
  button: { verb: "edit-draft", id: pointer("draft", { id: draft.id }), label: words.card.goOn },
});

const requestItem = (one: RequestInNews, today: IsoDay): MessagePart => {
  const { request, sender, host, side, round, isMoved, misfits } = one;
  const isSent = side === "sender";
  const stays = isMoved ? say.moved(round.number, round.closesOn, today) : say.stays(round.number);
  return {
    kind: "item",
    title: isSent
      ? say.sent(request.number, shortName(host))
      : say.asked(request.number, shortName(sender)),
    text: [
      stays,
      ...(!isSent && request.state === "submitted"
        ? [say.answer(request.hostAnswerDueOn, today)]
        : []),
      ...misfits.map((misfit) => say.ofRequest[misfit]),
    ].join(" "),
    button: { verb: "read", id: pointer("request", { id: request.id }), label: words.card.show },
  };
};

/** Whoever has something finds the button beside it. */
const mainButton = (news: ProgrammeNews): readonly Button[] =>
  news.drafts.length + news.requests.length === 0 || news.reader.kind === "channel"
    ? startButton(news)
    : [];

const startButton = ({ programme, joins, reader }: ProgrammeNews): readonly Button[] => {
  const { participatingCountries } = programme.notification;
  const senders = reader.npoes.filter(
    ({ id, active }) => active && takesPart(participatingCountries, id),
  );
  const [sender, another] = senders;
  if (!joins || !sender) return [];
  const id = another ? "new" : pointer("organisation", { id: sender.id });
  return [
    {
      verb: "start-draft",
      id,
      label: words.card.start,
      style: "primary",
    },
  ];
};

export const readNotification = ({ programme }: Pick<ProgrammeNews, "programme">): Button => ({
  verb: "read-notification",
  id: pointer("programme", { id: programme.id }),
  label: say.readNotification,
});

/** Whoever answers for several NPOs answers for each in its own channel, or at `closing`. */
const notThisRound = ({ joins, reader }: ProgrammeNews): readonly Button[] => {
  const [npo, another] = reader.npoes;
  if (!joins || !npo || another) return [];
  return [
    {
      verb: "not-this-round",
      id: pointer("roundOf", { round: joins.id, npo: npo.id }),
      label: words.card.notThisRound,
    },
  ];
};

const whyOf = ({ programme, reader: { kind, npoes }, drafts }: ProgrammeNews): string => {
  const [npo] = npoes;
  const onBehalf = drafts.flatMap(({ onBehalfOf }) => (onBehalfOf ? [briefName(onBehalfOf)] : []));
  if (kind === "person" && !npo)
    return say.why.onBehalf([...new Set(onBehalf)], programmeName(programme));
  if (kind === "person") return say.why.person(npoes.map(briefName), programmeName(programme));
  return npo ? say.why.channel(briefName(npo)) : say.why.secretariat;
};

const paragraph = (text: string): MessagePart => ({ kind: "paragraph", text });
