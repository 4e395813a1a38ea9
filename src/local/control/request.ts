import type { TeamsTenant } from "../cast.ts";
import type { Context } from "../context.ts";
import type { JsonObject } from "../json.ts";
import { type Person as AnyPerson, asOf } from "../shared/people.ts";
import { type Conversation, findConversation } from "../slack/conversations.ts";
import type { Person } from "../slack/people.ts";
import type { OpenView } from "../slack/views.ts";
import type { TeamsContext } from "../teams/context.ts";

/** One request of the control API; `given` is its query and JSON body together. */
export interface Asked {
  context: Context;
  /** Undefined where the local workspace has Slack alone. */
  teams: TeamsContext | undefined;
  given: JsonObject;
  bytes: Buffer;
}

/** One that says whom one plays in Slack. */
export interface AskedAs extends Asked {
  person: Person;
}

/** One that says whom one plays in Teams. */
export interface AskedInTeams extends Omit<Asked, "context" | "teams"> {
  context: TeamsContext;
  /** Whom else one can play. */
  slack: Context;
  person: AnyPerson<TeamsTenant>;
}

export interface Answer {
  status: number;
  body: unknown;
  /** Of a body that is bytes. */
  type?: string;
}

export const answer = (body: unknown): Answer => ({ status: 200, body });
export const refuse = (error: string, status = 400): Answer => ({ status, body: { error } });

/** The conversation that one names, if it is one's own to see. */
export function ownConversation({ person, given }: AskedAs): Conversation | undefined {
  const found = findConversation(person.team, given.conversation);
  return found?.kind === "im" && found.user.id !== person.user.id ? undefined : found;
}

/** The view that one names: one's topmost modal or one's home tab. */
export function ownView({ context, person, given }: AskedAs): OpenView | undefined {
  const as = asOf(person);
  return [context.views.stack(as).at(-1), context.views.home(as)].find(
    (view) => view?.id === given.viewId,
  );
}
