import type { StateValues } from "../control-types.ts";
import type { Block, BlockElement } from "./block-kit.ts";
import { type Entry, entryOf, isEmpty, type Typed } from "./form-values.ts";

/**
 * What Slack's own client refuses before it sends a submission: sentences by block_id.
 * Everything else is the app's to say.
 */
export function problemsBeforeSending(
  blocks: Block[],
  kept: StateValues,
  typed: Typed,
): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const block of blocks) {
    if (block.type !== "input" || !block.element) continue;
    const entry = entryOf(block, block.element, kept, typed);
    const problem = problemOf(block, block.element, entry);
    if (problem) problems[block.block_id] = problem;
  }
  return problems;
}

function problemOf(block: Block, element: BlockElement, entry: Entry): string | undefined {
  if (isEmpty(entry)) return block.optional ? undefined : "Please complete this required field.";
  const text = entry.value ?? "";
  if (element.type === "email_text_input" && !/^\S+@\S+\.\S+$/.test(text)) {
    return "Please enter a valid e-mail address.";
  }
  if (element.type === "url_text_input" && !URL.canParse(text)) {
    return "Please enter a full address, such as https://example.org.";
  }
  if (element.type === "number_input") return numberProblem(element, text);
  return lengthProblem(element, text);
}

function numberProblem(element: BlockElement, text: string): string | undefined {
  const given = Number(text);
  const { min_value, max_value } = element;
  if (Number.isNaN(given)) return "Please enter a number.";
  if (!element.is_decimal_allowed && !Number.isInteger(given))
    return "Please enter a whole number.";
  if (min_value !== undefined && given < Number(min_value))
    return `Please enter ${min_value} or more.`;
  if (max_value !== undefined && given > Number(max_value))
    return `Please enter ${max_value} or less.`;
  return undefined;
}

function lengthProblem(element: BlockElement, text: string): string | undefined {
  const { min_length: least = 0, max_length: most = Number.POSITIVE_INFINITY } = element;
  if (text && text.length < least) return `Please write at least ${least} characters.`;
  if (text.length > most) return `Please write at most ${most} characters (${text.length} now).`;
  return undefined;
}
