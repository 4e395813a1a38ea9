import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import { partsOf, textOf } from "../surfaces/teams/check-card.ts";
import { KEY } from "./helpers/open-product.ts";
import { type Env, type Product, ROOT, startProduct } from "./helpers/product.ts";

type Json = Record<string, unknown>;

const folder = mkdtempSync(join(tmpdir(), "bcn-local-teams-"));
let db: TestDatabase;
let env: Env;
beforeAll(async () => {
  db = await testDatabase();
  env = { NODE_ENV: "test", PORT: "0", DATABASE_URL: db.url, BCN_ENCRYPTION_KEYS: KEY };
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true });
});

const control = async (product: Product, path: string, body?: Json): Promise<Json> => {
  const response = await fetch(`${product.url}/_local/${path}`, {
    ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
  });
  return (await response.json()) as Json;
};

const platformsIn = ({ workspaces }: Json) =>
  (workspaces as Json[]).map(({ platform }) => platform);

describe("the local workspace plays Teams", () => {
  let product: Product;
  let as: string;
  let chat: string;
  beforeAll(async () => {
    product = await startProduct(env, ROOT);
    const { workspaces } = await control(product, "state?as=T0NTPCFIJI:U0FJLIAISON");
    const tenants = workspaces as { id: string; platform: string; users: { id: string }[] }[];
    const tenant = tenants.find(({ platform }) => platform === "teams");
    as = `${tenant?.id}:${tenant?.users[0]?.id}`;
    const { conversations } = await control(product, `state?as=${as}`);
    chat = String((conversations as Json[]).find(({ kind }) => kind === "im")?.id);
  });
  afterAll(() => product.stop());

  const say = (text: string, conversation = chat) =>
    control(product, "message", { as, conversation, text });
  const newest = async (): Promise<Json> => {
    const { messages } = await control(product, `messages?as=${as}&conversation=${chat}`);
    return (messages as Json[]).at(-1) ?? {};
  };
  const answerTo = async (text: string): Promise<Json> => {
    const { ts: before = "" } = await newest();
    await say(text);
    await expect
      .poll(async () => {
        const { ts, fromBot } = await newest();
        return fromBot === true && String(ts) > String(before);
      })
      .toBe(true);
    return newest();
  };
  const actionOf = (card: unknown, title: string): Json => {
    const action = partsOf(card).find((part) => part.title === title && part.data !== undefined);
    if (!action) throw new Error(`There is no ${title} in: ${textOf(card)}`);
    return action;
  };
  const dialog = async () => (await control(product, `state?as=${as}`)).dialog as Json;

  test("whose calls its door takes, and whose people it knows by their roles", async () => {
    expect(textOf((await answerTo("help")).card)).toContain("bcn request");
    const answers = product.log.filter((line) => line.includes("refused"));
    expect(answers).toEqual([]);
  });

  test("whose forms are opened, filled in, left and opened again as they stood", async () => {
    const asked = await answerTo("request new");
    const press = { as, conversation: chat, ts: asked.ts };
    const openForm = { ...press, action: actionOf(asked.card, "Open the form") };
    expect(await control(product, "press", openForm)).toEqual({ ok: true });
    const first = await dialog();
    const inputs = { host: "FJ", topic: "Kaizen in hospitals" };
    const next = { as, dialogId: first.id, action: actionOf(first.card, "Next"), inputs };
    expect(await control(product, "dialog/submit", next)).toEqual({ ok: true, trouble: null });
    const same = await dialog();
    expect(same).toMatchObject({ trouble: null, busy: false });
    expect(same.id).not.toBe(first.id);
    await control(product, "dialog/close", { as });
    await control(product, "press", openForm);
    expect(textOf((await dialog()).card)).toContain("Kaizen in hospitals");
    expect(product.log.filter((line) => /Teams (?:refused|can't)/.test(line))).toEqual([]);
  });
});

test("without the packages for Teams it has Slack alone, and says so", async () => {
  const hook = `export async function resolve(name, context, next) {
    if (name.startsWith("@microsoft/")) throw Object.assign(new Error(name), { code: "ERR_MODULE_NOT_FOUND" });
    return next(name, context);
  }`;
  const write = (name: string, program: string): string => {
    writeFileSync(join(folder, name), program);
    return join(folder, name);
  };
  const hooks = JSON.stringify(write("hook.mjs", hook));
  const program = `import { register } from "node:module";
import { pathToFileURL } from "node:url";
register(pathToFileURL(${hooks}));`;
  const NODE_OPTIONS = `--import ${write("without.mjs", program)}`;
  const product = await startProduct({ ...env, NODE_OPTIONS }, ROOT);
  try {
    const state = await control(product, "state?as=T0NTPCFIJI:U0FJLIAISON");
    expect(platformsIn(state)).toEqual(["slack", "slack"]);
    expect(product.log.join("\n")).toContain("so the local workspace has Slack alone");
    expect((await fetch(`${product.url}/api/messages`, { method: "POST" })).status).toBe(404);
  } finally {
    await product.stop();
  }
});
