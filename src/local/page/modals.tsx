import type { LocalState } from "../control-types.ts";
import { Modal } from "./modal.tsx";
import type { ToastState } from "./toast.tsx";
import type { Workspace } from "./use-workspace.ts";

interface Props {
  state: LocalState;
  workspace: Workspace;
  toast: ToastState;
}

/** The stack; those beneath stay as they were left, out of sight. */
export function Modals({ state, workspace, toast }: Props) {
  const views = state.views.filter(({ type }) => type === "modal");
  return views.map((view, index) => (
    <Modal key={view.id} view={view} isTop={index === views.length - 1} {...{ workspace, toast }} />
  ));
}
