import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Typed } from "../../../src/surfaces/command.ts";
import { makeSlackSocket, type SlackSocket } from "../../../src/surfaces/slack/socket.ts";
import { onThisMachine } from "../../helpers/on-this-machine.ts";
import {
  type FakeSlack,
  fakeCommands,
  fakeLog,
  listenOnAnyPort,
  PROGRAMME_NOW,
  said,
  startFakeSlack,
  stop,
} from "./harness.ts";

let socket: SlackSocket;
let slack: FakeSlack;
let server: Server;
afterEach(async () => {
  await socket.stop();
  await stop(server);
  await slack.close();
});

// The WebSocket protocol, as much of it as two short messages need (RFC 6455).
const KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const accept = (key: string): string =>
  createHash("sha1").update(`${key}${KEY_SUFFIX}`).digest("base64");

const frame = (message: object): Buffer => {
  const text = Buffer.from(JSON.stringify(message));
  return Buffer.concat([Buffer.from([0x81, 126, text.length >> 8, text.length & 255]), text]);
};

const unmasked = (data: Buffer): string => {
  const start = ((data[1] ?? 0) & 127) === 126 ? 4 : 2;
  const mask = data.subarray(start, start + 4);
  return Buffer.from(
    data.subarray(start + 4).map((byte, at) => byte ^ (mask[at % 4] ?? 0)),
  ).toString();
};

let typed: Typed[];
let answers: unknown[];
const TAKEN = () => ({ body: { ok: true, url } });
let url: string;
let log: ReturnType<typeof fakeLog>;
let authorize: () => Promise<string>;

/** A Slack that takes the connection and then sends a command over it, and after the answer a malformed call. */
beforeEach(async () => {
  slack = await startFakeSlack();
  typed = [];
  answers = [];
  log = fakeLog();
  authorize = async () => "xoxb-fiji";
  server = createServer();
  server.on("upgrade", (req, connection: Socket) => {
    const key = accept(req.headers["sec-websocket-key"] ?? "");
    connection.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`,
    );
    connection.on("data", (data) => {
      // 0x88 is a close, which is answered by closing.
      if (data[0] === 0x88) connection.end();
      if (data[0] !== 0x81) return;
      answers.push(JSON.parse(unmasked(data)));
      const malformed = { type: "block_actions", user: null, actions: [{}] };
      if (answers.length === 1)
        connection.write(frame({ type: "interactive", envelope_id: "e2", payload: malformed }));
    });
    connection.on("error", () => {});
    connection.write(frame({ type: "hello" }));
    const payload = {
      command: "/bcn",
      text: "help",
      team_id: "TFIJI",
      user_id: "ULIAISON",
      channel_id: "D1",
      channel_name: "directmessage",
    };
    connection.write(frame({ type: "slash_commands", envelope_id: "e1", payload }));
  });
  url = (await listenOnAnyPort(server)).replace("http", "ws");
  socket = makeSlackSocket({
    appToken: "xapp-1",
    signingSecret: "unused",
    commands: fakeCommands({
      typed: async (call) => {
        typed.push(call);
        return { kind: "say", message: said("Hello") };
      },
    }),
    authorize: () => authorize(),
    onHomeOpened: async () => undefined,
    programmeNow: () => PROGRAMME_NOW,
    log,
    apiUrl: `${slack.url}/api/`,
  });
});

const answered = () =>
  expect
    .poll(() => answers)
    .toMatchObject([
      { envelope_id: "e1", payload: { response_type: "ephemeral", text: "Hello" } },
      { envelope_id: "e2" },
    ]);

test("a command over Socket Mode is run and answered as over HTTP, and a malformed call acknowledged only", async () => {
  // Once to learn whether the token is taken, and once by Slack's own library.
  slack.answers["apps.connections.open"] = [TAKEN(), TAKEN()];
  await socket.start();
  await answered();
  expect(log.lines).toMatchObject([{ level: "warn", facts: { part: "user" } }]);
  expect(typed).toMatchObject([{ text: "help", place: { kind: "direct", conversation: "D1" } }]);
  expect(slack.of("apps.connections.open")).toMatchObject([
    { token: "xapp-1" },
    { token: "xapp-1" },
  ]);
  expect(socket.hasConnected()).toBe(true);
});

test("while Slack fails the start goes on, and it is connected by and by", async () => {
  const fails = { body: { ok: false, error: "internal_error" } };
  const page = { raw: Buffer.from("<html>Slack is down</html>") };
  slack.answers["apps.connections.open"] = [fails, TAKEN(), page, { status: 502 }, TAKEN()];
  await socket.start();
  expect(socket.hasConnected()).toBe(false);
  await answered();
  expect(socket.hasConnected()).toBe(true);
});

test.each(["invalid_auth", "token_revoked", "missing_scope"])(
  "%s is about the app's token: the start ends with its name",
  async (error) => {
    slack.answers["apps.connections.open"] = [{ body: { ok: false, error } }];
    await expect(socket.start()).rejects.toThrow("Slack refuses SLACK_APP_TOKEN");
    expect(slack.of("apps.connections.open")).toHaveLength(1);
  },
);

test("it is answered in time there as well while its workspace can't be looked up", async () => {
  slack.answers["apps.connections.open"] = [TAKEN(), TAKEN()];
  authorize = () => new Promise(() => undefined);
  await socket.start();
  await expect
    .poll(() => answers, { timeout: onThisMachine(2_900) })
    .toMatchObject([{ envelope_id: "e1", payload: { text: "One moment" } }, { envelope_id: "e2" }]);
});
