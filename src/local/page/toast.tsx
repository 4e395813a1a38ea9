import { useEffect, useState } from "react";
import type { Answer } from "./api.ts";

export interface ToastState {
  text: string | undefined;
  say(text: string | undefined): void;
  /** Says what went wrong, if anything did; true when all is well. */
  check(answer: Answer): boolean;
}

/** Long enough to read twice. */
const SHOWN_MS = 8_000;

export function useToast(): ToastState {
  const [text, setText] = useState<string>();
  return {
    text,
    say: setText,
    check({ error, ack }) {
      const wrong = error ?? ack;
      if (wrong) setText(sentenceFor(wrong));
      return !wrong;
    },
  };
}

export function Toast({ toast: { text, say } }: { toast: ToastState }) {
  useEffect(() => {
    if (!text) return undefined;
    const timer = setTimeout(() => say(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [text, say]);
  return (
    <div className="toasts" role="status">
      {text && <p className="toast">{text}</p>}
    </div>
  );
}

const SENTENCES: Record<string, string> = {
  unreachable: "The workspace did not answer. Is it still running?",
  operation_timeout: "The app did not answer in time. Please try again.",
  dispatch_failed: "The app could not be reached. Please try again.",
};

const sentenceFor = (error: string): string =>
  SENTENCES[error] ?? (error.includes(" ") ? error : `That did not work (${error}).`);
