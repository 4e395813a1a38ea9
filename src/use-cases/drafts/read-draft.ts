import { caseOfDraft, may } from "../../domain/access.ts";
import { looksLikeId, requestId } from "../../domain/ids.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import type { DraftPage } from "../../domain/requests/draft-page.ts";
import { findDraft } from "../../store/requests/drafts.ts";
import { type House, type NotFound, type Press, reading, type Stranger } from "../house.ts";
import { loadPage } from "./draft-page.ts";

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
