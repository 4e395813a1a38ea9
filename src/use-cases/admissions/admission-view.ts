import { valuesOf } from "../../domain/drafts/drafts.ts";
import type { AdmissionView } from "../../domain/programmes/admission-views.ts";
import type { Admission } from "../../domain/programmes/admissions.ts";
import type { ReaderTime } from "../../domain/time.ts";
import type { Connection } from "../../store/database.ts";
import { allOrganisations } from "../../store/people/organisations.ts";
import { findProgrammeOfRound } from "../../store/programmes/programmes.ts";
import { findDraft } from "../../store/requests/drafts.ts";

/** What a message says of a late admission; for whoever may read the draft, or was admitted. */
export const viewAdmission = async (
  db: Connection,
  admission: Admission,
  readerTime: ReaderTime,
): Promise<AdmissionView> => {
  const members = await allOrganisations(db);
  const sender = members.find(({ id }) => id === admission.organisation);
  const programme = await findProgrammeOfRound(db, admission.roundId);
  const round = programme?.rounds.find(({ id }) => id === admission.roundId);
  if (!sender || !programme || !round) {
    throw new Error(`Admission ${admission.id} points to something that is gone`);
  }
  const draft = admission.requestId ? await findDraft(db, admission.requestId) : undefined;
  const host = draft && valuesOf(draft.answers).host;
  return {
    admission,
    sender,
    host: members.find(({ id }) => id === host),
    programme,
    round,
    readerTime,
  };
};
