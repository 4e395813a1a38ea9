/** Requests and drafts in the home, a line each. */

import type { DraftSummary, RequestSummary, Standing } from "../../domain/home/standing.ts";
import { shortName } from "../../domain/members/members.ts";
import { pointer } from "../../domain/pointers.ts";
import { askingOf } from "../../domain/programmes/admissions.ts";
import { type ReaderTime, readerTimeAt } from "../../domain/time.ts";
import { dates, words } from "../../words/en.ts";
import type { MessagePart } from "../message.ts";
import { stateText } from "../requests/state-text.ts";

const say = words.home.request;

/** As its reader knows it: sent to their NPO, by it, or one of several pairs. */
type Side = "toUs" | "ours" | "pair";

export const requestItem = (
  request: RequestSummary,
  side: Side,
  readerTime: ReaderTime,
): MessagePart => {
  const { id, number, sender, host, days, people, topic } = request;
  const { today } = readerTime;
  const whom = {
    toUs: shortName(sender),
    ours: shortName(host),
    pair: say.pair(shortName(sender), shortName(host)),
  };
  const when = dates.daysText(days.startsOn, days.endsOn, today);
  return {
    kind: "item",
    title: say.title(whom[side], when, dates.peopleText(people), number),
    // Their own line each: a topic may be written from right to left.
    text: `${topic}\n${stateLine(request, side, readerTime)}`,
    button: { verb: "read", id: pointer("request", { id }), label: words.card.show },
  };
};

const stateLine = (request: RequestSummary, side: Side, readerTime: ReaderTime): string => {
  const { stands, hostAnswerDueOn } = request;
  const isAsked = side === "ours" && stands.state === "submitted" && !stands.considering;
  return isAsked
    ? say.answerBy(hostAnswerDueOn, readerTime.today)
    : `${stateText({ ...request, readerTime })}.`;
};

export const draftItem = (
  { id, sender, onBehalf, host, topic, savedAt, mayEdit }: DraftSummary,
  { person, admissions, now }: Pick<Standing, "person" | "admissions" | "now">,
): MessagePart => {
  const late = askingOf(admissions, id);
  const { draft, draftSaved } = words.card.list;
  const to = host && shortName(host);
  return {
    kind: "item",
    title: onBehalf ? words.onBehalf.drafts.title(shortName(sender), to) : draft(to),
    text: [
      topic,
      late && words.admission.line[late],
      draftSaved(savedAt.toMillis(), readerTimeAt(now, person.zone)),
    ]
      .filter(Boolean)
      .join("\n"),
    ...(mayEdit
      ? {
          button: {
            verb: "edit-draft",
            id: pointer("draft", { id }),
            label: words.card.goOn,
          } as const,
        }
      : {}),
  };
};
