import { useEffect, useMemo, useRef, useState } from "react";
import type { LocalView } from "../control-types.ts";
import { makeActQueue } from "./act-queue.ts";
import type { Block, BlockElement } from "./block-kit.ts";
import { problemsBeforeSending } from "./form-checks.ts";
import { allValues, type Entry, entryOf, keyOf, stillThere, type Typed } from "./form-values.ts";
import type { Interacting } from "./interaction.ts";
import type { ToastState } from "./toast.tsx";
import { useBusy } from "./use-busy.ts";
import type { Workspace } from "./use-workspace.ts";

interface ViewForm {
  interaction: Interacting;
  submit: () => Promise<void>;
  /** Resolves when everything that was typed has been sent and answered. */
  settle: () => Promise<void>;
  isBusy: boolean;
  /** Rises with each refused submission, so that the focus can go to the first error. */
  refusals: number;
}

const TEXTS = ["plain_text_input", "email_text_input", "url_text_input", "number_input"];

/** What is filled into one modal, and everything that it sends. */
export function useViewForm(
  view: LocalView,
  blocks: Block[],
  workspace: Workspace,
  toast: ToastState,
): ViewForm {
  const [typed, setTyped] = useState<Typed>(new Map());
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [refusals, setRefusals] = useState(0);
  const { api, refresh } = workspace;
  const drawing = JSON.stringify([view.hash, view.errors, view.trouble]);
  const { isBusy, run } = useBusy(drawing);

  // Requests leave later than they are asked for: they carry what is filled in when they leave.
  const newest = useRef({ view, blocks, typed, toast });
  newest.current = { view, blocks, typed: newest.current.typed, toast };
  const set = (next: Typed): void => {
    newest.current.typed = next;
    setTyped(next);
  };
  const values = () =>
    allValues(newest.current.blocks, newest.current.view.values, newest.current.typed);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a redrawn view drops inputs
  useEffect(() => {
    set(stillThere(blocks, newest.current.typed));
    setProblems({});
  }, [view.hash]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: one queue for the view's whole life
  const queue = useMemo(
    () =>
      makeActQueue(
        async (act) => void newest.current.toast.check(await api.act(view.id, act, values())),
      ),
    [api, view.id],
  );

  const submit = async (): Promise<void> => {
    const found = problemsBeforeSending(blocks, view.values, newest.current.typed);
    setProblems(found);
    if (Object.keys(found).length > 0) return setRefusals((count) => count + 1);
    await run(async () => {
      await queue.settle();
      toast.check(await api.submit(view.id, values()));
      await refresh();
      setRefusals((count) => count + 1);
    });
  };

  const actOf = ({ block_id }: Block, { action_id }: BlockElement) => ({
    blockId: block_id,
    actionId: action_id,
  });
  const interaction: Interacting = {
    drawing,
    entryOf: (block, element) => entryOf(block, element, view.values, typed),
    change(block, element, entry: Entry) {
      set(new Map(newest.current.typed).set(keyOf(block.block_id, element), entry));
      if (block.type === "input" && !block.dispatch_action) return;
      if (!TEXTS.includes(element.type)) void queue.now(actOf(block, element));
      else if (hears(element, "on_character_entered")) queue.later(actOf(block, element));
    },
    enter(block, element) {
      if (!block.dispatch_action || !hears(element, "on_enter_pressed")) return false;
      void queue.now(actOf(block, element));
      return true;
    },
    leave: () => void queue.settle(),
    async press(block, element) {
      const value = element.value === undefined ? {} : { value: element.value };
      await queue.now({ ...actOf(block, element), ...value });
      await refresh();
    },
    upload: (file) => api.upload(file),
    errorOf: ({ block_id }) => problems[block_id] ?? view.errors[block_id],
  };
  return { interaction, submit, settle: queue.settle, isBusy, refusals };
}

/** Slack sends on Enter unless told otherwise. */
const hears = ({ dispatch_action_config }: BlockElement, trigger: string): boolean =>
  (dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"]).includes(trigger);
