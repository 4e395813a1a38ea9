/** What both bots send to: takes every message and keeps the last one, as quickly as Node can. */
import { createServer } from "node:http";
import { listenOnAnyPort, stop } from "../../surfaces/slack/harness.ts";

export interface QuickService {
  readonly host: string;
  readonly serviceUrl: string;
  readonly loginUrl: string;
  /** The last message as it came, JSON. */
  last(): string;
  close(): Promise<void>;
}

export const BEARER = "token-of-the-benchmark";

export const startQuickService = async (): Promise<QuickService> => {
  let last = "";
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on("data", (chunk: Buffer) => void chunks.push(chunk));
    req.on("end", () => {
      const isLogin = req.url?.startsWith("/login/");
      if (!isLogin && req.headers.authorization !== `Bearer ${BEARER}`)
        return void res.writeHead(401).end();
      if (!isLogin) last = Buffer.concat(chunks).toString();
      res.writeHead(isLogin ? 200 : 201, { "content-type": "application/json" });
      res.end(isLogin ? GIVEN : '{"id":"1"}');
    });
  });
  const base = await listenOnAnyPort(server);
  return {
    host: new URL(base).host,
    serviceUrl: `${base}/emea/`,
    loginUrl: `${base}/login`,
    last: () => last,
    close: () => stop(server),
  };
};

const GIVEN = JSON.stringify({ token_type: "Bearer", expires_in: 86_400, access_token: BEARER });
