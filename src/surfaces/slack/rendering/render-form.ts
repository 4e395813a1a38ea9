import type { types } from "@slack/bolt";
import { type Field, type Form, isField, type Part } from "../../../forms/form.ts";
import { SLACK_LIMITS } from "./limits.ts";
import { actions, button } from "./render-buttons.ts";
import { input } from "./render-field.ts";
import { facts, list, notice, paragraph, quiet, quote } from "./render-parts.ts";
import { plain } from "./text-objects.ts";

/**
 * A form as a Slack modal, at most 100 blocks and 240 KB (Slack allows 250). When it would be
 * more, the longest texts are shortened first and then texts at the end give way to "…"; inputs
 * and what stands in them are never touched (a dozen full ones take some 100 KB).
 */
export function renderForm(form: Form): types.ModalView {
  for (const cap of TEXT_CAPS) {
    const view = viewOf(form, cap);
    if (Buffer.byteLength(JSON.stringify(view)) <= SLACK_LIMITS.bytesOfModal) return view;
  }
  return viewOf(form, SHORTEST_CAP);
}

// 100 blocks of twelve facts each take 230 KB with the last one.
const SHORTEST_CAP = 20;
const TEXT_CAPS = [SLACK_LIMITS.textOfSection, 2000, 1000, 500, 250, 100, 50];

function viewOf(form: Form, cap: number): types.ModalView {
  return {
    type: "modal",
    callback_id: form.verb,
    private_metadata: metadata(form),
    title: plain(form.title, SLACK_LIMITS.titleOfModal),
    close: plain(form.close, SLACK_LIMITS.titleOfModal),
    ...(form.submit ? { submit: plain(form.submit, SLACK_LIMITS.titleOfModal) } : {}),
    // A closed view carries no values, so there is nothing to learn from it.
    notify_on_close: false,
    blocks: atMost(
      SLACK_LIMITS.blocksOfModal,
      form.parts.flatMap((part) => blocksOf(part, form, cap)),
    ),
  };
}

function metadata(form: Form): string {
  const json = JSON.stringify(form.pointer);
  if (json.length > SLACK_LIMITS.metadata) throw new Error(`Pointer of "${form.verb}" is too long`);
  return json;
}

const blocksOf = (part: Part, form: Form, cap: number): types.KnownBlock[] =>
  isField(part) ? input(part, form.savesAsYouType, cap) : partBlocks(part, cap);

/** A part that asks nothing. */
export function partBlocks(part: Exclude<Part, Field>, cap: number): types.KnownBlock[] {
  switch (part.kind) {
    case "paragraph":
      return paragraph(part.text, cap);
    case "heading":
      return [{ type: "header", text: plain(part.text, SLACK_LIMITS.textOfHeader) }];
    case "quiet":
      return quiet(part.text, cap);
    case "quote":
      return quote(part.text, cap);
    case "list":
      return list(part, cap);
    case "facts":
      return facts(part.facts, cap);
    case "notice":
      return notice(part.tone, part.text, cap);
    case "row":
      return paragraph(rowText(part), cap, button(part.button));
    case "buttons":
      return actions(part.buttons);
    case "line":
      return [{ type: "divider" }];
  }
}

const rowText = ({ title, text }: { readonly title?: string; readonly text: string }): string =>
  title ? `${title}\n${text}` : text;

/** Lets blocks give way to "…" from the end, inputs and buttons last. */
export function atMost(limit: number, blocks: readonly types.KnownBlock[]): types.KnownBlock[] {
  if (blocks.length <= limit) return [...blocks];
  const room = limit - 1;
  const needed = blocks.filter(isNeeded).slice(0, room);
  const rest = blocks.filter((block) => !isNeeded(block)).slice(0, room - needed.length);
  const kept = new Set([...needed, ...rest]);
  return [...blocks.filter((block) => kept.has(block)), ...quiet("…", 1)];
}

const isNeeded = (block: types.KnownBlock): boolean =>
  block.type === "input" || block.type === "actions";
