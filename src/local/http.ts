import type { IncomingMessage, ServerResponse } from "node:http";

/** 11 MB: the largest file that a file_input takes (10 MB) and what is said about it. */
const LARGEST_BODY_BYTES = 11_000_000;

export type Body = { bytes: Buffer } | "tooLarge";

export async function readBody(request: IncomingMessage): Promise<Body> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > LARGEST_BODY_BYTES) return "tooLarge";
    parts.push(part);
  }
  return { bytes: Buffer.concat(parts) };
}

export function answerJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    ...headers,
  });
  response.end(text);
}

const BASE = "http://local";

/** The request's URL; one that can't be read is no path of ours. */
export function urlOf({ url = "/" }: IncomingMessage): URL {
  return new URL(URL.canParse(url, BASE) ? url : "/unreadable", BASE);
}
