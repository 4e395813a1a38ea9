/** What a letter is: one definition a kind, in `letters.ts`. */
import { z } from "zod";
import {
  ID_PATTERN,
  type OrganisationId,
  type PersonId,
  type SubscriptionId,
} from "../../domain/ids.ts";
import type { Organisation } from "../../domain/members/members.ts";
import { isRoleName, type RoleName } from "../../domain/people.ts";
import { readPointer } from "../../domain/pointers.ts";
import type { Topic } from "../../domain/reminders/channels.ts";
import { isoDay } from "../../domain/time.ts";
import type { ReachableAccount } from "../../store/people/people.ts";
import type { Subscription } from "../../store/subscriptions.ts";

/** To whom a letter can go, each with what finds the receivers. */
export interface Audiences {
  /** One chat account, whatever the roles of its person. */
  readonly account: { readonly account: ReachableAccount; readonly of: Organisation };
  /** One colleague of an organisation, by their post in it. */
  readonly person: { readonly person: PersonId; readonly of: Organisation };
  /**
   * Whoever holds a draft, by a post in the NPO, or as an officer on its behalf; the NPO's side where
   * none of them can be told.
   */
  readonly holders: { readonly holders: readonly PersonId[]; readonly of: Organisation };
  /** Who handles the request that it is about, else those of the first group who can be reached. */
  readonly side: { readonly side: Organisation };
  /** The organisation's channels that are subscribed to this topic. */
  readonly channels: { readonly channels: Organisation; readonly topic: Topic };
  readonly channel: { readonly channel: Subscription };
  /** The Secretariat's channels that are told of requests; its officers where there is none. */
  readonly secretariat: "secretariat";
}

export type Audience = keyof Audiences;

/** Groups of roles, those who are asked first in front. */
export type Groups = readonly (readonly RoleName[])[];

interface Definition<Ids extends z.ZodRawShape, To extends Audience> {
  /** What it is about: pointers for composing it as things stand when it is sent. */
  readonly ids: Ids;
  readonly audience: readonly To[];
  /** Of a side: who is asked first, where that isn't its LO, else the backup, or its officers. */
  readonly groups?: (organisation: Organisation) => Groups;
  /** `now`: at any hour, as the answer to one's own press; the others in working hours. */
  readonly when: "now" | "atOnce" | "workingMorning";
  /** What only concerns its receiver is no duty of a colleague, when the receiver is gone. */
  readonly personal: boolean;
  /**
   * It is edited where it was posted when its request changes. `request`: it shows how the request
   * stands, one a conversation; `news`: it tells of one change, and loses its buttons with the next.
   */
  readonly card?: "request" | "news";
}

/** The same, with its ids as a schema that reads them back from a row of any release. */
export const defineLetter = <Ids extends z.ZodRawShape, const To extends Audience>({
  ids,
  ...definition
}: Definition<Ids, To>) => ({ ...definition, ids: z.object(ids) });

const text = <Value extends string>(accepts: (given: string) => boolean) =>
  z.custom<Value>((given) => typeof given === "string" && accepts(given));

const ID = new RegExp(`^${ID_PATTERN}$`);
export const id = <Id extends string>() => text<Id>((given) => ID.test(given));
export const organisation = text<OrganisationId>(
  (given) => readPointer("organisation", given) !== undefined,
);
/** Their codes, parted by commas. */
export const organisations = z.string().transform((given, { addIssue }) =>
  given.split(",").flatMap((code) => {
    const read = organisation.safeParse(code);
    if (read.success) return [read.data];
    addIssue({ code: "custom", message: `${code} is no organisation` });
    return [];
  }),
);
export const role = text<RoleName>(isRoleName);
export const day = text<string>((given) => isoDay(given) !== undefined);
/** Stored as digits. */
export const number = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

/** An instant: milliseconds since 1970, stored as digits. */
export const millis = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);

/** Who got it: added to the ids of each letter. A row of 0.1 may lack the organisation. */
export const receiverIds = z.object({
  person: id<PersonId>().optional(),
  organisation: organisation.optional(),
  subscription: id<SubscriptionId>().optional(),
});

export type ReceiverIds = z.output<typeof receiverIds>;
