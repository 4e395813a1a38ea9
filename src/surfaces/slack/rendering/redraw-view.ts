import type { types, ViewOutput } from "@slack/bolt";
import type { FieldErrors } from "../../../forms/form.ts";
import type { Told } from "../../shared/message-form.ts";
import { truncate } from "../../shared/truncate.ts";
import { readBlockId } from "../calls/read-answers.ts";
import { escapePlain } from "./escape.ts";
import { SLACK_LIMITS } from "./limits.ts";
import { refilled } from "./refill.ts";
import { atMost, partBlocks } from "./render-form.ts";

const NOTICE_PREFIX = "bcn-notice-";
const UNSAVED_PREFIX = `${NOTICE_PREFIX}unsaved-`;
const NOTICE_CAP = 1000;

/**
 * The view that is open, as it came, with all that was typed and these parts on top; notices of
 * an earlier time are gone. Inputs keep their `block_id`, so Slack keeps what stands in them.
 */
export const redrawn = (
  view: ViewOutput,
  onTop: readonly Told[],
  how: Redrawing = {},
): types.ModalView => ({
  type: "modal",
  callback_id: view.callback_id,
  private_metadata: view.private_metadata,
  title: view.title,
  ...(view.close ? { close: view.close } : {}),
  ...(view.submit ? { submit: view.submit } : {}),
  notify_on_close: false,
  blocks: atMost(SLACK_LIMITS.blocksOfModal, withNotices(view, onTop, how)),
});

interface Redrawing {
  readonly errors?: FieldErrors;
  /** What stands on top says that something isn't saved yet. */
  readonly unsaved?: boolean;
}

function withNotices(view: ViewOutput, onTop: readonly Told[], how: Redrawing) {
  const { errors = {}, unsaved = false } = how;
  const blocks = blocksOf(view).filter((block) => !block.block_id?.startsWith(NOTICE_PREFIX));
  const fields = new Set(blocks.filter(isInput).map(fieldOf));
  const elsewhere = Object.entries(errors).flatMap(([field, text]) =>
    fields.has(field) ? [] : text,
  );
  const top = [...onTop, ...elsewhere.map(errorPart)].flatMap((part, at) =>
    notices(part, `${unsaved ? "unsaved-" : ""}${at}`),
  );
  const rest = blocks.flatMap((block) => {
    const error = isInput(block) ? errors[fieldOf(block)] : undefined;
    const drawn = refilled(block, view.state.values);
    return error ? [drawn, ...notices(errorPart(error), fieldOf(block))] : [drawn];
  });
  return [...top, ...rest];
}

const errorPart = (text: string): Told => ({ kind: "notice", tone: "error", text });

const notices = (part: Told, name: string): types.KnownBlock[] =>
  partBlocks(part, NOTICE_CAP).map((block, at) => ({
    ...block,
    block_id: `${NOTICE_PREFIX}${name}-${at}`,
  }));

/** Whether it stands in the view already that something isn't saved yet. */
export const saysUnsaved = (view: ViewOutput): boolean =>
  blocksOf(view).some(({ block_id }) => block_id?.startsWith(UNSAVED_PREFIX));

/** Whether what is typed in the view is told at each keystroke, and saved by whatever is pressed. */
export const savesAsYouType = (view: ViewOutput): boolean =>
  blocksOf(view).some((block) => isInput(block) && block.dispatch_action === true);

/**
 * The errors by `block_id` when Slack can put every one of them under its input; undefined when
 * one belongs elsewhere, since Slack refuses them all then.
 */
export function errorsUnderInputs(
  view: ViewOutput,
  errors: FieldErrors,
): Record<string, string> | undefined {
  const inputs = blocksOf(view).filter(isInput);
  const placed = Object.entries(errors).map(([field, text]) => {
    const block = inputs.find((input) => fieldOf(input) === field);
    return [block?.block_id, truncate(escapePlain(text), SLACK_LIMITS.label)] as const;
  });
  const known = placed.flatMap(([id, text]) => (id ? [[id, text] as const] : []));
  return known.length === placed.length && known.length > 0 ? Object.fromEntries(known) : undefined;
}

// Only views of ours are open here, and we draw known blocks only.
const blocksOf = (view: ViewOutput): types.KnownBlock[] => view.blocks as types.KnownBlock[];

const isInput = (block: types.KnownBlock): block is types.InputBlock => block.type === "input";

const fieldOf = (block: types.KnownBlock): string => readBlockId(block.block_id ?? "").fieldId;
