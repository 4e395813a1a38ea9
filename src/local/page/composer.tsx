import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { isComplete, type Suggestion } from "./completion.ts";
import { AttachIcon, SendIcon } from "./icons.tsx";
import { Suggestions, suggestionId } from "./suggestions.tsx";

interface Props {
  /** Another one than the conversation's own. */
  id?: string;
  /** "Message #bcn" */
  label: string;
  placeholder: string;
  /** What could be meant by what stands in it. */
  suggest: (text: string) => Suggestion[];
  /** False when it could not be said: it stays in the composer. */
  /** All that can be asked here, for whoever wants to see it. */
  prompts?: Suggestion[];
  onSay: (text: string) => Promise<boolean>;
  onAttach?: (file: File) => Promise<void>;
  /** Buttons of its own. */
  children?: ReactNode;
}

export function Composer(props: Props) {
  const {
    id = "composer",
    label,
    placeholder,
    suggest,
    prompts = [],
    onSay,
    onAttach,
    children,
  } = props;
  const [text, setText] = useState("");
  const [at, setAt] = useState<number>();
  const [isDismissed, setDismissed] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const input = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    // Beneath the drawer it would take the focus out of it.
    if (!input.current?.closest("[data-drawer=open]"))
      input.current?.focus({ preventScroll: true });
  }, []);
  useGrowing(input, text);

  const found = isAsked && text === "" ? prompts : suggest(text);
  const suggestions = isDismissed ? [] : found;
  // Enter on a finished word sends it; on an unfinished one takes the first suggestion.
  const active = at ?? (isComplete(text, suggestions) ? undefined : 0);
  const write = (next: string): void => {
    setText(next);
    setAt(undefined);
    setDismissed(false);
    setAsked(false);
  };
  const take = (suggestion: Suggestion | undefined): void => {
    if (suggestion) write(suggestion.text);
    input.current?.focus();
  };
  const send = async (): Promise<void> => {
    const said = text.trim();
    if (!said) return;
    write("");
    if (await onSay(said)) return;
    setText((now) => now || said);
    setDismissed(true);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const taken = suggestions.length > 0 && walked(event);
    if (taken || (event.key === "Enter" && !event.shiftKey)) event.preventDefault();
    if (!taken && event.key === "Enter" && !event.shiftKey) void send();
  };
  /** What a key does while suggestions stand; false when it does nothing with them. */
  const walked = ({ key, shiftKey }: KeyboardEvent): boolean => {
    const count = suggestions.length;
    if (key === "ArrowDown") setAt(((active ?? -1) + 1) % count);
    else if (key === "ArrowUp") setAt(((active ?? 0) - 1 + count) % count);
    else if (key === "Escape") setDismissed(true);
    else if (!shiftKey && (key === "Tab" || key === "Enter") && active !== undefined)
      take(suggestions[active]);
    else return false;
    return true;
  };

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Suggestions {...{ suggestions, active }} onTake={take} />
      {prompts.length > 0 && (
        <button
          type="button"
          className="prompts"
          aria-expanded={isAsked && suggestions.length > 0}
          onClick={() => {
            write("");
            setAsked(!isAsked);
            input.current?.focus();
          }}
        >
          View prompts
        </button>
      )}
      <div className="composer-box">
        <textarea
          id={id}
          ref={input}
          rows={1}
          dir="auto"
          aria-label={label}
          placeholder={placeholder}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={suggestions.length > 0 ? "suggestions" : undefined}
          aria-activedescendant={
            suggestions.length > 0 && active !== undefined ? suggestionId(active) : undefined
          }
          value={text}
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {children}
        {onAttach && <Attach onAttach={onAttach} />}
        <button
          type="submit"
          className="icon-button send"
          aria-label="Send"
          disabled={!text.trim()}
        >
          <SendIcon />
        </button>
      </div>
      <p className="composer-hint small">
        <kbd>Enter</kbd> sends, <kbd>Shift</kbd>+<kbd>Enter</kbd> begins a new line
      </p>
    </form>
  );
}

function Attach({ onAttach }: { onAttach: (file: File) => Promise<void> }) {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={chooser}
        type="file"
        hidden
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) void onAttach(file);
          target.value = "";
        }}
      />
      <button
        type="button"
        className="icon-button"
        aria-label="Send a file"
        onClick={() => chooser.current?.click()}
      >
        <AttachIcon />
      </button>
    </>
  );
}

/** As high as what is written in it, to a third of the window. */
function useGrowing(input: React.RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text decides the height
  useEffect(() => {
    const node = input.current;
    if (!node) return;
    node.style.height = "auto";
    node.style.height = `${Math.min(node.scrollHeight, window.innerHeight / 3)}px`;
  }, [input, text]);
}
