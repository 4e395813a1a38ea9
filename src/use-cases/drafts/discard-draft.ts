import { caseOfDraft, may, mayEdit } from "../../domain/access.ts";
import { changesSince } from "../../domain/drafts/draft-editing.ts";
import { type Draft, valuesOf } from "../../domain/drafts/drafts.ts";
import { type PersonId, type RequestId, SECRETARIAT } from "../../domain/ids.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import { actsFor } from "../../domain/people.ts";
import type { DateTime } from "../../domain/time.ts";
import type { Transaction } from "../../store/database.ts";
import { markHomesStale } from "../../store/home/home-marks.ts";
import { allOrganisations } from "../../store/people/organisations.ts";
import { findPerson, namesOf } from "../../store/people/people.ts";
import { markDiscarded } from "../../store/requests/drafts.ts";
import type { Context, Interaction, NotFound } from "../context.ts";
import { tell } from "../letters/tell.ts";
import { type DraftRefusal, onDraft } from "./on-draft.ts";

export interface DiscardDraft extends Interaction {
  readonly draft: string;
  /** The revision that the person saw: nobody discards what they haven't seen. */
  readonly seen: number;
}

/** A colleague changed it since; it stays. */
export interface ChangedMeanwhile {
  readonly kind: "changedMeanwhile";
  readonly draft: RequestId;
  readonly by: string;
}

/** Gone for everyone in the NPO, with all that was typed; no history, no number. */
export const discardDraft = (
  context: Context,
  input: DiscardDraft,
): Promise<Outcome<undefined, DraftRefusal | ChangedMeanwhile>> =>
  onDraft<undefined, ChangedMeanwhile | NotFound>(context, input, async (tx, person, draft) => {
    if (!may(person, "discard-draft", caseOfDraft(draft))) return refused({ kind: "notFound" });
    const [change] = changesSince(draft, person.id, input.seen);
    if (change) {
      const names = await namesOf(tx, [change.by]);
      const by = names.get(change.by) ?? "";
      return refused({ kind: "changedMeanwhile", draft: draft.id, by });
    }
    await markDiscarded(tx, draft.id, { by: person.id, at: input.at.toJSDate() });
    await markHomesStale(tx, [draft.sender, SECRETARIAT]);
    await tellColleagues(context, tx, { draft, by: person.id, at: input.at });
    return done(undefined);
  });

/** Who began it, and who held it: each by the post by which they could still go on with it. */
const tellColleagues = async (
  context: Context,
  tx: Transaction,
  { draft, by, at }: { draft: Draft; by: PersonId; at: DateTime },
): Promise<void> => {
  const members = await allOrganisations(tx);
  const host = members.find(({ id }) => id === valuesOf(draft.answers).host)?.id ?? "none";
  for (const id of new Set([draft.begunBy, draft.heldBy])) {
    const colleague = id === by ? undefined : await findPerson(tx, id);
    if (!colleague || !mayEdit(colleague, draft)) continue;
    const post = actsFor(colleague, draft.sender) ? draft.sender : SECRETARIAT;
    const of = members.find((one) => one.id === post);
    if (!of) throw new Error(`No organisation ${post}`);
    const has = id === draft.begunBy ? "begun" : "held";
    const ids = { draft: draft.id, host, has } as const;
    await tell(context, tx, "draftDiscarded", { ids, to: { person: id, of }, at });
  }
};
