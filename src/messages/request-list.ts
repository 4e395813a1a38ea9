import { shortName } from "../domain/members.ts";
import type { DraftLine, RequestLine, RequestList } from "../domain/views.ts";
import { dates, words } from "../words/en.ts";
import { discardButton } from "./draft-messages.ts";
import type { Button, Message, MessagePart } from "./message.ts";

const say = words.card.list;

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
      ...shown.map(requestItem),
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

const draftItem = (line: DraftLine, { readerZone }: RequestList): MessagePart => {
  const { draft, host, topic, holder } = line;
  return {
    kind: "item",
    title: say.draft(host && shortName(host)),
    text: [topic, `${heldBy(holder)}. ${say.draftSaved(draft.savedAt.getTime(), readerZone)}.`]
      .filter(Boolean)
      .join("\n"),
    button: { verb: "edit-draft", id: draft.id, label: words.card.goOn },
    more: [discardButton(line, readerZone)],
  };
};

const heldBy = (holder: string | undefined): string =>
  holder === undefined ? words.together.heldByYou : words.together.holder(holder);

const requestItem = ({ request, sender, host, side }: RequestLine): MessagePart => {
  const { content, number } = request;
  const titles = {
    sender: say.toHost(number, shortName(host)),
    host: say.fromSender(number, shortName(sender)),
    officer: say.pair(number, shortName(sender), shortName(host)),
  };
  const people = content.participants.filter(({ part }) => part !== "standby").length;
  const days = dates.daysText(content.firstChoice.startsOn, content.firstChoice.endsOn);
  return {
    kind: "item",
    title: titles[side],
    text: say.line(days, people, content.topic),
    button: { verb: "read", id: request.id, label: words.card.show },
  };
};

const startButtons = ({ maySend }: RequestList): Button[] =>
  maySend ? [{ verb: "start-draft", id: "new", label: words.card.start, style: "primary" }] : [];
