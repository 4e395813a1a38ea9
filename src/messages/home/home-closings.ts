/** Closing dates in the home: what each NPO of the reader has sent, or for officers how many. */

import {
  hasRefused,
  isAdmitted,
  nextRound,
  openRounds,
  type RequestSummary,
  roundsAdmitted,
  type Standing,
} from "../../domain/home/standing.ts";
import { briefName, calendarOf, type Organisation } from "../../domain/members/members.ts";
import { actsFor, isOfficer } from "../../domain/people.ts";
import { type Programme, programmeName } from "../../domain/programmes/programmes.ts";
import {
  closingInstant,
  lastWorkingDayBefore,
  type Round,
} from "../../domain/programmes/rounds.ts";
import { IN_ROUND, isAmong } from "../../domain/states.ts";
import { dayIn, readerTimeAt } from "../../domain/time.ts";
import { words } from "../../words/en.ts";
import type { MessagePart } from "../message.ts";
import { notThisRound, standing as standingText } from "../programmes/closing.ts";
import type { HomeSection } from "./home-page.ts";

const say = words.card.closing;
const ofHome = words.home.closing;

/** More than one programme or NPO is rare, and `closing` has them all. */
const MOST_DATES = 6;

export const closingSection = (standing: Standing): HomeSection => {
  const { programmes } = standing;
  if (programmes.length === 0) {
    const text = `${say.noProgramme}. ${say.noProgrammeText}`;
    return { title: ofHome.title, parts: [{ kind: "paragraph", text }] };
  }
  const parts = programmes.flatMap((programme) => programmeParts(programme, standing));
  const [only, another] = programmes;
  const more: MessagePart = { kind: "paragraph", text: ofHome.more };
  return {
    title: only && !another ? ofHome.titleOf(programmeName(only)) : ofHome.title,
    parts: parts.length > MOST_DATES ? [...parts.slice(0, MOST_DATES), more] : parts,
  };
};

const programmeParts = (programme: Programme, standing: Standing): MessagePart[] => {
  const open = openRounds(programme, standing.now);
  const late = lateParts(programme, standing);
  if (open.length === 0) {
    return [{ kind: "paragraph", text: ofHome.allPassed(programmeName(programme)) }, ...late];
  }
  const acting = standing.own.filter(({ id }) => actsFor(standing.person, id));
  const dates = open.flatMap((round) =>
    acting.length > 0
      ? acting.map((npo) => npoDate(programme, round, npo, standing))
      : [readerDate(programme, round, standing)],
  );
  return [...late, ...dates];
};

/** Rounds that have closed and that the reader's NPOs may join all the same. */
const lateParts = (programme: Programme, standing: Standing): MessagePart[] =>
  roundsAdmitted(programme, standing).map(({ round, npo }) => ({
    kind: "paragraph",
    text: ofHome.admitted(briefName(npo), round.number, programmeName(programme)),
  }));

/** For those who act: what their NPO has sent, and "Not this round". */
const npoDate = (
  programme: Programme,
  round: Round,
  npo: Organisation,
  standing: Standing,
): MessagePart => {
  const { requests, drafts, own, person } = standing;
  const state = {
    sent: requests.some((one) => one.sender.id === npo.id && isIn(round, one)),
    refused: hasRefused(standing, round.id, npo.id),
    admitted: isAdmitted(standing, round, npo),
    drafts: isNext(programme, round, standing)
      ? drafts.filter((draft) => draft.programmeId === programme.id && draft.sender.id === npo.id)
          .length
      : 0,
  };
  const several = own.filter(({ id }) => actsFor(person, id)).length > 1;
  const date = dateText(programme, round, standing);
  return {
    kind: "item",
    title: several ? ofHome.named(briefName(npo), date) : date,
    text: sentences(lastDayText(programme, round, npo, standing), standingText(state)),
    ...(npo.active && !state.sent && !state.refused
      ? { button: notThisRound({ round }, npo) }
      : {}),
  };
};

/** For those who read along, and for officers. */
const readerDate = (programme: Programme, round: Round, standing: Standing): MessagePart => {
  const [organisation] = standing.own;
  return {
    kind: "item",
    title: dateText(programme, round, standing),
    text: sentences(
      organisation && lastDayText(programme, round, organisation, standing),
      isOfficer(standing.person) && countText(programme, round, standing),
    ),
  };
};

const countText = (programme: Programme, round: Round, standing: Standing): string => {
  const { requests, draftCounts } = standing;
  const drafts = isNext(programme, round, standing) ? (draftCounts.get(programme.id) ?? 0) : 0;
  return sentences(
    ofHome.counts(requests.filter((one) => isIn(round, one)).length),
    drafts > 0 && say.drafts(drafts),
  );
};

/** It keeps its place in the round. */
const isIn = (round: Round, { roundId, stands }: RequestSummary): boolean =>
  roundId === round.id && isAmong(IN_ROUND, stands.state);

/** Drafts would join the next round, so they are counted there. */
const isNext = (programme: Programme, round: Round, { now }: Standing): boolean =>
  nextRound(programme, now)?.id === round.id;

/** With the programme's name where several are running. */
const dateText = (
  programme: Programme,
  round: Round,
  { person, programmes, now }: Standing,
): string => {
  const { zone } = programme;
  const date = say.date(
    round.number,
    closingInstant(round, zone).toMillis(),
    zone,
    readerTimeAt(now, person.zone),
  );
  return programmes.length > 1 ? ofHome.named(programmeName(programme), date) : date;
};

/** Said where it isn't the closing date itself. */
const lastDayText = (
  programme: Programme,
  round: Round,
  organisation: Organisation,
  { person, now }: Standing,
): string | undefined => {
  const closes = closingInstant(round, programme.zone);
  const last = lastWorkingDayBefore(closes, calendarOf(organisation), { zone: person.zone });
  return last === round.closesOn ? undefined : say.lastWorkingDay(last, dayIn(now, person.zone));
};

const sentences = (...given: readonly (string | false | undefined)[]): string =>
  given.filter(Boolean).join(" ");
