import type { OrganisationId } from "../../domain/ids.ts";
import { readPointer } from "../../domain/pointers.ts";
import { admittedInAdvance } from "../../domain/programmes/admissions.ts";
import type { Closing } from "../../domain/programmes/closing.ts";
import type { Programme } from "../../domain/programmes/programmes.ts";
import type { Round } from "../../domain/programmes/rounds.ts";
import type { DateTime } from "../../domain/time.ts";
import type { Connection } from "../../store/database.ts";
import { admissionsFor } from "../../store/programmes/admissions.ts";
import { findProgramme } from "../../store/programmes/programmes.ts";
import { hasRefusedRound } from "../../store/programmes/round-refusals.ts";
import { draftsOf } from "../../store/requests/drafts.ts";
import { hasSentInRound } from "../../store/requests/requests.ts";

/** Undefined when the programme or round is gone, or its closing date is no longer the one planned for. */
export const loadClosing = async (
  db: Connection,
  ids: { readonly programme?: string; readonly round?: string; readonly day?: string },
  organisation: OrganisationId | undefined,
  now: DateTime,
): Promise<Closing | undefined> => {
  const id = readPointer("programme", ids.programme)?.id;
  const programme = await (id && findProgramme(db, id));
  const round = programme?.rounds.find(({ id }) => id === ids.round);
  if (!programme || !round || !organisation || round.closesOn !== ids.day) return undefined;
  return closingFor(db, programme, round, organisation, now);
};

export const closingFor = async (
  db: Connection,
  programme: Programme,
  round: Round,
  organisation: OrganisationId,
  now: DateTime,
): Promise<Closing> => ({
  programme,
  round,
  sent: await hasSentInRound(db, organisation, round.id),
  refused: await hasRefusedRound(db, round.id, organisation),
  admitted: admittedInAdvance(await admissionsFor(db, organisation)).has(round.id),
  drafts: (await draftsOf(db, organisation)).filter(
    (draft) => draft.programmeId === programme.id && Object.keys(draft.answers).length > 0,
  ).length,
  now,
});
