import { useEffect, useState } from "react";
import { Channel } from "./channel.tsx";
import { Drawer } from "./drawer.tsx";
import { Modals } from "./modals.tsx";
import { firstPlace, type Place, platformOf } from "./place.ts";
import { Rail } from "./rail.tsx";
import { Sidebar } from "./sidebar.tsx";
import { Conversation } from "./teams/conversation.tsx";
import { TaskDialog } from "./teams/task-dialog.tsx";
import { Toast, useToast } from "./toast.tsx";
import { TopBar } from "./top-bar.tsx";
import { usePlace } from "./use-place.ts";
import { useWorkspace } from "./use-workspace.ts";

export function App() {
  const [place, go] = usePlace();
  const workspace = useWorkspace(place);
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const toast = useToast();
  const { state, conversation } = workspace;
  useTitle(conversation?.name, state?.conversations.some(({ unread }) => unread > 0) ?? false);

  if (!state)
    return <Waiting isUnreachable={workspace.isUnreachable} onReset={() => go(firstPlace())} />;

  const moveTo = (next: Place): void => {
    setDrawerOpen(false);
    go(next);
  };
  const { platform, dialog, views } = { platform: platformOf(state), ...state };
  const Open = platform === "teams" ? Conversation : Channel;
  return (
    <div className="app" data-platform={platform} data-drawer={isDrawerOpen ? "open" : "closed"}>
      <TopBar
        {...{ state, workspace, toast }}
        onMenu={() => setDrawerOpen(true)}
        isMenuOpen={isDrawerOpen}
      />
      <Drawer isOpen={isDrawerOpen} onClose={() => setDrawerOpen(false)}>
        <Rail state={state} onGo={go} />
        <Sidebar state={state} open={conversation?.id} onGo={moveTo} />
      </Drawer>
      {conversation && (
        <Open
          key={`${place.team}${place.user}${conversation.id}`}
          {...{ workspace, state, conversation, toast, place, go }}
        />
      )}
      <Modals {...{ state, workspace, toast }} />
      {dialog && <TaskDialog {...{ dialog, workspace, toast }} />}
      {/* An open modal shows it itself: what lies beneath a modal is out of reach. */}
      {views.length === 0 && !dialog && <Toast toast={toast} />}
    </div>
  );
}

function Waiting({ isUnreachable, onReset }: { isUnreachable: boolean; onReset: () => void }) {
  return (
    <main className="waiting">
      <h1>BCN local workspace</h1>
      <p role="status">
        {isUnreachable
          ? "The workspace does not answer. Trying again …"
          : "Opening the workspace …"}
      </p>
      {isUnreachable && (
        <button type="button" className="button" onClick={onReset}>
          Begin as the first liaison
        </button>
      )}
    </main>
  );
}

function useTitle(name: string | undefined, hasUnread: boolean): void {
  useEffect(() => {
    document.title = `${hasUnread ? "• " : ""}${name ?? "BCN"} – local workspace`;
  }, [name, hasUnread]);
}
