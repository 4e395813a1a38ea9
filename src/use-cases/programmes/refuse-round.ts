import { mayGenerally } from "../../domain/access.ts";
import type { Organisation } from "../../domain/members/members.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import { readPointer } from "../../domain/pointers.ts";
import type { Programme } from "../../domain/programmes/programmes.ts";
import { isOpen, type Round } from "../../domain/programmes/rounds.ts";
import { markHomesStale } from "../../store/home/home-marks.ts";
import { findOrganisation } from "../../store/people/organisations.ts";
import { allProgrammes } from "../../store/programmes/programmes.ts";
import { saveRoundRefusal } from "../../store/programmes/round-refusals.ts";
import { hasSentInRound } from "../../store/requests/requests.ts";
import {
  asPerson,
  type Context,
  type Interaction,
  type NotFound,
  type Replayed,
  type Stranger,
} from "../context.ts";

export interface RoundRefused {
  readonly programme: Programme;
  readonly round: Round;
  readonly npo: Organisation;
}

export type RefuseRoundRefusal =
  | Stranger
  | Replayed
  | NotFound
  | { readonly kind: "notALiaison" }
  /** Too late to say it: the round has closed, or a request was sent in it. */
  | {
      readonly kind: "closed" | "sentAlready";
      readonly programme: Programme;
      readonly round: Round;
    };

/** "Not this round", said by an LO for their NPO: no more closing-date reminders of it. */
export const refuseRound = (
  context: Context,
  input: Interaction & { readonly round: string; readonly npo: string },
): Promise<Outcome<RoundRefused, RefuseRoundRefusal>> =>
  asPerson<RoundRefused, RefuseRoundRefusal>(context, input, async (tx, person) => {
    const id = readPointer("organisation", input.npo)?.id;
    const npo = id && (await findOrganisation(tx, id));
    if (!npo || !mayGenerally(person, "not-this-round", npo.id)) {
      return refused({ kind: "notALiaison" });
    }
    const wanted = readPointer("round", input.round)?.id;
    if (!wanted) return refused({ kind: "notFound" });
    const programme = (await allProgrammes(tx)).find(({ rounds }) =>
      rounds.some(({ id }) => id === wanted),
    );
    const round = programme?.rounds.find(({ id }) => id === wanted);
    if (!programme || !round) return refused({ kind: "notFound" });
    if (!isOpen(round, programme.zone, input.at))
      return refused({ kind: "closed", programme, round });
    if (await hasSentInRound(tx, npo.id, wanted))
      return refused({ kind: "sentAlready", programme, round });
    await saveRoundRefusal(tx, wanted, npo.id, person.id, input.at.toJSDate());
    await markHomesStale(tx, [npo.id]);
    return done({ programme, round, npo });
  });
