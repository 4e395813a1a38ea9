import type { Message } from "../../../messages/message.ts";
import type { Commands, Reply } from "../../command.ts";
import { type Fault, type Faults, replyOrFault } from "../../shared/faults.ts";
import type { GuardedActivity } from "../http/guard.ts";
import { arrivalOf } from "./arrival.ts";
import { accountOf, isPersonal, placeOf } from "./callers.ts";
import { type SayDeps, sayAlone } from "./say.ts";
import { asWritten, mentionsUs } from "./typed-text.ts";

export type MessageDeps = SayDeps & {
  readonly commands: Pick<Commands, "written">;
  readonly faults: Faults;
};

/** A message to the bot, also one that was edited; all else that Teams tells of is met with silence. */
export async function onMessage(call: GuardedActivity, deps: MessageDeps): Promise<void> {
  const { activity } = call;
  if (!isWritten(call) || !(isPersonal(call) || mentionsUs(activity))) return;
  const written = {
    account: accountOf(call),
    place: placeOf(call),
    arrival: arrivalOf(call),
    text: asWritten(activity),
    files: [],
  };
  const during = `a message of ${call.user}`;
  const reply = await replyOrFault(() => deps.commands.written(written), deps.faults, during);
  const message = messageOf(reply);
  if (message) await sayAlone(call, message, deps);
}

const isWritten = ({ activity: { type, channelData } }: GuardedActivity): boolean =>
  type === "message" || (type === "messageUpdate" && channelData?.eventType === "editMessage");

/** What a reply says outside of a form. */
const messageOf = (reply: Reply | Fault): Message | undefined => {
  switch (reply.kind) {
    case "say":
    case "close":
    case "fault":
      return reply.message;
    case "nothing":
      return undefined;
    case "errors":
    case "form":
      throw new Error("A message opens no form");
  }
};
