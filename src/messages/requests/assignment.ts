/** Who handles a request: lines on its cards, and what is said when it was assigned. */

import type { OrganisationId } from "../../domain/ids.ts";
import { shortName } from "../../domain/members/members.ts";
import { pointer } from "../../domain/pointers.ts";
import type { RequestView, SideAssignment } from "../../domain/requests/request-view.ts";
import type { SentRequest } from "../../domain/requests/requests.ts";
import { words } from "../../words/en.ts";
import type { Button, Message, MessagePart } from "../message.ts";
import { owedBy } from "./state-text.ts";

const say = words.assignment;

/** A fact for each side of the reader's; named where there are two. */
export const assignmentFacts = ({ assignments }: RequestView) =>
  assignments.filter(isToAssign).map((one) => ({
    label: assignments.length > 1 ? say.factFor(shortName(one.side)) : say.fact,
    value: handlerText(one),
  }));

/** On a card, whose button says that nobody does; a channel isn't told who. */
export const handledParts = (
  view: RequestView,
  { inChannel = false }: { inChannel?: boolean } = {},
): MessagePart[] => {
  const handled = view.assignments.filter(({ handler }) => handler !== null);
  const facts = assignmentFacts({ ...view, assignments: handled }).map((fact) =>
    inChannel ? { ...fact, value: say.inChannel } : fact,
  );
  return facts.length > 0 ? [{ kind: "facts", facts }] : [];
};

const isToAssign = ({ handler, isShared }: SideAssignment): boolean => isShared || handler !== null;

const handlerText = ({ handler, isReader }: SideAssignment): string => {
  if (!handler) return say.nobody;
  return isReader ? say.you(handler.name) : handler.name;
};

/** On a card: "I'll take it" where nobody has; with `assign` also handing it to a colleague. */
export const assignmentButtons = (
  { request, assignments }: RequestView,
  { assign }: { assign: boolean },
): Button[] =>
  assignments
    // Of what was withdrawn or cancelled nobody is reminded: there is nothing to take.
    .filter((one) => !isOff(request) && one.mayAssign && isToAssign(one))
    .flatMap((one): Button[] => {
      const id = pointer("assignment", { request: request.id, ...one });
      const mayTake = assign ? !one.isReader : !one.handler;
      return [
        ...(mayTake ? [{ verb: "take", id, label: say.take } as const] : []),
        ...(assign ? [{ verb: "assign", id, label: say.assign } as const] : []),
      ];
    });

const isOff = ({ state }: SentRequest): boolean => state === "withdrawn" || state === "cancelled";

/** The answer to whoever assigned it. */
export const handlerSettled = (view: RequestView, side: OrganisationId): Message => {
  const one = assignmentOn(view, side);
  const [headline, text] = assignedText(one, view);
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
  why: say.why(shortName(assignmentOn(view, side).side)),
});

const assignmentOn = (
  { request, assignments }: RequestView,
  side: OrganisationId,
): SideAssignment => {
  const one = assignments.find(({ organisation }) => organisation === side);
  if (!one) throw new Error(`${side} is no side of request ${request.id}`);
  return one;
};

const assignedText = (
  { handler, isReader, organisation, side: npo }: SideAssignment,
  view: RequestView,
): readonly [string, string] => {
  const [number, side] = [view.request.number, shortName(npo)];
  if (!handler) return [say.assignedNobody(number, side), say.assignedNobodyText];
  return isReader
    ? [say.assignedYou(number, side, owedBy(view, organisation)), say.assignedYouText]
    : [say.assignedOther(handler.name, number, side), say.assignedOtherText];
};

/** Somebody was faster: what happened, and how it stands now. */
export const handlerChanged = (
  view: RequestView,
  side: OrganisationId,
  details: Message,
): Message => {
  return {
    ...details,
    headline: `${changedText(assignmentOn(view, side), view.readerTime.zone)} ${say.howItStands}`,
    parts: [{ kind: "paragraph", text: details.headline }, ...details.parts],
  };
};

const changedText = ({ handler, since, isReader }: SideAssignment, zone: string): string => {
  const instant = since?.toMillis();
  if (!handler || instant === undefined) return say.changedToNobody(instant, zone);
  return isReader ? say.changedToYou(instant, zone) : say.changedTo(handler.name, instant, zone);
};

export const notYourSide = (): Message => ({
  headline: say.notYourSide.headline,
  parts: [{ kind: "paragraph", text: say.notYourSide.text }],
  buttons: [],
});
