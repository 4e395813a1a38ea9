import { mayGenerally } from "../domain/access.ts";
import { looksLikeId, roundId } from "../domain/ids.ts";
import type { Organisation } from "../domain/members.ts";
import { done, type Outcome, refused } from "../domain/outcome.ts";
import { npoesOf } from "../domain/people.ts";
import type { Programme } from "../domain/programmes.ts";
import type { Round } from "../domain/rounds.ts";
import { allOrganisations } from "../store/organisations.ts";
import { allProgrammes } from "../store/programmes.ts";
import { saveRoundRefusal } from "../store/round-refusals.ts";
import {
  asPerson,
  type House,
  type NotFound,
  type Press,
  type Replayed,
  type Stranger,
} from "./house.ts";

export interface RoundRefused {
  readonly programme: Programme;
  readonly round: Round;
  readonly npo: Organisation;
}

export type RefuseRoundRefusal = Stranger | Replayed | NotFound | { readonly kind: "notALiaison" };

/** "Not this round", said by an LO for their NPO: no more closing-date reminders of it. */
export const makeRefuseRound =
  (house: House) =>
  (input: Press & { readonly round: string }): Promise<Outcome<RoundRefused, RefuseRoundRefusal>> =>
    asPerson<RoundRefused, RefuseRoundRefusal>(house, input, async (tx, person) => {
      const npo = (await allOrganisations(tx)).find(
        ({ id }) => npoesOf(person).includes(id) && mayGenerally(person, "not-this-round", id),
      );
      if (!npo) return refused({ kind: "notALiaison" });
      if (!looksLikeId(input.round)) return refused({ kind: "notFound" });
      const wanted = roundId(input.round);
      const programme = (await allProgrammes(tx)).find(({ rounds }) =>
        rounds.some(({ id }) => id === wanted),
      );
      const round = programme?.rounds.find(({ id }) => id === wanted);
      if (!programme || !round) return refused({ kind: "notFound" });
      await saveRoundRefusal(tx, wanted, npo.id, person.id, input.at.toJSDate());
      return done({ programme, round, npo });
    });
