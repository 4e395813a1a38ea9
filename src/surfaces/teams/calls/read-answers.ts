import { z } from "zod";
import { isoDay } from "../../../domain/time.ts";
import type { Answer, Answers } from "../../../forms/form.ts";
import { storableText } from "../../shared/given.ts";
import type { AnswerKind, FormData } from "../rendering/render-form.ts";

const text = z.string().transform(storableText);
const kind = z.enum(["line", "text", "day", "one", "several"] satisfies AnswerKind[]);
const fieldId = z.string().regex(/^(?!__proto__)[\w.-]{1,100}$/);

/** What a button of a form sends: what we drew into it, and beside it the inputs. */
export const formData = z.looseObject({
  form: z.string().min(1).max(100),
  pointer: text,
  asked: z.array(z.tuple([fieldId, kind])).max(200),
  saves: z.boolean(),
  verb: z.string().min(1).max(100),
  id: text,
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
