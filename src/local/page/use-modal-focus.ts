import { type RefObject, useEffect, useRef } from "react";
import type { LocalView } from "../control-types.ts";
import { blocksOf } from "./block-kit.ts";

const FIRST_FIELD = ".field :is(input, select, textarea):not(:disabled)";
const FIRST_INVALID = ".field.invalid :is(input, select, textarea)";

/** A field below the fold would scroll past what is to be read before it. */
const isInSight = (field: HTMLElement, frame: HTMLElement): boolean => {
  const body = frame.querySelector(".modal-body")?.getBoundingClientRect();
  return body !== undefined && field.getBoundingClientRect().bottom <= body.bottom;
};

/** To the first of these that is in sight, else to the title; what is below is read from its beginning. */
export function focusFirst(frame: HTMLElement, fields: string): void {
  frame.querySelector(".modal-body")?.scrollTo(0, 0);
  const first = frame.querySelector<HTMLElement>(fields);
  const title = frame.querySelector<HTMLElement>(".modal-title");
  (first && isInSight(first, frame) ? first : title)?.focus();
}

/** Focus goes to the first field of a new step, and to the first error of a refused submission. */
export function useModalFocus(
  frame: RefObject<HTMLDialogElement | null>,
  view: LocalView,
  isTop: boolean,
  refusals: number,
): void {
  const step = stepOf(view);
  const shown = useRef<string>(undefined);

  // biome-ignore lint/correctness/useExhaustiveDependencies: every redraw may have taken the focus away
  useEffect(() => {
    const node = frame.current;
    if (!node || !isTop) return;
    const isLost = !node.contains(document.activeElement);
    if (shown.current === step && !isLost) return;
    focusFirst(node, FIRST_FIELD);
    shown.current = step;
  }, [frame, step, isTop, view.hash]);

  useEffect(() => {
    if (refusals > 0) frame.current?.querySelector<HTMLElement>(FIRST_INVALID)?.focus();
  }, [frame, refusals]);
}

/** What makes a person say "a new page". A field that appears after an answer makes none. */
const stepOf = ({ title, callbackId, blocks }: LocalView): string =>
  [
    title,
    callbackId,
    ...blocksOf(blocks).flatMap(({ type, text }) => (type === "header" && text ? [text.text] : [])),
  ].join(" ");
