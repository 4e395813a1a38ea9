/** All drafts sent at once by the use case, past Slack: letters are wanted, however slow its forms are. */
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { DateTime } from "../../../src/domain/time.ts";
import { submitRequest } from "../../../src/use-cases/requests/submit-request.ts";
import type { World } from "./world.ts";

export const submitAll = async ({
  context,
  senders,
}: Pick<World, "context" | "senders">): Promise<void> => {
  const [round] = await context.database.execute<{ id: string }>(sql`select id from rounds`);
  for (const { as, draft } of senders) {
    const [tenant = "", user = ""] = as.split(":");
    const account = { platform: "slack", tenant, user } as const;
    const interaction = { account, at: DateTime.now(), delivery: randomUUID() };
    const sent = await submitRequest(context, { ...interaction, draft, roundShown: round?.id });
    if (!sent.ok) throw new Error(`${as} could not send: ${sent.refusal.kind}`);
  }
};
