/**
 * The reference: the least that a Bolt app over HTTP can be. One listener for commands and one for
 * actions, which only acknowledge, an `authorize` that asks nobody, all else as Bolt has it when
 * nothing is said.
 */
import { App, HTTPReceiver } from "@slack/bolt";

const receiver = new HTTPReceiver({ signingSecret: process.env.SLACK_SIGNING_SECRET ?? "" });
const app = new App({
  receiver,
  authorize: async () => ({ botToken: "xoxb-nobody", botId: "B0BARE", botUserId: "U0BARE" }),
});
app.command(/^\//, ({ ack }) => ack());
app.action(/./, ({ ack }) => ack());

const server = await receiver.start({ port: 0, host: "127.0.0.1" });
console.log(`Listening http://127.0.0.1:${server.address().port}`);
