/**
 * The bound: the bare app that asks PostgreSQL once before it acknowledges. A command reads one row by
 * its key, a keystroke has its page's values written into one row, on the disk when it returns. It knows
 * no rights, no drafts and no replays; no app on this machine that asks at all can be faster.
 */
import { App, HTTPReceiver } from "@slack/bolt";
import postgres from "postgres";

const sql = postgres(process.env.DATABASE_URL, { fetch_types: false, onnotice: () => undefined });
await sql`create table if not exists bench_typed (who text primary key, page jsonb not null)`;
const prepared = { prepare: true };
const read = (who) => sql.unsafe("select page from bench_typed where who = $1", [who], prepared);
const write = (who, page) =>
  sql.unsafe(
    "insert into bench_typed values ($1, $2) on conflict (who) do update set page = excluded.page",
    [who, page],
    prepared,
  );

const receiver = new HTTPReceiver({ signingSecret: process.env.SLACK_SIGNING_SECRET ?? "" });
const app = new App({
  receiver,
  authorize: async () => ({ botToken: "xoxb-nobody", botId: "B0BARE", botUserId: "U0BARE" }),
});
app.command(/^\//, async ({ ack, body }) => {
  await read(body.user_id);
  await ack();
});
app.action(/./, async ({ ack, body }) => {
  await write(body.user.id, JSON.stringify(body.view.state.values));
  await ack();
});

const server = await receiver.start({ port: 0, host: "127.0.0.1" });
console.log(`Listening http://127.0.0.1:${server.address().port}`);
