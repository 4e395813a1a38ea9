import type { ServerResponse } from "node:http";

/** Acknowledges a call; an object goes as JSON. Throws when it was answered before. */
export function answerCall(res: ServerResponse, answer?: object | string): void {
  const isObject = typeof answer === "object";
  const text = isObject ? JSON.stringify(answer) : (answer ?? "");
  res
    .writeHead(200, {
      ...(isObject ? { "content-type": "application/json" } : {}),
      "content-length": Buffer.byteLength(text),
    })
    .end(text);
}
