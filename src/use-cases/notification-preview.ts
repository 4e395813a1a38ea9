import type { Answers, SavedAnswers } from "../domain/drafts.ts";
import { corrected } from "../domain/notifications/correction.ts";
import {
  type Difference,
  differencesBetween,
  fieldNames,
} from "../domain/notifications/differences.ts";
import type { MemberName, Notification } from "../domain/notifications/notification.ts";
import type { NotificationPreview } from "../domain/notifications/preview.ts";
import type { Connection } from "../store/database.ts";
import type { NotificationDraft } from "../store/notification-drafts.ts";
import { allOrganisations } from "../store/organisations.ts";
import { findProgrammeByCode } from "../store/programmes.ts";

/** Members by the names that a notification may write. */
export const memberNames = async (db: Connection): Promise<readonly MemberName[]> =>
  (await allOrganisations(db))
    .filter(({ kind }) => kind === "npo")
    .map(({ id, name, aliases }) => ({ country: id, name, aliases }));

export const previewOf = async (
  db: Connection,
  draft: NotificationDraft,
  members: readonly MemberName[],
): Promise<NotificationPreview> => {
  const typed = typedIn(draft.answers);
  const { notification, unreadable } = corrected(draft.notification, typed, members);
  return {
    id: draft.id,
    notification,
    typed: Object.fromEntries(
      fieldNames.flatMap((field) => {
        const text = typed[field];
        return text === undefined ? [] : [[field, typeof text === "string" ? text : ""]];
      }),
    ),
    unreadable,
    members,
    differences: await differencesFromPublished(db, notification),
  };
};

/** Emptied inputs included: they say something here. */
const typedIn = (saved: SavedAnswers): Answers =>
  Object.fromEntries(Object.entries(saved).map(([field, { value }]) => [field, value]));

const differencesFromPublished = async (
  db: Connection,
  notification: Notification,
): Promise<readonly Difference[] | null> => {
  const code = notification.projectCode;
  const published = code === null ? undefined : await findProgrammeByCode(db, code);
  return published ? differencesBetween(published.notification, notification) : null;
};
