import type { MemberName } from "../domain/notifications/notification.ts";
import { readNotification } from "../domain/notifications/read-notification.ts";
import type { NotificationSource, WasRead } from "../domain/notifications/reading.ts";
import { refused } from "../domain/outcome.ts";
import { textFromFile } from "./text.ts";

/** Reads in this very process, without limits of time or memory: what `reading-process.ts` does. */
export const readSource = async (
  source: NotificationSource,
  members: readonly MemberName[],
): Promise<WasRead> => {
  const text =
    source.kind === "text"
      ? ({ ok: true, value: source.text } as const)
      : await textFromFile(source.name, source.bytes);
  if (!text.ok) return refused({ kind: "unreadable", problem: text.refusal });
  const read = readNotification(text.value, members);
  return read.ok ? read : refused({ kind: "notANotification", reason: read.refusal });
};
