import { caseOfDraft, may, mayEdit } from "../../domain/access.ts";
import type { Page } from "../../domain/drafts/drafts.ts";
import type { ParticipantId } from "../../domain/ids.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import { readPointer } from "../../domain/pointers.ts";
import type { DraftPage } from "../../domain/requests/draft-page.ts";
import { findDraft } from "../../store/requests/drafts.ts";
import {
  type Context,
  type Interaction,
  type NotFound,
  reading,
  type Stranger,
} from "../context.ts";
import { loadPage } from "./draft-page.ts";
import { type Discarded, gone } from "./on-draft.ts";

export interface DraftToRead {
  readonly page: DraftPage;
  /** The late admission that waits for the reader's answer, if they may give it. */
  readonly admission: string | undefined;
}

/** All of an unsent draft, for whoever may read it: officers once they were asked to admit it. */
export const readDraft = (
  context: Context,
  input: Interaction & { readonly draft: string },
): Promise<Outcome<DraftToRead, Stranger | NotFound>> =>
  reading<DraftToRead, NotFound>(context, input.account, async (person) => {
    const { database: db } = context;
    const id = readPointer("draft", input.draft)?.id;
    const draft = id && (await findDraft(db, id));
    if (!draft || !may(person, "read", caseOfDraft(draft))) return refused({ kind: "notFound" });
    const page = await loadPage(db, { ...draft, page: "check" }, { interaction: input, person });
    const waiting = page.admissions.find(
      ({ requestId: of, admitted }) => of === draft.id && !admitted,
    );
    const answers = may(person, "admit-late", caseOfDraft(draft));
    return done({ page, admission: answers ? waiting?.id : undefined });
  });

export interface ReadPage extends Interaction {
  readonly draft: string;
  readonly page: Page;
  /** A participant's id on page "participant". */
  readonly item?: ParticipantId | undefined;
}

/** A page as it stands, for whoever may edit the draft. It stays where it was left, and the call unused. */
export const readPage = (
  context: Context,
  { draft: id, page, item, ...interaction }: ReadPage,
): Promise<Outcome<DraftPage, Stranger | NotFound | Discarded>> =>
  reading<DraftPage, NotFound | Discarded>(context, interaction.account, async (person) => {
    const { database: db } = context;
    const wanted = readPointer("draft", id)?.id;
    const draft = wanted && (await findDraft(db, wanted));
    if (!draft || !mayEdit(person, draft)) return gone(db, person, id, interaction.at);
    const isKnown = draft.participants.some((participant) => participant.id === item);
    const at = page === "participant" && !isKnown ? "who" : page;
    const shown = { ...draft, page: at, item: at === "participant" ? (item ?? null) : null };
    return done(await loadPage(db, shown, { interaction, person }));
  });
