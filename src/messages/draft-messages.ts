/** What is said of drafts that several people of an NPO have. */
import { shortName } from "../domain/members.ts";
import type { DraftOffer } from "../domain/views.ts";
import { words } from "../words/en.ts";
import type { Message } from "./message.ts";

const say = words.together;

/** A message holds 50 blocks; an NPO with more drafts finds the rest with /bcn requests. */
const MOST_OFFERED = 10;

/** What colleagues have begun, each to be opened, or another one to begin. */
export const colleaguesDrafts = ({ sender, drafts, readerZone }: DraftOffer): Message => ({
  headline: say.offer.headline([...new Set(drafts.map(({ holder }) => holder))]),
  parts: [
    { kind: "paragraph", text: say.offer.text },
    ...drafts.slice(0, MOST_OFFERED).map(({ draft, host, topic, holder }) => ({
      kind: "item" as const,
      title: say.offer.item(host && shortName(host)),
      text: [topic, say.offer.saved(holder, draft.savedAt.getTime(), readerZone)]
        .filter(Boolean)
        .join("\n"),
      button: { verb: "edit-draft", id: draft.id, label: say.offer.open },
    })),
  ],
  buttons: [{ verb: "start-another", id: sender.id, label: say.offer.another }],
});
