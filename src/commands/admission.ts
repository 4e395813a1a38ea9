/** Late: `admit` for officers; on cards "Keep", "Ask to admit it", "Admit it". */
import { mayGenerally } from "../domain/access.ts";
import { SECRETARIAT } from "../domain/ids.ts";
import { type Pointed, readPointer } from "../domain/pointers.ts";
import {
  admitForm,
  admitInAdvanceForm,
  askAdmissionForm,
  choicesIn,
  noReason,
  reasonIn,
} from "../forms/admission.ts";
import { draftGone } from "../messages/answers.ts";
import {
  admissionAsked,
  admissionAskedBefore,
  admittedBefore,
  admittedInAdvance,
  admittedLate,
  advanceKnown,
  draftKept,
  mayNotAdmit,
  noRoundsToAdmit,
  nothingToAdmit,
  roundStillOpen,
} from "../messages/requests/admission.ts";
import type { OpenForm, Reply, Submitted } from "../surfaces/command.ts";
import {
  type AdvanceRefusal,
  admitInAdvance,
  readAdmissionChoices,
} from "../use-cases/admissions/admit-in-advance.ts";
import { type AdmitRefusal, admitLate, readAdmission } from "../use-cases/admissions/admit-late.ts";
import { type AskRefusal, askAdmission } from "../use-cases/admissions/ask-admission.ts";
import { findLateDraft, keepDraft, type LateRefusal } from "../use-cases/admissions/late-draft.ts";
import type { Context } from "../use-cases/context.ts";
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
  type Words,
} from "./command.ts";

export const makeAdmitCommand = (context: Context): Command => {
  const askWhy = makeAskWhy(context);
  const judge = makeJudge(context);
  const choose = async ({ account, arrival }: Caller): Promise<Reply> => {
    const choices = await readAdmissionChoices(context, { account, now: arrival.at });
    return choices.ok ? open(admitInAdvanceForm(choices.value)) : advanceRefused(choices.refusal);
  };
  return {
    word: "admit",
    who: (person) => mayGenerally(person, "admit-in-advance", SECRETARIAT),
    typed: choose,
    buttons: {
      "keep-draft": async (call) => {
        const kept = await keepDraft(context, { ...interactionOf(call), draft: call.id });
        return kept.ok ? say(draftKept(kept.value)) : lateRefused(kept.refusal);
      },
    },
    openers: {
      "ask-late-admission": (call) => askWhy(call, readPointer("late", call.id)),
      "admit-late": (call) => judge(call, call.id),
    },
    form: {
      submitted: async (call) => {
        const { answers } = call.form;
        const admitted = await admitInAdvance(context, {
          ...interactionOf(call),
          ...choicesIn(answers),
          why: reasonIn(answers),
        });
        if (!admitted.ok) return advanceRefused(admitted.refusal);
        return say(admittedInAdvance(admitted.value.view, admitted.value.isReachable));
      },
      changed: async () => nothing,
      again: choose,
    },
    forms: {
      "ask-late-admission": {
        submitted: submitAsk(context),
        changed: async () => nothing,
        again: (call) => askWhy(call, missedIn(call)),
      },
      "admit-late": {
        submitted: submitAdmission(context),
        changed: async () => nothing,
        again: (call) => judge(call, call.pointer.item ?? ""),
      },
    },
  };
};

const makeAskWhy =
  (context: Context) =>
  async (call: Caller, missed: Pointed<"late"> | undefined): Promise<Reply> => {
    if (!missed) return say(draftGone());
    const late = await findLateDraft(context, { ...interactionOf(call), ...missed });
    return late.ok ? open(askAdmissionForm(late.value)) : lateRefused(late.refusal);
  };

const missedIn = ({ pointer }: Pick<OpenForm, "pointer">): Pointed<"late"> | undefined => {
  const draft = readPointer("draft", pointer.draft)?.id;
  const round = readPointer("round", pointer.item)?.id;
  return draft === undefined || round === undefined ? undefined : { draft, round };
};

const submitAsk =
  (context: Context) =>
  async (call: Submitted): Promise<Reply> => {
    const missed = missedIn(call.form);
    if (!missed) return say(draftGone());
    const why = reasonIn(call.form.answers);
    const asked = await askAdmission(context, { ...interactionOf(call), ...missed, why });
    return asked.ok ? say(admissionAsked(asked.value)) : askRefused(asked.refusal);
  };

const makeJudge =
  (context: Context) =>
  async (call: Caller, admission: string): Promise<Reply> => {
    const view = await readAdmission(context, { ...interactionOf(call), admission });
    return view.ok ? open(admitForm(view.value)) : admitRefused(view.refusal);
  };

const submitAdmission =
  (context: Context) =>
  async (call: Submitted): Promise<Reply> => {
    const admission = readPointer("admission", call.form.pointer.item)?.id;
    if (admission === undefined) return say(nothingToAdmit());
    const why = reasonIn(call.form.answers);
    const admitted = await admitLate(context, { ...interactionOf(call), admission, why });
    return admitted.ok ? say(admittedLate(admitted.value)) : admitRefused(admitted.refusal);
  };

const lateRefused = (refusal: LateRefusal): Words => {
  if (refusal.kind === "notFound") return say(draftGone());
  return isCommon(refusal) ? sayCommon(refusal) : say(roundStillOpen(refusal.late));
};

const askRefused = (refusal: AskRefusal): Words => {
  if (refusal.kind === "noReason") return errors(noReason);
  return refusal.kind === "askedAlready"
    ? say(admissionAskedBefore(refusal.view))
    : lateRefused(refusal);
};

const admitRefused = (refusal: AdmitRefusal): Words => {
  if (refusal.kind === "noReason") return errors(noReason);
  if (refusal.kind === "admittedAlready") return say(admittedBefore(refusal.view));
  return refusal.kind === "notFound" ? say(nothingToAdmit()) : sayCommon(refusal);
};

const advanceRefused = (refusal: AdvanceRefusal): Words => {
  switch (refusal.kind) {
    case "noReason":
      return errors(noReason);
    case "admittedAlready":
      return say(advanceKnown(refusal.npo));
    case "notAnOfficer":
      return say(mayNotAdmit());
    case "noRounds":
      return say(noRoundsToAdmit());
    default:
      return sayCommon(refusal);
  }
};
