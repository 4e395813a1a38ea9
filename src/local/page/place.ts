import { cast } from "../cast.ts";
import type { As } from "../control-types.ts";

/** Who one is and what one looks at; stands in the address, so that a reload keeps it. */
export interface Place {
  team: string;
  user: string;
  conversation?: string;
}

export const asOf = ({ team, user }: Place): As => `${team}:${user}`;

/** "#/TEAM/USER/CONVERSATION" */
export const hashOf = ({ team, user, conversation }: Place): string =>
  `#/${[team, user, conversation]
    .filter(Boolean)
    .map((part) => encodeURIComponent(part ?? ""))
    .join("/")}`;

export function placeOf(hash: string): Place {
  const [team, user, conversation] = hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  if (!team || !user) return firstPlace();
  return conversation ? { team, user, conversation } : { team, user };
}

/** The liaison of the first NPO: where the programme's work begins. */
export function firstPlace(): Place {
  for (const { id, users } of cast) {
    const liaison = users.find(({ role }) => role === "liaison");
    if (liaison) return { team: id, user: liaison.id };
  }
  throw new Error("The cast has no liaison");
}
