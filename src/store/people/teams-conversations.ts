/** Where people and channels in Teams can be written to, as proven calls have told. */
import { and, desc, eq, or, sql } from "drizzle-orm";
import type { Connection } from "../database.ts";
import { teamsConversations } from "../schema.ts";

/** What one call tells of somebody, or of a channel; what it doesn't tell stays as it was. */
export interface TeamsConversation {
  readonly tenant: string;
  /** A person's object id, or a channel's id. */
  readonly receiver: string;
  readonly serviceUrl: string;
  readonly conversation?: string | undefined;
  /** The person's "29:…". */
  readonly member?: string | undefined;
  /** The channel's. */
  readonly team?: string | undefined;
}

export type TeamsAddress = Pick<TeamsConversation, "serviceUrl" | "conversation" | "member">;

/** Writes only what differs: nearly every call tells what is known. */
export const keepTeamsConversation = async (
  db: Connection,
  seen: TeamsConversation,
  at: Date,
): Promise<void> => {
  const { tenant, receiver, ...told } = seen;
  const [known] = await db
    .select()
    .from(teamsConversations)
    .where(and(eq(teamsConversations.tenant, tenant), eq(teamsConversations.receiver, receiver)));
  const set = { ...known, ...defined(told), writtenAt: at };
  const keys = ["serviceUrl", "conversation", "member", "team"] as const;
  if (known && keys.every((key) => (set[key] ?? null) === known[key])) return;
  await db
    .insert(teamsConversations)
    .values({ ...set, tenant, receiver, serviceUrl: told.serviceUrl })
    .onConflictDoUpdate({
      target: [teamsConversations.tenant, teamsConversations.receiver],
      set: { ...defined(told), writtenAt: at },
    });
};

const defined = <Values extends object>(values: Values): Partial<Values> =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Partial<Values>;

/** Of a receiver that isn't known, only where its tenant's service is; undefined in a tenant that isn't. */
export const findTeamsAddress = async (
  db: Connection,
  tenant: string,
  receiver: string,
): Promise<TeamsAddress | undefined> => {
  const isIt = sql<boolean>`${teamsConversations.receiver} = ${receiver}`;
  const [row] = await db
    .select()
    .from(teamsConversations)
    .where(eq(teamsConversations.tenant, tenant))
    .orderBy(desc(isIt), desc(teamsConversations.writtenAt))
    .limit(1);
  if (!row) return undefined;
  const { serviceUrl, conversation, member } = row;
  if (row.receiver !== receiver) return { serviceUrl };
  return { serviceUrl, conversation: conversation ?? undefined, member: member ?? undefined };
};

/** Until the next call from there. Gives the receivers that were known: one, or a team's channels. */
export const forgetTeamsConversations = async (
  db: Connection,
  tenant: string,
  { receiver, team }: { readonly receiver: string; readonly team?: string | undefined },
): Promise<string[]> => {
  const isIt = eq(teamsConversations.receiver, receiver);
  const rows = await db
    .delete(teamsConversations)
    .where(
      and(
        eq(teamsConversations.tenant, tenant),
        team === undefined ? isIt : or(isIt, eq(teamsConversations.team, team)),
      ),
    )
    .returning({ receiver: teamsConversations.receiver });
  return rows.map((row) => row.receiver);
};
