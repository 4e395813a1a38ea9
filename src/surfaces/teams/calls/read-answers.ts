import { z } from "zod";
import { isoDay } from "../../../domain/time.ts";
import type { Answer, Answers } from "../../../forms/form.ts";
import { storableString, storableText } from "../../shared/given.ts";
import type { AnswerKind, FormData } from "../rendering/render-form.ts";

/** As those of `domain/verbs.ts`: it stands in the log. */
export const verbText = z.string().regex(/^[a-z][a-z-]{0,49}$/);
const kind = z.enum(["line", "text", "day", "one", "several"] satisfies AnswerKind[]);
const fieldId = z.string().regex(/^(?!__proto__)[\w.-]{1,100}$/);

/** What a button of a form sends: what we drew into it, and beside it the inputs. */
export const formData = z.looseObject({
  form: verbText,
  pointer: storableString,
  asked: z.array(z.tuple([fieldId, kind])).max(200),
  needed: z.array(fieldId).max(200),
  saves: z.boolean(),
  verb: verbText,
  id: storableString,
}) satisfies z.ZodType<FormData>;

/** By field id: `null` for an input of the page that is empty, or didn't come. */
export const readAnswers = (given: z.infer<typeof formData>): Answers =>
  Object.fromEntries(
    given.asked.map(([id, kind]) => {
      const value = given[id];
      return [id, typeof value === "string" ? answerOf(storableText(value), kind) : null];
    }),
  );

function answerOf(given: string, kind: AnswerKind): Answer {
  switch (kind) {
    case "line":
      return given.replace(/\s+/gu, " ") || null;
    case "text":
    case "one":
      return given || null;
    case "day":
      return isoDay(given) ?? null;
    case "several": {
      const values = given.split(",").filter((value) => value !== "");
      return values.length > 0 ? values : null;
    }
  }
}
