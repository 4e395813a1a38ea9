import { createHash } from "node:crypto";
import type { types } from "@slack/bolt";
import type { RenderedMessage } from "../rendering/render-message.ts";

/** SHA-256, hex, of what people see of a home or a message: the same isn't sent again. */
export const digestOf = (
  drawn: types.HomeView | Pick<RenderedMessage, "text" | "blocks">,
): string => {
  const seen = "type" in drawn ? drawn : [drawn.text, drawn.blocks];
  return createHash("sha256").update(JSON.stringify(seen)).digest("hex");
};
