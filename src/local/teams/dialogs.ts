import { randomUUID } from "node:crypto";
import type { As, LocalDialog } from "../control-types.ts";
import type { JsonObject } from "../json.ts";

/** A dialog as Teams keeps it: where it was opened, and by which command when not by a card. */
export interface OpenDialog extends LocalDialog {
  card: JsonObject | null;
  conversation: string;
  command?: string;
}

/** One for each person; in memory, as in Teams. */
export interface Dialogs {
  of(as: As): OpenDialog | undefined;
  /** In place of what was open. */
  open(as: As, from: Pick<OpenDialog, "conversation" | "command">): OpenDialog;
  close(as: As): void;
}

export function makeDialogs(): Dialogs {
  const dialogs = new Map<As, OpenDialog>();
  return {
    of: (as) => dialogs.get(as),
    open(as, from) {
      const empty = { title: "", card: null, message: null, trouble: null, busy: true };
      const dialog = { ...empty, id: newDialogId(), ...from };
      dialogs.set(as, dialog);
      return dialog;
    },
    close: (as) => void dialogs.delete(as),
  };
}

/** Each page has one of its own: what was pressed on another one isn't taken. */
export const newDialogId = (): string => randomUUID();
