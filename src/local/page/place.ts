import { cast } from "../cast.ts";
import type { As, LocalState } from "../control-types.ts";

/** Who one is and what one looks at; stands in the address, so that a reload keeps it. */
export interface Place {
  team: string;
  user: string;
  conversation?: string;
  /** The bot's home in place of its messages. */
  tab?: "home";
}

export type Platform = LocalState["workspaces"][number]["platform"];

/** Where the person whom one plays writes. */
export const platformOf = ({ workspaces, me }: LocalState): Platform =>
  workspaces.find(({ id }) => id === me.workspace)?.platform ?? "slack";

export const PLATFORM_NAMES = { slack: "Slack", teams: "Microsoft Teams" } as const;

export const asOf = ({ team, user }: Place): As => `${team}:${user}`;

/** "#/TEAM/USER/CONVERSATION", and "/home" for the bot's home. */
export const hashOf = ({ team, user, conversation, tab }: Place): string =>
  `#/${[team, user, conversation, tab]
    .filter(Boolean)
    .map((part) => encodeURIComponent(part ?? ""))
    .join("/")}`;

export function placeOf(hash: string): Place {
  const parts = hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  const [team, user, conversation, tab] = parts;
  if (!team || !user) return firstPlace();
  if (!conversation) return { team, user };
  return { team, user, conversation, ...(tab === "home" ? { tab } : {}) };
}

/** The liaison of the first NPO: where the programme's work begins. */
export function firstPlace(): Place {
  for (const { id, users } of cast) {
    const liaison = users.find(({ role }) => role === "liaison");
    if (liaison) return { team: id, user: liaison.id };
  }
  throw new Error("The cast has no liaison");
}
