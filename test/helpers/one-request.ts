/** A request filled in and sent, in one line of a test. */
import type { Answers } from "../../src/domain/drafts/drafts.ts";
import type { SentRequest } from "../../src/domain/requests/requests.ts";
import type { DateTime } from "../../src/domain/time.ts";
import { addParticipant } from "../../src/use-cases/drafts/edit-draft.ts";
import { startOnBehalf } from "../../src/use-cases/drafts/start-on-behalf.ts";
import { startRequest } from "../../src/use-cases/drafts/start-request.ts";
import { typeInDraft } from "../../src/use-cases/drafts/type-in-draft.ts";
import { submitRequest } from "../../src/use-cases/requests/submit-request.ts";
import { answersToJapan } from "./builders.ts";
import { BEGINNING, type TestContext } from "./context.ts";

const TRAVELLER: Answers = {
  position: "Director, Training",
  organisation: "Ministry of Employment",
  category: "npoOfficial",
  part: "participant",
};

/** Fills a draft: a visit to Japan by one person. */
export const fillDraft = async (
  context: TestContext,
  { draft, user, answers = {} }: { draft: string; user: string; answers?: Answers },
): Promise<void> => {
  const here = { draft, typedAt: 1, answers: {} };
  const whom = { ...here, page: "whom", answers: { ...answersToJapan, ...answers } } as const;
  await typeInDraft(context, { ...context.interaction(user), ...whom });
  const who = { ...context.interaction(user), ...here, page: "who" } as const;
  const added = await addParticipant(context, who);
  if (!added.ok || !added.value.draft.item) throw new Error("Nobody was added");
  const person = { page: "participant", item: added.value.draft.item, typedAt: 2 } as const;
  await typeInDraft(context, {
    ...context.interaction(user),
    ...here,
    ...person,
    answers: TRAVELLER,
  });
};

export const EVIDENCE: Answers = {
  evidence: "E-mail of the Liaison Officer",
  evidenceOn: "2023-03-20",
};

/** The id of a filled draft and of the round that it joins. */
export const completeDraft = async (
  context: TestContext,
  { user = "FJ-liaison", onBehalfOf = "", answers = {} as Answers } = {},
): Promise<{ draft: string; roundShown: string }> => {
  const interaction = context.interaction(user);
  const begun = onBehalfOf
    ? await startOnBehalf(context, { ...interaction, organisation: onBehalfOf, answers: EVIDENCE })
    : await startRequest(context, { ...interaction, afresh: true });
  if (!begun.ok) throw new Error(begun.refusal.kind);
  const draft = begun.value.draft.id;
  await fillDraft(context, { draft, user, answers });
  return { draft, roundShown: begun.value.joins?.id ?? "" };
};

export const sendRequest = async (
  context: TestContext,
  {
    user = "FJ-liaison",
    at = BEGINNING as DateTime,
    ...wish
  }: { user?: string; at?: DateTime; onBehalfOf?: string; answers?: Answers } = {},
): Promise<SentRequest> => {
  const complete = await completeDraft(context, { user, ...wish });
  const sent = await submitRequest(context, { ...context.interaction(user, at), ...complete });
  if (!sent.ok) throw new Error(sent.refusal.kind);
  return sent.value.request;
};
