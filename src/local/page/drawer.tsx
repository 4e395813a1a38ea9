import { type ReactNode, useEffect, useRef } from "react";

interface Props {
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** Beside the messages where there is room; on a narrow screen it slides in over them. */
export function Drawer({ isOpen, onClose, children }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isOpen) frame.current?.querySelector<HTMLElement>(".conversation[aria-current]")?.focus();
  }, [isOpen]);
  const close = (): void => {
    onClose();
    document.querySelector<HTMLElement>(".menu-button")?.focus();
  };
  return (
    <>
      {isOpen && (
        <button
          type="button"
          className="backdrop"
          aria-label="Close the menu"
          tabIndex={-1}
          onClick={close}
        />
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape closes it from any control within */}
      <div
        className="drawer"
        id="drawer"
        ref={frame}
        onKeyDown={({ key }) => isOpen && key === "Escape" && close()}
      >
        {children}
      </div>
    </>
  );
}
