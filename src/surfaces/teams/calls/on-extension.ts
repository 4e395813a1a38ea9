import { z } from "zod";
import type { ButtonVerb } from "../../../domain/verbs.ts";
import type { GuardedActivity } from "../http/guard.ts";
import { type DialogAnswer, type DialogDeps, nowhere, onSubmit, openedBy } from "./on-dialog.ts";

const REQUEST = "request";
const START_DRAFT: ButtonVerb = "start-draft";

/** Of the message from which it is called, where it is, nothing is read. */
const command = z.object({ commandId: z.string() });

/** The message extension, which needs no typed word: its command opens the form for a request at once. */
export function onExtensionFetch(
  call: GuardedActivity,
  deps: DialogDeps,
): Promise<DialogAnswer> | undefined {
  return isOurs(call, deps, () =>
    openedBy(call, { verb: START_DRAFT, id: "new", place: nowhere(call) }, deps),
  );
}

/** A button in its dialog. */
export function onExtensionSubmit(
  call: GuardedActivity,
  deps: DialogDeps,
): Promise<DialogAnswer> | undefined {
  return isOurs(call, deps, () => onSubmit(call, deps));
}

/** A command of another version's manifest is told so. */
function isOurs(
  { activity }: GuardedActivity,
  { commands }: DialogDeps,
  answer: () => Promise<DialogAnswer> | undefined,
): Promise<DialogAnswer> | undefined {
  const { data: given } = command.safeParse(activity.value);
  if (!given) return undefined;
  if (given.commandId === REQUEST) return answer();
  return Promise.resolve({ task: { type: "message", value: commands.labels.nothingDone } });
}
