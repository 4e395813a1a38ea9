/** Closing dates: the reminder in a channel, and the answer to `closing`. */

import { isWorkingDay, type WorkingCalendar } from "../../domain/members/calendars.ts";
import { briefName, type Organisation, shortName } from "../../domain/members/members.ts";
import { pointer } from "../../domain/pointers.ts";
import type { Closing, ClosingOverview } from "../../domain/programmes/closing.ts";
import { programmeName } from "../../domain/programmes/programmes.ts";
import { closingInstant, isOpen, lastWorkingDayBefore } from "../../domain/programmes/rounds.ts";
import { dayIn, daysBetween, type ReaderTime, readerTimeAt, type Zone } from "../../domain/time.ts";
import { words } from "../../words/en.ts";
import type { Button, Message, MessagePart } from "../message.ts";

const say = words.card.closing;

export interface ClosingToChannel extends Closing {
  readonly npo: Organisation;
  readonly calendar: WorkingCalendar;
  readonly zone: Zone;
  /** The channel's hour: the last working day is the last one on which it is written to. */
  readonly hour: number;
}

/** Worded for the day on which it is sent. */
export const closingReminder = (closing: ClosingToChannel): Message => {
  const { npo } = closing;
  return {
    headline: reminderHeadline(closing),
    parts: [{ kind: "paragraph", text: standing(closing) }],
    buttons: [
      {
        verb: "start-draft",
        id: pointer("organisation", { id: npo.id }),
        label: words.card.start,
        style: "primary",
      },
      notThisRound(closing, npo),
    ],
    why: say.why(briefName(npo)),
  };
};

const reminderHeadline = ({
  programme,
  round,
  calendar,
  zone,
  hour,
  now,
}: ClosingToChannel): string => {
  const reader = readerTimeAt(now, zone);
  const days = daysBetween(dayIn(now, programme.zone), round.closesOn);
  const closes = closingInstant(round, programme.zone);
  const last =
    lastWorkingDayBefore(closes, calendar, { zone, hour }) === reader.today &&
    isWorkingDay(reader.today, calendar);
  const text = closesText({ programme, round }, reader, days);
  return last ? `${text} ${say.lastDay}` : text;
};

const closesText = (
  { programme, round }: Pick<Closing, "programme" | "round">,
  reader: ReaderTime,
  days?: number,
): string => {
  const closes = closingInstant(round, programme.zone).toMillis();
  return say.closes(round.number, programmeName(programme), closes, programme.zone, reader, days);
};

/** What this NPO has. `isOver`: the round has closed. */
export const standing = (
  { sent, refused, admitted, drafts }: Pick<Closing, "sent" | "refused" | "admitted" | "drafts">,
  isOver = false,
): string => {
  if (sent) return say.sent;
  if (refused) return say.refused;
  if (isOver && !admitted) return say.nothingWasSent;
  return [say.nothingSent, drafts > 0 && say.drafts(drafts), admitted && say.admitted]
    .filter(Boolean)
    .join(" ");
};

/** A round and the NPO that is asked: whoever acts for two NPOs answers for the right one. */
export const notThisRound = (
  { round }: Pick<Closing, "round">,
  npo: Pick<Organisation, "id">,
): Button => ({
  verb: "not-this-round",
  id: pointer("roundOf", { round: round.id, npo: npo.id }),
  label: words.card.notThisRound,
});

/** The answer to `closing`. */
export const closingDates = (overview: ClosingOverview): Message => {
  const { programmes, npo, now } = overview;
  if (programmes.length === 0) {
    return note(say.noProgramme, say.noProgrammeText);
  }
  const ahead = programmes
    .flatMap(({ closings }) => closings)
    .filter(({ round, programme }) => isOpen(round, programme.zone, now));
  const [next] = ahead;
  if (!next) {
    const parts = programmes.flatMap(({ closings }) =>
      closings.map((one) => closingItem(one, overview)),
    );
    const late = programmes.some(({ closings }) => closings.some(({ admitted }) => admitted));
    return {
      ...note(say.noneOpen, say.noneOpenText),
      parts,
      buttons: late ? starting(overview) : [],
    };
  }
  return {
    headline: closesText(next, overview.readerTime),
    parts: [
      ...(npo && overview.isOneOfSeveral
        ? [{ kind: "paragraph", text: say.forNpo(shortName(npo)) } as const]
        : []),
      ...programmes.flatMap(({ programme, closings }): MessagePart[] => [
        {
          kind: "paragraph",
          text: say.programme(programme.title, programme.projectCode, programme.caps),
        },
        ...closings.map((one) => closingItem(one, overview)),
      ]),
    ],
    buttons: starting(overview),
  };
};

const starting = ({ npo, isOneOfSeveral }: ClosingOverview): Button[] =>
  npo?.active
    ? [
        {
          verb: "start-draft",
          id: isOneOfSeveral ? pointer("organisation", { id: npo.id }) : "new",
          label: words.card.start,
          style: "primary",
        },
      ]
    : [];

const closingItem = (
  closing: Closing,
  { npo, calendar, readerTime, now }: ClosingOverview,
): MessagePart => {
  const { programme, round } = closing;
  const closes = closingInstant(round, programme.zone);
  const open = isOpen(round, programme.zone, now);
  const dated = (open ? say.date : say.closed)(
    round.number,
    closes.toMillis(),
    programme.zone,
    readerTime,
  );
  // No draft can join a round that has closed.
  const drafts = open || closing.admitted ? closing.drafts : 0;
  const working =
    open && calendar && lastWorkingDayBefore(closes, calendar, { zone: readerTime.zone });
  const last = working !== round.closesOn && working;
  return {
    kind: "item",
    title: dated,
    text: [
      last && say.lastWorkingDay(last, readerTime.today),
      npo && standing({ ...closing, drafts }, !open),
    ]
      .filter(Boolean)
      .join(" "),
    ...(open && npo && !closing.sent && !closing.refused
      ? { button: notThisRound(closing, npo) }
      : {}),
  };
};

export const roundRefused = (closing: {
  readonly programme: Closing["programme"];
  readonly round: Closing["round"];
  readonly npo: Organisation;
}): Message =>
  note(
    say.roundRefused(
      closing.round.number,
      programmeName(closing.programme),
      briefName(closing.npo),
    ),
    say.roundRefusedNext,
  );

/** "Not this round" came too late. */
export const roundNotRefused = ({
  kind,
  programme,
  round,
}: {
  readonly kind: "closed" | "sentAlready";
  readonly programme: Closing["programme"];
  readonly round: Closing["round"];
}): Message => {
  const { headline, text } = say.roundNotRefused[kind](round.number, programmeName(programme));
  return note(headline, text);
};

const note = (headline: string, text: string): Message => ({
  headline,
  parts: [{ kind: "paragraph", text }],
  buttons: [],
});
