/** An officer's notification, read into a draft that can be corrected and published. */
import { mayGenerally } from "../domain/access.ts";
import { SECRETARIAT } from "../domain/ids.ts";
import type {
  Amendment,
  AmendmentNotTaken,
  NotANotification,
  Notification,
} from "../domain/notifications/notification.ts";
import type { NotificationPreview } from "../domain/notifications/preview.ts";
import { nearestCode } from "../domain/notifications/project-code.ts";
import { readNotification } from "../domain/notifications/read-notification.ts";
import { done, type Outcome, refused } from "../domain/outcome.ts";
import type { Person } from "../domain/people.ts";
import type { Transaction } from "../store/database.ts";
import { insertNotificationDraft, type NotificationDraft } from "../store/notification-drafts.ts";
import { allProgrammes } from "../store/programmes.ts";
import { asPerson, type House, type Press, type Replayed, type Stranger } from "./house.ts";
import { memberNames, previewOf } from "./notification-preview.ts";

export type NotAnOfficer = { readonly kind: "notAnOfficer" };

export type ReadNotificationRefusal =
  | Stranger
  | Replayed
  | NotAnOfficer
  /** Nothing was changed. */
  | { readonly kind: "notANotification"; readonly reason: NotANotification | AmendmentNotTaken };

/** `problem`: why the file gives no text. */
export type ReadFileRefusal<Problem> =
  | ReadNotificationRefusal
  | { readonly kind: "unreadableFile"; readonly problem: Problem };

/** Reads a pasted notification. */
export const makeReadNotificationText =
  (house: House) =>
  (
    input: Press & { readonly text: string },
  ): Promise<Outcome<NotificationPreview, ReadNotificationRefusal>> =>
    asOfficer<NotificationPreview, ReadNotificationRefusal>(house, input, (tx, officer) =>
      readInto(house, tx, input, officer, input.text),
    );

/** Reads an uploaded notification; `textOf` turns its bytes into text. */
export const makeReadNotificationFile =
  <Problem>(
    house: House,
    textOf: (name: string, bytes: Uint8Array) => Promise<Outcome<string, Problem>>,
  ) =>
  (
    input: Press & { readonly name: string; readonly bytes: Uint8Array },
  ): Promise<Outcome<NotificationPreview, ReadFileRefusal<Problem>>> =>
    asOfficer<NotificationPreview, ReadFileRefusal<Problem>>(house, input, async (tx, officer) => {
      const text = await textOf(input.name, input.bytes);
      return text.ok
        ? readInto(house, tx, input, officer, text.value)
        : refused({ kind: "unreadableFile", problem: text.refusal });
    });

/** Whoever may publish; the others are told whom to ask. */
export const asOfficer = <Value, Refusal>(
  house: House,
  press: Press,
  work: (tx: Transaction, officer: Person) => Promise<Outcome<Value, Refusal>>,
): Promise<Outcome<Value, Refusal | Stranger | Replayed | NotAnOfficer>> =>
  asPerson<Value, Refusal | NotAnOfficer>(house, press, async (tx, person) =>
    mayGenerally(person, "publish", SECRETARIAT)
      ? work(tx, person)
      : refused<NotAnOfficer>({ kind: "notAnOfficer" }),
  );

const readInto = async (
  house: House,
  tx: Transaction,
  { at }: Press,
  officer: Person,
  text: string,
): Promise<Outcome<NotificationPreview, ReadNotificationRefusal>> => {
  const members = await memberNames(tx);
  const read = readNotification(text, members);
  if (!read.ok) return refused({ kind: "notANotification", reason: read.refusal });
  const reason = await whyNotTaken(tx, read.value);
  if (reason) return refused({ kind: "notANotification", reason });
  const draft: NotificationDraft = {
    id: house.newId(),
    personId: officer.id,
    notification: read.value,
    answers: {},
  };
  await insertNotificationDraft(tx, draft, at.toJSDate());
  return done(await previewOf(tx, draft, { members, at }));
};

/** An amendment never makes a programme: the one that it names has to be published here. */
const whyNotTaken = async (
  tx: Transaction,
  read: Notification | Amendment,
): Promise<AmendmentNotTaken | undefined> => {
  if (read.kind === "notification") return undefined;
  const { kind: amendment, amends } = read;
  if (amends === null) return { kind: "noProgrammeNamed", amendment };
  const codes = (await allProgrammes(tx)).map(({ projectCode }) => projectCode);
  if (codes.includes(amends)) return undefined;
  const nearest = nearestCode(amends, codes);
  return { kind: "unknownProgramme", amendment, projectCode: amends, nearest };
};
