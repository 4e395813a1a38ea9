/** The product with a database of its own, a stand-in for Slack, and people who have something to type in. */
import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { programmeId, roundId } from "../../../src/domain/ids.ts";
import type { Organisation } from "../../../src/domain/members/members.ts";
import { DateTime } from "../../../src/domain/time.ts";
import { connect, inTransaction } from "../../../src/store/database.ts";
import { startEmbedded } from "../../../src/store/embedded/server.ts";
import { migrateDatabase } from "../../../src/store/migrate.ts";
import { allOrganisations } from "../../../src/store/people/organisations.ts";
import { saveProgramme } from "../../../src/store/programmes/programmes.ts";
import type { Context } from "../../../src/use-cases/context.ts";
import { giveRole } from "../../../src/use-cases/people/people.ts";
import { programmeOf2023 } from "../../helpers/builders.ts";
import { openTemporaryFolder } from "../../helpers/postgres-server.ts";
import { SECRET } from "../../product/helpers/client.ts";
import { type FakeSlack, startFakeSlack, TEAM, TOKEN } from "../../product/helpers/fake-slack.ts";
import { type Measured, startMeasured } from "./measured.ts";

/** The product, the least that a Bolt app can be, and that with one question to the database. */
export type AppName = "product" | "bare" | "asking";

export interface Stage {
  readonly slack: FakeSlack;
  /** Their platform's ids of liaisons, each with a draft of their own to come. */
  readonly people: readonly string[];
  readonly productEnv: Readonly<Record<string, string>>;
  start(app: AppName): Promise<Measured>;
  close(): Promise<void>;
}

const ROOT = new URL("../../..", import.meta.url);
export const PRODUCT = new URL("dist/main.js", ROOT);
const FILES: Readonly<Record<AppName, URL>> = {
  product: PRODUCT,
  bare: new URL("bare-bolt.js", import.meta.url),
  asking: new URL("asking-bolt.js", import.meta.url),
};
/** As many as the most connections: nobody types in two forms at once. */
const PEOPLE = 32;

export type Account = Parameters<typeof giveRole>[1]["account"];

/** A migrated database, and who ends it. */
export interface Server {
  readonly url: string;
  readonly stop: () => Promise<unknown>;
}

interface Given {
  /** Undefined: one of its own. */
  readonly server?: Server | undefined;
  readonly accountOf?: (index: number) => Account;
}

export const openStage = async ({
  server: given,
  accountOf = inSlack,
}: Given = {}): Promise<Stage> => {
  const folder = openTemporaryFolder("bcn-bench-");
  const server = given ?? (await startServer(folder));
  const people = await furnish(server.url, accountOf);
  const slack = await startFakeSlack();
  const data = join(folder, "product");
  mkdirSync(data);
  const bare = { NODE_ENV: "production", SLACK_SIGNING_SECRET: SECRET };
  const asking = { ...bare, DATABASE_URL: server.url };
  const product = {
    ...asking,
    PORT: "0",
    BCN_DATA: data,
    SLACK_BOT_TOKEN: TOKEN,
    SLACK_API_URL: slack.apiUrl,
    BCN_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString("base64")}`,
  };
  const envs = { product, bare, asking };
  return {
    slack,
    people,
    productEnv: product,
    start: (app) => startMeasured(FILES[app], envs[app]),
    close: async () => {
      await slack.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** It syncs to the disk at each commit, as a PostgreSQL does unless it is told otherwise. */
const startServer = async (dataFolder: string): Promise<Server> => {
  const server = await startEmbedded({ dataFolder, log: () => undefined });
  await migrateDatabase(server.url, new URL("migrations", ROOT).pathname, () => undefined);
  return server;
};

const inSlack = (index: number): Account => ({
  platform: "slack",
  tenant: TEAM,
  user: `U0BENCH${index}`,
  workspace: TEAM,
});

const furnish = async (url: string, accountOf: (index: number) => Account): Promise<string[]> => {
  const database = connect(url, { max: 1 });
  const context: Context = {
    database,
    newId: randomUUID,
    newSalt: () => randomUUID(),
    systemNow: () => DateTime.now(),
  };
  await publishNextYear(context);
  const npoes = (await allOrganisations(database)).filter(isNpo);
  const accounts = Array.from({ length: PEOPLE }, (_, index) => accountOf(index));
  for (const [index, account] of accounts.entries()) {
    const organisation = npoes[index % npoes.length]?.id ?? "";
    const name = `Liaison ${index}`;
    await giveRole(context, { name, role: "liaison", organisation, account });
  }
  await database.close();
  return accounts.map(({ user }) => user);
};

const isNpo = ({ kind, active }: Organisation): boolean => kind === "npo" && active;

/** Its rounds are open: the product lives in the system's time. */
const publishNextYear = async (context: Context): Promise<void> => {
  const year = context.systemNow().year + 1;
  const base = programmeOf2023();
  const programme = {
    ...base,
    id: programmeId(context.newId()),
    projectCode: base.projectCode.replace("23-", `${String(year).slice(2)}-`),
    timing: { startsOn: `${year}-01-01`, endsOn: `${year}-12-31` },
    rounds: base.rounds.map((round, index) => ({
      ...round,
      id: roundId(context.newId()),
      closesOn: `${year}-${index === 0 ? "03-31" : "06-30"}`,
    })),
  };
  await inTransaction(context.database, (tx) =>
    saveProgramme(tx, programme, null, context.systemNow().toJSDate()),
  );
};
