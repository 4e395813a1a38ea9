import type { LocalState } from "../control-types.ts";
import { Clock } from "./clock.tsx";
import { MenuIcon } from "./icons.tsx";
import type { ToastState } from "./toast.tsx";
import type { Workspace } from "./use-workspace.ts";

interface Props {
  state: LocalState;
  workspace: Workspace;
  toast: ToastState;
  isMenuOpen: boolean;
  onMenu: () => void;
}

export function TopBar({ state, workspace, toast, isMenuOpen, onMenu }: Props) {
  const unread = state.conversations.some((one) => one.unread > 0);
  return (
    <header className="top-bar">
      <button
        type="button"
        className="icon-button menu-button"
        aria-label={unread ? "Menu, unread messages" : "Menu"}
        aria-expanded={isMenuOpen}
        aria-controls="drawer"
        data-unread={unread ? "yes" : undefined}
        onClick={onMenu}
      >
        <MenuIcon />
      </button>
      <Clock {...{ state, workspace, toast }} />
    </header>
  );
}
