import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";

interface Menu {
  isOpen: boolean;
  /** Around the opener and what it opens. */
  frame: RefObject<HTMLDivElement | null>;
  opener: RefObject<HTMLButtonElement | null>;
  toggle: () => void;
  close: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

const INSIDE = "[role^=menuitem], .popover input, .popover button";

/** What a popover needs: focus goes in and comes back, Escape and a click outside close it, arrows walk. */
export function useMenu(): Menu {
  const [isOpen, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const inside = (): HTMLElement[] => [
    ...(frame.current?.querySelectorAll<HTMLElement>(INSIDE) ?? []),
  ];

  useEffect(() => {
    if (!isOpen) return undefined;
    const found = [...(frame.current?.querySelectorAll<HTMLElement>(INSIDE) ?? [])];
    (found.find((one) => one.getAttribute("aria-checked") === "true") ?? found[0])?.focus();
    const closeOutside = ({ target }: PointerEvent): void => {
      if (!(target instanceof Node && frame.current?.contains(target))) setOpen(false);
    };
    document.addEventListener("pointerdown", closeOutside);
    return () => document.removeEventListener("pointerdown", closeOutside);
  }, [isOpen]);

  const close = (): void => {
    setOpen(false);
    opener.current?.focus();
  };
  const walk = (step: number): void => {
    const items = inside();
    const at = items.findIndex((one) => one.matches(":focus"));
    items[(at + step + items.length) % items.length]?.focus();
  };

  return {
    isOpen,
    frame,
    opener,
    toggle: () => setOpen(!isOpen),
    close,
    onKeyDown(event) {
      if (!isOpen) return;
      const isMenu = event.target instanceof Element && event.target.matches("[role^=menuitem]");
      if (event.key === "Escape") close();
      else if (isMenu && event.key === "ArrowDown") walk(1);
      else if (isMenu && event.key === "ArrowUp") walk(-1);
      else if (isMenu && event.key === "Tab") setOpen(false);
      else return;
      if (event.key !== "Tab") event.preventDefault();
      event.stopPropagation();
    },
  };
}
