import { join } from "node:path";
import type { CastUser, SlackWorkspace } from "../cast.ts";
import { openJsonFile } from "../json-file.ts";

/** A place to talk in: a public channel, or one person's direct conversation with the bot. */
export type Conversation =
  | { kind: "channel"; id: string; name: string; team: SlackWorkspace }
  | { kind: "im"; id: string; user: CastUser; team: SlackWorkspace };

/** "U0FJLIAISON" has the direct conversation "D0FJLIAISON". */
export const imOf = (team: SlackWorkspace, user: CastUser): Conversation => ({
  kind: "im",
  id: `D${user.id.slice(1)}`,
  user,
  team,
});

export const channelsOf = (team: SlackWorkspace): Conversation[] =>
  team.channels.map(({ id, name }) => ({ kind: "channel", id, name, team }));

export const conversationsOf = (team: SlackWorkspace): Conversation[] => [
  ...channelsOf(team),
  ...team.users.map((user) => imOf(team, user)),
];

export const findConversation = (team: SlackWorkspace, id: unknown): Conversation | undefined =>
  conversationsOf(team).find((conversation) => conversation.id === id);

/** Everyone of a workspace is in its channels; the bot only where it was invited. */
export interface Memberships {
  hasBot(conversation: Conversation): boolean;
  /** False when the bot was there already. */
  addBot(conversation: Conversation): boolean;
  flush(): Promise<void>;
}

export async function openMemberships(
  folder: string,
  cast: SlackWorkspace[],
): Promise<Memberships> {
  const withBot = cast.flatMap(({ channels }) =>
    channels.filter(({ withoutBot }) => !withoutBot).map(({ id }) => id),
  );
  const file = await openJsonFile(join(folder, "memberships.json"), { withBot });
  const hasBot = ({ kind, id }: Conversation): boolean =>
    kind === "im" || file.value.withBot.includes(id);
  return {
    hasBot,
    addBot(conversation) {
      if (hasBot(conversation)) return false;
      file.value.withBot.push(conversation.id);
      file.changed();
      return true;
    },
    flush: file.flush,
  };
}
