import type { IncomingMessage } from "node:http";

export type Body =
  | { readonly kind: "read"; readonly raw: Buffer }
  | { readonly kind: "tooLarge" }
  | { readonly kind: "tooSlow" }
  /** The sender went away. */
  | { readonly kind: "broken" };

/** Reads a request's body, at most `limit` bytes and for at most `patience` milliseconds. */
export function readBody(req: IncomingMessage, limit: number, patience: number): Promise<Body> {
  return new Promise((resolve) => {
    if (Number(req.headers["content-length"]) > limit) return resolve({ kind: "tooLarge" });
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = (body: Body): void => {
      clearTimeout(timer);
      req.off("data", take);
      resolve(body);
    };
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > limit) finish({ kind: "tooLarge" });
      else chunks.push(chunk);
    };
    const timer = setTimeout(() => finish({ kind: "tooSlow" }), patience);
    req.on("data", take);
    req.once("end", () => finish({ kind: "read", raw: Buffer.concat(chunks) }));
    req.once("error", () => finish({ kind: "broken" }));
    req.once("close", () => finish({ kind: "broken" }));
  });
}
