import { isObject } from "../../../domain/json.ts";
import type { Answer, Answers } from "../../../forms/form.ts";

/** One entry of `view.state.values[block_id][action_id]`, as far as we ask for it. */
export interface StateValue {
  readonly type: string;
  readonly value?: string | null;
  readonly selected_date?: string | null;
  readonly selected_option?: { readonly value?: string } | null;
  readonly selected_options?: readonly { readonly value?: string }[];
  readonly files?: readonly unknown[];
}

export type StateValues = Readonly<Record<string, Readonly<Record<string, StateValue>>>>;

/**
 * By field id: `null` for an input that is empty; what Slack didn't send has no key. When a field
 * was redrawn (`fieldId:n`) and Slack still sends the older input too, the newest one counts. What
 * was typed is one line, however many a client sends, but where `isMultiline` says otherwise.
 */
export function readAnswers(
  values: StateValues,
  isMultiline: (blockId: string) => boolean = () => false,
): Answers {
  const answers: Record<string, Answer> = {};
  const newest: Record<string, number> = {};
  for (const [blockId, elements] of Object.entries(values)) {
    const { fieldId, redraw } = readBlockId(blockId);
    const isLine = !isMultiline(blockId);
    for (const answer of Object.values(elements).map((one) => answerOf(one, isLine))) {
      if (answer === undefined || redraw < (newest[fieldId] ?? 0)) continue;
      newest[fieldId] = redraw;
      answers[fieldId] = answer;
    }
  }
  return answers;
}

/** `topic` → topic, 0; `topic:3` → topic, 3. */
export function readBlockId(blockId: string): { fieldId: string; redraw: number } {
  const [, fieldId = blockId, redraw = "0"] = /^(.+):(\d{1,9})$/.exec(blockId) ?? [];
  return { fieldId, redraw: Number(redraw) };
}

function answerOf(given: StateValue, isLine: boolean): Answer | undefined {
  switch (given.type) {
    case "plain_text_input":
    case "email_text_input":
      return (isLine ? given.value?.replace(/\s+/gu, " ") : given.value) || null;
    case "datepicker":
      return given.selected_date || null;
    case "static_select":
    case "radio_buttons":
      return given.selected_option?.value ?? null;
    case "multi_static_select":
      return several(given.selected_options?.flatMap(({ value }) => value ?? []));
    case "file_input":
      return several(given.files?.flatMap(fileId));
    default:
      return undefined;
  }
}

const several = (values: readonly string[] | undefined): readonly string[] | null =>
  values && values.length > 0 ? values : null;

const fileId = (file: unknown): string[] => {
  const id = isObject(file) ? file.id : file;
  return typeof id === "string" && id !== "" ? [id] : [];
};
