import type { LocalState } from "../../control-types.ts";
import { BotIcon, PlusIcon } from "../icons.tsx";
import { useMenu } from "../use-menu.ts";

interface Props {
  extensions: LocalState["extensions"];
  onChoose: (command: string) => void;
}

/** What can be opened from beside the composer. */
export function Extensions({ extensions, onChoose }: Props) {
  const menu = useMenu();
  if (extensions.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the menu within
    <div className="extensions" ref={menu.frame} onKeyDown={menu.onKeyDown}>
      {menu.isOpen && (
        <div className="popover" role="menu" aria-label="Actions and apps" id="extensions">
          {extensions.map(({ command, title }) => (
            <button
              key={command}
              type="button"
              role="menuitem"
              className="menu-item"
              onClick={() => {
                menu.close();
                onChoose(command);
              }}
            >
              <span className="avatar" data-tint="bot" aria-hidden="true">
                <BotIcon />
              </span>
              {title}
            </button>
          ))}
        </div>
      )}
      <button
        type="button"
        className="icon-button"
        ref={menu.opener}
        aria-label="Actions and apps"
        aria-haspopup="menu"
        aria-expanded={menu.isOpen}
        aria-controls={menu.isOpen ? "extensions" : undefined}
        onClick={menu.toggle}
      >
        <PlusIcon />
      </button>
    </div>
  );
}
