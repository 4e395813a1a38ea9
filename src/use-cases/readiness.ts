import { answers } from "../store/database.ts";
import type { House } from "./house.ts";

/** True when the database answers: without it nobody can be served. */
export const makeIsReady =
  ({ database }: Pick<House, "database">) =>
  (): Promise<boolean> =>
    answers(database);
