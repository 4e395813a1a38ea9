import type { LocalConversation, LocalState } from "../control-types.ts";
import { DirectIcon, HashIcon } from "./icons.tsx";
import { PersonMenu } from "./person-menu.tsx";
import { PLATFORM_NAMES, type Place, platformOf } from "./place.ts";

interface Props {
  state: LocalState;
  open: string | undefined;
  onGo: (place: Place) => void;
}

export function Sidebar({ state, open, onGo }: Props) {
  const { workspace: team, user } = state.me;
  const name = state.workspaces.find(({ id }) => id === team)?.name ?? "";
  const platform = platformOf(state);
  return (
    <nav className="sidebar" aria-label="Conversations">
      <h2 className="workspace-name">
        {name}
        {platform === "teams" && <span className="platform">{PLATFORM_NAMES.teams}</span>}
      </h2>
      <div className="conversations">
        {GROUPS[platform](state.conversations).map(({ title, conversations }) => (
          <section key={title}>
            <h3 dir="auto">{title}</h3>
            <ul>
              {conversations.map((one) => (
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

interface Group {
  title: string;
  conversations: LocalConversation[];
}

const ofKind = (all: LocalConversation[], kind: LocalConversation["kind"]) =>
  all.filter((one) => one.kind === kind);

const GROUPS = {
  slack: (all: LocalConversation[]): Group[] => [
    { title: "Channels", conversations: ofKind(all, "channel") },
    { title: "Direct messages", conversations: ofKind(all, "im") },
  ],
  teams: (all: LocalConversation[]): Group[] => {
    const channels = ofKind(all, "channel");
    const teams = [...new Set(channels.map(({ team = "Teams" }) => team))];
    return [
      { title: "Chat", conversations: ofKind(all, "im") },
      ...teams.map((title) => ({
        title,
        conversations: channels.filter(({ team = "Teams" }) => team === title),
      })),
    ];
  },
};

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
