import type { Message, MessagePart } from "../../../messages/message.ts";
import { type Attachment, attachment, type Card, card, type Element } from "./card.ts";
import { inertLine } from "./inert.ts";
import { TEAMS_LIMITS } from "./limits.ts";
import { actions, onMessage, type Press } from "./render-buttons.ts";
import {
  above,
  beside,
  facts,
  fitsBeside,
  heading,
  LINE,
  list,
  notice,
  paragraph,
  quiet,
  quote,
  titled,
  withLines,
} from "./render-parts.ts";

/** Never a text beside it: Teams would make two messages of them. */
export interface RenderedMessage {
  readonly type: "message";
  /** What a lock screen and a screen reader say. */
  readonly summary: string;
  readonly attachments: readonly [Attachment];
  readonly channelData: { readonly notification: { readonly alert: true } };
}

/**
 * At most 80 KB: when it would be more, the longest texts are shortened first, ending in "…", and then
 * what stands at the end gives way to "…", inputs and buttons last.
 */
export function renderMessage(
  message: Message,
  opensForm: (verb: string) => boolean,
): RenderedMessage {
  return {
    type: "message",
    summary: inertLine(message.headline, TEAMS_LIMITS.summary),
    attachments: [attachment(withinLimit((cap) => bodyOf(message, onMessage(opensForm), cap)))],
    channelData: { notification: { alert: true } },
  };
}

const TEXT_CAPS = [TEAMS_LIMITS.text, 1500, 800, 400, 200, 100, 50];
const SHORTEST_CAP = 20;

/** The card with texts as long as there is room for. */
export const withinLimit = (body: (cap: number) => readonly Element[]): Card => {
  for (const cap of TEXT_CAPS) {
    const drawn = card(body(cap));
    if (bytesOf(drawn) <= TEAMS_LIMITS.bytesOfCard) return drawn;
  }
  return card(withoutLast(body(SHORTEST_CAP)));
};

const bytesOf = (drawn: object): number => Buffer.byteLength(JSON.stringify(drawn));

function withoutLast(elements: readonly Element[]): readonly Element[] {
  const more = quiet("…", 1);
  let excess = bytesOf(card([...elements, ...more])) - TEAMS_LIMITS.bytesOfCard;
  if (excess <= 0) return elements;
  const kept = elements.toReversed().filter((element) => {
    const isNeeded = element.type === "ActionSet" || element.type.startsWith("Input.");
    if (isNeeded || excess <= 0) return true;
    excess -= bytesOf(element) + 1;
    return false;
  });
  return [...kept.toReversed(), ...more];
}

const bodyOf = (message: Message, press: Press, cap: number): Element[] =>
  withLines([
    ...heading(message.headline, cap),
    ...message.parts.flatMap((part) => partElements(part, press, cap)),
    ...actions(message.buttons, press),
    ...quiet(message.why ?? "", cap),
  ]);

export function partElements(
  part: MessagePart,
  press: Press,
  cap: number,
): (Element | typeof LINE)[] {
  switch (part.kind) {
    case "paragraph":
      return paragraph(part.text, cap);
    case "quote":
      return quote(part.text, cap);
    case "facts":
      return facts(part.facts, cap);
    case "list":
      return list(part, cap);
    case "item": {
      const text = titled(part.title, part.text, cap);
      const { button, more = [] } = part;
      if (!button) return [...text, ...actions(more, press)];
      if (!fitsBeside(button)) return above(text, actions([button, ...more], press));
      return [...beside(text, actions([button], press)), ...actions(more, press)];
    }
    case "notice":
      return notice(part.tone, part.text, cap);
    case "line":
      return [LINE];
  }
}
