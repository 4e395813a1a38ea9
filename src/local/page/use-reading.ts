import { useEffect } from "react";
import type { LocalConversation } from "../control-types.ts";
import type { Workspace } from "./use-workspace.ts";

/** What is on the screen counts as read. */
export function useReading(
  { api, messages, refresh }: Workspace,
  { id, unread }: LocalConversation,
): void {
  const isShown = messages !== undefined;
  useEffect(() => {
    if (!isShown || unread === 0 || document.hidden) return;
    void api.read(id).then(refresh);
  }, [isShown, unread, api, id, refresh]);
}
