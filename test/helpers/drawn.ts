/** What people see of a message or a view, as the local workspace's page draws it. */
import { createElement, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { type Block, blocksOf, type ConfirmObject } from "../../src/local/page/block-kit.ts";
import { Blocks } from "../../src/local/page/blocks.tsx";
import { ConfirmDialog } from "../../src/local/page/confirm-dialog.tsx";
import { initialEntry } from "../../src/local/page/form-values.ts";
import { type Interacting, Interaction } from "../../src/local/page/interaction.ts";
import { Text } from "../../src/local/page/text.tsx";

const untouched: Interacting = {
  entryOf: (_block, element) => initialEntry(element),
  change: () => undefined,
  press: async () => undefined,
  errorOf: () => undefined,
};

const markupOf = (node: ReactNode): string =>
  renderToStaticMarkup(createElement(Interaction.Provider, { value: untouched }, node));

/** Of blocks as they are sent, every question that a button asks included. */
export const drawnBlocks = (sent: readonly unknown[]): string => {
  const blocks: Block[] = blocksOf(JSON.parse(JSON.stringify(sent)));
  return [
    markupOf(createElement(Blocks, { blocks })),
    ...confirmsIn(blocks).map((confirm) =>
      markupOf(createElement(ConfirmDialog, { confirm, onAnswer: () => undefined })),
    ),
  ].join("");
};

/** Of a message's `text`, where Slack shows it in place of the blocks: read for markup. */
export const drawnText = (text: string): string =>
  markupOf(createElement(Text, { text: { type: "mrkdwn", text } }));

const confirmsIn = (value: unknown): ConfirmObject[] => {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap(confirmsIn);
  return "confirm" in value && typeof value.confirm === "object" && "action_id" in value
    ? [value.confirm as ConfirmObject, ...inner]
    : inner;
};

/** Elements, how they look and where they lead; without what is written in them. */
export const skeletonOf = (html: string): string =>
  html
    .replace(/>[^<]*</g, "><")
    .replace(/ (?!class|href|src)[\w-]+="[^"]*"/g, "")
    .replace(/(?<=^|>)[^<]+(?=<|$)/g, "");

/** What is written, a line of it for each element; values and placeholders of inputs included. */
export const wordsOf = (html: string): string =>
  decoded(
    html.replace(/<[^>]*>/g, (tag) => {
      const [, written = ""] = / value="([^"]*)"/.exec(tag) ?? [];
      return `\n${written}\n`;
    }),
  );

const decoded = (html: string): string =>
  html
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&");
