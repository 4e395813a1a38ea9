import { useId, useRef } from "react";
import type { LocalView } from "../control-types.ts";
import { blocksOf } from "./block-kit.ts";
import { Blocks } from "./blocks.tsx";
import { Dialog } from "./dialog.tsx";
import { AlertIcon, CloseIcon } from "./icons.tsx";
import { Interaction } from "./interaction.ts";
import { unescaped } from "./mrkdwn.ts";
import { Toast, type ToastState } from "./toast.tsx";
import { useModalFocus } from "./use-modal-focus.ts";
import { useViewForm } from "./use-view-form.ts";
import type { Workspace } from "./use-workspace.ts";

interface Props {
  view: LocalView;
  isTop: boolean;
  workspace: Workspace;
  toast: ToastState;
}

export function Modal({ view, isTop, workspace, toast }: Props) {
  const id = useId();
  const frame = useRef<HTMLDialogElement>(null);
  const blocks = blocksOf(view.blocks);
  const form = useViewForm(view, blocks, workspace, toast);
  useModalFocus(frame, view, isTop, form.refusals);

  // What was typed last is still on its way, and a closed view takes nothing any more.
  const close = async (all = false): Promise<void> => {
    await form.settle();
    toast.check(await workspace.api.close(view.id, all));
    await workspace.refresh();
  };
  return (
    <Dialog
      isShown={isTop}
      className="dialog modal"
      titleId={id}
      onEscape={() => void close()}
      frame={frame}
    >
      <form
        className="modal-frame"
        noValidate
        aria-busy={form.isBusy}
        onSubmit={(event) => {
          event.preventDefault();
          if (view.submit) void form.submit();
        }}
      >
        <header className="modal-head">
          <h2 id={id} className="modal-title ellipsis" tabIndex={-1} dir="auto">
            {unescaped(view.title)}
          </h2>
          <button
            type="button"
            className="icon-button"
            aria-label="Close"
            onClick={() => void close(true)}
          >
            <CloseIcon />
          </button>
        </header>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <section className="modal-body" tabIndex={0} aria-labelledby={id}>
          {view.trouble && (
            <p className="banner" role="alert">
              <AlertIcon />
              {view.trouble}
            </p>
          )}
          <Interaction value={form.interaction}>
            <Blocks blocks={blocks} />
          </Interaction>
        </section>
        <footer className="modal-foot">
          <button type="button" className="button" onClick={() => void close()}>
            {unescaped(view.close ?? "Cancel")}
          </button>
          {view.submit && (
            <button type="submit" className="button primary" aria-busy={form.isBusy}>
              {unescaped(view.submit)}
            </button>
          )}
        </footer>
      </form>
      {isTop && <Toast toast={toast} />}
    </Dialog>
  );
}
