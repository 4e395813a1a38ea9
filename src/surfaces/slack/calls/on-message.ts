import type { Message } from "../../../messages/message.ts";
import { replyOrFault } from "../../shared/faults.ts";
import { posting } from "../sending/posting.ts";
import { whenAllowed } from "../sending/when-allowed.ts";
import { messageOf } from "./answer-outside-form.ts";
import { arrivalOf, deliveryOf } from "./arrival.ts";
import { authorized, type CallContext, type ListenerDeps } from "./call-context.ts";
import type { WrittenCall } from "./call-schemas.ts";
import { accountOfIds, placeOf } from "./callers.ts";
import { asWritten } from "./typed-text.ts";

/**
 * A message to the bot: answered in the direct conversation where it was written, and in a channel to
 * its writer alone. Slack tells of it again when our answer to that was late, signed anew.
 */
export async function onMessage(
  { event, event_id: eventId }: WrittenCall,
  context: CallContext,
  deps: ListenerDeps,
): Promise<void> {
  const { arrived, workspaceToken } = context;
  const during = `a message of ${event.user}`;
  const told = { ...arrived, delivery: deliveryOf(eventId ?? `${event.channel}/${event.ts}`) };
  const call = {
    account: accountOfIds(
      {
        user: event.user,
        ownTeam: event.user_team ?? event.team,
        team: context.teamId,
        organisation: context.enterpriseId,
      },
      arrived,
    ),
    place: placeOf(context, { id: event.channel }),
    arrival: arrivalOf(told, [event.ts]),
    text: asWritten(event.text),
    files: (event.files ?? []).map(({ id }) => id),
  };
  const work = authorized(context, deps, () => deps.commands.written(call));
  const message = messageOf(await replyOrFault(work, deps.faults, during));
  // Without a token there is no way to them.
  if (!message || workspaceToken === undefined) return;
  try {
    await whenAllowed(() =>
      sayTo(event, call.place.kind === "direct", message, workspaceToken, deps),
    );
  } catch (cause) {
    deps.faults.tell(cause, `answering ${during}`);
  }
}

type Event = WrittenCall["event"];

/** Who wrote in a thread reads the answer there. */
async function sayTo(
  { channel, user, thread_ts: thread }: Event,
  isDirect: boolean,
  message: Message,
  token: string,
  { clients }: ListenerDeps,
): Promise<void> {
  const client = clients.interactive(token);
  const inThread = thread ? { thread_ts: thread } : {};
  const posted = posting(channel, message);
  if (isDirect) return void (await client.chat.postMessage({ ...posted, ...inThread }));
  const { text, blocks } = posted;
  await client.chat.postEphemeral({ channel, user, text, blocks, link_names: false, ...inThread });
}
