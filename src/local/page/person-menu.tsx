import { dates } from "../../words/en.ts";
import type { LocalState, LocalUser } from "../control-types.ts";
import { Avatar } from "./avatar.tsx";
import { CheckIcon, ChevronIcon } from "./icons.tsx";
import type { Place } from "./place.ts";
import { useMenu } from "./use-menu.ts";

/** "You are": whom one plays in this workspace. */
export function PersonMenu({ state, onGo }: { state: LocalState; onGo: (place: Place) => void }) {
  const { workspace: team, user: mine } = state.me;
  const users = state.workspaces.find(({ id }) => id === team)?.users ?? [];
  const me = users.find(({ id }) => id === mine);
  const menu = useMenu();
  if (!me) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the menu within
    <div className="person-menu" ref={menu.frame} onKeyDown={menu.onKeyDown}>
      {menu.isOpen && (
        <div className="popover people" role="menu" aria-label="You are" id="people">
          {users.map((user) => (
            <PersonItem
              key={user.id}
              user={user}
              isMe={user.id === mine}
              onChoose={() => {
                menu.close();
                onGo({ team, user: user.id });
              }}
            />
          ))}
        </div>
      )}
      <button
        type="button"
        className="me"
        ref={menu.opener}
        aria-haspopup="menu"
        aria-expanded={menu.isOpen}
        aria-controls={menu.isOpen ? "people" : undefined}
        onClick={menu.toggle}
      >
        <Avatar id={me.id} name={me.name} />
        <span className="me-words">
          <span className="quiet small">You are</span>
          <strong className="ellipsis">{me.name}</strong>
          <span className="quiet small ellipsis">{me.title}</span>
        </span>
        <ChevronIcon />
      </button>
    </div>
  );
}

interface ItemProps {
  user: LocalUser;
  isMe: boolean;
  onChoose: () => void;
}

function PersonItem({ user, isMe, onChoose }: ItemProps) {
  return (
    <button
      type="button"
      role="menuitemradio"
      aria-checked={isMe}
      className="menu-item"
      onClick={onChoose}
    >
      <Avatar id={user.id} name={user.name} />
      <span className="me-words">
        <strong className="ellipsis">{user.name}</strong>
        <span className="quiet small ellipsis">
          {user.title} · {dates.cityOf(user.zone)}
        </span>
      </span>
      {isMe && <CheckIcon />}
    </button>
  );
}
