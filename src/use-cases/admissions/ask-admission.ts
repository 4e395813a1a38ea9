/** A draft's holder asks the Secretariat to admit it late: from then on officers may read it. */

import { SECRETARIAT } from "../../domain/ids.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import type { AdmissionView } from "../../domain/programmes/admission-views.ts";
import type { Admission } from "../../domain/programmes/admissions.ts";
import { readerTimeAt } from "../../domain/time.ts";
import type { Transaction } from "../../store/database.ts";
import { markHomesStale } from "../../store/home/home-marks.ts";
import {
  admissionsAskedBy,
  admissionsFor,
  insertAdmission,
} from "../../store/programmes/admissions.ts";
import { forgetRoundRefusal } from "../../store/programmes/round-refusals.ts";
import { asPerson, type Context } from "../context.ts";
import { tell } from "../letters/tell.ts";
import { viewAdmission } from "./admission-view.ts";
import { type LateRefusal, lockLateDraft, type OfDraft } from "./late-draft.ts";

export type AskRefusal =
  | LateRefusal
  | { readonly kind: "noReason" }
  /** By this person or a colleague; or it was given already. */
  | { readonly kind: "askedAlready"; readonly view: AdmissionView };

export const askAdmission = (
  context: Context,
  input: OfDraft & { readonly why: string },
): Promise<Outcome<AdmissionView, AskRefusal>> =>
  asPerson<AdmissionView, AskRefusal>(context, input, async (tx, person) => {
    const view = (admission: Admission) =>
      viewAdmission(tx, admission, readerTimeAt(input.at, person.zone));
    const late = await lockLateDraft(tx, person, input);
    if (!late.ok) return late;
    if (input.why === "") return refused({ kind: "noReason" });
    const { draft, round } = late.value;
    const given = (await admissionsFor(tx, draft.sender)).find(
      ({ roundId }) => roundId === round.id,
    );
    if (given) {
      return refused({ kind: "askedAlready", view: await view(given) });
    }
    const asked: Admission = {
      id: context.newId(),
      roundId: round.id,
      organisation: draft.sender,
      requestId: draft.id,
      asked: { by: person.id, at: input.at, why: input.why },
      admitted: null,
    };
    if (!(await insertAdmission(tx, asked))) {
      return refused({ kind: "askedAlready", view: await view(await earlier(tx, asked)) });
    }
    // Whoever asks to be let in has thought better of "Not this round".
    await forgetRoundRefusal(tx, round.id, draft.sender);
    await markHomesStale(tx, [draft.sender, SECRETARIAT]);
    const ids = { admission: asked.id };
    await tell(context, tx, "admissionAsked", { ids, to: "secretariat", at: input.at });
    return done(await view(asked));
  });

const earlier = async (tx: Transaction, { requestId, roundId }: Admission): Promise<Admission> => {
  const known = requestId ? await admissionsAskedBy(tx, requestId) : [];
  const same = known.find((one) => one.roundId === roundId);
  if (!same) throw new Error("An admission that stood in the way is gone");
  return same;
};
