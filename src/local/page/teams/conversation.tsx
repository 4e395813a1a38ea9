import type { LocalConversation, LocalMessage, LocalState } from "../../control-types.ts";
import { Avatar } from "../avatar.tsx";
import { Composer } from "../composer.tsx";
import { HashIcon } from "../icons.tsx";
import { MessageList } from "../message-list.tsx";
import type { Place } from "../place.ts";
import { Stories } from "../stories.tsx";
import type { ToastState } from "../toast.tsx";
import { useReading } from "../use-reading.ts";
import type { Workspace } from "../use-workspace.ts";
import { Extensions } from "./extensions.tsx";
import { Installed } from "./installed.tsx";
import { Message } from "./message.tsx";
import { prompts, suggestInChannel, suggestInChat } from "./suggest.ts";
import { Thread } from "./thread.tsx";

interface Props {
  workspace: Workspace;
  state: LocalState;
  conversation: LocalConversation;
  toast: ToastState;
  go: (place: Place) => void;
}

/** The chat with the bot, or a channel of a team. */
export function Conversation({ workspace, state, conversation, toast, go }: Props) {
  const { id, kind, name, team } = conversation;
  const { api, refresh, messages } = workspace;
  const isChat = kind === "im";
  useReading(workspace, conversation);

  const say = async (text: string, root?: string): Promise<boolean> => {
    const isSaid = toast.check(await api.say(id, text, [], root));
    await refresh();
    return isSaid;
  };
  const attach = async (file: File): Promise<void> => {
    const uploaded = await api.upload(file);
    toast.check(uploaded ? await api.say(id, "", [uploaded.id]) : { error: "unreachable" });
    await refresh();
  };
  const open = async (command: string): Promise<void> => {
    toast.check(await api.teams.extension(id, command));
    await refresh();
  };
  const shown = { state, workspace, toast, conversation: id };
  return (
    <main className="channel" data-kind={kind}>
      <header className="channel-head">
        {isChat ? <Avatar id={id} name={name} isBot /> : <HashIcon />}
        <h1>
          <span className="ellipsis" dir="auto">
            {name}
          </span>
        </h1>
        <p className="quiet small">
          {isChat ? "Only you and the bot" : `${team ?? "Team"} · everyone in the team reads along`}
        </p>
        <Installed {...{ workspace, conversation, toast }} />
      </header>
      {workspace.isUnreachable && (
        <p className="reconnecting" role="status">
          The workspace does not answer. Trying again …
        </p>
      )}
      <MessageList
        state={state}
        messages={isChat ? messages : messages && rootsOf(messages)}
        label={`Messages in ${name}`}
        nothing={<Stories state={state} onGo={go} toast={toast} />}
        row={(message, isFollowing) =>
          isChat ? (
            <Message {...shown} {...{ message, isFollowing }} />
          ) : (
            <Thread
              {...shown}
              message={message}
              replies={messages?.filter(({ root }) => root === message.ts) ?? []}
              onSay={say}
            />
          )
        }
      />
      <Composer
        label={`Message ${name}`}
        placeholder={isChat ? "Type a message" : "Start a post, or type @BCN to ask the bot"}
        suggest={(text) => (isChat ? suggestInChat : suggestInChannel)(text, state.commands)}
        prompts={isChat ? prompts(state.commands) : []}
        onSay={say}
        {...(isChat ? { onAttach: attach } : {})}
      >
        <Extensions extensions={state.extensions} onChoose={(command) => void open(command)} />
      </Composer>
    </main>
  );
}

/** Where threads begin; an answer whose beginning isn't here stands for itself. */
const rootsOf = (messages: LocalMessage[]): LocalMessage[] =>
  messages.filter(({ root }) => !root || !messages.some(({ ts }) => ts === root));
