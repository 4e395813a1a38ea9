/** The product in a process of its own between a PostgreSQL and a Slack that outlive it. */
import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { DateTime } from "../../../src/domain/time.ts";
import { connect } from "../../../src/store/database.ts";
import { migrateDatabase } from "../../../src/store/migrate.ts";
import type { Context } from "../../../src/use-cases/context.ts";
import { type Env, type Product, startProduct } from "../../product/helpers/product.ts";
import { type Alteration, alterProduct } from "./altered-product.ts";
import type { Acknowledging } from "./gate.ts";
import { furnish, makeCast, nextMembers, type Sender } from "./parties.ts";
import { type MortalPostgres, startMortalPostgres } from "./postgres.ts";
import { type Slack, startSlack } from "./slack.ts";

export interface World {
  readonly slack: Slack;
  readonly postgres: MortalPostgres;
  readonly context: Context;
  readonly env: Env;
  readonly senders: readonly Sender[];
  /** The one that was started first. */
  readonly product: Product;
  /** SIGKILL: no last words. */
  killProduct(): Promise<void>;
  /** Killed, unless it is dead already, and started again. */
  restartProduct(): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly sendersEach: number;
  /** Countries; all active members unless told. */
  readonly members?: string[];
  readonly hostOf?: (organisation: string, index: number) => string;
  readonly acknowledging?: Acknowledging;
  /** The product isn't what it is, but this. */
  readonly alteration?: Alteration;
}

/** Nothing of it is left when it can't be opened. */
export async function openWorld(options: WorldOptions): Promise<World> {
  const opened: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const closeOne of opened.splice(0).reverse()) await closeOne();
  };
  try {
    return { ...(await open(options, opened)), close };
  } catch (cause) {
    await close();
    throw cause;
  }
}

const KEY = Buffer.alloc(32, 1);
const MIGRATIONS = fileURLToPath(new URL("../../../migrations", import.meta.url));

const open = async (
  options: WorldOptions,
  opened: (() => Promise<unknown>)[],
): Promise<Omit<World, "close">> => {
  const { sendersEach, members, hostOf = nextMembers, acknowledging = "afterCommit" } = options;
  const cast = makeCast(sendersEach, members);
  const postgres = await startMortalPostgres();
  opened.push(postgres.close);
  const slack = await startSlack(cast, acknowledging);
  opened.push(slack.close);
  await migrateDatabase(postgres.url, MIGRATIONS, () => undefined);
  const context = contextOn(postgres.url);
  opened.push(context.database.close);
  const keys = [{ id: "k1", key: KEY }] as const;
  const senders = await furnish({ context, keys, slack: slack.facts, cast, hostOf });
  const env = environmentOf(postgres, slack);
  const altered = options.alteration && alterProduct(options.alteration);
  opened.push(async () => altered?.remove());
  const startOnce = (): Promise<Product> => startProduct(env, altered?.root);
  const product = await startOnce();
  let running = product;
  opened.push(() => running.kill());
  slack.gate.leadTo(running.url);

  const killProduct = async (): Promise<void> => {
    await running.kill();
    slack.gate.leadTo(undefined);
  };
  const restartProduct = async (): Promise<void> => {
    await killProduct();
    running = await startOnce();
    slack.gate.leadTo(running.url);
  };
  return { slack, postgres, context, env, senders, product, killProduct, restartProduct };
};

const contextOn = (url: string): Context => ({
  database: connect(url, { max: 2 }),
  newId: randomUUID,
  newSalt: () => "00".repeat(32),
  systemNow: () => DateTime.now(),
});

/** Many workspaces by OAuth; nobody comes by its public address. */
const environmentOf = (postgres: MortalPostgres, { facts }: Slack): Env => ({
  NODE_ENV: "test",
  PORT: "0",
  DATABASE_URL: postgres.url,
  BCN_ENCRYPTION_KEYS: `k1:${KEY.toString("base64")}`,
  BCN_PUBLIC_URL: "http://127.0.0.1:9",
  SLACK_SIGNING_SECRET: facts.signingSecret,
  SLACK_CLIENT_ID: facts.clientId,
  SLACK_CLIENT_SECRET: facts.clientSecret,
  SLACK_API_URL: facts.apiUrl,
});
