/**
 * The local workspace's stand-in for Slack in the test's own process, so that it outlives the
 * product. What it sends goes through a gate that notes what was acknowledged to whom.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CastWorkspace } from "../../../src/local/cast.ts";
import { type LocalWorkspace, makeLocalWorkspace } from "../../../src/local/workspace.ts";
import { pause } from "../../product/helpers/client.ts";
import type { Json } from "../../product/helpers/fake-slack.ts";
import { type Acknowledging, type Gate, makeGate } from "./gate.ts";

interface Posted {
  readonly channel: string;
  readonly ts: string;
  readonly text: string;
  /** The outbox's id, which every letter carries. */
  readonly letter: string | undefined;
}

export interface Slack {
  readonly base: string;
  readonly facts: LocalWorkspace["slack"];
  readonly gate: Gate;
  /** Web API calls in the order of their arrival, refused ones too; `atMs` never jumps. */
  readonly called: { readonly method: string; readonly token: string; readonly atMs: number }[];
  /** What the stand-in complained of. */
  readonly complaints: string[];
  /** One call of the control API. */
  control(path: string, body?: Json): Promise<Json>;
  /** All that stands in a conversation, the oldest first, as its own bot reads it. */
  messagesIn(team: string, channel: string): Promise<Posted[]>;
  close(): Promise<void>;
}

const API = "/_local/slack/api/";

export async function startSlack(
  cast: CastWorkspace[],
  acknowledging: Acknowledging,
): Promise<Slack> {
  const dataFolder = mkdtempSync(join(tmpdir(), "bcn-faults-slack-"));
  const called: Slack["called"] = [];
  const complaints: string[] = [];
  let base = "";
  const local = await makeLocalWorkspace({
    dataFolder,
    baseUrl: () => base,
    cast,
    pageAssets: async () => undefined,
    log: (line) => complaints.push(line),
  });
  const gate = makeGate(acknowledging);
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? "";
    if (path.startsWith(API)) {
      const token = (request.headers.authorization ?? "").replace("Bearer ", "");
      called.push({ method: path.slice(API.length), token, atMs: performance.now() });
    }
    if (!local.handle(request, response)) void gate.pass(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const control: Slack["control"] = async (path, body) => {
    const response = await fetch(`${base}/_local/${path}`, {
      ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
    });
    return (await response.json()) as Json;
  };
  const tokenOf = (team: string): string =>
    local.slack.teams.find(({ teamId }) => teamId === team)?.botToken ?? "";

  return {
    base,
    facts: local.slack,
    gate,
    called,
    complaints,
    control,
    messagesIn: (team, channel) => messagesIn({ base, token: tokenOf(team), channel }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await local.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

interface StoredMessage {
  readonly ts: string;
  readonly text: string;
  readonly metadata?: { readonly event_payload?: { readonly id?: string } };
}

const messagesIn = async (at: {
  readonly base: string;
  readonly token: string;
  readonly channel: string;
}): Promise<Posted[]> => {
  const asked = `channel=${at.channel}&limit=999&include_all_metadata=true`;
  const response = await fetch(`${at.base}${API}conversations.history?${asked}`, {
    headers: { authorization: `Bearer ${at.token}` },
  });
  if (response.status === 429) {
    await pause(1000 * Number(response.headers.get("retry-after")));
    return messagesIn(at);
  }
  const {
    ok,
    error,
    messages = [],
  } = (await response.json()) as {
    readonly ok: boolean;
    readonly error?: string;
    readonly messages?: readonly StoredMessage[];
  };
  if (!ok) throw new Error(`conversations.history of ${at.channel}: ${error}`);
  return messages
    .map(({ ts, text, metadata }) => ({
      channel: at.channel,
      ts,
      text,
      letter: metadata?.event_payload?.id,
    }))
    .reverse();
};
