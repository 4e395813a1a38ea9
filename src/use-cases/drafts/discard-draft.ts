import { caseOfDraft, may } from "../../domain/access.ts";
import { changesSince } from "../../domain/drafts/draft-editing.ts";
import { type RequestId, SECRETARIAT } from "../../domain/ids.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import { markHomesStale } from "../../store/home/home-marks.ts";
import { namesOf } from "../../store/people/people.ts";
import { markDiscarded } from "../../store/requests/drafts.ts";
import type { Context, Interaction, NotFound } from "../context.ts";
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
    return done(undefined);
  });
