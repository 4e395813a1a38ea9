import { join } from "node:path";
import type { TeamsTenant } from "../cast.ts";
import { openJsonFile } from "../json-file.ts";
import { chatIdOf } from "./ids.ts";

/** Where the app is installed: personal chats and teams. */
export interface Installs {
  has(scope: string): boolean;
  add(scope: string): void;
  remove(scope: string): void;
  flush(): Promise<void>;
}

export async function openInstalls(folder: string, cast: TeamsTenant[]): Promise<Installs> {
  const scopes = cast.flatMap(({ id, users, teams }) => [
    ...users.map((user) => chatIdOf(id, user.id)),
    ...teams.filter(({ withoutBot }) => !withoutBot).map((team) => team.id),
  ]);
  const file = await openJsonFile(join(folder, "teams-installs.json"), { scopes });
  const remove = (scope: string): void => {
    file.value.scopes = file.value.scopes.filter((one) => one !== scope);
    file.changed();
  };
  return {
    has: (scope) => file.value.scopes.includes(scope),
    add(scope) {
      remove(scope);
      file.value.scopes.push(scope);
    },
    remove,
    flush: file.flush,
  };
}
