import { useEffect } from "react";
import type { LocalConversation, LocalState } from "../control-types.ts";
import { BotTabs } from "./bot-tabs.tsx";
import { Composer } from "./composer.tsx";
import { Home } from "./home.tsx";
import { DirectIcon, HashIcon } from "./icons.tsx";
import { MessageList } from "./message-list.tsx";
import type { Place } from "./place.ts";
import type { ToastState } from "./toast.tsx";
import type { Workspace } from "./use-workspace.ts";

interface Props {
  workspace: Workspace;
  state: LocalState;
  conversation: LocalConversation;
  toast: ToastState;
  place: Place;
  go: (place: Place) => void;
}

export function Channel({ place, go, ...shown }: Props) {
  const { workspace, conversation } = shown;
  const { kind, name, id } = conversation;
  const isDirect = kind === "im";
  const tab = isDirect && place.tab === "home" ? "home" : "messages";
  const { team, user } = place;
  return (
    <main className="channel">
      <header className="channel-head">
        <h1>
          {isDirect ? <DirectIcon /> : <HashIcon />}
          <span className="ellipsis">{name}</span>
        </h1>
        <p className="quiet small">
          {isDirect ? "Only you and the bot" : "Everyone in this workspace reads along"}
        </p>
      </header>
      {isDirect && (
        <BotTabs
          chosen={tab}
          onChoose={(next) =>
            go({ team, user, conversation: id, ...(next === "home" ? { tab: next } : {}) })
          }
        />
      )}
      {workspace.isUnreachable && (
        <p className="reconnecting" role="status">
          The workspace does not answer. Trying again …
        </p>
      )}
      {tab === "home" ? <Home {...shown} /> : <Messages {...shown} go={go} />}
    </main>
  );
}

function Messages({ workspace, state, conversation, toast, go }: Omit<Props, "place">) {
  const title = conversation.kind === "channel" ? `#${conversation.name}` : conversation.name;
  useReading(workspace, conversation);
  const say = async (text: string): Promise<boolean> => {
    const answer = await workspace.api.say(conversation.id, text);
    // Why a command failed (`ack`) Slackbot says in the conversation itself.
    if (answer.error) toast.check({ error: answer.error });
    await workspace.refresh();
    return !answer.error && !answer.ack;
  };
  const attach = async (file: File): Promise<void> => {
    const uploaded = await workspace.api.upload(file);
    const answer = uploaded
      ? await workspace.api.say(conversation.id, "", [uploaded.id])
      : { error: "unreachable" };
    toast.check(answer);
    await workspace.refresh();
  };
  return (
    <>
      <MessageList
        {...{ workspace, state, conversation, toast, go }}
        label={`Messages in ${title}`}
      />
      <Composer commands={state.commands} name={title} onSay={say} onAttach={attach} />
    </>
  );
}

/** What is on the screen counts as read. */
function useReading(
  { api, messages, refresh }: Workspace,
  { id, unread }: LocalConversation,
): void {
  const isShown = messages !== undefined;
  useEffect(() => {
    if (!isShown || unread === 0 || document.hidden) return;
    void api.read(id).then(refresh);
  }, [isShown, unread, api, id, refresh]);
}
