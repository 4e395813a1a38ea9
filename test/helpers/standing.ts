/** How things stand for one person of the first slice, as plain values. */

import type { DraftSummary, RequestSummary, Standing } from "../../src/domain/home/standing.ts";
import { organisationId, type RequestId, requestId } from "../../src/domain/ids.ts";
import type { Person } from "../../src/domain/people.ts";
import { DateTime } from "../../src/domain/time.ts";
import {
  fiji,
  firstRound,
  japan,
  liaisonOfFiji,
  noonOf20March,
  organisation,
  organisations,
  programmeOf2023,
} from "./builders.ts";

export const laos = organisation({ id: organisationId("LA"), name: "Lao PDR" });

/** Fiji's request to visit Japan, sent in the first round. */
export const summary = (over: Partial<RequestSummary> = {}): RequestSummary => ({
  id: requestId(`request ${over.number ?? "BCN-2023-001"}`),
  version: 2,
  stands: { state: "submitted", considering: null, passedOn: null },
  isFormer: false,
  number: "BCN-2023-001",
  programmeId: programmeOf2023().id,
  roundId: firstRound.id,
  sender: fiji,
  host: japan,
  hostAnswerDueOn: "2023-04-04",
  days: { startsOn: "2023-07-12", endsOn: "2023-07-14" },
  people: 4,
  topic: "Kaizen in public hospitals",
  hostIsReachable: true,
  handlers: new Map(),
  ...over,
});

/** Held by Fiji's LO. */
export const draftSummary = (over: Partial<DraftSummary> = {}): DraftSummary => ({
  id: "draft of Fiji" as RequestId,
  programmeId: programmeOf2023().id,
  sender: fiji,
  onBehalf: false,
  heldBy: liaisonOfFiji.id,
  host: japan,
  topic: "Training of consultants",
  savedAt: noonOf20March,
  mayEdit: true,
  ...over,
});

/** For Fiji's LO, on Monday 20 March 2023, nothing begun. */
export const standing = (over: Partial<Standing> = {}): Standing => {
  const person: Person = over.person ?? liaisonOfFiji;
  return {
    person,
    now: noonOf20March,
    own: organisations.filter(({ id }) => person.roles.some((role) => role.organisation === id)),
    programmes: [programmeOf2023()],
    requests: [],
    drafts: [],
    admissions: [],
    lateRequests: [],
    proposals: [],
    kept: [],
    refused: [],
    draftCounts: new Map(),
    ...over,
  };
};

export const tokyo = (iso: string): DateTime => DateTime.fromISO(iso, { zone: "Asia/Tokyo" });
