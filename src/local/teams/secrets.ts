import { generateKeyPairSync, randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import { openJsonFile } from "../json-file.ts";

export interface TeamsSecrets {
  appPassword: string;
  /** The key that signs the calls of Teams, in PEM, and its name. */
  privateKey: string;
  kid: string;
}

/** Random, made once, kept in the data folder: nothing here is valid anywhere else. */
export async function openTeamsSecrets(folder: string): Promise<TeamsSecrets> {
  const file = await openJsonFile<Partial<TeamsSecrets>>(join(folder, "teams-secrets.json"), {});
  const { appPassword, privateKey, kid } = file.value;
  if (appPassword && privateKey && kid) return { appPassword, privateKey, kid };
  const made = {
    appPassword: randomBytes(20).toString("hex"),
    privateKey: generateKeyPairSync("rsa", { modulusLength: 2048 })
      .privateKey.export({ type: "pkcs8", format: "pem" })
      .toString(),
    kid: randomUUID(),
  };
  file.value = made;
  file.changed();
  await file.flush();
  return made;
}
