import { useEffect, useRef } from "react";
import type { Suggestion } from "./completion.ts";

interface Props {
  suggestions: Suggestion[];
  active: number | undefined;
  onTake: (suggestion: Suggestion) => void;
}

export const suggestionId = (index: number): string => `suggestion-${index}`;

/** The keyboard stays in the composer, which points at the active one. */
export function Suggestions({ suggestions, active, onTake }: Props) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  });
  if (suggestions.length === 0) return null;
  return (
    <div className="suggestions">
      <p className="suggestions-head small" aria-hidden="true">
        <kbd>↑</kbd> <kbd>↓</kbd> to choose, <kbd>Tab</kbd> or <kbd>Enter</kbd> to take
      </p>
      <div role="listbox" id="suggestions" aria-label="Commands" ref={list}>
        {suggestions.map((suggestion, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the composer has the keyboard
          // biome-ignore lint/a11y/useFocusableInteractive: the composer points at the active one
          <div
            key={suggestion.label}
            role="option"
            id={suggestionId(index)}
            aria-selected={index === active}
            className="suggestion"
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onTake(suggestion)}
          >
            <strong>{suggestion.label}</strong>
            <span className="quiet">{suggestion.what}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
