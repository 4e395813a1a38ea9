import { useState } from "react";
import type { Block, BlockElement } from "./block-kit.ts";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { useInteraction } from "./interaction.ts";
import { plainOf } from "./mrkdwn.ts";
import { useBusy } from "./use-busy.ts";

/** A button of a block. It is never disabled while the app thinks: that would lose the focus. */
export function BlockButton({ block, element }: { block: Block; element: BlockElement }) {
  const { press, drawing = "" } = useInteraction();
  const { isBusy, run } = useBusy(drawing);
  const [isAsking, setAsking] = useState(false);
  const { text, style, confirm, url } = element;

  const send = (): Promise<void> => run(() => press(block, element));
  const begin = (): void => {
    if (url) window.open(url, "_blank", "noopener,noreferrer");
    if (confirm) setAsking(true);
    else void send();
  };
  return (
    <>
      <button
        type="button"
        className={`button ${style ?? ""}`}
        aria-label={element.accessibility_label}
        aria-busy={isBusy}
        onClick={begin}
      >
        <span dir="auto">{text && plainOf(text)}</span>
      </button>
      {isAsking && confirm && (
        <ConfirmDialog
          confirm={confirm}
          onAnswer={(isYes) => {
            setAsking(false);
            if (isYes) void send();
          }}
        />
      )}
    </>
  );
}
