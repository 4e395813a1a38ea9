/** What an officer is told after pressing Publish. */

import { type Difference, writeDifference } from "../domain/notifications/differences.ts";
import type { MemberName } from "../domain/notifications/notification.ts";
import { type Programme, programmeName } from "../domain/programmes.ts";
import { dates, fieldLabels, previewWords, publishedWords as say } from "../words/en.ts";
import type { Message, MessagePart } from "./message.ts";

/** The answer to Publish. */
export const publishAnswer = (
  {
    outcome,
    programme,
    differences,
  }: {
    readonly outcome: "published" | "changed" | "same";
    readonly programme: Programme;
    readonly differences: readonly Difference[];
  },
  members: readonly MemberName[],
): Message => {
  switch (outcome) {
    case "published":
      return published(programme);
    case "changed":
      return changed(programme, differences, members);
    case "same":
      return same(programme);
  }
};

const published = (programme: Programme): Message => {
  const [first, ...later] = programme.rounds;
  const closesOn = first ? dates.dayText(first.closesOn) : "";
  return {
    headline: say.published(programmeName(programme), programme.projectCode, closesOn),
    parts: [
      paragraph(
        [
          ...later.map((round) =>
            say.laterRound(dates.ordinal(round.number), dates.dayText(round.closesOn)),
          ),
          say.caps(programme.caps.faceToFace, programme.caps.virtual),
        ].join(" "),
      ),
      paragraph(say.next),
    ],
    buttons: [],
  };
};

const changed = (
  programme: Programme,
  differences: readonly Difference[],
  members: readonly MemberName[],
): Message => ({
  headline: say.changed(programmeName(programme), programme.projectCode, differences.length),
  parts: [
    { kind: "facts", facts: differences.map((one) => differenceFact(one, members)) },
    paragraph(say.changedNext),
  ],
  buttons: [],
});

const differenceFact = (difference: Difference, members: readonly MemberName[]) => {
  const { field, before, after } = writeDifference(difference, members);
  return { label: fieldLabels[field], value: previewWords.difference(before, after) };
};

const same = (programme: Programme): Message => ({
  headline: say.same(programmeName(programme), programme.projectCode),
  parts: [paragraph(say.sameNext)],
  buttons: [],
});

/** The notification was published meanwhile, or isn't this officer's. */
export const notificationGone = (): Message => ({
  headline: say.gone.headline,
  parts: [paragraph(say.gone.text)],
  buttons: [],
});

const paragraph = (text: string): MessagePart => ({ kind: "paragraph", text });
