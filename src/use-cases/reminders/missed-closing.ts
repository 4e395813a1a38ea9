/** The morning after a closing date: whoever holds a draft that wasn't sent is asked what next. */
import { type Draft, isUntouched } from "../../domain/drafts/drafts.ts";
import { closingInstant, isOpen, type Round } from "../../domain/programmes/rounds.ts";
import type { DateTime } from "../../domain/time.ts";
import { inTransaction, type Transaction } from "../../store/database.ts";
import { findOrganisation } from "../../store/people/organisations.ts";
import { hasRefusedRound } from "../../store/programmes/round-refusals.ts";
import { lockUnsweptRound, markSwept, unsweptRounds } from "../../store/programmes/rounds.ts";
import { draftsBegunBefore } from "../../store/requests/drafts.ts";
import type { Context } from "../context.ts";
import { tell } from "../letters/tell.ts";

/** Plans the messages of every round that has closed since it was asked last; how many rounds. */
export const tellOfMissedClosings = async (context: Context, now: DateTime): Promise<number> => {
  const closed = (await unsweptRounds(context.database)).filter(
    ({ round, zone }) => !isOpen(round, zone, now),
  );
  for (const one of closed) await inTransaction(context.database, (tx) => sweep(context, tx, one));
  return closed.length;
};

const sweep = async (
  context: Context,
  tx: Transaction,
  { programmeId, round, zone }: Awaited<ReturnType<typeof unsweptRounds>>[number],
): Promise<void> => {
  if (!(await lockUnsweptRound(tx, round))) return;
  const closing = closingInstant(round, zone);
  for (const draft of await draftsBegunBefore(tx, programmeId, closing)) {
    if (isUntouched(draft) || (await hasRefusedRound(tx, round.id, draft.sender))) continue;
    await tellHolder(context, tx, draft, round, closing);
  }
  await markSwept(tx, round);
};

/** The holder; the NPO's LO where the holder can't be told, having lost the role or the account. */
const tellHolder = async (
  context: Context,
  tx: Transaction,
  draft: Draft,
  round: Round,
  closing: DateTime,
): Promise<void> => {
  const npo = await findOrganisation(tx, draft.sender);
  if (!npo) throw new Error(`Draft ${draft.id} has no sender`);
  await tell(context, tx, "closingMissed", {
    ids: { draft: draft.id, round: round.id, day: round.closesOn, holder: draft.heldBy },
    about: `${draft.id}:${round.id}:${round.closesOn}`,
    to: { holders: [draft.heldBy], of: npo },
    at: closing,
  });
};
