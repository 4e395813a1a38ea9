import { caseOfDraft, may, mayEdit } from "../../domain/access.ts";
import type { Page } from "../../domain/drafts/drafts.ts";
import { looksLikeId, type ParticipantId, requestId } from "../../domain/ids.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import type { DraftPage } from "../../domain/requests/draft-page.ts";
import { findDraft } from "../../store/requests/drafts.ts";
import { type House, type NotFound, type Press, reading, type Stranger } from "../house.ts";
import { loadPage } from "./draft-page.ts";
import { type Discarded, gone } from "./on-draft.ts";

export interface DraftToRead {
  readonly page: DraftPage;
  /** The late admission that waits for the reader's answer, if they may give it. */
  readonly admission: string | undefined;
}

/** All of an unsent draft, for whoever may read it: officers once they were asked to admit it. */
export const makeReadDraft =
  (house: House) =>
  (input: Press & { readonly draft: string }): Promise<Outcome<DraftToRead, Stranger | NotFound>> =>
    reading<DraftToRead, NotFound>(house, input.account, async (person) => {
      const { database: db } = house;
      const draft = looksLikeId(input.draft)
        ? await findDraft(db, requestId(input.draft))
        : undefined;
      if (!draft || !may(person, "read", caseOfDraft(draft))) return refused({ kind: "notFound" });
      const page = await loadPage(db, { ...draft, page: "check" }, { press: input, person });
      const waiting = page.admissions.find(
        ({ requestId: of, admitted }) => of === draft.id && !admitted,
      );
      const answers = may(person, "admit-late", caseOfDraft(draft));
      return done({ page, admission: answers ? waiting?.id : undefined });
    });

export interface ReadPage extends Press {
  readonly draft: string;
  readonly page: Page;
  /** A participant's id on page "participant". */
  readonly item?: ParticipantId | undefined;
}

/** A page as it stands, for whoever may edit the draft. It stays where it was left, and the call unused. */
export const readPage = (
  house: House,
  { draft: id, page, item, ...press }: ReadPage,
): Promise<Outcome<DraftPage, Stranger | NotFound | Discarded>> =>
  reading<DraftPage, NotFound | Discarded>(house, press.account, async (person) => {
    const { database: db } = house;
    const draft = looksLikeId(id) ? await findDraft(db, requestId(id)) : undefined;
    if (!draft || !mayEdit(person, draft)) return gone(db, person, id, press.at);
    const isKnown = draft.participants.some((participant) => participant.id === item);
    const at = page === "participant" && !isKnown ? "who" : page;
    const shown = { ...draft, page: at, item: at === "participant" ? (item ?? null) : null };
    return done(await loadPage(db, shown, { press, person }));
  });
