/** What comes back from a platform, cut to what the page asked for: anything else is not ours. */
import { z } from "zod";
import type { Answers, Page } from "../../domain/drafts/drafts.ts";

/** Longer than any field's limit, so that a too long text is kept and told of, not dropped. */
const MOST_KEPT = 10_000;

const text = z.string().max(MOST_KEPT).nullable().optional().catch(undefined);
const choices = z
  .union([z.array(z.string().max(75)).max(100), z.string().max(MOST_KEPT), z.null()])
  .optional()
  .catch(undefined);

const asTexts = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, text]));

const pages: Record<Page, z.ZodType<Record<string, Answers[string] | undefined>>> = {
  whom: z.object({
    ...asTexts("host", "spoken", "spokenWith", "topic", "objectives"),
    alternatives: choices,
  }),
  when: z.object(
    asTexts("modality", "startsOn", "endsOn", "startsOn2", "endsOn2", "hours", "language"),
  ),
  who: z.object({}),
  participant: z.object(
    asTexts("position", "organisation", "category", "part", "attendance", "name", "email"),
  ),
  result: z.object(asTexts("outcomes", "followUp", "endorsedBy", "endorsedAs", "endorsedOn")),
  check: z.object({}),
};

/** Missing keys stay missing. */
export const requestAnswers = (page: Page, answers: Answers): Answers =>
  Object.fromEntries(
    Object.entries(pages[page].parse(answers)).filter(
      (entry): entry is [string, Answers[string]] => entry[1] !== undefined,
    ),
  );
