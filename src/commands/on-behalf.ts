/** What `request` does for an officer: choose the NPO, note how they know, then the same five steps. */
import {
  evidenceErrors,
  evidenceForm,
  npoErrors,
  npoIn,
  onBehalfForm,
} from "../forms/on-behalf.ts";
import { requestPage } from "../forms/requests/request-form.ts";
import { draftGone, notALiaison } from "../messages/answers.ts";
import type { Capabilities, Reply, Submitted } from "../surfaces/command.ts";
import type { Context } from "../use-cases/context.ts";
import { readPage } from "../use-cases/drafts/read-draft.ts";
import {
  changeEvidence,
  type OnBehalfRefusal,
  startOnBehalf,
  whomToActFor,
} from "../use-cases/drafts/start-on-behalf.ts";
import {
  type Caller,
  type Command,
  errors,
  interactionOf,
  isCommon,
  nothing,
  open,
  say,
  sayCommon,
} from "./command.ts";

/** `begin` asks for the NPO; whoever is no officer is told who sends requests. */
export interface OnBehalf extends Required<Pick<Command, "openers" | "forms">> {
  readonly begin: (call: Caller) => Promise<Reply>;
}

export type ShowPage = (...drawn: Parameters<typeof requestPage>) => Reply;

export const makeShowPage =
  ({ savesAsYouType }: Capabilities): ShowPage =>
  (page, occasion) =>
    open(requestPage(page, { ...occasion, savesAsYouType }));

export const makeOnBehalf = (context: Context, show: ShowPage): OnBehalf => {
  const begin: OnBehalf["begin"] = async ({ account }) => {
    const npos = await whomToActFor(context, account);
    if (npos.ok) return open(onBehalfForm(npos.value));
    return isCommon(npos.refusal) ? sayCommon(npos.refusal) : say(notALiaison());
  };

  const start = async (call: Submitted): Promise<Reply> => {
    const { answers } = call.form;
    const page = await startOnBehalf(context, {
      ...interactionOf(call),
      organisation: npoIn(answers),
      answers,
    });
    return page.ok ? show(page.value) : startRefused(page.refusal);
  };

  const mend = async (call: Submitted, draft: string): Promise<Reply> => {
    const { answers } = call.form;
    const page = await changeEvidence(context, { ...interactionOf(call), draft, answers });
    if (page.ok) return show(page.value);
    if (page.refusal.kind === "notProven") return errors(evidenceErrors(page.refusal.problems));
    return page.refusal.kind === "notFound" ? say(draftGone()) : sayCommon(page.refusal);
  };

  const showEvidence = async (call: Caller, draft: string): Promise<Reply> => {
    const page = await readPage(context, { ...interactionOf(call), draft, page: "whom" });
    if (page.ok && page.value.onBehalf) return open(evidenceForm(page.value.draft));
    return say(draftGone());
  };

  return {
    begin,
    openers: {
      "start-on-behalf": begin,
      "change-evidence": (call) => showEvidence(call, call.id),
    },
    forms: {
      "on-behalf": {
        submitted: (call) =>
          call.form.pointer.draft === undefined ? start(call) : mend(call, call.form.pointer.draft),
        changed: async () => nothing,
        again: (call) =>
          call.pointer.draft === undefined ? begin(call) : showEvidence(call, call.pointer.draft),
      },
    },
  };
};

const startRefused = (refusal: OnBehalfRefusal): Reply => {
  if (isCommon(refusal)) return sayCommon(refusal);
  if (refusal.kind === "notAnOfficer") return say(notALiaison());
  if (refusal.kind === "notProven") return errors(evidenceErrors(refusal.problems));
  return errors(npoErrors(refusal));
};
