/** The product with Teams beside Slack, with Slack alone, and the barest bot; people who have something to write. */
import { randomUUID } from "node:crypto";
import { APP_ID, startMetadata, TENANT } from "../../surfaces/teams/microsoft.ts";
import { type Measured, startMeasured } from "../slack/measured.ts";
import { type Account, openStage, PRODUCT, type Server } from "../slack/stage.ts";
import { BEARER, type QuickService, startQuickService } from "./service.ts";

/** `slackAlone`: the product without Teams. */
export type AppName = "product" | "slackAlone" | "bare";

export interface TeamsStage {
  readonly service: QuickService;
  /** Object ids of liaisons. */
  readonly people: readonly string[];
  start(app: AppName): Promise<Measured>;
  close(): Promise<void>;
}

const BARE = new URL("bare-teams-ai.js", import.meta.url);

export const openTeamsStage = async (server?: Server): Promise<TeamsStage> => {
  const accountOf = (): Account => ({
    platform: "teams",
    tenant: TENANT,
    user: randomUUID(),
    workspace: TENANT,
  });
  const [stage, metadata, service] = await Promise.all([
    openStage({ server, accountOf }),
    startMetadata(),
    startQuickService(),
  ]);
  const teams = {
    TEAMS_APP_ID: APP_ID,
    TEAMS_TENANT_ID: TENANT,
    TEAMS_OPENID_METADATA_URL: metadata.url,
  };
  const slackAlone = stage.productEnv;
  const product = {
    ...slackAlone,
    ...teams,
    TEAMS_APP_PASSWORD: "not-asked",
    TEAMS_ALLOWED_TENANTS: TENANT,
    TEAMS_SERVICE_HOSTS: service.host,
    TEAMS_LOGIN_URL: service.loginUrl,
  };
  const bare = { ...teams, NODE_ENV: "production", BEARER };
  const envs = { product, slackAlone, bare };
  return {
    service,
    people: stage.people,
    start: (app) => startMeasured(app === "bare" ? BARE : PRODUCT, envs[app]),
    close: async () => {
      await Promise.all([metadata.close(), service.close()]);
      await stage.close();
    },
  };
};
