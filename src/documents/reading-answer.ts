/** What a reading process answers, of which nothing is believed that has not this shape. */
import { z } from "zod";
import { parseJson } from "../domain/json.ts";
import { amendableFields } from "../domain/notifications/amended.ts";
import { fieldNames } from "../domain/notifications/differences.ts";
import type {
  Amendment,
  FieldName,
  NotANotification,
  Notification,
  NotificationFields,
} from "../domain/notifications/notification.ts";
import type { FieldProblem } from "../domain/notifications/problems.ts";
import type { Unreadable, WasRead } from "../domain/notifications/reading.ts";

const text = z.string().nullable();
const day = z.iso.date();
const amount = z.number().int().nonnegative();
const countries = z.union([z.literal("all"), z.array(z.string().length(2))]).nullable();
const participants = z.union([
  z.strictObject({ virtual: amount, faceToFace: amount }),
  z.strictObject({ total: amount }),
]);

const fields: { readonly [Field in FieldName]: z.ZodType<NotificationFields[Field] | null> } = {
  referenceNo: text,
  issuedOn: day.nullable(),
  projectCode: text,
  title: text,
  timing: z.strictObject({ startsOn: day, endsOn: day }).nullable(),
  hostingCountries: countries,
  venues: text,
  modality: text,
  implementingOrganizations: text,
  participatingCountries: countries,
  overseasParticipants: participants.nullable(),
  localParticipants: z.union([z.literal(0), participants]).nullable(),
  closingDates: z.array(day).nullable(),
  remarks: text,
  objectives: text,
  rationale: text,
  background: text,
  topics: text,
  outcome: text,
  qualifications: text,
  signatory: text,
};

type Kinds<Facts extends { readonly kind: string }> = { readonly [Kind in Facts["kind"]]: true };

/** One of the kinds, with numbers, words and days beside it: facts that are told in our own words. */
const factsOf = <Facts extends { readonly kind: string }>(kinds: Kinds<Facts>) =>
  z
    .object({ kind: z.enum(Object.keys(kinds)) })
    .catchall(z.union([z.number(), z.string(), z.array(z.string())]))
    .transform((facts) => facts as unknown as Facts);

const problem = factsOf<FieldProblem>({
  empty: true,
  unreadable: true,
  noSuchDay: true,
  otherWeekday: true,
  backwards: true,
  otherLength: true,
  unknownCountry: true,
  notFound: true,
  repeated: true,
  endsHere: true,
  notInRemarks: true,
  tangled: true,
  mentioned: true,
  scanned: true,
  replaced: true,
  dateLeftOut: true,
  holdsMore: true,
  holdsLabel: true,
  endsAtHeading: true,
  mayEndAtHeading: true,
  closingDatesNotInOrder: true,
  closesAfterTiming: true,
  closesBeforeIssue: true,
  closesLongBefore: true,
  onlyFirstClosingDate: true,
  otherDatesInRemarks: true,
  otherYearInCode: true,
  movesRound: true,
  fewerClosingDates: true,
});

const unreadable = factsOf<Unreadable>({
  tooLarge: true,
  tooManyPages: true,
  unsupported: true,
  encrypted: true,
  damaged: true,
  noText: true,
  binary: true,
  unknownEncoding: true,
  tooHeavy: true,
  busy: true,
  gone: true,
});

const notANotification = factsOf<NotANotification>({
  empty: true,
  tooLong: true,
  implementationPlan: true,
  noProjectCode: true,
  oneParagraph: true,
  noFields: true,
});

const notification: z.ZodType<Notification> = z.strictObject({
  kind: z.literal("notification"),
  ...fields,
  warnings: z.array(z.strictObject({ field: z.enum(fieldNames), problem })),
});

/** Only what it changes. */
const changes = Object.fromEntries(
  amendableFields.map((field) => [field, fields[field].optional()]),
);

const ownOfAmendments = ["amends", "number"] as const;
const amendment = z
  .strictObject({
    kind: z.enum(["addendum", "revision"]),
    amends: text,
    number: amount.nullable(),
    replacedClosingDates: z.array(day).optional(),
    ...changes,
    warnings: z.array(
      z.strictObject({ field: z.enum([...fieldNames, ...ownOfAmendments]), problem }),
    ),
  })
  .transform((read) => read as Amendment);

const answer: z.ZodType<WasRead> = z.union([
  z.strictObject({ ok: z.literal(true), value: z.union([notification, amendment]) }),
  z.strictObject({
    ok: z.literal(false),
    refusal: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("notANotification"), reason: notANotification }),
      z.strictObject({ kind: z.literal("unreadable"), problem: unreadable }),
    ]),
  }),
]);

/** Throws, without a word of the document, when it is anything else. */
export const answerFrom = (json: string): WasRead => {
  const read = answer.safeParse(parseJson(json));
  if (!read.success) throw new Error("A reading process answered something else");
  return read.data;
};
