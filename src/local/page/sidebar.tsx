import type { LocalConversation, LocalState } from "../control-types.ts";
import { DirectIcon, HashIcon } from "./icons.tsx";
import { PersonMenu } from "./person-menu.tsx";
import type { Place } from "./place.ts";

interface Props {
  state: LocalState;
  open: string | undefined;
  onGo: (place: Place) => void;
}

export function Sidebar({ state, open, onGo }: Props) {
  const { workspace: team, user } = state.me;
  const name = state.workspaces.find(({ id }) => id === team)?.name ?? "";
  const kinds = { channel: "Channels", im: "Direct messages" } as const;
  return (
    <nav className="sidebar" aria-label="Conversations">
      <h2 className="workspace-name">{name}</h2>
      <div className="conversations">
        {(["channel", "im"] as const).map((kind) => (
          <section key={kind}>
            <h3>{kinds[kind]}</h3>
            <ul>
              {state.conversations
                .filter((one) => one.kind === kind)
                .map((one) => (
                  <li key={one.id}>
                    <Entry
                      conversation={one}
                      isOpen={one.id === open}
                      onOpen={() => onGo({ team, user, conversation: one.id })}
                    />
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
      <PersonMenu state={state} onGo={onGo} />
    </nav>
  );
}

interface EntryProps {
  conversation: LocalConversation;
  isOpen: boolean;
  onOpen: () => void;
}

function Entry({ conversation: { kind, name, unread }, isOpen, onOpen }: EntryProps) {
  return (
    <button
      type="button"
      className="conversation"
      aria-current={isOpen ? "page" : undefined}
      data-unread={unread > 0 && !isOpen ? "yes" : undefined}
      onClick={onOpen}
    >
      {kind === "channel" ? <HashIcon /> : <DirectIcon />}
      <span className="ellipsis">{name}</span>
      {unread > 0 && !isOpen && (
        <span className="unread">
          {unread}
          <span className="unseen"> unread</span>
        </span>
      )}
    </button>
  );
}
