/** What belongs to a request's state, and its endorsement letters, as they are stored: instants as ISO text in UTC. */
import { z } from "zod";
import type { OrganisationId } from "../../domain/ids.ts";
import type { EndorsementLetter, Situation } from "../../domain/requests/requests.ts";
import type { State } from "../../domain/states.ts";
import { DateTime } from "../../domain/time.ts";

const instant = z.codec(z.iso.datetime(), z.custom<DateTime>(DateTime.isDateTime), {
  decode: (text) => DateTime.fromISO(text),
  encode: (at) => at.toJSDate().toISOString(),
});
const day = z.iso.date();
const words = z.string().nullable();
const ending = z.object({ at: instant, reason: z.string() });

const situation = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("submitted"),
    // What was sent before hosts could answer has no details.
    considering: z.object({ at: instant, note: words }).nullable().default(null),
    passedOn: z.object({ at: instant, to: z.string(), on: day }).nullable().default(null),
  }),
  z.object({
    state: z.literal("host_accepted"),
    consent: z.object({
      at: instant,
      dates: z.object({ startsOn: day, endsOn: day }),
      endorsement: z.object({ by: z.string(), as: z.string(), on: day }).nullable(),
      note: words,
      decisionDueOn: day,
    }),
  }),
  z.object({
    state: z.literal("host_declined"),
    refusal: z.object({ at: instant, reason: words, confidential: words, choiceDueOn: day }),
  }),
  z.object({ state: z.literal("withdrawn"), ending }),
  z.object({ state: z.literal("cancelled"), ending }),
  z.object({
    state: z.literal([
      "returned",
      "approved",
      "not_approved",
      "confirmed",
      "under_way",
      "visit_done",
      "report_received",
      "report_accepted",
      "closed",
    ]),
  }),
]);

/** Throws where the details aren't the state's, or it isn't one of a sent request. */
export const situationFrom = (state: State, details: unknown): Situation =>
  situation.parse({ ...(details as object | null), state });

export const detailsOf = (held: Situation): object => {
  const { state: _state, ...details } = situation.encode(held);
  return details;
};

const endorsementLetters = z.array(
  z.object({
    id: z.uuid(),
    npo: z.custom<OrganisationId>((given) => typeof given === "string"),
    type: z.enum(["pdf", "docx", "png", "jpeg"]),
    addedAt: instant,
  }),
);

/** Throws where one of them isn't whole. */
export const endorsementLettersFrom = (stored: unknown): readonly EndorsementLetter[] =>
  endorsementLetters.parse(stored);

export const endorsementLettersToStore = (held: readonly EndorsementLetter[]): object[] =>
  endorsementLetters.encode([...held]);
