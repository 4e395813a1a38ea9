import type { IsoDay } from "../time.ts";
import type { FieldProblem } from "./problems.ts";

/** One member as the notification may write it; `country` is the ISO 3166 alpha-2 code. */
export type MemberName = {
  readonly country: string;
  readonly name: string;
  readonly aliases: readonly string[];
};

/** First and last day, both included. */
export type Timing = { readonly startsOn: IsoDay; readonly endsOn: IsoDay };

/** Every active member, or ISO codes in the order in which the notification names them. */
export type Countries = "all" | readonly string[];

/** Caps as the notification gives them: by modality, or one number for all. */
export type ParticipantCount =
  | { readonly virtual: number; readonly faceToFace: number }
  | { readonly total: number };

/** What can be read from a notification; the names and their order are those of its JSON. */
export type NotificationFields = {
  readonly referenceNo: string;
  readonly issuedOn: IsoDay;
  readonly projectCode: string;
  readonly title: string;
  readonly timing: Timing;
  readonly hostingCountries: Countries;
  readonly venues: string;
  readonly modality: string;
  readonly implementingOrganizations: string;
  readonly participatingCountries: Countries;
  readonly overseasParticipants: ParticipantCount;
  /** 0 is the notification's "Not Applicable". */
  readonly localParticipants: 0 | ParticipantCount;
  readonly closingDates: readonly IsoDay[];
  readonly remarks: string;
  readonly objectives: string;
  readonly rationale: string;
  readonly background: string;
  readonly topics: string;
  readonly outcome: string;
  readonly qualifications: string;
  readonly signatory: string;
};

export type FieldName = keyof NotificationFields;

/** What a person should look at, and why; a field that is null has at least one. */
export type Warning = { readonly field: FieldName; readonly problem: FieldProblem };

export type Notification = { readonly kind: "notification" } & {
  readonly [Field in FieldName]: NotificationFields[Field] | null;
} & { readonly warnings: readonly Warning[] };

/** What an addendum or a revision can't change: the programme's code, and what stands on it itself. */
type NotAmended = "projectCode" | "referenceNo" | "issuedOn" | "signatory";

export type AmendedField = Exclude<FieldName, NotAmended>;

/** `amends` and `number` are told of as fields are. */
export type AmendmentWarning = {
  readonly field: FieldName | "amends" | "number";
  readonly problem: FieldProblem;
};

/** An addendum or a revision: only the fields that it changes; one that can't be read is null. */
export type Amendment = {
  readonly kind: "addendum" | "revision";
  /** The project code of the programme; null when none or several stand there. */
  readonly amends: string | null;
  /** 1 and more, as the amendment counts itself. */
  readonly number: number | null;
  /** The published closing dates that `closingDates` replace, where the amendment names them. */
  readonly replacedClosingDates?: readonly IsoDay[];
} & {
  readonly [Field in AmendedField]?: NotificationFields[Field] | null;
} & { readonly warnings: readonly AmendmentWarning[] };

/** Why an amendment changes nothing: the programme that it names isn't there to be changed. */
export type AmendmentNotTaken = {
  readonly amendment: Amendment["kind"];
} & (
  | { readonly kind: "noProgrammeNamed" }
  | {
      readonly kind: "unknownProgramme";
      readonly projectCode: string;
      /** A published code that was probably meant. */
      readonly nearest: string | undefined;
    }
);

/** Why a text changes nothing at all. */
export type NotANotification =
  | { readonly kind: "empty" }
  /** In characters, white space included. */
  | { readonly kind: "tooLong"; readonly length: number; readonly longest: number }
  | { readonly kind: "implementationPlan" }
  /** It has labels of a notification, and neither its heading nor a code. */
  | { readonly kind: "noProjectCode" }
  /** All labels stand inside lines: which value is whose can't be told. */
  | { readonly kind: "oneParagraph" }
  | { readonly kind: "noFields" };
