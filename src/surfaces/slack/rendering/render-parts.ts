import type { types } from "@slack/bolt";
import type { Fact } from "../../../forms/form.ts";
import { escapeSlack } from "./escape.ts";
import { SLACK_LIMITS } from "./limits.ts";
import { bold, mrkdwn } from "./text-objects.ts";

/** Text over the whole width; nothing when there is nothing to read, since Slack refuses that. */
export const section = (
  escaped: string,
  cap: number,
  accessory?: types.Button,
): types.SectionBlock[] =>
  escaped.trim() === "" && !accessory
    ? []
    : [
        {
          type: "section",
          text: mrkdwn(escaped, Math.min(cap, SLACK_LIMITS.textOfSection)),
          ...(accessory ? { accessory } : {}),
        },
      ];

export const quiet = (escaped: string, cap: number): types.ContextBlock[] =>
  escaped.trim() === ""
    ? []
    : [{ type: "context", elements: [mrkdwn(escaped, Math.min(cap, SLACK_LIMITS.textOfSection))] }];

export type Tone = "error" | "warning" | "good";
const SIGNS: Record<Tone, string> = { error: "⛔", warning: "⚠️", good: "✅" };

export const notice = (tone: Tone, text: string, cap: number): types.SectionBlock[] =>
  section(`${SIGNS[tone]} ${escapeSlack(text)}`, cap);

// A field is half a modal wide; longer values read better over the whole width.
const LONGEST_IN_HALF = 80;

/** Short facts side by side, ten a section; a long one, or one alone, over the whole width. */
export function facts(given: readonly Fact[], cap: number): types.SectionBlock[] {
  const blocks: types.SectionBlock[] = [];
  let side: types.MrkdwnElement[] = [];
  const flush = (): void => {
    if (side.length > 0) blocks.push({ type: "section", fields: side });
    side = [];
  };
  for (const fact of given) {
    const text = `${bold(fact.label)}\n${escapeSlack(fact.value)}`;
    if (given.length === 1 || fact.value.length > LONGEST_IN_HALF) {
      flush();
      blocks.push(...section(text, cap));
    } else {
      side.push(mrkdwn(text, Math.min(cap, SLACK_LIMITS.textOfField)));
      if (side.length === SLACK_LIMITS.fieldsOfSection) flush();
    }
  }
  flush();
  return blocks;
}
