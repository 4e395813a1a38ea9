import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../helpers/free-port.ts";
import { eventually, textOf } from "./helpers/client.ts";
import { TEAM, TOKEN } from "./helpers/fake-slack.ts";
import { ADMIN, FIJI, KEY, openProduct, type Running } from "./helpers/open-product.ts";
import { startRefused } from "./helpers/product.ts";

let running: Running;
beforeAll(async () => {
  running = await openProduct();
});
afterAll(() => running.close());

const NEW_KEY = `k2:${Buffer.alloc(32, 2).toString("base64")}`;

/** Every row of every table, as the database would show it to whoever reads it. */
const wholeDatabase = async (): Promise<string> => {
  const { database } = running.db;
  const tables = await database.execute<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = 'public'`,
  );
  const contents = await Promise.all(
    tables.map(({ name }) =>
      database.execute(sql`select t::text from ${sql.identifier(name)} as t`),
    ),
  );
  return JSON.stringify(contents);
};

const sealedWith = async (): Promise<string | undefined> => {
  const [row] = await running.db.database.execute<{ sealed_token: string }>(
    sql`select sealed_token from workspaces`,
  );
  return row?.sealed_token.split(":")[0];
};

/** The log comes from another process, and may be a moment behind its answers. */
const logged = (words: string): Promise<true> =>
  eventually(
    () => (running.product.log.join("\n").includes(words) ? true : undefined),
    `Never logged: ${words}`,
  );

describe("secrets", () => {
  test("the token stands in no table and no line of the log", async () => {
    const everything = await wholeDatabase();
    expect(everything).toContain("T0NPOS");
    for (const secret of [TOKEN, Buffer.from(TOKEN).toString("base64"), KEY.slice(3)]) {
      expect(everything).not.toContain(secret);
      expect(running.product.log.join("\n")).not.toContain(secret);
    }
  });

  test("a new first key seals from the next start on, and people notice nothing", async () => {
    expect(await sealedWith()).toBe("k1");
    await running.product.stop();
    await running.restart({ BCN_ENCRYPTION_KEYS: `${NEW_KEY},${KEY}` });
    expect(await sealedWith()).toBe("k2");
    expect(textOf((await running.person(FIJI).command("help")).json)).toContain("/bcn request");
  });

  test("a token whose key is gone is a fault that names the key, not a wrong answer", async () => {
    await running.product.stop();
    await running.db.database.execute(
      sql`update workspaces set sealed_token = regexp_replace(sealed_token, '^k2:', 'k9:')`,
    );
    // A start that hears whose token it is would seal it anew.
    running.slack.order({ method: "auth.test", kind: "500" });
    await running.restart({ BCN_ENCRYPTION_KEYS: `${NEW_KEY},${KEY}` });
    const answered = await running.person(FIJI).command("requests");
    expect(answered.status).toBe(200);
    expect(textOf(answered.json)).toContain("Sorry, that didn't work");
    await logged('No encryption key \\"k9\\" in BCN_ENCRYPTION_KEYS');
    expect(running.product.log.join("\n")).not.toContain(TOKEN);
  });
});

describe("a start", () => {
  test("again on the same database changes nothing for anybody", async () => {
    await running.product.stop();
    const people = await running.db.database.execute(sql`select id from people order by id`);
    await running.restart();
    expect(await running.db.database.execute(sql`select id from people order by id`)).toEqual(
      people,
    );
    expect(textOf((await running.person(ADMIN).command("help")).json)).toContain("/bcn publish");
  });

  test("while Slack fails in a way that passes is not ready, tries again, and then the administrator's workspace is linked", async () => {
    await running.product.stop();
    await running.db.database.execute(sql`delete from workspaces`);
    const faults = [
      { kind: "refused", error: "internal_error" },
      { kind: "429", retryAfter: 1 },
    ] as const;
    for (const fault of faults) running.slack.order({ method: "auth.test", ...fault });
    await running.restart();
    await logged("the start could not be completed; trying again");
    expect(await ready()).toEqual({ status: 503, slack: "waiting" });
    // Installed first, linked a moment later: until then the answer is another one.
    await eventually(async () => {
      const words = textOf((await running.person(ADMIN).command("channel on")).json);
      return words.includes("gets news for APO") ? words : undefined;
    }, "Never installed and linked");
    expect(await ready()).toEqual({ status: 200, slack: "ok" });
  });

  const ready = async () => {
    const answer = await fetch(`${running.product.url}/readyz`);
    const { slack } = (await answer.json()) as { slack: string };
    return { status: answer.status, slack };
  };

  test("it isn't ready before the administrator has their role", async () => {
    const user = "U0SECONDADMIN";
    const hasRole = async (): Promise<boolean> => {
      const rows = await running.db.database.execute(
        sql`select 1 from accounts where user_id = ${user}`,
      );
      return rows.length > 0;
    };
    await running.product.stop();
    running.slack.order({ method: "auth.test", kind: "slow", millis: 3000 });
    const PORT = String(await freePort());
    const started = running.restart({ PORT, BCN_ADMIN: `slack:${TEAM}:${user}` });
    const seen: unknown[] = [];
    await eventually(
      async () => {
        const response = await fetch(`http://127.0.0.1:${PORT}/readyz`).catch(() => undefined);
        if (response?.status === 200) return (await hasRole()) || Promise.reject("ready too soon");
        seen.push((await response?.json())?.admin);
        return undefined;
      },
      "Never ready",
      30_000,
    );
    expect(seen).toContain("waiting");
    await started;
  });

  test("asked to stop, it stops by itself and leaves no fault behind", async () => {
    await running.product.stop();
    await running.restart();
    const { log } = running.product;
    await running.product.stop();
    expect(log.filter((line) => /"level":(?:50|60)/.test(line))).toEqual([]);
    await running.restart();
  });

  test("with a wrong configuration is refused with each variable's name and no secret", async () => {
    const { code, said } = await startRefused({
      ...running.env,
      PORT: "many",
      SLACK_BOT_TOKEN: "wrong-secret-1",
      BCN_ENCRYPTION_KEYS: "k1:wrong-secret-2",
    });
    expect(code).toBe(78);
    for (const name of ["PORT", "SLACK_BOT_TOKEN", "BCN_ENCRYPTION_KEYS"])
      expect(said).toContain(name);
    expect(said).not.toContain("wrong-secret");
  });

  test("without its database says why in its log, a line like all others, and ends", async () => {
    const DATABASE_URL = "postgres://bcn:wrong-secret-3@127.0.0.1:1/bcn";
    const { code, said } = await startRefused({ ...running.env, DATABASE_URL });
    expect(code).toBe(1);
    const lines = said.split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.at(-1)).toMatchObject({
      level: 50,
      msg: "stopped by a fault",
      err: { cause: { facts: { code: "ECONNREFUSED" } } },
    });
    expect(said).not.toContain("wrong-secret");
  });

  test("with a token that Slack refuses says so, and ends", async () => {
    const { code, said } = await startRefused({
      ...running.env,
      SLACK_BOT_TOKEN: "xoxb-unknown-1",
    });
    expect(code).not.toBe(0);
    expect(said).toContain("Slack refuses SLACK_BOT_TOKEN");
    expect(said).toContain("stopped by a fault");
    expect(said).not.toContain("xoxb-unknown-1");
  });
});
