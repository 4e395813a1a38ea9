import type { types } from "@slack/bolt";
import type { Message, MessagePart } from "../../../messages/message.ts";
import { truncate } from "../../shared/truncate.ts";
import { escapeMessageText } from "./escape.ts";
import { SLACK_LIMITS } from "./limits.ts";
import { actions, button } from "./render-buttons.ts";
import { atMost } from "./render-form.ts";
import { bold, facts, list, notice, paragraph, quiet, quote } from "./render-parts.ts";

export interface RenderedMessage {
  /** What a lock screen and a screen reader say: the headline, escaped. */
  readonly text: string;
  /** Slack reads no formatting in `text`. */
  readonly mrkdwn: false;
  readonly blocks: types.KnownBlock[];
}

/**
 * At most 50 blocks and 13,000 characters over all of them (`msg_blocks_too_long` begins at about
 * 13,200). When it would be more, the longest texts are shortened first, ending in "…".
 */
export function renderMessage(message: Message): RenderedMessage {
  const text = truncate(escapeMessageText(message.headline), SLACK_LIMITS.textOfSection);
  for (const cap of TEXT_CAPS) {
    const blocks = blocksOf(message, cap);
    if (charactersOf(blocks) <= SLACK_LIMITS.charactersOfMessage)
      return { text, mrkdwn: false, blocks };
  }
  return { text, mrkdwn: false, blocks: blocksOf(message, SHORTEST_CAP) };
}

// 50 blocks of twelve facts each fit with the last one, besides 25 buttons.
const SHORTEST_CAP = 10;
const TEXT_CAPS = [SLACK_LIMITS.textOfSection, 2000, 1500, 1000, 600, 300, 200, 100, 50, 20];

function blocksOf(message: Message, cap: number): types.KnownBlock[] {
  const top = bold(message.headline, cap);
  const bottom = [...actions(message.buttons), ...quiet(message.why ?? "", cap)];
  const room = SLACK_LIMITS.blocksOfMessage - top.length - bottom.length;
  return [
    ...top,
    ...atMost(
      room,
      message.parts.flatMap((part) => partBlocks(part, cap)),
    ),
    ...bottom,
  ];
}

export function partBlocks(part: MessagePart, cap: number): types.KnownBlock[] {
  switch (part.kind) {
    case "paragraph":
      return paragraph(part.text, cap);
    case "quote":
      return quote(part.text, cap);
    case "facts":
      return facts(part.facts, cap);
    case "list":
      return list(part, cap);
    case "item":
      return [
        // Beside a button nothing can be bold, so no title is: those without one would stand out.
        ...paragraph(
          `${part.title}\n${part.text}`,
          cap,
          part.button ? button(part.button) : undefined,
        ),
        ...actions(part.more ?? []),
      ];
    case "notice":
      return notice(part.tone, part.text, cap);
    case "line":
      return [{ type: "divider" }];
  }
}

/** Characters of all texts that are read, buttons too. */
export function charactersOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + charactersOf(item), 0);
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, inner]) =>
      sum + (key === "text" && typeof inner === "string" ? inner.length : charactersOf(inner)),
    0,
  );
}
