import type { DraftLine } from "../../domain/drafts/draft-views.ts";
import { shortName } from "../../domain/members/members.ts";
import { pointer } from "../../domain/pointers.ts";
import type { RequestLine, RequestList } from "../../domain/requests/request-list.ts";
import { daysOf } from "../../domain/requests/requests.ts";
import { dates, words } from "../../words/en.ts";
import type { Button, Message, MessagePart } from "../message.ts";
import { discardButton } from "./draft-messages.ts";
import { stateText } from "./state-text.ts";

const say = words.card.list;
const behalf = words.onBehalf;

/** A message holds 50 blocks; each request takes one, and drafts, which take two, stand above. */
const MOST_SHOWN = 20;
const MOST_DRAFTS = 12;

export const requestList = (list: RequestList): Message => {
  const { drafts, requests } = list;
  if (drafts.length + requests.length === 0) return emptyList(list);
  const shown = requests.slice(0, MOST_SHOWN);
  return {
    headline:
      drafts.length > 0
        ? say.headlineDrafts(drafts.length, requests.length)
        : say.headline(requests.length),
    parts: [
      ...drafts.slice(0, MOST_DRAFTS).map((line) => draftItem(line, list)),
      ...shown.map((line) => requestItem(line, list)),
      ...(shown.length < requests.length
        ? [{ kind: "paragraph", text: say.more(shown.length, requests.length) } as const]
        : []),
    ],
    buttons: startButtons(list),
  };
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

const requestItem = (
  { request, sender, host, side, handler }: RequestLine,
  { severalNpos, readerTime }: RequestList,
): MessagePart => {
  const { content, number } = request;
  const { startsOn, endsOn } = daysOf(request);
  const state = stateText({
    stands: request,
    sender,
    host,
    hostAnswerDueOn: request.hostAnswerDueOn,
    isFormer: request.formerSince !== undefined,
    readerTime,
  });
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
    text: [say.line(days, people, content.topic), `${state}.`, handlerLine(handler)]
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
