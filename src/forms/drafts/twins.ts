/** Beneath the host: other unsent drafts of the NPO to the same one. */

import type { DraftLine } from "../../domain/drafts/draft-views.ts";
import { shortName } from "../../domain/members/members.ts";
import { pointer } from "../../domain/pointers.ts";
import type { DraftPage } from "../../domain/requests/draft-page.ts";
import type { ReaderTime } from "../../domain/time.ts";
import { words } from "../../words/en.ts";
import type { Part } from "../form.ts";

const say = words.together;

export const twinParts = ({ twins, readerTime }: DraftPage): Part[] => {
  if (twins.length === 0) return [];
  return [
    ...twins.slice(0, MOST_SHOWN).map(
      (twin): Part => ({
        kind: "row",
        text: twinText(twin, readerTime),
        button: {
          verb: "edit-draft",
          id: pointer("draft", { id: twin.draft.id }),
          label: say.openTwin,
        },
      }),
    ),
    { kind: "quiet", text: say.twinNote },
  ];
};

/** More than that, and the page is about the other drafts. */
const MOST_SHOWN = 3;

const twinText = ({ draft, host, holder }: DraftLine, reader: ReaderTime): string => {
  const name = host ? shortName(host) : "";
  const savedAt = draft.savedAt.getTime();
  return holder === undefined
    ? say.yourTwin(name, savedAt, reader)
    : say.twin(holder, name, savedAt, reader);
};
