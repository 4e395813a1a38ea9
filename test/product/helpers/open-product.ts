/** The configured product on a test database, with the people of the first slice in one workspace. */
import { randomUUID } from "node:crypto";
import { programmeId, roundId } from "../../../src/domain/ids.ts";
import type { RoleName } from "../../../src/domain/people.ts";
import { DateTime } from "../../../src/domain/time.ts";
import { inTransaction } from "../../../src/store/database.ts";
import { saveProgramme } from "../../../src/store/programmes/programmes.ts";
import type { Context } from "../../../src/use-cases/context.ts";
import { giveRole } from "../../../src/use-cases/people/people.ts";
import { answersToJapan, programmeOf2023 } from "../../helpers/builders.ts";
import { type TestDatabase, testDatabase } from "../../helpers/database.ts";
import { makePerson, type Person, SECRET } from "./client.ts";
import { type FakeSlack, startFakeSlack, TEAM, TOKEN, type View } from "./fake-slack.ts";
import { type Env, type Product, startProduct } from "./product.ts";

export const KEY = `k1:${Buffer.alloc(32, 1).toString("base64")}`;
/** Configured, it lives in the system's time: its programme is next year's. */
export const YEAR = DateTime.utc().year + 1;

export interface Running {
  readonly slack: FakeSlack;
  readonly db: TestDatabase;
  readonly context: Context;
  readonly env: Env;
  readonly product: Product;
  /** The product's address stays right after a restart. */
  person(user: string): Person;
  /** Starts it again after `product.kill()` or `product.stop()`. */
  restart(more?: Env): Promise<void>;
  close(): Promise<void>;
}

export const ADMIN = "U0ADMIN";
export const FIJI = "U0FJLIAISON";
export const JAPAN = "U0JPLIAISON";
export const BANGLADESH = "U0BDLIAISON";

const PEOPLE: readonly (readonly [string, RoleName, string])[] = [
  [FIJI, "liaison", "FJ"],
  ["U0FJBACKUP", "backup", "FJ"],
  [JAPAN, "liaison", "JP"],
  [BANGLADESH, "liaison", "BD"],
];

interface Opening {
  /** With people and a programme; otherwise only with its administrator. */
  readonly furnished?: boolean;
  readonly more?: Env;
  /** The Grid organisation of the workspace. */
  readonly enterprise?: string;
}

export async function openProduct(opening: Opening = {}): Promise<Running> {
  const { furnished = true, more = {}, enterprise } = opening;
  const db = await testDatabase();
  const slack = await startFakeSlack(enterprise);
  const context: Context = {
    database: db.database,
    newId: randomUUID,
    newSalt: () => "00".repeat(32),
    systemNow: () => DateTime.now(),
  };
  if (furnished) await furnish(context);
  const env: Env = {
    NODE_ENV: "test",
    PORT: "0",
    DATABASE_URL: db.url,
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_BOT_TOKEN: TOKEN,
    SLACK_API_URL: slack.apiUrl,
    BCN_ADMIN: `slack:${TEAM}:${ADMIN}`,
    BCN_ENCRYPTION_KEYS: KEY,
    ...more,
  };
  let product = await startProduct(env);
  const at = {
    get url() {
      return product.url;
    },
  };
  return {
    slack,
    db,
    context,
    env,
    get product() {
      return product;
    },
    person: (user) => makePerson(slack, at, user),
    restart: async (more = {}) => {
      product = await startProduct({ ...env, ...more });
    },
    close: async () => {
      await product.stop().finally(async () => {
        await slack.close();
        await db.close();
      });
    },
  };
}

export const addRole = async (
  context: Context,
  user: string,
  role: RoleName,
  organisation: string,
): Promise<void> => {
  const account = { platform: "slack", tenant: TEAM, user, workspace: TEAM } as const;
  await giveRole(context, { name: `${role}, ${organisation}`, role, organisation, account });
};

const furnish = async (context: Context): Promise<void> => {
  for (const [user, role, organisation] of PEOPLE) await addRole(context, user, role, organisation);
  const base = programmeOf2023();
  const closings = [`${YEAR}-03-31`, `${YEAR}-06-30`];
  const programme = {
    ...base,
    id: programmeId(context.newId()),
    projectCode: base.projectCode.replace("23-", `${String(YEAR).slice(2)}-`),
    timing: { startsOn: `${YEAR}-01-01`, endsOn: `${YEAR}-12-31` },
    rounds: base.rounds.map((round, index) => ({
      ...round,
      id: roundId(context.newId()),
      closesOn: closings[index] ?? "",
    })),
  };
  await inTransaction(context.database, (tx) => saveProgramme(tx, programme, null, new Date()));
};

const { host, spoken, topic, objectives, modality, outcomes } = answersToJapan as Record<
  string,
  string
>;

export const WHOM = { host, spoken, topic, objectives } as Record<string, string>;
export const WHEN = {
  modality,
  startsOn: `${YEAR}-07-10`,
  endsOn: `${YEAR}-07-12`,
} as Record<string, string>;
export const TRAVELLER: Record<string, string> = {
  position: "Director of Training",
  organisation: "Ministry of Employment",
  category: "policymaker",
  part: "head",
  name: "Name of a participant",
  email: "participant@example.org",
};
export const RESULT = { outcomes } as Record<string, string>;

/** A new draft, filled in step by step, standing on the check step. */
export async function fillIn(
  person: Person,
  { people = 1, over = {} as Record<string, string>, traveller = TRAVELLER, result = RESULT } = {},
): Promise<View> {
  const whom = await person.open("request new");
  const when = shown(await person.submit(whom, { ...WHOM, ...over }));
  let who = shown(await person.submit(when, WHEN));
  for (let place = 1; place <= people; place += 1) {
    const participant = await person.press(who, "add");
    who = shown(
      await person.submit(
        participant,
        place === 1 ? traveller : { ...traveller, part: "participant" },
      ),
    );
  }
  const page = shown(await person.submit(who));
  return shown(await person.submit(page, result));
}

export const shown = ({ view, errors }: { view: View | undefined; errors: object }): View => {
  if (!view) throw new Error(`No form was shown: ${JSON.stringify(errors)}`);
  return view;
};

export const pointerOf = (view: View): { draft: string; step: string; item?: string } =>
  JSON.parse(view.private_metadata);
