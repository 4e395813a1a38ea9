import { z } from "zod";
import type { Message } from "../../../messages/message.ts";
import type { Commands } from "../../command.ts";
import { type Faults, replyOrFault } from "../../shared/faults.ts";
import { storableString } from "../../shared/given.ts";
import type { GuardedActivity } from "../http/guard.ts";
import { inertLine } from "../rendering/inert.ts";
import { TEAMS_LIMITS } from "../rendering/limits.ts";
import { arrivalOf } from "./arrival.ts";
import { accountOf, isPersonal, placeOf } from "./callers.ts";
import { type CallTime, inTime } from "./in-time.ts";
import { messageOf } from "./message-of.ts";
import { verbText } from "./read-answers.ts";
import { type SayDeps, sayAlone } from "./say.ts";

export type CardDeps = SayDeps &
  CallTime & {
    readonly commands: Commands;
    readonly faults: Faults;
  };

/** A sentence for whoever pressed; the card stays as it is. */
interface CardAnswer {
  readonly statusCode: 200;
  readonly type: "application/vnd.microsoft.activity.message";
  readonly value: string;
}

const action = z.object({
  action: z.object({
    verb: verbText,
    data: z.object({ id: storableString }),
  }),
});

/** A button on a card that opens no form: what it says is a message of its own. */
export function onCard(call: GuardedActivity, deps: CardDeps): Promise<CardAnswer> | undefined {
  const { data: given } = action.safeParse(call.activity.value);
  if (!given) return undefined;
  const {
    verb,
    data: { id },
  } = given.action;
  // We draw none such: it would be run, and then there were no way to show its form.
  if (deps.commands.opensForm(verb))
    return Promise.resolve(sentence(deps.commands.labels.nothingDone));
  const during = `${verb} of ${call.user}`;
  const press = {
    account: accountOf(call),
    place: placeOf(call),
    arrival: arrivalOf(call),
    verb,
    id,
  };
  const work = async (): Promise<CardAnswer> => {
    const reply = await replyOrFault(() => deps.commands.pressed(press), deps.faults, during);
    return tell(messageOf(reply), call, during, deps);
  };
  const working = work().catch((cause) =>
    sentence(deps.faults.tell(cause, `answering ${during}`).headline),
  );
  deps.goesOn(working);
  return inTime(working, deps.withinMs, () => sentence(deps.commands.oneMoment.headline));
}

async function tell(
  message: Message | undefined,
  call: GuardedActivity,
  during: string,
  deps: CardDeps,
): Promise<CardAnswer> {
  const { labels, answeredInChat, noChatYet } = deps.commands;
  if (!message) return sentence(labels.nothingDone);
  const told = await sayAlone(call, message, deps);
  if (told === "noChat") return sentence(noChatYet.headline);
  if (!told) throw new Error(`There was no way to answer ${during}`);
  return sentence(isPersonal(call) ? labels.seeBelow : answeredInChat.headline);
}

const sentence = (text: string): CardAnswer => ({
  statusCode: 200,
  type: "application/vnd.microsoft.activity.message",
  value: inertLine(text, TEAMS_LIMITS.summary),
});
