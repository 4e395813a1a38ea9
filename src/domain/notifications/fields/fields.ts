import type { Outcome } from "../../outcome.ts";
import type { FieldName, MemberName, NotificationFields } from "../notification.ts";
import type { UnreadableValue } from "../problems.ts";
import { readClosingDates, writeClosingDates } from "./closing-dates.ts";
import { readCountries, writeCountries } from "./countries.ts";
import { readDay, writeDay } from "./days.ts";
import {
  readLocalParticipants,
  readOverseasParticipants,
  writeLocalParticipants,
  writeOverseasParticipants,
} from "./participants.ts";
import { readProjectCode } from "./project-code.ts";
import { readProse, readReferenceNo, readSignatory } from "./prose.ts";
import { readTiming, writeTiming } from "./timing.ts";

/**
 * One field as text: `read` takes what a person typed or a notification has there, `write` gives the
 * text that reads back as the same value.
 */
type TextOf<Value> = {
  readonly read: (text: string, members: readonly MemberName[]) => Outcome<Value, UnreadableValue>;
  readonly write: (value: Value, members: readonly MemberName[]) => string;
  /** Prose keeps its meaning when its end was cut off; a date or a number doesn't. */
  readonly isProse: boolean;
};

const asItIs = (value: string): string => value;
const prose: TextOf<string> = { read: readProse, write: asItIs, isProse: true };
const exact = <Value>(
  read: TextOf<Value>["read"],
  write: TextOf<Value>["write"],
): TextOf<Value> => ({
  read,
  write,
  isProse: false,
});

/** Every field of the notification, in the order of its JSON. */
export const notificationFields: {
  readonly [Field in FieldName]: TextOf<NotificationFields[Field]>;
} = {
  referenceNo: exact(readReferenceNo, asItIs),
  issuedOn: exact(readDay, writeDay),
  projectCode: exact(readProjectCode, asItIs),
  title: prose,
  timing: exact(readTiming, writeTiming),
  hostingCountries: exact(readCountries, writeCountries),
  venues: prose,
  modality: prose,
  implementingOrganizations: prose,
  participatingCountries: exact(readCountries, writeCountries),
  overseasParticipants: exact(readOverseasParticipants, writeOverseasParticipants),
  localParticipants: exact(readLocalParticipants, writeLocalParticipants),
  closingDates: exact(readClosingDates, writeClosingDates),
  remarks: prose,
  objectives: prose,
  rationale: prose,
  background: prose,
  topics: prose,
  outcome: prose,
  qualifications: prose,
  signatory: exact(readSignatory, asItIs),
};

/** What a person typed into a field's input, as the field's value. */
export const readField = <Field extends FieldName>(
  field: Field,
  text: string,
  members: readonly MemberName[],
): Outcome<NotificationFields[Field], UnreadableValue> =>
  notificationFields[field].read(text, members);

/** A field's value as the text that stands in its input; "" for an unread one. */
export const writeField = <Field extends FieldName>(
  field: Field,
  value: NotificationFields[Field] | null,
  members: readonly MemberName[],
): string => (value === null ? "" : notificationFields[field].write(value, members));
