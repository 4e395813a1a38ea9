/** What was sent already, against what a programme becomes: pointed out to the officer, not refused. */
import type { Draft } from "../drafts/drafts.ts";
import type { FieldName } from "../notifications/notification.ts";
import { type Programme, takesPart } from "../programmes/programmes.ts";
import { capProblem } from "../requests/participants.ts";
import { checkDraft } from "../requests/request-check.ts";
import type { ProblemKind, Setting } from "../requests/request-problems.ts";
import type { Dates, SentRequest } from "../requests/requests.ts";
import type { IsoDay } from "../time.ts";

/** Why a request no longer fits its programme. */
export type Misfit = "outsideTiming" | "overCaps" | "hostLeftOut" | "senderLeftOut";

export type Concern =
  | { readonly kind: Misfit; readonly field: FieldName; readonly numbers: readonly string[] }
  | { readonly kind: "closesInThePast"; readonly field: "closingDates"; readonly day: IsoDay };

/** As much of a programme as its requests have to fit. */
export type Fitted = Pick<Programme, "timing" | "caps"> & {
  readonly notification: Pick<
    Programme["notification"],
    "hostingCountries" | "participatingCountries"
  >;
};

const FIELDS = {
  outsideTiming: "timing",
  overCaps: "overseasParticipants",
  hostLeftOut: "hostingCountries",
  senderLeftOut: "participatingCountries",
} as const satisfies Record<Misfit, FieldName>;

const MISFITS = Object.keys(FIELDS) as readonly Misfit[];

/** Requests that fitted before and wouldn't after, by reason; each with its number. */
export const concernsBetween = (
  before: Fitted,
  after: Fitted,
  requests: readonly SentRequest[],
): readonly Concern[] =>
  MISFITS.flatMap((kind) => {
    const numbers = requests
      .filter(
        (one) => misfitsOf(one, after).includes(kind) && !misfitsOf(one, before).includes(kind),
      )
      .map(({ number }) => number);
    return numbers.length > 0 ? [{ kind, field: FIELDS[kind], numbers }] : [];
  });

/** Closing dates that are new and have passed: nobody could apply by them. `today` is the programme's. */
export const passedClosingDates = (
  before: readonly IsoDay[],
  after: readonly IsoDay[],
  today: IsoDay,
): readonly Concern[] =>
  after
    .filter((day) => day < today && !before.includes(day))
    .map((day) => ({ kind: "closesInThePast", field: "closingDates", day }));

export const misfitsOf = (
  { sender, content }: Pick<SentRequest, "sender" | "content">,
  { timing, caps, notification }: Fitted,
): readonly Misfit[] => {
  const isOutside = (dates: Dates | null): boolean =>
    dates !== null && (dates.startsOn < timing.startsOn || dates.endsOn > timing.endsOn);
  const is: Readonly<Record<Misfit, boolean>> = {
    outsideTiming: isOutside(content.firstChoice) || isOutside(content.secondChoice),
    overCaps: capProblem(content.participants, content.modality, caps) !== undefined,
    hostLeftOut: !takesPart(notification.hostingCountries, content.host),
    senderLeftOut: !takesPart(notification.participatingCountries, sender),
  };
  return MISFITS.filter((kind) => is[kind]);
};

/** The same of a draft, as far as it is filled in. */
export const misfitsOfDraft = (draft: Draft, setting: Setting): readonly Misfit[] => {
  const { problems } = checkDraft(draft, setting);
  const has = (...kinds: readonly ProblemKind["kind"][]): boolean =>
    problems.some(({ kind }) => kinds.includes(kind));
  const is: Readonly<Record<Misfit, boolean>> = {
    outsideTiming: has("outsideTiming"),
    overCaps: has("tooManyTravel", "tooManyInAll"),
    hostLeftOut: problems.some(({ kind, field }) => kind === "notAnOption" && field === "host"),
    senderLeftOut: !takesPart(setting.programme.notification.participatingCountries, draft.sender),
  };
  return MISFITS.filter((kind) => is[kind]);
};
