import { type FocusEvent, type ReactNode, useEffect, useRef } from "react";

interface Props {
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** Beside the messages where there is room; on a narrow screen it slides in over them. */
export function Drawer({ isOpen, onClose, children }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const closing = useRef(onClose);
  closing.current = onClose;
  useEffect(() => {
    if (!isOpen) return undefined;
    frame.current?.querySelector<HTMLElement>(".conversation[aria-current]")?.focus();
    const onKeyDown = ({ key }: KeyboardEvent): void => {
      if (key === "Escape") closing.current();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
      // A conversation that opens takes the focus itself, afterwards.
      document.querySelector<HTMLElement>(".menu-button")?.focus();
    };
  }, [isOpen]);
  /** With Tab one leaves it as one leaves a menu. */
  const closeBehind = ({ relatedTarget }: FocusEvent): void => {
    const isOutside = relatedTarget instanceof Element && !frame.current?.contains(relatedTarget);
    if (isOpen && isOutside && !relatedTarget.matches(".backdrop")) onClose();
  };
  return (
    <>
      {isOpen && (
        <button
          type="button"
          className="backdrop"
          aria-label="Close the menu"
          tabIndex={-1}
          onClick={onClose}
        />
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hears of the focus of its controls */}
      <div className="drawer" id="drawer" ref={frame} onBlur={closeBehind}>
        {children}
      </div>
    </>
  );
}
