/** Beneath the host: other unsent drafts of the NPO to the same one. */

import type { DraftLine } from "../../domain/drafts/draft-views.ts";
import { shortName } from "../../domain/members/members.ts";
import { pointer } from "../../domain/pointers.ts";
import type { DraftPage } from "../../domain/requests/draft-page.ts";
import type { ReaderTime } from "../../domain/time.ts";
import { words } from "../../words/en.ts";
import type { Part } from "../form.ts";

const say = words.together;

export const sameHostParts = ({ draftsToSameHost, readerTime }: DraftPage): Part[] => {
  if (draftsToSameHost.length === 0) return [];
  return [
    ...draftsToSameHost.slice(0, MOST_SHOWN).map(
      (sameHostDraft): Part => ({
        kind: "row",
        text: sameHostText(sameHostDraft, readerTime),
        button: {
          verb: "edit-draft",
          id: pointer("draft", { id: sameHostDraft.draft.id }),
          label: say.openSameHostDraft,
        },
      }),
    ),
    { kind: "quiet", text: say.sameHostNote },
  ];
};

/** More than that, and the page is about the other drafts. */
const MOST_SHOWN = 3;

const sameHostText = ({ draft, host, holder }: DraftLine, reader: ReaderTime): string => {
  const name = host ? shortName(host) : "";
  const savedAt = draft.savedAt.getTime();
  return holder === undefined
    ? say.yourSameHostDraft(name, savedAt, reader)
    : say.sameHostDraft(holder, name, savedAt, reader);
};
