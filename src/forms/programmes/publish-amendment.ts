/** What the preview of an amendment has beside the fields: what it is, its number, what was published before. */
import type {
  AmendmentPreview,
  NotificationPreview,
  SeenVersion,
} from "../../domain/amendments/preview.ts";
import { DEFAULT_ZONE } from "../../domain/programmes/programmes.ts";
import { dayIn } from "../../domain/time.ts";
import { amendmentName, dates, previewWords as say } from "../../words/en.ts";
import type { Part } from "../form.ts";
import { problemInWords } from "./notification-warnings.ts";

export const amendmentHead = (
  { notification, differences, seen }: NotificationPreview,
  amendment: AmendmentPreview,
  points: number,
): readonly Part[] => {
  const changes = (differences?.length ?? 0) + amendment.unfilled.length;
  const name = amendmentName(amendment.kind, amendment.number);
  const code = notification.projectCode ?? "";
  return [
    {
      kind: "paragraph",
      text: say.amendment.changes(name, seen?.name ?? code, code, changes, points),
    },
    ...appliedNotice(amendment),
    ...(changes === 0 ? [warning(say.amendment.nothingFound)] : []),
  ];
};

/** The officer decides: a number may have been misread, or a part of it left out. */
const appliedNotice = ({ kind, number, before }: AmendmentPreview): readonly Part[] => {
  if (before === undefined) return [];
  const name = amendmentName(kind, before.number);
  const on = dates.dayWithYear(dayIn(before.publishedAt, DEFAULT_ZONE));
  const words = before.number === number ? say.amendment.again : say.amendment.older;
  return [warning(words(name, before.version, on))];
};

/** Its number tells whether it was published before, so it can be mended too. */
export const numberParts = (
  { typed, unreadable }: NotificationPreview,
  { kind, number }: AmendmentPreview,
): readonly Part[] => [
  ...unreadable
    .filter(({ field }) => field === "number")
    .map(
      ({ problem }): Part => ({
        kind: "notice",
        tone: "error",
        text: problemInWords("number", problem),
      }),
    ),
  {
    kind: "text",
    id: "number",
    label: say.amendment.number(kind),
    hint: say.amendment.numberHint,
    required: false,
    maxLength: 10,
    value: typed.number ?? (number === null ? "" : String(number)),
  },
];

/** What stands here now isn't what stood there when it was pressed. */
export const unseenNotice = (
  { seen }: NotificationPreview,
  unseen: "changedMeanwhile" | "otherProgramme",
): Part => warning(unseenText(seen, unseen));

const unseenText = (
  seen: SeenVersion | null,
  unseen: "changedMeanwhile" | "otherProgramme",
): string => {
  if (seen === null) return say.newProgramme;
  const { name, version, publishedAt } = seen;
  if (unseen === "otherProgramme") return say.otherProgramme(name, version);
  return say.meanwhile(name, version, dates.instantWithYear(publishedAt.toMillis(), DEFAULT_ZONE));
};

const warning = (text: string): Part => ({ kind: "notice", tone: "warning", text });
