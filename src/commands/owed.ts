/** `owed`: what is waiting for the person, the first part of their home. */
import { stranger } from "../messages/answers.ts";
import { owed } from "../messages/home/duties.ts";
import type { House } from "../use-cases/house.ts";
import { makeReadStanding } from "../use-cases/requests/read-standing.ts";
import { type Command, say } from "./command.ts";

export const makeOwedCommand = (house: House): Command => {
  const readStanding = makeReadStanding(house);
  return {
    word: "owed",
    who: () => true,
    typed: async ({ account, arrival }) => {
      const standing = await readStanding(account, arrival.at);
      return say(standing ? owed(standing) : stranger());
    },
  };
};
