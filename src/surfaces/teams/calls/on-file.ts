import { z } from "zod";
import type { Commands } from "../../command.ts";
import type { Faults } from "../../shared/faults.ts";
import { storableString } from "../../shared/given.ts";
import type { GuardedActivity } from "../http/guard.ts";
import { renderMessage } from "../rendering/render-message.ts";
import { bringFile, type ConsentContext, fileInfo, type Upload } from "../sending/send-file.ts";
import { arrivalOf } from "./arrival.ts";
import { accountOf, isPersonal, placeOf } from "./callers.ts";
import type { CallTime } from "./in-time.ts";
import type { makeOnce } from "./once.ts";
import { postThere, type SayDeps, sayAlone, whenAllowed } from "./say.ts";

export type FileDeps = SayDeps &
  Pick<CallTime, "goesOn"> & {
    readonly commands: Commands;
    readonly faults: Faults;
    readonly serviceHosts: readonly string[];
    readonly onceOfFile: ReturnType<typeof makeOnce<void>>;
  };

const context = z.object({ file: storableString }) satisfies z.ZodType<ConsentContext>;
const upload = z.object({
  name: storableString,
  uploadUrl: z.string(),
  contentUrl: z.string(),
  uniqueId: storableString,
  fileType: storableString,
}) satisfies z.ZodType<Upload>;
const consent = z.discriminatedUnion("action", [
  z.object({ action: z.literal("accept"), context, uploadInfo: upload }),
  z.object({ action: z.literal("decline"), context }),
]);

/**
 * What somebody says to a file that was sent to them. Answered at once, with nothing; what comes of it
 * are messages. Told of again, it is done once: the address to which the file goes is one press's.
 */
export function onFile(call: GuardedActivity, deps: FileDeps): Promise<undefined> | undefined {
  const { data: given } = consent.safeParse(call.activity.value);
  if (!given || !isPersonal(call)) return undefined;
  const { replyToId = "", conversation } = call.activity;
  const press = given.action === "accept" ? given.uploadInfo.uploadUrl : "declined";
  const work = async (): Promise<void> => {
    try {
      if (given.action === "accept")
        return await bring(call, given.context, given.uploadInfo, deps);
      await inPlace(call, deps.commands.fileNotGiven("declined", given.context.file), deps);
    } catch (cause) {
      const told = deps.faults.tell(cause, `bringing a file to ${call.user}`);
      await sayAlone(call, told, deps);
    }
  };
  deps.goesOn(deps.onceOfFile(JSON.stringify([conversation.id, replyToId, press]), work));
  return Promise.resolve(undefined);
}

async function bring(
  call: GuardedActivity,
  { file: id }: ConsentContext,
  to: Upload,
  deps: FileDeps,
): Promise<void> {
  const { commands, log } = deps;
  const asked = { account: accountOf(call), place: placeOf(call), arrival: arrivalOf(call), id };
  const offered = await commands.offeredFile(asked);
  if (offered.kind !== "file") return void (await sayAlone(call, offered.message, deps));
  const reason = await bringFile(to, offered.file, deps.serviceHosts);
  if (reason !== undefined) {
    log.warn({ reason }, "a file could not be brought to its receiver");
    return void (await sayAlone(call, commands.fileNotGiven("failed", id), deps));
  }
  await postThere(call, fileInfo(to), deps);
  await inPlace(call, commands.fileGiven(to.name), deps);
}

/** The card that asked says what came of it, and can't be pressed any more. */
async function inPlace(
  { activity: { serviceUrl, conversation, replyToId } }: GuardedActivity,
  message: ReturnType<Commands["fileGiven"]>,
  { connector, commands, log }: FileDeps,
): Promise<void> {
  if (!replyToId) return;
  const there = { serviceUrl, conversation: conversation.id };
  const drawn = renderMessage(message, commands.opensForm);
  const done = await whenAllowed(() => connector.put(there, replyToId, drawn));
  if (done.kind !== "done")
    log.warn({ kind: done.kind, reason: done.reason }, "a file's card stays as it was");
}
