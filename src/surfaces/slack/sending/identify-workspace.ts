import { webApi } from "@slack/bolt";
import type { Log } from "../../../domain/log.ts";
import { makeSlackClients } from "./clients.ts";

export interface IdentifiedWorkspace {
  readonly id: string;
  readonly name: string;
  readonly botUserId: string;
  readonly botId: string | null;
}

/**
 * Whose token this is. Undefined when Slack refuses the token; throws when Slack can't be reached,
 * which is worth another try.
 */
export const identifyWorkspace = async (
  token: string,
  deps: { readonly apiUrl: string | undefined; readonly log: Log },
): Promise<IdentifiedWorkspace | undefined> => {
  try {
    const answer = await makeSlackClients(deps).background(token).auth.test();
    const { team_id: id, team, user_id: botUserId, bot_id: botId } = answer;
    if (!id || !botUserId) throw new Error("auth.test named no team or no user");
    return { id, name: team ?? id, botUserId, botId: botId ?? null };
  } catch (error) {
    if (error instanceof webApi.WebAPIPlatformError) return undefined;
    throw error;
  }
};
