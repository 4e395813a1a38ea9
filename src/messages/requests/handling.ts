/** Who handles a request: lines on its cards, and what is said when it was settled. */

import type { OrganisationId } from "../../domain/ids.ts";
import { shortName } from "../../domain/members/members.ts";
import { pointer } from "../../domain/pointers.ts";
import type { RequestView, SideHandling } from "../../domain/requests/request-view.ts";
import { words } from "../../words/en.ts";
import type { Button, Message, MessagePart } from "../message.ts";

const say = words.handling;

/** A fact for each side of the reader's; named where there are two. */
export const handlingFacts = ({ handling }: RequestView) =>
  handling.filter(isToSettle).map((one) => ({
    label: handling.length > 1 ? say.factFor(shortName(one.side)) : say.fact,
    value: handlerText(one),
  }));

/** On a card, whose button says that nobody does; a channel isn't told who. */
export const handledParts = (
  view: RequestView,
  { inChannel = false }: { inChannel?: boolean } = {},
): MessagePart[] => {
  const handled = view.handling.filter(({ handler }) => handler !== null);
  const facts = handlingFacts({ ...view, handling: handled }).map((fact) =>
    inChannel ? { ...fact, value: say.inChannel } : fact,
  );
  return facts.length > 0 ? [{ kind: "facts", facts }] : [];
};

const isToSettle = ({ handler, isShared }: SideHandling): boolean => isShared || handler !== null;

const handlerText = ({ handler, isReader }: SideHandling): string => {
  if (!handler) return say.nobody;
  return isReader ? say.you(handler.name) : handler.name;
};

/** On a card: "I'll take it" where nobody has; with `assign` also handing it to a colleague. */
export const handlingButtons = (
  { request, handling }: RequestView,
  { assign }: { assign: boolean },
): Button[] =>
  handling
    .filter((one) => one.maySettle && isToSettle(one))
    .flatMap((one): Button[] => {
      const id = pointer("handling", { request: request.id, ...one });
      const mayTake = assign ? !one.isReader : !one.handler;
      return [
        ...(mayTake ? [{ verb: "take", id, label: say.take } as const] : []),
        ...(assign ? [{ verb: "assign", id, label: say.assign } as const] : []),
      ];
    });

/** The answer to whoever settled it. */
export const handlerSettled = (view: RequestView, side: OrganisationId): Message => {
  const one = handlingOn(view, side);
  const [headline, text] = settledText(one, view.request.number, shortName(one.side));
  return {
    headline,
    parts: [{ kind: "paragraph", text }],
    buttons: [
      { verb: "read", id: pointer("request", { id: view.request.id }), label: words.card.show },
    ],
  };
};

/** To a colleague whom it concerns. */
export const toldOfHandler = (view: RequestView, side: OrganisationId): Message => ({
  ...handlerSettled(view, side),
  why: say.why(shortName(handlingOn(view, side).side)),
});

const handlingOn = ({ request, handling }: RequestView, side: OrganisationId): SideHandling => {
  const one = handling.find(({ organisation }) => organisation === side);
  if (!one) throw new Error(`${side} is no side of request ${request.id}`);
  return one;
};

const settledText = (
  { handler, isReader }: SideHandling,
  number: string,
  side: string,
): readonly [string, string] => {
  if (!handler) return [say.settledNobody(number, side), say.settledNobodyText];
  return isReader
    ? [say.settledYou(number, side), say.settledYouText]
    : [say.settledOther(handler.name, number, side), say.settledOtherText];
};

/** Somebody was faster: what happened, and how it stands now. */
export const handlerChanged = (
  view: RequestView,
  side: OrganisationId,
  details: Message,
): Message => {
  return {
    ...details,
    headline: `${changedText(handlingOn(view, side), view.readerTime.zone)} ${say.howItStands}`,
    parts: [{ kind: "paragraph", text: details.headline }, ...details.parts],
  };
};

const changedText = ({ handler, since, isReader }: SideHandling, zone: string): string => {
  const instant = since?.toMillis();
  if (!handler || instant === undefined) return say.changedToNobody(instant, zone);
  return isReader ? say.changedToYou(instant, zone) : say.changedTo(handler.name, instant, zone);
};

export const notYourSide = (): Message => ({
  headline: say.notYourSide.headline,
  parts: [{ kind: "paragraph", text: say.notYourSide.text }],
  buttons: [],
});
