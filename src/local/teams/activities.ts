import { randomUUID } from "node:crypto";
import type { TeamsTenant } from "../cast.ts";
import type { JsonObject } from "../json.ts";
import { BOT_NAME, type Person } from "../shared/people.ts";
import type { TeamsContext } from "./context.ts";
import type { Conversation } from "./conversations.ts";
import { BOT_ID, memberIdOf } from "./ids.ts";

/** How long Teams waits for the answer to what nobody waits for in front of it. */
const MESSAGE_WITHIN_MS = 15_000;

export const TROUBLE = "Unable to reach app. Please try again.";

const serviceUrlOf = ({ base }: TeamsContext, { region }: TeamsTenant): string =>
  `${base()}/_local/teams/${region}/`;

/** Where something happened; in a channel in the thread of this message. */
export interface Where {
  person: Person<TeamsTenant>;
  conversation: Conversation;
  thread?: string | undefined;
}

/** An activity as Teams sends them, from this person. */
function activityOf(
  context: TeamsContext,
  { person: { team, user }, conversation, thread }: Where,
  own: JsonObject,
): JsonObject {
  const { id, kind } = conversation;
  const isChannel = kind === "channel";
  return {
    id: randomUUID(),
    timestamp: context.systemNow().toISOString(),
    channelId: "msteams",
    serviceUrl: serviceUrlOf(context, team),
    from: { id: memberIdOf(team.id, user.id), name: user.name, aadObjectId: user.id },
    recipient: { id: BOT_ID, name: BOT_NAME },
    conversation: {
      id: thread === undefined ? id : `${id};messageid=${thread}`,
      conversationType: isChannel ? "channel" : "personal",
      tenantId: team.id,
      ...(isChannel ? { isGroup: true } : {}),
    },
    locale: "en-US",
    ...own,
    channelData: {
      tenant: { id: team.id },
      ...(isChannel
        ? { channel: { id }, team: { id: conversation.of.id, name: conversation.of.name } }
        : {}),
      ...Object(own.channelData),
    },
  };
}

/** Tells the bot of something that nobody waits for: what goes wrong stands in the log. */
export async function tellBot(context: TeamsContext, where: Where, own: JsonObject): Promise<void> {
  const delivered = await context.call(activityOf(context, where, own), MESSAGE_WITHIN_MS);
  if (delivered.kind === "answered" && delivered.status < 300) return;
  const what = delivered.kind === "answered" ? `status ${delivered.status}` : delivered.kind;
  context.log(`The bot did not take a ${String(own.type)} of Teams: ${what}`);
}

export type Invoked =
  | { ok: true; status: number; text: string }
  /** What the client shows. */
  | { ok: false; trouble: string };

/**
 * Asks the bot while somebody waits. Unanswered in time it is asked again, with the same id and
 * then with a new one (botbuilder-dotnet, issue 5005); nobody looks at those answers.
 */
export async function invoke(
  context: TeamsContext,
  where: Where,
  name: string,
  own: JsonObject,
): Promise<Invoked> {
  const activity = activityOf(context, where, { type: "invoke", name, ...own });
  const delivered = await context.call(activity, context.answerWithinMs());
  if (delivered.kind === "answered" && delivered.status < 300) return { ok: true, ...delivered };
  const what = delivered.kind === "answered" ? `status ${delivered.status}` : delivered.kind;
  context.log(`The bot did not answer ${name} of Teams: ${what}`);
  if (delivered.kind === "timeout")
    askAgain(context, [activity, { ...activity, id: randomUUID() }]);
  return { ok: false, trouble: TROUBLE };
}

function askAgain(context: TeamsContext, [next, ...others]: JsonObject[]): void {
  if (!next) return;
  context.later(0, async () => {
    const { kind } = await context.call(next, context.answerWithinMs());
    if (kind === "timeout") askAgain(context, others);
  });
}
