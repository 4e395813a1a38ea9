import type { Commands, Reply } from "../../command.ts";
import { type Faults, replyOrFault } from "../../shared/faults.ts";
import type { GuardedActivity } from "../http/guard.ts";
import type { TeamsFiles } from "../sending/files.ts";
import { arrivalOf } from "./arrival.ts";
import { attachedTo } from "./attached.ts";
import { accountOf, isPersonal, placeOf } from "./callers.ts";
import { type CallTime, inTime } from "./in-time.ts";
import { messageOf } from "./message-of.ts";
import { sayAlone } from "./say.ts";
import { type SayHomeDeps, sayHome } from "./say-home.ts";
import { asWritten, mentionsUs } from "./typed-text.ts";

export type MessageDeps = SayHomeDeps &
  CallTime & {
    readonly commands: Pick<Commands, "written" | "typed">;
    readonly faults: Faults;
  };

/** A message to the bot, also one that was edited; all else that Teams tells of is met with silence. */
export async function onMessage(
  call: GuardedActivity,
  deps: MessageDeps & { readonly files: Pick<TeamsFiles, "idOf"> },
): Promise<void> {
  const { activity } = call;
  if (!isWritten(call) || !(isPersonal(call) || mentionsUs(activity))) return;
  const written = {
    account: accountOf(call),
    place: placeOf(call),
    arrival: arrivalOf(call),
    text: asWritten(activity),
    ...attachedTo(call, deps.files),
  };
  const during = `a message of ${call.user}`;
  await answerByMessage(call, () => deps.commands.written(written), during, deps);
}

/** The answer is a message of its own, and may come after that to the call. */
export async function answerByMessage(
  call: GuardedActivity,
  ask: () => Promise<Reply>,
  during: string,
  deps: MessageDeps,
): Promise<void> {
  const work = async (): Promise<void> => {
    const reply = await replyOrFault(ask, deps.faults, during);
    if (reply.kind === "say" && reply.home) return sayHome(call, reply.home, deps);
    const message = messageOf(reply);
    if (message) await sayAlone(call, message, deps);
  };
  const working = work().catch((cause) => void deps.faults.tell(cause, `answering ${during}`));
  deps.goesOn(working);
  await inTime<void>(working, deps.withinMs, () => undefined);
}

const isWritten = ({ activity: { type, channelData } }: GuardedActivity): boolean =>
  type === "message" || (type === "messageUpdate" && channelData?.eventType === "editMessage");
