import type { CastWorkspace } from "./cast.ts";
import type { Context } from "./context.ts";
import type { TeamsContext } from "./teams/context.ts";

/** The stand-ins of one local workspace. */
export interface Both {
  slack: Context;
  /** Undefined where the packages for Teams aren't installed. */
  teams: TeamsContext | undefined;
}

export const everyone = ({ slack, teams }: Both): CastWorkspace[] => [
  ...slack.cast,
  ...(teams?.cast ?? []),
];
