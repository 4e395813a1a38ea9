import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { onThisMachine } from "../helpers/on-this-machine.ts";
import { eventually } from "./helpers/client.ts";
import { FIJI, fillIn, openProduct, type Running } from "./helpers/open-product.ts";

let running: Running;
beforeAll(async () => {
  running = await openProduct();
});
afterAll(() => running.close());

const look = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${running.product.url}${path}`, { headers });

const metric = (text: string, name: string): number =>
  Number(
    text
      .split("\n")
      .find((line) => line.startsWith(`${name} `))
      ?.split(" ")
      .at(-1),
  );

test("a request that was sent shows in the metrics, and nobody's words or ids do", async () => {
  const liaison = running.person(FIJI);
  const topic = "Topic that is nobody's label";
  await liaison.submit(await fillIn(liaison, { over: { topic } }));
  await liaison.command("requests and some text");
  await liaison.command("Kaizen in public hospitals");
  const sent = 'bcn_letters_total{platform="slack",kind="received",outcome="sent"}';
  const text = await eventually(async () => {
    const now = await (await look("/metrics")).text();
    return metric(now, sent) >= 1 ? now : undefined;
  }, "The receipt never showed");
  const count = (labels: string) => metric(text, `bcn_call_seconds_count{${labels}}`);
  expect(count('kind="typed",verb="request",outcome="ok"')).toBe(1);
  expect(count('kind="typed",verb="requests",outcome="ok"')).toBe(1);
  expect(count('kind="typed",verb="other",outcome="ok"')).toBe(1);
  expect(count('kind="pressed",verb="add",outcome="ok"')).toBe(1);
  expect(metric(text, 'bcn_requests{state="submitted"}')).toBe(1);
  expect(metric(text, 'bcn_faults_total{during="call"}')).toBe(0);
  expect(metric(text, 'bcn_tick_seconds_count{outcome="ok"}')).toBeGreaterThan(0);
  expect(text).not.toMatch(/Kaizen|nobody's label|some text|U0FJ|T0NPOS|BCN-\d/);
});

test("through a proxy there are no metrics", async () => {
  expect((await look("/metrics")).status).toBe(200);
  expect((await look("/metrics", { "x-forwarded-for": "203.0.113.7" })).status).toBe(404);
});

test("a letter that Slack doesn't get is told as late, and people are served all the same", async () => {
  const { database } = running.db;
  // As if the conversation before it were being told for six minutes.
  await database.execute(sql`
    update outbox set settled = null, settled_at = null, reference = null,
      available_at = now() - interval '6 minutes', leased_by = gen_random_uuid(),
      leased_until = now() + interval '1 minute'
    where id = (select id from outbox where kind = 'received' limit 1)`);
  const response = await look("/readyz");
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    ready: true,
    slack: "ok",
    database: "ok",
    migrations: "ok",
    letters: "late",
    oldestDueLetterSeconds: expect.any(Number),
    admin: "ok",
  });
});

test("a database that lacks this release's tables makes it not ready, and the answer says which check", async () => {
  const { database } = running.db;
  await database.execute(
    sql`update drizzle.__drizzle_migrations set created_at = created_at - 1000000000000`,
  );
  const response = await look("/readyz");
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({
    ready: false,
    database: "ok",
    migrations: "behind",
  });
  await database.execute(
    sql`update drizzle.__drizzle_migrations set created_at = created_at + 1000000000000`,
  );
  expect((await look("/readyz")).status).toBe(200);
});

test("a database that hangs makes it not ready within two seconds or so; alive it is at once", async () => {
  const { database } = running.db;
  let begun = 0;
  await database.transaction(async (tx) => {
    await tx.execute(sql`lock table drizzle.__drizzle_migrations in access exclusive mode`);
    begun = performance.now();
    expect((await look("/healthz")).status).toBe(200);
    const response = await look("/readyz");
    expect(response.status).toBe(503);
    expect(performance.now() - begun).toBeLessThan(onThisMachine(5_000));
  });
  await eventually(async () => ((await look("/readyz")).status === 200 ? true : undefined));
});
