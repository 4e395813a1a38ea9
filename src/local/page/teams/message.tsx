import type { LocalState } from "../../control-types.ts";
import { Avatar } from "../avatar.tsx";
import { timeOfDay, zoneOf } from "../times.ts";
import { Content, type ContentProps } from "./content.tsx";

interface Props extends ContentProps {
  state: LocalState;
  isFollowing?: boolean;
}

/** A bubble in the chat; in a channel a post or a reply. */
export function Message({ state, isFollowing = false, ...content }: Props) {
  const { user, authorName, fromBot, edited, at, summary, ts } = content.message;
  const time = timeOfDay(new Date(at), zoneOf(state));
  const people = state.workspaces.flatMap(({ users }) => users);
  const author = people.find(({ id }) => id === user)?.name ?? authorName;
  const isMine = user === state.me.user;
  return (
    <article
      className="message"
      aria-label={[author, time, summary].filter(Boolean).join(", ")}
      data-mine={isMine ? "yes" : undefined}
      data-following={isFollowing ? "yes" : undefined}
      data-ts={ts}
    >
      {!isFollowing && <Avatar id={user} name={author} isBot={fromBot} />}
      <div className="message-body">
        {!isFollowing && (
          <p className="byline">
            <strong dir="auto">{author}</strong>
            <time dateTime={at}>{time}</time>
            {edited && <span className="quiet">Edited</span>}
          </p>
        )}
        <div className="bubble">
          <Content {...content} />
        </div>
        {isFollowing && edited && <p className="quiet small">Edited</p>}
      </div>
    </article>
  );
}
