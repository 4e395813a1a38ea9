/** What an officer is told after pressing Publish. */

import type { NotificationPreview } from "../../domain/amendments/preview.ts";
import type { Origin } from "../../domain/amendments/publication.ts";
import { type Organisation, shortName } from "../../domain/members/members.ts";
import {
  type Difference,
  fieldNames,
  writeDifference,
} from "../../domain/notifications/differences.ts";
import { writeField } from "../../domain/notifications/fields/fields.ts";
import type { MemberName } from "../../domain/notifications/notification.ts";
import { pointer } from "../../domain/pointers.ts";
import { type Programme, programmeName } from "../../domain/programmes/programmes.ts";
import { closingInstant, isOpen } from "../../domain/programmes/rounds.ts";
import { type DateTime, dayIn, readerTimeAt } from "../../domain/time.ts";
import {
  amendmentName,
  concernInWords,
  dates,
  fieldLabels,
  previewWords,
  publishedWords as say,
  sentNotification,
  words,
} from "../../words/en.ts";
import { inviteButton } from "../answers.ts";
import type { Button, Message, MessagePart } from "../message.ts";
import { readNotification } from "./programme-news.ts";

const read = words.programmeNews;

interface PublishDone {
  readonly outcome: "published" | "changed" | "same";
  readonly programme: Programme;
  readonly differences: readonly Difference[];
  readonly preview: Pick<NotificationPreview, "members" | "amendment" | "concerns">;
  readonly told:
    | {
        readonly people: number;
        readonly channels: number;
        readonly unreachable: readonly Organisation[];
      }
    | undefined;
}

/** The answer to Publish. */
export const publishAnswer = (done: PublishDone): Message => {
  switch (done.outcome) {
    case "published":
      return published(done);
    case "changed":
      return changed(done);
    case "same":
      return same(done.programme);
  }
};

const published = ({ programme, preview, told }: PublishDone): Message => {
  const { projectCode, publishedAt, zone, rounds } = programme;
  const [first, ...later] = rounds;
  const reader = readerTimeAt(publishedAt, zone);
  const { today } = reader;
  const closes = first
    ? dates.closingText(closingInstant(first, zone).toMillis(), zone, reader)
    : "";
  const isFirstOpen = first !== undefined && isOpen(first, zone, publishedAt);
  return {
    headline: say.published(programmeName(programme), projectCode, isFirstOpen, closes),
    parts: [
      ...unreachableParts(told),
      paragraph(
        [
          ...later.map((round) =>
            say.laterRound(dates.ordinal(round.number), dates.dayText(round.closesOn, today)),
          ),
          say.caps(programme.caps.faceToFace, programme.caps.virtual),
        ].join(" "),
      ),
      ...concernParts(preview),
      paragraph(say.next),
      ...toldParts(told),
    ],
    buttons: [],
  };
};

const changed = ({ programme, differences, preview, told }: PublishDone): Message => {
  const { members, amendment } = preview;
  const name = amendment ? amendmentName(amendment.kind, amendment.number) : say.correction;
  return {
    headline: say.changed(programmeName(programme), programme.projectCode, differences.length),
    parts: [
      ...unreachableParts(told),
      { kind: "facts", facts: differences.map((one) => differenceFact(one, members)) },
      ...concernParts(preview),
      paragraph(`${say.by(name, programme.version)} ${say.changedNext}`),
      ...toldParts(told),
    ],
    buttons: [],
  };
};

const concernParts = ({ concerns }: PublishDone["preview"]): readonly MessagePart[] =>
  concerns.map((concern) => ({ kind: "notice", tone: "warning", text: concernInWords(concern) }));

const toldParts = (told: PublishDone["told"]): readonly MessagePart[] => {
  if (!told) return [];
  return [paragraph(say.told(told.people, told.channels))];
};

/** What is left to the officer stands first. */
const unreachableParts = (told: PublishDone["told"]): readonly MessagePart[] => {
  const names = (told?.unreachable ?? []).map(({ name }) => name);
  if (names.length === 0) return [];
  return [{ kind: "notice", tone: "warning", text: say.unreachable(dates.listText(names)) }];
};

/** To who published it, and to stay: the NPOs where nobody could be told. */
export const whomToTell = ({
  programme,
  version,
  npoes,
}: {
  readonly programme: Programme;
  readonly version: number;
  readonly npoes: readonly Organisation[];
}): Message => {
  const [one, another] = npoes;
  const whom = one && !another ? shortName(one) : say.whomToTell.npoes(npoes.length);
  const { what, noTelephones } = say.whomToTell;
  const isNoted = npoes.every(({ telephone }) => telephone);
  return {
    headline: say.whomToTell.headline(whom, programmeName(programme), version === 1),
    parts: [
      paragraph(isNoted ? what : `${what} ${noTelephones}`),
      {
        kind: "list",
        items: npoes.map((npo) => say.whomToTell.npo(shortName(npo), npo.telephone)),
      },
      paragraph(say.whomToTell.next),
    ],
    buttons: [inviteButton(), readNotification({ programme })],
    why: say.whomToTell.why,
  };
};

const differenceFact = (difference: Difference, members: readonly MemberName[]) => {
  const { field, before, after } = writeDifference(difference, members, dates.dayWithYear);
  return { label: fieldLabels[field], value: previewWords.difference(before, after) };
};

const same = (programme: Programme): Message => ({
  headline: say.same(programmeName(programme), programme.projectCode),
  parts: [paragraph(say.sameNext)],
  buttons: [],
});

/** "Read notification": what is announced now, and what each version was made from. */
export const notificationRead = ({
  programme,
  versions,
  members,
}: {
  readonly programme: Programme;
  readonly versions: readonly {
    readonly version: number;
    readonly origin: Origin;
    readonly publishedAt: DateTime;
  }[];
  readonly members: readonly MemberName[];
}): Message => ({
  headline: read.notification(programmeName(programme), programme.projectCode, programme.version),
  parts: [
    {
      kind: "facts",
      facts: fieldNames.flatMap((field) => {
        const value =
          field === "closingDates"
            ? programme.rounds.map(({ closesOn }) => dates.dayWithYear(closesOn)).join("; ")
            : writeField(field, programme.notification[field] as never, members);
        return value === "" ? [] : [{ label: fieldLabels[field], value }];
      }),
    },
    {
      kind: "list",
      items: versions.map(({ version, origin, publishedAt }) =>
        read.version(version, origin, dayIn(publishedAt, programme.zone)),
      ),
    },
  ],
  buttons: [],
});

/** A notification that came in a message was read; the button opens its preview. */
export const sentNotificationRead = ({
  id,
  amendment,
  notification: { projectCode },
}: Pick<NotificationPreview, "id" | "amendment" | "notification">): Message => ({
  headline: sentNotification.read(
    amendment
      ? sentNotification.amendment(amendmentName(amendment.kind, amendment.number), projectCode)
      : sentNotification.notification(projectCode),
  ),
  parts: [paragraph(sentNotification.kept)],
  buttons: [{ ...editNotification(id, sentNotification.look), style: "primary" }],
});

/** Opens the preview of what was read in, where it was left. */
export const editNotification = (id: string, label: string): Button => ({
  verb: "edit-notification",
  id: pointer("notification", { id }),
  label,
});

/** `buttons`: what else it may be. */
export const sentNotificationNotRead = (why: string, buttons: readonly Button[] = []): Message => ({
  headline: sentNotification.notRead,
  parts: [paragraph(why), paragraph(sentNotification.notReadNext)],
  buttons,
});

export const oneFileAtATime = (): Message => ({
  headline: sentNotification.oneFile.headline,
  parts: [paragraph(sentNotification.oneFile.text)],
  buttons: [],
});

/** To somebody who may not publish. */
export const notificationNotYours = (): Message => ({
  headline: sentNotification.notYours.headline,
  parts: [paragraph(sentNotification.notYours.text)],
  buttons: [],
});

/** Throws away what was kept for later. */
export const discardNotification = (id: string): Button => ({
  verb: "discard-notification",
  id: pointer("notification", { id }),
  label: say.discard.button,
  style: "danger",
  confirm: say.discard.confirm,
});

export const notificationDiscarded = (): Message => ({
  headline: say.discard.done,
  parts: [paragraph(say.discard.doneNext)],
  buttons: [],
});

/** The notification was published meanwhile, or isn't this officer's. */
export const notificationGone = (): Message => ({
  headline: say.gone.headline,
  parts: [paragraph(say.gone.text)],
  buttons: [],
});

const paragraph = (text: string): MessagePart => ({ kind: "paragraph", text });
