/** What is typed is saved at each keystroke that the platform tells of. */
import { isSame } from "../../domain/drafts/answer-digest.ts";
import { redrawnOver, typeInto } from "../../domain/drafts/draft-editing.ts";
import type { Draft } from "../../domain/drafts/drafts.ts";
import { done, type Outcome } from "../../domain/outcome.ts";
import type { Person } from "../../domain/people.ts";
import type { DraftPage } from "../../domain/requests/draft-page.ts";
import type { Transaction } from "../../store/database.ts";
import { saveDraft } from "../../store/requests/drafts.ts";
import type { House } from "../house.ts";
import { draftsToSameHost, loadPage } from "./draft-page.ts";
import { type DraftRefusal, onDraft, onUnlockedDraft } from "./on-draft.ts";
import { drawingFor, type OnPage, screenOf } from "./on-page.ts";

/**
 * Saves what was typed so far; in whatever order calls arrive, and however often. Gives the page to
 * draw anew when another host was chosen and that is worth a word, otherwise nothing.
 */
export const makeTypeInDraft =
  (house: House) =>
  async (input: OnPage): Promise<Outcome<DraftPage | undefined, DraftRefusal>> => {
    const isSaved = await onUnlockedDraft(house, input, (draft, person) => {
      const saved = typed(draft, input, person);
      return isOtherHost(draft, saved) ? undefined : saved;
    });
    return isSaved ? done(undefined) : typeLocked(house, input);
  };

const typeLocked = (
  house: House,
  input: OnPage,
): Promise<Outcome<DraftPage | undefined, DraftRefusal>> =>
  onDraft<DraftPage | undefined, never>(house, input, async (tx, person, draft) => {
    const saved = typed(draft, input, person);
    await saveDraft(tx, saved);
    return done(
      isOtherHost(draft, saved) ? await withTwins(tx, person, draft, saved, input) : undefined,
    );
  });

const typed = (draft: Draft, input: OnPage, person: Person): Draft => ({
  ...typeInto(draft, screenOf(input, person)),
  savedAt: input.at.toJSDate(),
});

const isOtherHost = (before: Draft, after: Draft): boolean =>
  !isSame(before.answers.host?.value, after.answers.host?.value);

/** Only where there is another draft to the host, or was one to the host before. */
const withTwins = async (
  tx: Transaction,
  person: Person,
  before: Draft,
  saved: Draft,
  input: OnPage,
): Promise<DraftPage | undefined> => {
  const twins = [...(await draftsToSameHost(tx, saved)), ...(await draftsToSameHost(tx, before))];
  if (twins.length === 0) return undefined;
  const here = redrawnOver({ ...saved, page: input.page, item: null }, screenOf(input, person));
  await saveDraft(tx, here);
  return loadPage(tx, here, drawingFor(input, person));
};
