/**
 * What travels with a page of the form, and what comes back, cut to what the page asked for:
 * anything else is not ours.
 */
import { z } from "zod";
import type { Answer, Answers, Page } from "../../domain/drafts/drafts.ts";
import { digestOf, type FormSnapshot } from "../../domain/drafts/form-snapshots.ts";
import { type Field, isField, type Part } from "../form.ts";

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
  who: z.object(asTexts("people")),
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

/**
 * What a page showed, as it travels with the form: some 250 characters, of the 3,000 that Slack
 * carries. "0f3a….17.topic=Zm9vYmFyYmF,host="
 */
export const snapshotText = (
  { id, revision }: Pick<FormSnapshot, "id" | "revision">,
  parts: readonly Part[],
): string => {
  const shown = parts.filter(isField).map((field) => `${field.id}=${digestOf(shownIn(field))}`);
  return [id, revision, shown.join(",")].join(".");
};

/** What an input shows: a choice that is no longer offered shows as none. */
const shownIn = (field: Field): Answer | undefined => {
  switch (field.kind) {
    case "select":
    case "radio":
      return field.options.find(({ value }) => value === field.value)?.value;
    case "multiSelect":
      return field.options
        .filter(({ value }) => field.values?.includes(value))
        .map(({ value }) => value);
    case "file":
      return undefined;
    default:
      return field.value;
  }
};

const SNAPSHOT = /^([0-9a-f-]{1,64})\.(\d{1,9})\.((?:[A-Za-z0-9]+=[\w-]*(?:,|$))*)$/;

/** Undefined when it is none of ours. */
export const readSnapshotText = (text: string | undefined): FormSnapshot | undefined => {
  const [, id, revision, shown = ""] = SNAPSHOT.exec(text ?? "") ?? [];
  if (id === undefined) return undefined;
  const pairs = shown
    .split(",")
    .filter(Boolean)
    .map((pair) => pair.split("=") as [string, string]);
  return { id, revision: Number(revision), shown: Object.fromEntries(pairs) };
};
