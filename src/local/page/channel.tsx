import type { LocalConversation, LocalState } from "../control-types.ts";
import { BotTabs } from "./bot-tabs.tsx";
import { suggestionsFor } from "./completion.ts";
import { Composer } from "./composer.tsx";
import { Home } from "./home.tsx";
import { DirectIcon, HashIcon } from "./icons.tsx";
import { MessageList } from "./message-list.tsx";
import { MessageRow } from "./message-row.tsx";
import type { Place } from "./place.ts";
import { Stories } from "./stories.tsx";
import { zoneOf } from "./times.ts";
import type { ToastState } from "./toast.tsx";
import { useReading } from "./use-reading.ts";
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
  const command = state.commands[0]?.command;
  const people = state.workspaces.flatMap(({ users }) => users);
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
        state={state}
        messages={workspace.messages}
        label={`Messages in ${title}`}
        nothing={<Stories state={state} onGo={go} toast={toast} />}
        row={(message, isFollowing) => (
          <MessageRow
            {...{ message, isFollowing, people, workspace, toast }}
            zone={zoneOf(state)}
            conversation={conversation.id}
          />
        )}
      />
      <Composer
        label={`Message ${title}`}
        placeholder={`Message ${title}, or type ${command ?? "/"} for the bot`}
        suggest={(text) => suggestionsFor(text, state.commands)}
        onSay={say}
        onAttach={attach}
      />
    </>
  );
}
