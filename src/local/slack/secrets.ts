import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { SlackWorkspace } from "../cast.ts";
import { openJsonFile } from "../json-file.ts";

export interface Secrets {
  signingSecret: string;
  verificationToken: string;
  clientId: string;
  clientSecret: string;
  /** By team id. */
  botTokens: Record<string, string>;
}

/** Random, made once, kept in the data folder: nothing here is valid anywhere else. */
export async function openSecrets(folder: string, cast: SlackWorkspace[]): Promise<Secrets> {
  const made: Secrets = {
    signingSecret: hex(16),
    verificationToken: hex(12),
    clientId: "1000000000001.1000000000002",
    clientSecret: hex(16),
    botTokens: {},
  };
  const file = await openJsonFile(join(folder, "secrets.json"), made);
  for (const team of cast) file.value.botTokens[team.id] ??= `xoxb-local-${team.id}-${hex(12)}`;
  file.changed();
  await file.flush();
  return file.value;
}

const hex = (bytes: number): string => randomBytes(bytes).toString("hex");
