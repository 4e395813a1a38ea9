/** The app comes to people and teams, and goes. */
import type { TeamsTenant } from "../cast.ts";
import type { JsonObject } from "../json.ts";
import type { Person } from "../shared/people.ts";
import { tellBot } from "./activities.ts";
import type { TeamsContext } from "./context.ts";
import { type Conversation, channelsOf, chatOf, scopeOf } from "./conversations.ts";
import { BOT_ID } from "./ids.ts";

/** False when there is nothing to do. The bot hears of it twice, as from Teams. */
export async function install(
  context: TeamsContext,
  person: Person<TeamsTenant>,
  conversation: Conversation,
  isRemoved: boolean,
): Promise<boolean> {
  const { installs } = context;
  const scope = scopeOf(conversation);
  if (installs.has(scope) !== isRemoved) return false;
  if (isRemoved) installs.remove(scope);
  else installs.add(scope);
  const where = { person, conversation };
  const action = isRemoved ? "remove" : "add";
  await tellBot(context, where, { type: "installationUpdate", action });
  await tellBot(context, where, memberUpdate(isRemoved));
  return true;
}

const memberUpdate = (isRemoved: boolean): JsonObject => ({
  type: "conversationUpdate",
  [isRemoved ? "membersRemoved" : "membersAdded"]: [{ id: BOT_ID }],
});

/** What the bot has heard before the story begins: where the people and channels of its installations are. */
export async function tellOfInstalls(context: TeamsContext): Promise<void> {
  for (const tenant of context.cast) {
    const [first] = tenant.users;
    for (const user of tenant.users) {
      const chat = chatOf(tenant, user);
      if (!context.installs.has(scopeOf(chat))) continue;
      await tellBot(
        context,
        { person: { team: tenant, user }, conversation: chat },
        memberUpdate(false),
      );
    }
    for (const conversation of channelsOf(tenant)) {
      if (!first || !context.installs.has(scopeOf(conversation))) continue;
      const own = { type: "conversationUpdate", channelData: { eventType: "channelCreated" } };
      await tellBot(context, { person: { team: tenant, user: first }, conversation }, own);
    }
  }
}
