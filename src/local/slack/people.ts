import type { CastUser, CastWorkspace } from "../cast.ts";
import type { As } from "../control-types.ts";

export const APP_ID = "A0BCNLOCAL1";
export const BOT_NAME = "BCN";
export const SLACKBOT = { id: "USLACKBOT", name: "Slackbot" };

/** Someone of a workspace, as one plays them. */
export interface Person {
  team: CastWorkspace;
  user: CastUser;
}

export const asOf = ({ team, user }: Person): As => `${team.id}:${user.id}`;

export function findPerson(cast: CastWorkspace[], as: unknown): Person | undefined {
  const [teamId, userId] = String(as).split(":");
  const team = cast.find(({ id }) => id === teamId);
  const user = team?.users.find(({ id }) => id === userId);
  return team && user ? { team, user } : undefined;
}

/** The handle that Slack sends as user_name: "liaison.fiji". */
export const handleOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ".")
    .replaceAll(/^\.|\.$/g, "");

export function nameOf(team: CastWorkspace, userId: string): string {
  if (userId === team.botUserId) return BOT_NAME;
  if (userId === SLACKBOT.id) return SLACKBOT.name;
  return team.users.find(({ id }) => id === userId)?.name ?? userId;
}
