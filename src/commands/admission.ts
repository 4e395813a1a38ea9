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
  makeAdmitInAdvance,
  makeReadAdmissionChoices,
} from "../use-cases/admissions/admit-in-advance.ts";
import {
  type AdmitRefusal,
  makeAdmitLate,
  makeReadAdmission,
} from "../use-cases/admissions/admit-late.ts";
import { type AskRefusal, makeAskAdmission } from "../use-cases/admissions/ask-admission.ts";
import {
  type LateRefusal,
  makeFindLateDraft,
  makeKeepDraft,
} from "../use-cases/admissions/late-draft.ts";
import type { House } from "../use-cases/house.ts";
import {
  type Caller,
  type Command,
  errors,
  isCommon,
  nothing,
  open,
  pressOf,
  say,
  sayCommon,
  type Words,
} from "./command.ts";

export const makeAdmitCommand = (house: House): Command => {
  const readChoices = makeReadAdmissionChoices(house);
  const admitInAdvance = makeAdmitInAdvance(house);
  const keepDraft = makeKeepDraft(house);
  const askWhy = makeAskWhy(house);
  const judge = makeJudge(house);
  const choose = async ({ account, arrival }: Caller): Promise<Reply> => {
    const choices = await readChoices({ account, now: arrival.at });
    return choices.ok ? open(admitInAdvanceForm(choices.value)) : advanceRefused(choices.refusal);
  };
  return {
    word: "admit",
    who: (person) => mayGenerally(person, "admit-in-advance", SECRETARIAT),
    typed: choose,
    buttons: {
      "keep-draft": async (call) => {
        const kept = await keepDraft({ ...pressOf(call), draft: call.id });
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
        const admitted = await admitInAdvance({
          ...pressOf(call),
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
        submitted: submitAsk(house),
        changed: async () => nothing,
        again: (call) => askWhy(call, missedIn(call)),
      },
      "admit-late": {
        submitted: submitAdmission(house),
        changed: async () => nothing,
        again: (call) => judge(call, call.pointer.item ?? ""),
      },
    },
  };
};

const makeAskWhy = (house: House) => {
  const findLateDraft = makeFindLateDraft(house);
  return async (call: Caller, missed: Pointed<"late"> | undefined): Promise<Reply> => {
    if (!missed) return say(draftGone());
    const late = await findLateDraft({ ...pressOf(call), ...missed });
    return late.ok ? open(askAdmissionForm(late.value)) : lateRefused(late.refusal);
  };
};

const missedIn = ({ pointer }: Pick<OpenForm, "pointer">): Pointed<"late"> | undefined => {
  const draft = readPointer("draft", pointer.draft)?.id;
  const round = readPointer("round", pointer.item)?.id;
  return draft === undefined || round === undefined ? undefined : { draft, round };
};

const submitAsk = (house: House) => {
  const askAdmission = makeAskAdmission(house);
  return async (call: Submitted): Promise<Reply> => {
    const missed = missedIn(call.form);
    if (!missed) return say(draftGone());
    const why = reasonIn(call.form.answers);
    const asked = await askAdmission({ ...pressOf(call), ...missed, why });
    return asked.ok ? say(admissionAsked(asked.value)) : askRefused(asked.refusal);
  };
};

const makeJudge = (house: House) => {
  const readAdmission = makeReadAdmission(house);
  return async (call: Caller, admission: string): Promise<Reply> => {
    const view = await readAdmission({ ...pressOf(call), admission });
    return view.ok ? open(admitForm(view.value)) : admitRefused(view.refusal);
  };
};

const submitAdmission = (house: House) => {
  const admitLate = makeAdmitLate(house);
  return async (call: Submitted): Promise<Reply> => {
    const admission = readPointer("admission", call.form.pointer.item)?.id;
    if (admission === undefined) return say(nothingToAdmit());
    const why = reasonIn(call.form.answers);
    const admitted = await admitLate({ ...pressOf(call), admission, why });
    return admitted.ok ? say(admittedLate(admitted.value)) : admitRefused(admitted.refusal);
  };
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
