import { createHash } from "node:crypto";
import type { RenderedMessage } from "../rendering/render-message.ts";

/** SHA-256, hex, of what people see of a message: the same isn't sent again. */
export const digestOf = ({ summary, attachments }: RenderedMessage): string =>
  createHash("sha256")
    .update(JSON.stringify([summary, attachments[0].content]))
    .digest("hex");
