/** An officer's notification, read into a draft that can be corrected and published. */
import { mayGenerally } from "../../domain/access.ts";
import type { NotificationPreview } from "../../domain/amendments/preview.ts";
import { SECRETARIAT } from "../../domain/ids.ts";
import { nearestCode } from "../../domain/notifications/fields/project-code.ts";
import type {
  Amendment,
  AmendmentNotTaken,
  Notification,
} from "../../domain/notifications/notification.ts";
import type { NotRead, ReadNotification } from "../../domain/notifications/reading.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import type { Person } from "../../domain/people.ts";
import type { Transaction } from "../../store/database.ts";
import { markHomesStale } from "../../store/home/home-marks.ts";
import {
  insertNotificationDraft,
  type NotificationDraft,
  removeOthersOfSame,
} from "../../store/programmes/notification-drafts.ts";
import { allProgrammes } from "../../store/programmes/programmes.ts";
import {
  asPerson,
  type Context,
  type Interaction,
  noted,
  type Replayed,
  reading,
  type Stranger,
} from "../context.ts";
import { memberNames, previewOf } from "./notification-preview.ts";

export type NotAnOfficer = { readonly kind: "notAnOfficer" };

export type ReadNotificationRefusal =
  | Stranger
  | Replayed
  | NotAnOfficer
  /** Nothing was changed. */
  | NotRead
  | { readonly kind: "notANotification"; readonly reason: AmendmentNotTaken };

/** Reads a pasted notification. */
export const readNotificationText = (
  context: Context,
  read: ReadNotification,
  { text, ...interaction }: Interaction & { readonly text: string },
) => readIn(context, read, interaction, async () => done({ kind: "text", text }));

/** Reads an uploaded notification; `fetch` is called only for whoever may publish. */
export const readNotificationFile = (
  context: Context,
  read: ReadNotification,
  { fetch, ...interaction }: Interaction & { readonly fetch: FetchSource },
) => readIn(context, read, interaction, fetch);

type FetchSource = Parameters<ReadNotification>[0];

/**
 * The right first, then fetching and reading, which may take long and so hold no connection, and
 * then the transaction that looks at the right again and refuses a replay.
 */
const readIn = async (
  context: Context,
  read: ReadNotification,
  interaction: Interaction,
  fetch: FetchSource,
): Promise<Outcome<NotificationPreview, ReadNotificationRefusal>> => {
  const members = await reading(context, interaction.account, async (person) =>
    mayPublish(person)
      ? done(await memberNames(context.database))
      : refused<NotAnOfficer>({ kind: "notAnOfficer" }),
  );
  if (!members.ok) return members;
  const wasRead = await read(fetch, members.value);
  if (!wasRead.ok) return noted(context, interaction.account, wasRead);
  return asOfficer<NotificationPreview, ReadNotificationRefusal>(
    context,
    interaction,
    (tx, officer) => keep(context, tx, interaction, officer, wasRead.value),
  );
};

/** Whoever may publish; the others are told whom to ask. */
export const asOfficer = <Value, Refusal>(
  context: Context,
  interaction: Interaction,
  work: (tx: Transaction, officer: Person) => Promise<Outcome<Value, Refusal>>,
): Promise<Outcome<Value, Refusal | Stranger | Replayed | NotAnOfficer>> =>
  asPerson<Value, Refusal | NotAnOfficer>(context, interaction, async (tx, person) =>
    mayPublish(person) ? work(tx, person) : refused<NotAnOfficer>({ kind: "notAnOfficer" }),
  );

export const mayPublish = (person: Person): boolean => mayGenerally(person, "publish", SECRETARIAT);

const keep = async (
  context: Context,
  tx: Transaction,
  { at }: Interaction,
  officer: Person,
  read: Notification | Amendment,
): Promise<Outcome<NotificationPreview, ReadNotificationRefusal>> => {
  const reason = await whyNotTaken(tx, read);
  if (reason) return refused({ kind: "notANotification", reason });
  const draft: NotificationDraft = {
    id: context.newId(),
    personId: officer.id,
    notification: read,
    answers: {},
    seen: null,
  };
  await insertNotificationDraft(tx, draft, at.toJSDate());
  await removeOthersOfSame(tx, draft);
  await markHomesStale(tx, { person: officer.id });
  return done(await previewOf(tx, draft, { members: await memberNames(tx), at }));
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
