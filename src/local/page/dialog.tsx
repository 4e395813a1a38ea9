import { type ReactNode, type RefObject, useLayoutEffect, useRef } from "react";

interface Props {
  isShown: boolean;
  className: string;
  titleId: string;
  onEscape: () => void;
  frame?: RefObject<HTMLDialogElement | null>;
  children: ReactNode;
}

/** The browser's modal dialog: it keeps the focus inside and the rest of the page out of reach. */
export function Dialog({ isShown, className, titleId, onEscape, frame, children }: Props) {
  const own = useRef<HTMLDialogElement>(null);
  const dialog = frame ?? own;
  useLayoutEffect(() => {
    const node = dialog.current;
    if (!isShown || !node) return undefined;
    const opener = document.activeElement;
    node.showModal();
    return () => {
      node.close();
      returnFocus(opener);
    };
  }, [isShown, dialog]);
  return (
    <dialog
      ref={dialog}
      className={className}
      aria-labelledby={titleId}
      onCancel={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        // Chromium closes a dialog by itself on the second Escape; the app decides here.
        event.preventDefault();
        event.stopPropagation();
        onEscape();
      }}
    >
      {children}
    </dialog>
  );
}

/** Back to what opened it; to the composer when that is gone. */
function returnFocus(opener: Element | null): void {
  const isThere = opener instanceof HTMLElement && opener.isConnected && opener !== document.body;
  const target = isThere ? opener : document.querySelector<HTMLElement>("#composer");
  target?.focus();
}
