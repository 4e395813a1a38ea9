import { type KeyboardEvent, useRef } from "react";

type BotTab = "home" | "messages";

const TABS = [
  { tab: "home", label: "Home" },
  { tab: "messages", label: "Messages" },
] as const;

interface Props {
  chosen: BotTab;
  onChoose: (tab: BotTab) => void;
}

/** The two sides of the bot's conversation, as Slack has them. Arrows move between them. */
export function BotTabs({ chosen, onChoose }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = TABS.findIndex(({ tab }) => tab === chosen) + step;
    const next = TABS.at(at % TABS.length);
    if (!next) return;
    onChoose(next.tab);
    list.current?.querySelector<HTMLElement>(`#tab-${next.tab}`)?.focus();
  };
  return (
    <div className="bot-tabs" role="tablist" aria-label="The bot" ref={list}>
      {TABS.map(({ tab, label }) => (
        <button
          key={tab}
          id={`tab-${tab}`}
          type="button"
          role="tab"
          className="bot-tab"
          aria-selected={tab === chosen}
          tabIndex={tab === chosen ? 0 : -1}
          onClick={() => onChoose(tab)}
          onKeyDown={move}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
