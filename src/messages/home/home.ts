/** The home of one person: what they owe, requests to them, their requests, closing dates. */
import { type Duty, dutiesOf } from "../../domain/home/duties.ts";
import {
  otherRequests,
  type RoundOfRequests,
  requestsOfOurs,
  requestsToUs,
} from "../../domain/home/home.ts";
import { openRounds, roundsAdmitted, type Standing } from "../../domain/home/standing.ts";
import type { RequestId } from "../../domain/ids.ts";
import { briefName } from "../../domain/members/members.ts";
import { actsFor, isOfficer } from "../../domain/people.ts";
import { pointer } from "../../domain/pointers.ts";
import { programmeName } from "../../domain/programmes/programmes.ts";
import type { ListWish } from "../../domain/requests/request-list.ts";
import { type ReaderTime, readerTimeAt } from "../../domain/time.ts";
import { words } from "../../words/en.ts";
import { joinButton, officerButtons } from "../answers.ts";
import type { Button, MessagePart } from "../message.ts";
import { firstOwed, owedHeadline, owedItems } from "./duties.ts";
import { closingSection } from "./home-closings.ts";
import { draftItem, requestItem } from "./home-lines.ts";
import type { Home, HomeSection } from "./home-page.ts";

const say = words.home;

/** Duties and lines of a section that are shown: a page of Slack's holds 100 blocks (see its test). */
const MOST_DUTIES = 5;
const MOST_LINES = 10;

export const homeOf = (standing: Standing): Home => {
  const owed = owedItems(standing);
  const shown = dutiesOf(standing).slice(0, MOST_DUTIES);
  const limit = { most: MOST_DUTIES, more: say.owed.moreAtHome };
  return {
    headline: owedHeadline(standing, owed.length),
    parts:
      owed.length > 0 ? firstOwed(owed, limit) : [{ kind: "paragraph", text: beginText(standing) }],
    buttons: [
      ...(mayStart(standing) ? [startButton(owed.length === 0)] : []),
      ...(isOfficer(standing.person) ? officerButtons() : []),
    ],
    sections: [
      ...toUsSections(standing),
      ...oursSections(standing, draftsAmong(shown)),
      ...officerSections(standing, draftsAmong(shown)),
      closingSection(standing),
    ],
    note: say.note,
  };
};

/** It stands out only where nothing is waiting: what is owed comes first. */
const startButton = (isNext: boolean): Button => ({
  verb: "start-draft",
  id: "new",
  label: words.card.start,
  ...(isNext ? { style: "primary" } : {}),
});

/** For somebody without a role. */
export const strangersHome = (): Home => {
  const { headline, text } = words.chat.stranger;
  return { headline, parts: [{ kind: "paragraph", text }], buttons: [joinButton()], sections: [] };
};

/** Nothing is owed: what else can be done? */
const beginText = (standing: Standing): string => {
  if (mayStart(standing)) return say.begin.liaison;
  if (isOfficer(standing.person)) {
    return standing.programmes.length > 0 ? say.begin.officer : say.begin.publish;
  }
  const acts = standing.own.some(({ id }) => actsFor(standing.person, id));
  return acts ? say.owed.nothing : say.owed.readingAlongText;
};

const mayStart = (standing: Standing): boolean => {
  const { person, own, programmes, now } = standing;
  return (
    own.some(({ id, active }) => active && actsFor(person, id)) &&
    programmes.some(
      (programme) =>
        openRounds(programme, now).length > 0 || roundsAdmitted(programme, standing).length > 0,
    )
  );
};

/** "JPC", or "you" for somebody with roles in several NPOs. */
const npoName = ({ own }: Standing): string | undefined => {
  const npoes = own.filter(({ kind }) => kind === "npo");
  const [npo] = npoes;
  if (!npo) return undefined;
  return npoes.length > 1 ? say.you : briefName(npo);
};

const toUsSections = (standing: Standing): HomeSection[] => {
  const npo = npoName(standing);
  if (npo === undefined) return [];
  const rounds = requestsToUs(standing);
  if (rounds.length === 0)
    return [{ title: say.toUs.title(npo), parts: [paragraph(say.toUs.empty)] }];
  const shown = firstLines(rounds);
  const all = countOf(rounds);
  return shown.map(({ programme, round, requests }, index) => ({
    title: say.toUs.round(npo, round.number, programmeName(programme)),
    parts: [
      ...requests.map((request) =>
        requestItem(request, npo === say.you ? "pair" : "toUs", readerTimeOf(standing)),
      ),
      ...(index === shown.length - 1 ? moreOf(countOf(shown), all, sideOf(npo, "host")) : []),
    ],
  }));
};

/** The first lines over all rounds; rounds that have none of them are left out. */
const firstLines = (rounds: readonly RoundOfRequests[]): RoundOfRequests[] => {
  let left = MOST_LINES;
  return rounds
    .map((one) => {
      const requests = one.requests.slice(0, left);
      left -= requests.length;
      return { ...one, requests };
    })
    .filter(({ requests }) => requests.length > 0);
};

const countOf = (rounds: readonly RoundOfRequests[]): number =>
  rounds.reduce((sum, { requests }) => sum + requests.length, 0);

const draftsAmong = (duties: readonly Duty[]): RequestId[] =>
  duties.flatMap((duty) => (duty.kind === "sendDraft" ? [duty.draft.id] : []));

/** Without the drafts that stand among the duties already. */
const oursSections = (standing: Standing, above: readonly RequestId[]): HomeSection[] => {
  const npo = npoName(standing);
  if (npo === undefined) return [];
  const requests = requestsOfOurs(standing);
  const several = npo === say.you;
  const lines = [
    ...standing.drafts
      .filter(({ id, onBehalf }) => !onBehalf && !above.includes(id))
      .map((draft) => draftItem(draft, standing)),
    ...requests.map((request) =>
      requestItem(request, several ? "pair" : "ours", readerTimeOf(standing)),
    ),
  ];
  const parts =
    lines.length > 0
      ? firstOf(lines, sideOf(npo, "sender"))
      : [paragraph(above.length > 0 ? say.ours.noneSent : emptyOurs(standing))];
  return [{ title: say.ours.title(npo), parts }];
};

const emptyOurs = ({ person, own }: Standing): string => {
  const acting = own.filter(({ id }) => actsFor(person, id));
  if (acting.length === 0) return say.ours.emptyHead;
  return acting.some(({ active }) => active) ? say.ours.empty : say.ours.emptySuspended;
};

const officerSections = (standing: Standing, above: readonly RequestId[]): HomeSection[] => {
  if (!isOfficer(standing.person)) return [];
  const requests = otherRequests(standing);
  const isOnly = npoName(standing) === undefined;
  const title = isOnly ? say.all.title : say.all.others;
  const lines = [
    ...standing.drafts
      .filter(({ id, onBehalf }) => onBehalf && !above.includes(id))
      .map((draft) => draftItem(draft, standing)),
    ...requests.map((request) => requestItem(request, "pair", readerTimeOf(standing))),
  ];
  return [
    {
      title,
      parts:
        lines.length > 0
          ? firstOf(lines, isOnly ? undefined : "officer")
          : [paragraph(say.all.empty)],
    },
  ];
};

/** A request between two NPOs of one reader is listed as sent: neither side alone has all of theirs. */
const sideOf = (npo: string, side: ListWish["side"]): ListWish["side"] =>
  npo === say.you ? undefined : side;

const firstOf = (lines: readonly MessagePart[], side: ListWish["side"]): MessagePart[] => {
  const shown = lines.slice(0, MOST_LINES);
  return [...shown, ...moreOf(shown.length, lines.length, side)];
};

const moreOf = (shown: number, all: number, side: ListWish["side"]): MessagePart[] =>
  shown < all
    ? [
        {
          kind: "item",
          title: say.request.more(shown, all),
          text: say.request.moreText,
          button: {
            verb: "list-requests",
            id: pointer("requestPage", { page: 1, side }),
            label: say.request.all,
          },
        },
      ]
    : [];

const paragraph = (text: string): MessagePart => ({ kind: "paragraph", text });

const readerTimeOf = ({ now, person }: Standing): ReaderTime => readerTimeAt(now, person.zone);
