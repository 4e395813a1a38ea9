/** Drafts and sent requests, made by the use cases as a liaison would make them. */
import type { Answers } from "../../src/domain/drafts/drafts.ts";
import type { SentRequest } from "../../src/domain/requests/requests.ts";
import type { DateTime } from "../../src/domain/time.ts";
import { addParticipant } from "../../src/use-cases/drafts/edit-draft.ts";
import { startRequest } from "../../src/use-cases/drafts/start-request.ts";
import { typeInDraft } from "../../src/use-cases/drafts/type-in-draft.ts";
import { submitRequest } from "../../src/use-cases/requests/submit-request.ts";
import { answersToJapan } from "./builders.ts";
import { BEGINNING, type TestContext } from "./context.ts";

interface Wish {
  readonly travellers?: number;
  readonly answers?: Answers;
  readonly at?: DateTime;
}

const TRAVELLER: Answers = {
  position: "Director of Training",
  organisation: "Ministry of Employment",
  category: "policymaker",
  part: "participant",
};

/** A draft to visit Japan that lacks nothing; its id, and the round it would join. */
export const fillDraft = async (
  context: TestContext,
  user: string,
  { travellers = 1, answers = {}, at = BEGINNING }: Wish = {},
): Promise<{ readonly draft: string; readonly round: string }> => {
  const started = await startRequest(context, { ...context.interaction(user, at), afresh: true });
  if (!started.ok) throw new Error(started.refusal.kind);
  const { id: draft } = started.value.draft;
  const here = { draft, typedAt: 1, answers: {} };
  await typeInDraft(context, {
    ...context.interaction(user, at),
    ...here,
    page: "whom",
    answers: { ...answersToJapan, ...answers },
  });
  for (let place = 1; place <= travellers; place += 1) {
    const added = await addParticipant(context, {
      ...context.interaction(user, at),
      ...here,
      page: "who",
    });
    if (!added.ok) throw new Error(added.refusal.kind);
    await typeInDraft(context, {
      ...context.interaction(user, at),
      draft,
      page: "participant",
      item: added.value.draft.item ?? undefined,
      typedAt: 2,
      answers: { ...TRAVELLER, part: place === 1 ? "head" : "participant" },
    });
  }
  return { draft, round: started.value.joins?.id ?? "" };
};

export const sendRequest = async (
  context: TestContext,
  user: string,
  wish: Wish = {},
): Promise<SentRequest> => {
  const { draft, round } = await fillDraft(context, user, wish);
  const at = wish.at ?? BEGINNING;
  const sent = await submitRequest(context, {
    ...context.interaction(user, at),
    draft,
    roundShown: round,
  });
  if (!sent.ok) throw new Error(sent.refusal.kind);
  return sent.value.request;
};
