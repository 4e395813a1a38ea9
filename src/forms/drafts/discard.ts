import { extentOf } from "../../domain/drafts/drafts.ts";
import { pointer } from "../../domain/pointers.ts";
import type { DraftPage } from "../../domain/requests/draft-page.ts";
import { words } from "../../words/en.ts";
import type { FormButton } from "../form.ts";

const say = words.together.discard;

/** Throws the draft away, once it is clear what is lost. */
export const discardButton = ({ draft, reader, names, readerTime }: DraftPage): FormButton => ({
  verb: "discard-draft",
  id: pointer("draftAsSeen", { draft: draft.id, seen: draft.revision }),
  label: say.button,
  style: "danger",
  confirm: say.confirm({
    ...extentOf(draft),
    holder: draft.heldBy === reader ? undefined : (names.get(draft.heldBy) ?? ""),
    reader: readerTime,
  }),
});
