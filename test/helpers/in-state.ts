/** A sent request as it would be in another state, with plain facts. */
import type { SentRequest, Situation } from "../../src/domain/requests/requests.ts";
import type { SentState } from "../../src/domain/states.ts";
import { inTransaction } from "../../src/store/database.ts";
import { lockSent, saveRequest } from "../../src/store/requests/requests.ts";
import { type TestContext, tokyo } from "./context.ts";

const ANSWERED_AT = tokyo("2023-03-27T10:00");

export const situation = (state: SentState): Situation => {
  switch (state) {
    case "submitted":
      return { state, considering: null, passedOn: null };
    case "host_accepted":
      return {
        state,
        consent: {
          at: ANSWERED_AT,
          dates: { startsOn: "2023-09-05", endsOn: "2023-09-07" },
          endorsement: { by: "President of JPC", as: "President", on: "2023-03-24" },
          note: "Autumn suits us better",
          decisionDueOn: "2023-04-21",
        },
      };
    case "host_declined":
      return {
        state,
        refusal: {
          at: ANSWERED_AT,
          reason: "Our halls are full",
          confidential: "Their last report never came",
          choiceDueOn: "2023-04-03",
        },
      };
    case "withdrawn":
    case "cancelled":
      return { state, ending: { at: ANSWERED_AT, reason: "The ministry has postponed it" } };
    default:
      return { state };
  }
};

/** `considering`, `consent` and the like of the state before don't come along. */
export const inState = (
  { id, programmeId, number, sender, roundId, content, ...sent }: SentRequest,
  held: Situation,
): SentRequest => ({
  ...held,
  ...{ id, programmeId, number, sender, roundId, content },
  version: sent.version + 1,
  admittedLate: sent.admittedLate,
  submittedAt: sent.submittedAt,
  submittedBy: sent.submittedBy,
  throughSecretariat: sent.throughSecretariat,
  hostAnswerDueOn: sent.hostAnswerDueOn,
  endorsementLetters: sent.endorsementLetters,
});

/** Puts it there, with nobody told. */
export const putIn = (
  { database }: Pick<TestContext, "database">,
  id: SentRequest["id"],
  held: Situation,
  over: (request: SentRequest) => SentRequest = (request) => request,
): Promise<SentRequest> =>
  inTransaction(database, async (tx) => {
    const request = await lockSent(tx, id);
    if (!request) throw new Error("It was never sent");
    const changed = over(inState(request, held));
    await saveRequest(tx, changed, request.version);
    return changed;
  });
