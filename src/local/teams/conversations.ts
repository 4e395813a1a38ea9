import type { CastUser, TeamsTenant } from "../cast.ts";
import { asOf } from "../shared/people.ts";
import type { TeamsContext } from "./context.ts";
import { chatIdOf } from "./ids.ts";

/** A place to talk in: a channel of a team, or one person's personal chat with the bot. */
export type Conversation =
  | {
      kind: "channel";
      id: string;
      name: string;
      of: { id: string; name: string };
      tenant: TeamsTenant;
    }
  | { kind: "im"; id: string; user: CastUser; tenant: TeamsTenant };

export const chatOf = (tenant: TeamsTenant, user: CastUser): Conversation => ({
  kind: "im",
  id: chatIdOf(tenant.id, user.id),
  user,
  tenant,
});

export const channelsOf = (tenant: TeamsTenant): Conversation[] =>
  tenant.channels.flatMap(({ id, name, team }) => {
    const of = tenant.teams.find((one) => one.id === team);
    return of ? [{ kind: "channel" as const, id, name, of, tenant }] : [];
  });

export const findConversation = (tenant: TeamsTenant, id: unknown): Conversation | undefined =>
  [...channelsOf(tenant), ...tenant.users.map((user) => chatOf(tenant, user))].find(
    (conversation) => conversation.id === id,
  );

/** What the app is installed in: a person's own scope, or a whole team. */
export const scopeOf = (conversation: Conversation): string =>
  conversation.kind === "im" ? conversation.id : conversation.of.id;

/** Tells whom a conversation concerns: all of the tenant, or one person. */
export function tellOf({ changes }: TeamsContext, conversation: Conversation): void {
  const { tenant } = conversation;
  changes.tell(
    conversation.kind === "channel"
      ? { team: tenant.id }
      : { as: asOf({ team: tenant, user: conversation.user }) },
    "messages",
  );
}
