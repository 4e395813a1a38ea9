/** The morning after a closing date: whoever holds a draft that wasn't sent is asked what next. */
import { type Draft, isUntouched } from "../domain/drafts.ts";
import { SECRETARIAT } from "../domain/ids.ts";
import { actsFor } from "../domain/people.ts";
import { closingInstant, isOpen, type Round } from "../domain/rounds.ts";
import type { DateTime } from "../domain/time.ts";
import { inTransaction, type Transaction } from "../store/database.ts";
import { draftsBegunBefore } from "../store/drafts.ts";
import { findOrganisation } from "../store/organisations.ts";
import { findPerson } from "../store/people.ts";
import { lockUnsweptRound, markSwept, unsweptRounds } from "../store/programmes.ts";
import { hasRefusedRound } from "../store/round-refusals.ts";
import type { House } from "./house.ts";
import { tellPerson } from "./tell.ts";

/** Plans the messages of every round that has closed since it was asked last; how many rounds. */
export const makeTellOfMissedClosings =
  (house: House) =>
  async (now: DateTime): Promise<number> => {
    const closed = (await unsweptRounds(house.database)).filter(
      ({ round, zone }) => !isOpen(round, zone, now),
    );
    for (const one of closed) await inTransaction(house.database, (tx) => sweep(house, tx, one));
    return closed.length;
  };

const sweep = async (
  house: House,
  tx: Transaction,
  { programmeId, round, zone }: Awaited<ReturnType<typeof unsweptRounds>>[number],
): Promise<void> => {
  if (!(await lockUnsweptRound(tx, round))) return;
  const closing = closingInstant(round, zone);
  for (const draft of await draftsBegunBefore(tx, programmeId, closing)) {
    if (isUntouched(draft) || (await hasRefusedRound(tx, round.id, draft.sender))) continue;
    await tellHolder(house, tx, draft, round, closing);
  }
  await markSwept(tx, round);
};

const tellHolder = async (
  house: House,
  tx: Transaction,
  draft: Draft,
  round: Round,
  closing: DateTime,
): Promise<void> => {
  const holder = await findPerson(tx, draft.heldBy);
  if (!holder) return;
  const home = actsFor(holder, draft.sender) ? draft.sender : SECRETARIAT;
  const organisation = await findOrganisation(tx, home);
  if (!organisation) return;
  await tellPerson(
    house,
    tx,
    {
      kind: "closingMissed",
      about: `${draft.id}:${round.id}:${round.closesOn}`,
      ids: { draft: draft.id, round: round.id, day: round.closesOn },
      at: closing,
      when: "workingMorning",
    },
    { person: holder.id, organisation },
  );
};
