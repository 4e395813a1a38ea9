import type { SlackWorkspace } from "../cast.ts";
import { type Person as AnyPerson, BOT_NAME } from "../shared/people.ts";

export const APP_ID = "A0BCNLOCAL1";
export const SLACKBOT = { id: "USLACKBOT", name: "Slackbot" };

export type Person = AnyPerson<SlackWorkspace>;

/** The handle that Slack sends as user_name: "liaison.fiji". */
export const handleOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ".")
    .replaceAll(/^\.|\.$/g, "");

export function nameOf(team: SlackWorkspace, userId: string): string {
  if (userId === team.botUserId) return BOT_NAME;
  if (userId === SLACKBOT.id) return SLACKBOT.name;
  return team.users.find(({ id }) => id === userId)?.name ?? userId;
}
