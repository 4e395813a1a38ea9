import type { LocalConversation } from "../../control-types.ts";
import type { ToastState } from "../toast.tsx";
import { useBusy } from "../use-busy.ts";
import type { Workspace } from "../use-workspace.ts";

interface Props {
  workspace: Workspace;
  conversation: LocalConversation;
  toast: ToastState;
}

/** Adds the app to this chat or team, or takes it away: the bot greets whoever adds it. */
export function Installed({ workspace, conversation, toast }: Props) {
  const { id, kind, isInstalled = false } = conversation;
  const { isBusy, run } = useBusy(String(isInstalled));
  const change = (): Promise<void> =>
    run(async () => {
      const where = kind === "im" ? {} : { conversation: id };
      toast.check(await workspace.api.teams.install({ ...where, remove: isInstalled }));
      await workspace.refresh();
    });
  const action = isInstalled ? "Remove" : "Add";
  return (
    <button
      type="button"
      className="chip"
      aria-label={`${action} BCN ${isInstalled ? "from" : "to"} ${kind === "im" ? "my chats" : "this team"}`}
      aria-busy={isBusy}
      onClick={() => void change()}
    >
      {action} BCN
    </button>
  );
}
