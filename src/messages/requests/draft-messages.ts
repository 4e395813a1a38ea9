/** What is said of drafts that several people of an NPO have. */

import type { DraftLine, DraftOffer } from "../../domain/drafts/draft-views.ts";
import { extentOf } from "../../domain/drafts/drafts.ts";
import type { RequestId } from "../../domain/ids.ts";
import { type Organisation, shortName } from "../../domain/members/members.ts";
import { pointer } from "../../domain/pointers.ts";
import type { DateTime, ReaderTime } from "../../domain/time.ts";
import { words } from "../../words/en.ts";
import type { Button, Message, MessagePart } from "../message.ts";

const say = words.together;

/** A message holds 50 blocks; an NPO with more drafts finds the rest with `requests`. */
const MOST_OFFERED = 10;

/** What colleagues have begun, each to be opened, or another one to begin. */
export const colleaguesDrafts = ({ sender, drafts, readerTime }: DraftOffer): Message => ({
  headline: say.offer.headline([...new Set(drafts.map(({ begunBy }) => begunBy))]),
  parts: [
    { kind: "paragraph", text: say.offer.text },
    ...drafts.slice(0, MOST_OFFERED).map(
      ({ draft, host, topic, holder }): MessagePart => ({
        kind: "item",
        title: say.offer.item(host && shortName(host)),
        text: [topic, say.offer.saved(holder, draft.savedAt.getTime(), readerTime)]
          .filter(Boolean)
          .join("\n"),
        button: {
          verb: "edit-draft",
          id: pointer("draft", { id: draft.id }),
          label: say.offer.open,
        },
      }),
    ),
  ],
  buttons: [
    {
      verb: "start-another",
      id: pointer("organisation", { id: sender.id }),
      label: say.offer.another,
    },
  ],
});

/** In the list: throws the draft away, once it is clear what is lost. */
export const discardButton = (
  { draft, holder }: Pick<DraftLine, "draft" | "holder">,
  reader: ReaderTime,
): Button => ({
  verb: "discard-draft",
  id: pointer("draftAsSeen", { draft: draft.id, seen: draft.revision }),
  label: say.discard.button,
  style: "danger",
  confirm: say.discard.confirm({ ...extentOf(draft), holder, reader }),
});

export const draftDiscarded = (): Message => ({
  headline: say.discard.done,
  parts: [{ kind: "paragraph", text: say.discard.doneNext }],
  buttons: [],
});

interface DiscardFacts {
  readonly by: string;
  readonly sender: Organisation;
  readonly host: Organisation | undefined;
  /** What the reader has to do with it. */
  readonly has: "begun" | "held";
  /** The reader is an officer who worked on it for the NPO. */
  readonly onBehalf: boolean;
  readonly begunAt: DateTime;
  readonly discardedAt: DateTime;
  readonly readerTime: ReaderTime;
}

/** To who began or held it. Of what stood in it nothing is kept but the host. */
export const toldOfDiscard = (facts: DiscardFacts): Message => {
  const { by, sender, host, has, onBehalf, begunAt, discardedAt, readerTime } = facts;
  const [begun, removed] = [begunAt.toMillis(), discardedAt.toMillis()];
  return {
    headline: say.discardTold.headline(by, shortName(sender), host && shortName(host)),
    parts: [{ kind: "paragraph", text: say.discardTold.text(begun, removed, readerTime) }],
    buttons: [
      onBehalf
        ? { verb: "start-on-behalf", id: "new", label: words.onBehalf.start }
        : {
            verb: "start-draft",
            id: pointer("organisation", { id: sender.id }),
            label: words.card.start,
          },
    ],
    why: say.discardTold.why[has],
  };
};

/** A colleague was faster: it is looked at first. */
export const draftChangedMeanwhile = (draft: RequestId, by: string): Message => ({
  headline: say.discard.changed.headline(by),
  parts: [{ kind: "paragraph", text: say.discard.changed.text }],
  buttons: [
    { verb: "edit-draft", id: pointer("draft", { id: draft }), label: say.discard.changed.open },
  ],
});

/** `by`: a colleague's name; undefined when the reader did it. */
export const discardedBy = (by: string | undefined, at: DateTime, reader: ReaderTime): Message => ({
  headline: by === undefined ? say.discarded.headlineYou : say.discarded.headline(by),
  parts: [{ kind: "paragraph", text: say.discarded.text(at.toMillis(), reader) }],
  buttons: [],
});
