/** An unsent draft, to be read only. */

import { valuesOf } from "../../domain/drafts/drafts.ts";
import { shortName } from "../../domain/members/members.ts";
import { pointer } from "../../domain/pointers.ts";
import type { DraftPage } from "../../domain/requests/draft-page.ts";
import { words } from "../../words/en.ts";
import type { Form, Part } from "../form.ts";
import { contentParts } from "./check.ts";

const say = words.admission;

/** `admission`: what the reader may answer from here. */
export const draftToRead = (page: DraftPage, admission: string | undefined): Form => ({
  verb: "request",
  pointer: { draft: page.draft.id, step: "read" },
  title: say.draft.title,
  close: words.form.closeReceipt,
  savesAsYouType: false,
  parts: [
    { kind: "heading", text: headline(page) },
    missingPart(page),
    ...contentParts(page),
    ...(admission ? [admitPart(admission)] : []),
  ],
});

const headline = ({ draft, setting: { sender, members } }: DraftPage): string => {
  const host = members.find(({ id }) => id === valuesOf(draft.answers).host);
  return say.draft.headline(shortName(sender), host && shortName(host));
};

const missingPart = ({ checked: { problems } }: DraftPage): Part =>
  problems.length > 0
    ? { kind: "notice", tone: "warning", text: say.draft.missing(problems.length) }
    : { kind: "notice", tone: "good", text: say.draft.whole };

const admitPart = (id: string): Part => ({
  kind: "buttons",
  buttons: [
    {
      verb: "admit-late",
      id: pointer("admission", { id }),
      label: say.admit.button,
      style: "primary",
    },
  ],
});
