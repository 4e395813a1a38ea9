/** `owed`: what is waiting for the person, the first part of their home. */
import { stranger } from "../messages/answers.ts";
import { owed } from "../messages/home/duties.ts";
import type { Context } from "../use-cases/context.ts";
import { readStandingAsked } from "../use-cases/requests/read-standing.ts";
import { type Command, say } from "./command.ts";

export const makeOwedCommand = (context: Context): Command => ({
  word: "owed",
  who: () => true,
  typed: async ({ account, arrival }) => {
    const standing = await readStandingAsked(context, account, arrival.at);
    return say(standing ? owed(standing) : stranger());
  },
});
