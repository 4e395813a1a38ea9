import type { DraftLine } from "../../domain/drafts/draft-views.ts";
import { shortName } from "../../domain/members/members.ts";
import { pointer } from "../../domain/pointers.ts";
import { programmeName } from "../../domain/programmes/programmes.ts";
import {
  fitsDraft,
  fitsRequest,
  type ListWish,
  PAGE_LENGTH,
  pageOf,
  type RequestLine,
  type RequestList,
} from "../../domain/requests/request-list.ts";
import { daysOf } from "../../domain/requests/requests.ts";
import { dates, words } from "../../words/en.ts";
import type { Button, Message, MessagePart } from "../message.ts";
import { discardButton } from "./draft-messages.ts";
import { stateText } from "./state-text.ts";

const say = words.card.list;
const behalf = words.onBehalf;

export const requestList = (list: RequestList, wish: ListWish = { page: 1 }): Message => {
  if (list.drafts.length + list.requests.length === 0) return emptyList(list);
  const wishes = wishesOf(list, wish);
  const drafts = list.drafts.filter((line) => fitsDraft(line, wish) && draftSays(line, wish.words));
  const requests = list.requests.filter(
    (line) => fitsRequest(line, wish) && requestSays(line, list, wish.words),
  );
  const lines = [...drafts, ...requests];
  const { page, before, shown, after } = pageOf(lines, wish);
  const where = say.page(before + 1, before + shown.length, lines.length);
  return {
    headline: wishes.length > 0 ? foundText(lines.length) : countText(drafts, requests),
    parts: [
      ...(wishes.length > 0 ? [paragraph(say.asked(wishes))] : []),
      ...(lines.length === 0 ? [paragraph(say.foundNoneText)] : []),
      ...(shown.length < lines.length ? [paragraph(where)] : []),
      ...shown.map((line) => ("draft" in line ? draftItem(line, list) : requestItem(line, list))),
    ],
    buttons: [
      ...pageButtons({ ...wish, page }, after),
      ...(shown.length < lines.length || wishes.length > 0
        ? [findButton({ ...wish, page: 1 })]
        : []),
      ...(wishes.length > 0 ? [listButton({ page: 1 }, say.all)] : []),
      ...startButtons(list),
    ],
  };
};

const paragraph = (text: string): MessagePart => ({ kind: "paragraph", text });

const foundText = (count: number): string => (count === 0 ? say.foundNone : say.found(count));

const countText = (drafts: readonly DraftLine[], requests: readonly RequestLine[]): string =>
  drafts.length > 0
    ? say.headlineDrafts(drafts.length, requests.length)
    : say.headline(requests.length);

const pageButtons = (wish: ListWish, after: number): Button[] => [
  ...(after > 0
    ? [listButton({ ...wish, page: wish.page + 1 }, say.next(Math.min(after, PAGE_LENGTH)))]
    : []),
  ...(wish.page > 1 ? [listButton({ ...wish, page: wish.page - 1 }, say.before(PAGE_LENGTH))] : []),
];

const listButton = (wish: ListWish, label: string): Button => ({
  verb: "list-requests",
  id: pointer("requestPage", wish),
  label,
});

const findButton = (wish: ListWish): Button => ({
  verb: "find-requests",
  id: pointer("requestPage", wish),
  label: say.find,
});

/** What is asked for, in words; nothing where all are. */
const wishesOf = (
  list: RequestList,
  { side, npo, state, round, words: text }: ListWish,
): string[] => {
  const named = list.requests
    .flatMap(({ sender, host }) => [sender, host])
    .find(({ id }) => id === npo);
  const joined = list.requests.find((line) => line.round.id === round);
  return [
    ...(side ? [say.sides[side]] : []),
    ...(npo ? [named ? shortName(named) : npo] : []),
    ...(state ? [say.states[state]] : []),
    ...(joined ? [roundText(joined)] : []),
    ...(text ? [say.saying(text)] : []),
  ];
};

const roundText = ({ round, programme }: RequestLine): string =>
  say.roundOf(round.number, programmeName(programme));

const requestSays = (line: RequestLine, list: RequestList, asked: string | undefined): boolean => {
  const { request, sender, host } = line;
  return says(asked, [
    ...[request.number, sender.name, shortName(sender), host.name, shortName(host)],
    ...[request.content.topic, roundText(line)],
    ...[say.states[request.state], stateOfLine(line, list)],
  ]);
};

const draftSays = (line: DraftLine, asked: string | undefined): boolean => {
  const { sender, host, topic } = line;
  return says(asked, [
    ...[sender.name, shortName(sender), topic, draftTitle(line, false)],
    ...(host ? [host.name, shortName(host)] : []),
  ]);
};

const says = (asked: string | undefined, texts: readonly string[]): boolean => {
  const all = texts.join("\n").toLowerCase();
  return (asked ?? "")
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => all.includes(word));
};

const emptyList = (list: RequestList): Message => ({
  headline: say.empty,
  parts: [{ kind: "paragraph", text: list.maySend ? say.emptyLiaison : say.emptyOther }],
  buttons: startButtons(list),
});

const draftItem = (line: DraftLine, { readerTime, severalNpos }: RequestList): MessagePart => {
  const { draft, topic, holder, late } = line;
  const saved = `${heldBy(holder)}. ${say.draftSaved(draft.savedAt.getTime(), readerTime)}.`;
  return {
    kind: "item",
    title: draftTitle(line, severalNpos),
    text: [topic, begunText(line), late && words.admission.line[late], saved]
      .filter(Boolean)
      .join("\n"),
    button: { verb: "edit-draft", id: pointer("draft", { id: draft.id }), label: words.card.goOn },
    more: [discardButton(line, readerTime)],
  };
};

const heldBy = (holder: string | undefined): string =>
  holder === undefined ? words.together.heldByYou : words.together.holder(holder);

const draftTitle = ({ host, sender, onBehalf }: DraftLine, severalNpos: boolean): string => {
  const to = host && shortName(host);
  return onBehalf
    ? behalf.drafts.title(shortName(sender), to)
    : say.draft(to, severalNpos ? shortName(sender) : undefined);
};

const begunText = ({ draft, onBehalf }: DraftLine): string => {
  if (onBehalf) return behalf.drafts.yours;
  return draft.begunBySecretariat ? behalf.drafts.begunForYou : "";
};

const stateOfLine = ({ request, sender, host }: RequestLine, { readerTime }: RequestList): string =>
  stateText({
    stands: request,
    sender,
    host,
    hostAnswerDueOn: request.hostAnswerDueOn,
    isFormer: request.formerSince !== undefined,
    readerTime,
  });

const requestItem = (line: RequestLine, list: RequestList): MessagePart => {
  const { request, sender, host, side, handler } = line;
  const { severalNpos, readerTime } = list;
  const { content, number } = request;
  const { startsOn, endsOn } = daysOf(request);
  const titles = {
    sender: say.toHost(number, shortName(host)),
    host: say.fromSender(number, shortName(sender)),
    officer: say.pair(number, shortName(sender), shortName(host)),
  };
  const people = content.participants.filter(({ part }) => part !== "standby").length;
  const days = dates.daysText(startsOn, endsOn, readerTime.today);
  return {
    kind: "item",
    title: titles[severalNpos ? "officer" : side],
    text: [
      say.line(days, people, content.topic),
      `${stateOfLine(line, list)}.`,
      handlerLine(handler),
    ]
      .filter(Boolean)
      .join("\n"),
    button: { verb: "read", id: pointer("request", { id: request.id }), label: words.card.show },
  };
};

const handlerLine = (handler: RequestLine["handler"]): string => {
  if (!handler) return "";
  return handler.isReader ? words.assignment.lineYou : words.assignment.line(handler.name);
};

const startButtons = ({ maySend, mayActOnBehalf }: RequestList): Button[] => [
  ...(maySend
    ? [{ verb: "start-draft", id: "new", label: words.card.start, style: "primary" } as const]
    : []),
  ...(mayActOnBehalf ? [{ verb: "start-on-behalf", id: "new", label: behalf.start } as const] : []),
];
