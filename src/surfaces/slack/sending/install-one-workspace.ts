import type { Log } from "../../../domain/log.ts";
import { makeSlackClients } from "./clients.ts";
import { startWithSlack } from "./start-with-slack.ts";

interface IdentifiedWorkspace {
  readonly id: string;
  readonly name: string;
  readonly botUserId: string;
  readonly botId: string | null;
  readonly token: string;
  /** The Grid organisation that it belongs to. */
  readonly enterpriseId?: string | undefined;
}

interface Deps {
  readonly apiUrl: string | undefined;
  readonly log: Log;
  readonly save: (workspace: IdentifiedWorkspace) => Promise<void>;
  /** How a further try is put off: see `startWithSlack`. */
  readonly later?: ((work: () => Promise<void>, seconds: number) => void) | undefined;
}

/** Asks Slack whose token this is, and saves that workspace; see `startWithSlack`. */
export const installOneWorkspace = (token: string, deps: Deps): Promise<void> => {
  const client = makeSlackClients(deps).background(token);
  const install = async (): Promise<void> => {
    const {
      team_id,
      team,
      user_id: botUserId,
      bot_id,
      enterprise_id,
      is_enterprise_install: isOrganisation,
    } = await client.auth.test();
    const id = isOrganisation ? enterprise_id : team_id;
    if (!id || !botUserId) throw new Error("auth.test named no team or no user");
    const bot = { botUserId, botId: bot_id ?? null };
    const enterpriseId = isOrganisation ? undefined : enterprise_id;
    await deps.save({ id, name: team ?? id, ...bot, token, enterpriseId });
  };
  const { log, later } = deps;
  return startWithSlack(install, { variable: "SLACK_BOT_TOKEN", log, later });
};
