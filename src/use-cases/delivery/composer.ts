/** What makes a message of a letter of one kind, as things stand now. */
import type { DateTime } from "../../domain/time.ts";
import type { Message } from "../../messages/message.ts";
import type { Letter } from "../../store/letters/outbox.ts";
import type { Context } from "../context.ts";
import type { LetterKind, StoredIds, StoredLetter } from "../letters/letters.ts";

/** The receiver matters to those letters that tell what this receiver doesn't know yet. */
export type Composed = StoredLetter &
  Partial<Pick<Letter, "workspace" | "conversation">> & {
    /** It stands there already, and is composed anew: it isn't needless. */
    readonly isPosted?: boolean;
  };

/** Undefined when there is nothing to say any more. */
export type Compose<Kind extends LetterKind> = (
  context: Context,
  ids: StoredIds<Kind>,
  now: DateTime,
  letter: Composed,
) => Promise<Message | undefined>;
