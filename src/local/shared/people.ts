import type { CastUser, CastWorkspace } from "../cast.ts";
import type { As } from "../control-types.ts";

export const BOT_NAME = "BCN";

/** Someone of a workspace, or in Teams of a tenant, as one plays them. */
export interface Person<Of extends CastWorkspace = CastWorkspace> {
  team: Of;
  user: CastUser;
}

export const asOf = ({ team, user }: Person): As => `${team.id}:${user.id}`;

export function findPerson<Of extends CastWorkspace>(
  cast: readonly Of[],
  as: unknown,
): Person<Of> | undefined {
  const [teamId, userId] = String(as).split(":");
  const team = cast.find(({ id }) => id === teamId);
  const user = team?.users.find(({ id }) => id === userId);
  return team && user ? { team, user } : undefined;
}
