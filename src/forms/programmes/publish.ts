/** "Publish a programme": the form that takes a notification. */

import type { KeptNotification } from "../../domain/home/standing.ts";
import { joinPieces } from "../../domain/notifications/labels/pieces.ts";
import type { AmendmentNotTaken } from "../../domain/notifications/notification.ts";
import type { NotRead } from "../../domain/notifications/reading.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import { pointer } from "../../domain/pointers.ts";
import type { ReaderTime } from "../../domain/time.ts";
import {
  amendmentName,
  publishInChat as inChat,
  publishForm as say,
  unreadableSource,
  words,
} from "../../words/en.ts";
import type { Answers, Field, FieldErrors, Form, Part } from "../form.ts";
import { refusalInWords } from "./notification-warnings.ts";

/** What one of Slack's inputs takes (docs/platform-limits.md). */
export const LONGEST_INPUT = 3000;
/** Room for 12,000 characters: the real notification has 3,322. */
const PASTED = ["text1", "text2", "text3", "text4"] as const;
const FILE = "file";

/** What was kept for later first: one press goes on with it. `takesFiles`: in a form. */
export const publishForm = (
  kept: readonly KeptNotification[],
  reader: ReaderTime,
  takesFiles: boolean,
): Form => ({
  verb: "publish",
  pointer: { step: "read" },
  title: say.title,
  submit: say.read,
  close: say.close,
  savesAsYouType: false,
  parts: [
    ...kept.map((one) => keptRow(one, reader)),
    ...(kept.length > 0 ? [{ kind: "line" } as const] : []),
    { kind: "paragraph", text: takesFiles ? say.intro : inChat.intro },
    ...(takesFiles ? [FILE_PART] : []),
    ...PASTED.map((id, index) => pastedPart(id, index + 1, takesFiles)),
  ],
});

const FILE_PART: Field = {
  kind: "file",
  id: FILE,
  label: say.file,
  required: false,
  types: ["pdf", "docx", "txt", "text"],
};

const keptRow = ({ id, projectCode, amendment, readAt }: KeptNotification, reader: ReaderTime) => {
  const { publish, publishGoOn, readIn } = words.home.duty;
  const name = amendment && amendmentName(amendment.kind, amendment.number);
  return {
    kind: "row",
    title: publish(name, projectCode),
    text: readIn(readAt.toMillis(), reader),
    button: {
      verb: "edit-notification",
      id: pointer("notification", { id }),
      label: publishGoOn,
    },
  } as const satisfies Part;
};

const pastedPart = (id: string, place: number, takesFiles: boolean): Field => ({
  kind: "text",
  id,
  label: place === 1 && !takesFiles ? inChat.paste : say.paste(place),
  hint: say.pasteHint(place),
  required: false,
  multiline: true,
  maxLength: LONGEST_INPUT,
});

/** Where the notification is to be read from. */
export type Source =
  | { readonly kind: "file"; readonly fileId: string }
  | { readonly kind: "text"; readonly text: string };

/**
 * Refused when nothing was given, or both; and where a full box is the last one, since its end may
 * have been cut off: nothing is left out in silence.
 */
export const sourceIn = (answers: Answers, takesFiles: boolean): Outcome<Source, FieldErrors> => {
  const told = takesFiles ? say : inChat;
  const fileId = firstOf(answers[FILE]);
  const pieces = PASTED.map((id) => firstOf(answers[id]) ?? "");
  const text = joinPieces(pieces, LONGEST_INPUT);
  const isPasted = text.trim() !== "";
  if (fileId !== undefined)
    return isPasted ? refused({ [PASTED[0]]: say.bothGiven }) : done({ kind: "file", fileId });
  if (!isPasted) return refused({ [PASTED[0]]: told.nothingGiven });
  const last = pieces.findLastIndex((piece) => piece.trim() !== "");
  if (pieces[last]?.length !== LONGEST_INPUT) return done({ kind: "text", text });
  const next = PASTED[last + 1];
  return refused(next ? { [next]: told.mayBeCut } : { [FILE]: told.longerThanBoxes });
};

const firstOf = (answer: Answers[string] | undefined): string | undefined =>
  (typeof answer === "string" ? answer : answer?.[0]) || undefined;

/** Why nothing was read, at the input that it came from. */
export const notReadErrors = (source: Source, why: NotTaken): FieldErrors => ({
  [source.kind === "file" ? FILE : PASTED[0]]: notReadInWords(why),
});

export const notReadInWords = (why: NotTaken): string =>
  why.kind === "notANotification" ? refusalInWords(why.reason) : unreadableSource(why.problem);

type NotTaken = NotRead | { readonly kind: "notANotification"; readonly reason: AmendmentNotTaken };
