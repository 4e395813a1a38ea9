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

/** Why a text changes nothing at all. */
export type NotANotification =
  | { readonly kind: "empty" }
  | { readonly kind: "implementationPlan" }
  | { readonly kind: "amendment"; readonly amendment: "addendum" | "revision" }
  | { readonly kind: "olderLayout" }
  | { readonly kind: "noFields" };
