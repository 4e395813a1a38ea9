import { useId } from "react";
import type { ConfirmObject } from "./block-kit.ts";
import { Dialog } from "./dialog.tsx";
import { plainOf } from "./mrkdwn.ts";
import { Text } from "./text.tsx";

interface Props {
  confirm: ConfirmObject;
  onAnswer: (isYes: boolean) => void;
}

export function ConfirmDialog({ confirm, onAnswer }: Props) {
  const id = useId();
  return (
    <Dialog isShown className="dialog confirm" titleId={id} onEscape={() => onAnswer(false)}>
      <h2 id={id} className="confirm-title" dir="auto">
        {plainOf(confirm.title)}
      </h2>
      <Text text={confirm.text} />
      <div className="confirm-buttons">
        <button type="button" className="button" onClick={() => onAnswer(false)}>
          {plainOf(confirm.deny)}
        </button>
        <button
          type="button"
          className={`button ${confirm.style ?? "primary"}`}
          onClick={() => onAnswer(true)}
        >
          {plainOf(confirm.confirm)}
        </button>
      </div>
    </Dialog>
  );
}
