import { useEffect } from "react";
import type { LocalConversation, LocalState } from "../control-types.ts";
import { Composer } from "./composer.tsx";
import { DirectIcon, HashIcon } from "./icons.tsx";
import { MessageList } from "./message-list.tsx";
import type { ToastState } from "./toast.tsx";
import type { Workspace } from "./use-workspace.ts";

interface Props {
  workspace: Workspace;
  state: LocalState;
  conversation: LocalConversation;
  toast: ToastState;
}

export function Channel({ workspace, state, conversation, toast }: Props) {
  const { kind, name } = conversation;
  const title = kind === "channel" ? `#${name}` : name;
  useReading(workspace, conversation);
  const say = async (text: string): Promise<boolean> => {
    const answer = await workspace.api.say(conversation.id, text);
    // Why a command failed (`ack`) Slackbot says in the conversation itself.
    if (answer.error) toast.check({ error: answer.error });
    await workspace.refresh();
    return !answer.error && !answer.ack;
  };
  return (
    <main className="channel">
      <header className="channel-head">
        <h1>
          {kind === "channel" ? <HashIcon /> : <DirectIcon />}
          <span className="ellipsis">{name}</span>
        </h1>
        <p className="quiet small">
          {kind === "channel" ? "Everyone in this workspace reads along" : "Only you and the bot"}
        </p>
      </header>
      {workspace.isUnreachable && (
        <p className="reconnecting" role="status">
          The workspace does not answer. Trying again …
        </p>
      )}
      <MessageList {...{ workspace, state, conversation, toast }} label={`Messages in ${title}`} />
      <Composer commands={state.commands} name={title} onSay={say} />
    </main>
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
