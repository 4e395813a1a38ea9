import { randomInt } from "node:crypto";
import type { Log } from "../../domain/log.ts";
import type { Message } from "../../messages/message.ts";
import type { Commands, Reply } from "../command.ts";

export interface Faults {
  /**
   * Logs the cause and gives the sentence for the person; both have the same reference. `unsaved`:
   * what is typed in a form was to be saved by it.
   */
  tell(cause: unknown, during: string, unsaved?: boolean): Message;
}

export interface Fault {
  readonly kind: "fault";
  readonly message: Message;
  /** The message says that what is typed isn't saved yet. */
  readonly unsaved?: boolean;
}

// Without 0, O, 1, I and L: people read a reference out to each other.
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/** Four characters: enough to find it in a day's log. */
export const newReference = (): string =>
  Array.from({ length: 4 }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join("");

export const makeFaults = (
  commands: Pick<Commands, "fault" | "unsaved">,
  log: Log,
  reference: () => string,
): Faults => ({
  tell(cause, during, unsaved = false) {
    const code = reference();
    log.error({ err: cause, reference: code, during }, `fault ${code} in ${during}`);
    return unsaved ? commands.unsaved(code) : commands.fault(code);
  },
});

/** The reply, or the sentence about what went wrong: never rejects. */
export async function replyOrFault(
  work: () => Promise<Reply>,
  faults: Faults,
  during: string,
  unsaved = false,
): Promise<Reply | Fault> {
  try {
    return await work();
  } catch (cause) {
    return { kind: "fault", message: faults.tell(cause, during, unsaved), unsaved };
  }
}
