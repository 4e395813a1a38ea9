/** Late: the morning after a missed closing date, and what becomes of asking to be admitted. */

import type { DraftLate } from "../../domain/drafts/draft-views.ts";
import type { RequestId } from "../../domain/ids.ts";
import { briefName, type Organisation, shortName } from "../../domain/members/members.ts";
import { pointer } from "../../domain/pointers.ts";
import type { AdmissionView } from "../../domain/programmes/admission-views.ts";
import { programmeName } from "../../domain/programmes/programmes.ts";
import { closingInstant, isOpen, type Round } from "../../domain/programmes/rounds.ts";
import type { DateTime } from "../../domain/time.ts";
import { words } from "../../words/en.ts";
import type { Button, Message, MessagePart } from "../message.ts";
import { discardButton } from "./draft-messages.ts";

const say = words.admission;

/** `isHolder`: false for the colleague who is told since the holder can't be. */
export const closingMissed = (
  late: DraftLate,
  { isHolder }: { readonly isHolder: boolean },
): Message => ({
  headline: missedHeadline(late),
  parts: [{ kind: "paragraph", text: missedText(late) }],
  buttons: [
    ...(late.joins
      ? [
          {
            verb: "keep-draft",
            id: pointer("draft", { id: late.draft.id }),
            label: say.missed.keep(late.joins.closesOn, late.readerTime.today),
            style: "primary",
          } as const,
        ]
      : []),
    ...(late.onBehalf ? [] : [askButton(late.draft.id, late.round)]),
    discardButton({ draft: late.draft, holder: undefined }, late.readerTime),
  ],
  why: isHolder ? say.missed.why : say.missed.whyInstead,
});

const missedHeadline = ({ programme, round, readerTime }: DraftLate): string => {
  const { zone } = programme;
  const closed = closingInstant(round, zone).toMillis();
  return say.missed.headline(round.number, programmeName(programme), closed, zone, readerTime);
};

const missedText = (late: DraftLate): string => {
  const { host, sender, onBehalf } = late;
  const to = host && briefName(host);
  const safe = onBehalf ? say.missed.safeFor(briefName(sender), to) : say.missed.safe(to);
  return `${safe} ${nextText(late)}`;
};

const nextText = ({ joins, programme, onBehalf, readerTime }: DraftLate): string => {
  if (!joins) return onBehalf ? say.missed.lastFor : say.missed.last;
  const closes = closingInstant(joins, programme.zone).toMillis();
  const text = onBehalf ? say.missed.nextFor : say.missed.next;
  return text(joins.number, closes, programme.zone, readerTime);
};

const askButton = (draft: RequestId, { id }: Pick<Round, "id">): Button => ({
  verb: "ask-late-admission",
  id: pointer("late", { draft, round: id }),
  label: say.ask.button,
});

export const draftKept = (kept: Omit<DraftLate, "round">): Message => ({
  headline: say.missed.kept(kept.host && briefName(kept.host)),
  parts: [{ kind: "paragraph", text: keptText(kept) }],
  buttons: [
    { verb: "edit-draft", id: pointer("draft", { id: kept.draft.id }), label: words.card.goOn },
  ],
});

const keptText = ({ joins, programme, now, readerTime }: Omit<DraftLate, "round">): string => {
  const { zone } = programme;
  if (!joins) return say.missed.keptLast;
  return isOpen(joins, zone, now)
    ? say.missed.keptUntil(joins.number, closingInstant(joins, zone).toMillis(), zone, readerTime)
    : say.admitted.text(joins.number, programmeName(programme));
};

export const admissionAsked = ({ host }: AdmissionView): Message =>
  note(say.ask.asked(host && briefName(host)), say.ask.askedNext);

/** Asked by this person or a colleague, or given already: then there is nothing left to ask. */
export const admissionAskedBefore = (view: AdmissionView): Message => {
  const { admission, round, programme, readerTime } = view;
  const instant = (said: { readonly at: DateTime }) =>
    [said.at.toMillis(), programme.zone, readerTime] as const;
  if (admission.admitted) {
    const text = say.admitted.text(round.number, programmeName(programme));
    return note(say.ask.given(...instant(admission.admitted)), text);
  }
  if (!admission.asked) throw new Error(`Admission ${admission.id} was neither asked nor given`);
  return note(say.ask.already(...instant(admission.asked)), say.ask.alreadyNext);
};

export const roundStillOpen = ({ round, programme, readerTime }: DraftLate): Message => {
  const closes = closingInstant(round, programme.zone).toMillis();
  const { headline, text } = say.ask.stillOpen(
    round.number,
    programmeName(programme),
    closes,
    programme.zone,
    readerTime,
  );
  return note(headline, text);
};

/** To the Secretariat: who asks, for what, why. */
export const admissionCard = (view: AdmissionView): Message => {
  const { admission, sender, host, programme, round, readerTime } = view;
  const { asked } = admission;
  const closes = closingInstant(round, programme.zone).toMillis();
  return {
    headline: say.card.headline(
      shortName(sender),
      host && briefName(host),
      round.number,
      programmeName(programme),
    ),
    parts: [
      {
        kind: "facts",
        facts: [
          {
            label: say.card.closed,
            value: words.card.closingAt(closes, programme.zone, readerTime),
          },
          ...(asked
            ? [
                {
                  label: say.card.asked,
                  value: words.card.instant(asked.at.toMillis(), programme.zone, readerTime),
                },
                { label: say.card.reason, value: asked.why },
              ]
            : []),
        ],
      },
    ],
    buttons: [
      ...(admission.requestId
        ? [
            {
              verb: "read",
              id: pointer("draft", { id: admission.requestId }),
              label: say.draft.read,
            } as const,
          ]
        : []),
      admitButton(admission.id),
    ],
    why: say.card.why,
  };
};

const admitButton = (admission: string): Button => ({
  verb: "admit-late",
  id: pointer("admission", { id: admission }),
  label: say.admit.button,
  style: "primary",
});

export const admittedLate = ({ sender, round, programme }: AdmissionView): Message =>
  note(
    say.admit.done(shortName(sender), round.number, programmeName(programme)),
    say.admit.doneNext,
  );

export const admittedBefore = ({ admission, programme, readerTime }: AdmissionView): Message => ({
  headline: say.admit.already(admission.admitted?.at.toMillis() ?? 0, programme.zone, readerTime),
  parts: [],
  buttons: [],
});

/** To whoever asked. */
export const admissionGranted = ({
  admission,
  host,
  round,
  programme,
}: AdmissionView): Message => ({
  headline: say.admitted.headline(host && briefName(host), round.number),
  parts: [
    { kind: "paragraph", text: say.admitted.text(round.number, programmeName(programme)) },
    ...reasonParts(admission),
  ],
  buttons: admission.requestId
    ? [
        {
          verb: "edit-draft",
          id: pointer("draft", { id: admission.requestId }),
          label: say.admitted.send,
          style: "primary",
        },
      ]
    : [],
  why: say.admitted.why,
});

const reasonParts = ({ admitted }: AdmissionView["admission"]): MessagePart[] =>
  admitted ? [{ kind: "facts", facts: [{ label: say.admitted.reason, value: admitted.why }] }] : [];

export const admittedInAdvance = (
  { sender, round, programme }: AdmissionView,
  isReachable: boolean,
): Message =>
  note(
    say.advance.done(shortName(sender), round.number, programmeName(programme)),
    isReachable ? say.advance.doneNext : say.advance.doneNobody,
  );

export const advanceKnown = (npo: Organisation): Message => ({
  headline: say.advance.already(shortName(npo)),
  parts: [],
  buttons: [],
});

/** To the LO of an NPO that was admitted in advance. */
export const advanceGranted = (view: AdmissionView): Message => {
  const { admission, sender, round, programme, readerTime } = view;
  const closes = closingInstant(round, programme.zone).toMillis();
  return {
    headline: say.advance.told(
      round.number,
      programmeName(programme),
      closes,
      programme.zone,
      readerTime,
    ),
    parts: [{ kind: "paragraph", text: say.advance.toldText }, ...reasonParts(admission)],
    buttons: [
      {
        verb: "start-draft",
        id: pointer("organisation", { id: sender.id }),
        label: words.card.start,
        style: "primary",
      },
    ],
    why: say.advance.why(briefName(sender)),
  };
};

/** For an old card: the draft was sent or discarded meanwhile, or it isn't the reader's to decide. */
export const nothingToAdmit = (): Message => note(say.admit.gone.headline, say.admit.gone.text);
export const mayNotAdmit = (): Message => note(say.admit.mayNot.headline, say.admit.mayNot.text);
export const noRoundsToAdmit = (): Message =>
  note(say.advance.noRounds.headline, say.advance.noRounds.text);

const note = (headline: string, text: string): Message => ({
  headline,
  parts: [{ kind: "paragraph", text }],
  buttons: [],
});
