import { type RefObject, useId, useLayoutEffect, useRef } from "react";
import type { LocalState } from "../../control-types.ts";
import type { Inputs } from "../api.ts";
import { Avatar } from "../avatar.tsx";
import { Dialog } from "../dialog.tsx";
import { AlertIcon, CloseIcon } from "../icons.tsx";
import { Toast, type ToastState } from "../toast.tsx";
import { focusFirst } from "../use-modal-focus.ts";
import type { Workspace } from "../use-workspace.ts";
import { Card } from "./adaptive-card.tsx";

interface Props {
  dialog: NonNullable<LocalState["dialog"]>;
  workspace: Workspace;
  toast: ToastState;
}

/** What a button or an extension opened. A page of it is a card; its ✕ tells the app nothing. */
export function TaskDialog({ dialog, workspace, toast }: Props) {
  const titleId = useId();
  const frame = useRef<HTMLDialogElement>(null);
  const { api, refresh } = workspace;
  const { id, title, card, message, trouble, busy } = dialog;
  usePageFocus(frame, JSON.stringify([card, message]));

  const submit = async (action: object, inputs: Inputs): Promise<void> => {
    // What went wrong with the app stands in the dialog itself.
    const { error } = await api.teams.submit(id, action, inputs);
    toast.check(error ? { error } : {});
    await refresh();
  };
  const close = async (): Promise<void> => {
    toast.check(await api.teams.close());
    await refresh();
  };
  return (
    <Dialog
      isShown
      className="dialog modal task"
      titleId={titleId}
      onEscape={() => void close()}
      frame={frame}
    >
      <div className="modal-frame" aria-busy={busy}>
        <header className="modal-head">
          <Avatar id="bot" name="BCN" isBot />
          <h2 id={titleId} className="modal-title ellipsis" tabIndex={-1} dir="auto">
            {title || "BCN"}
          </h2>
          <button
            type="button"
            className="icon-button"
            aria-label="Close"
            onClick={() => void close()}
          >
            <CloseIcon />
          </button>
        </header>
        {busy && <div className="progress" role="progressbar" aria-label="The app is answering" />}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <section className="modal-body" tabIndex={0} aria-labelledby={titleId}>
          {trouble && (
            <p className="banner" role="alert">
              <AlertIcon />
              {trouble}
            </p>
          )}
          {card && <Card card={card} onPress={submit} />}
          {message && (
            <p className="task-message" role="status" dir="auto">
              {message}
            </p>
          )}
        </section>
      </div>
      <Toast toast={toast} />
    </Dialog>
  );
}

/** Each new page is read from its beginning; at once, since the button that had the focus is gone. */
function usePageFocus(frame: RefObject<HTMLDialogElement | null>, page: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it says decides
  useLayoutEffect(() => {
    if (frame.current)
      focusFirst(frame.current, ".ac-input-container :is(input, select, textarea)");
  }, [frame, page]);
}
