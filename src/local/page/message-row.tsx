import { useState } from "react";
import type { LocalMessage, LocalUser } from "../control-types.ts";
import { Avatar } from "./avatar.tsx";
import { type Block, type BlockElement, blocksOf } from "./block-kit.ts";
import { Blocks } from "./blocks.tsx";
import { type Entry, initialEntry, keyOf } from "./form-values.ts";
import { AttachIcon, EyeIcon } from "./icons.tsx";
import { Interaction } from "./interaction.ts";
import { Text } from "./text.tsx";
import { timeOfDay } from "./times.ts";
import type { ToastState } from "./toast.tsx";
import type { Workspace } from "./use-workspace.ts";

interface Props {
  message: LocalMessage;
  zone: string;
  people: LocalUser[];
  conversation: string;
  isFollowing: boolean;
  workspace: Workspace;
  toast: ToastState;
}

export function MessageRow({ message, zone, people, isFollowing, ...rest }: Props) {
  const { user, authorName, fromBot, ephemeral, edited } = message;
  const time = timeOfDay(new Date(message.at), zone);
  const author = people.find(({ id }) => id === user)?.name ?? authorName;
  return (
    <article
      className="message"
      aria-label={`${author}, ${time}`}
      data-following={isFollowing ? "yes" : undefined}
      data-ephemeral={ephemeral ? "yes" : undefined}
      data-ts={message.ts}
    >
      {isFollowing ? (
        <time className="side-time">{time}</time>
      ) : (
        <Avatar id={user} name={author} isBot={fromBot} />
      )}
      <div className="message-body">
        {ephemeral && (
          <p className="only-you small">
            <EyeIcon /> Only visible to you
          </p>
        )}
        {!isFollowing && (
          <p className="byline">
            <strong dir="auto">{author}</strong>
            {fromBot && <span className="tag">App</span>}
            <time dateTime={message.at}>{time}</time>
          </p>
        )}
        <Content message={message} {...rest} />
        <Files message={message} {...rest} />
        {edited && <p className="quiet small">(edited)</p>}
      </div>
    </article>
  );
}

export function Files({
  message,
  conversation,
  workspace,
}: Pick<Props, "message" | "conversation" | "workspace">) {
  return (
    <>
      {message.files.map(({ id, name }) => (
        <a
          key={id}
          className="sent-file"
          href={workspace.api.fileAddress({ conversation, ts: message.ts, id })}
          target="_blank"
          rel="noreferrer"
        >
          <AttachIcon /> <span dir="auto">{name}</span>
        </a>
      ))}
    </>
  );
}

type ContentProps = Pick<Props, "message" | "conversation" | "workspace" | "toast">;

function Content({ message, conversation, workspace, toast }: ContentProps) {
  const blocks = blocksOf(message.blocks);
  const interaction = usePresses(message.ts, conversation, workspace, toast);
  if (blocks.length === 0) return <Text text={{ type: "mrkdwn", text: message.text }} />;
  return (
    <Interaction value={interaction}>
      <Blocks blocks={blocks} />
    </Interaction>
  );
}

/** A message has no form: what is chosen in it is sent at once. */
function usePresses(
  ts: string,
  conversation: string,
  { api, refresh }: Workspace,
  toast: ToastState,
) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Entry>>(new Map());
  const press = async (
    blockId: string,
    element: BlockElement,
    how: { value?: string; selected?: string },
  ) => {
    toast.check(
      await api.press({ conversation, ts, blockId, actionId: element.action_id, ...how }),
    );
    await refresh();
  };
  return {
    entryOf: ({ block_id }: Block, element: BlockElement) =>
      chosen.get(keyOf(block_id, element)) ?? initialEntry(element),
    change({ block_id }: Block, element: BlockElement, entry: Entry) {
      setChosen(new Map(chosen).set(keyOf(block_id, element), entry));
      const selected = entry.selected_option?.value ?? entry.selected_date ?? entry.selected_time;
      if (selected) void press(block_id, element, { selected });
    },
    press: ({ block_id }: Block, element: BlockElement) =>
      press(block_id, element, element.value === undefined ? {} : { value: element.value }),
    errorOf: () => undefined,
  };
}
