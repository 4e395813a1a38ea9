import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { LocalMessage, LocalState } from "../../control-types.ts";
import { Composer } from "../composer.tsx";
import { ReplyIcon } from "../icons.tsx";
import type { ContentProps } from "./content.tsx";
import { Message } from "./message.tsx";
import { suggestInChannel } from "./suggest.ts";

interface Props extends ContentProps {
  state: LocalState;
  replies: LocalMessage[];
  onSay: (text: string, root: string) => Promise<boolean>;
}

/** A post in a channel, what was answered, and a way to answer. */
export function Thread({ replies, onSay, ...post }: Props) {
  const { ts } = post.message;
  return (
    <div className="thread">
      <Message {...post} />
      {replies.length > 0 && (
        <div className="replies">
          {replies.map((reply) => (
            <Message key={reply.ts} {...post} message={reply} />
          ))}
        </div>
      )}
      <Reply root={ts} state={post.state} onSay={(text) => onSay(text, ts)} />
    </div>
  );
}

interface ReplyProps {
  root: string;
  state: LocalState;
  onSay: (text: string) => Promise<boolean>;
}

function Reply({ root, state, onSay }: ReplyProps) {
  const [isOpen, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const close = (): void => {
    flushSync(() => setOpen(false));
    frame.current?.querySelector("button")?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape in the composer within
    <div
      ref={frame}
      onKeyDown={(event) => {
        if (isOpen && event.key === "Escape" && !event.defaultPrevented) close();
      }}
    >
      {isOpen ? (
        <Composer
          id={`reply-${root}`}
          label="Reply in this thread"
          placeholder="Reply, or type @BCN to ask the bot"
          suggest={(text) => suggestInChannel(text, state.commands)}
          onSay={onSay}
        />
      ) : (
        <button type="button" className="reply" onClick={() => setOpen(true)}>
          <ReplyIcon /> Reply
        </button>
      )}
    </div>
  );
}
