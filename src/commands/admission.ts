/** Late: `admit` for officers; on cards "Keep", "Ask to admit it", "Admit it". */
import { mayGenerally } from "../domain/access.ts";
import { SECRETARIAT } from "../domain/ids.ts";
import { readPointer } from "../domain/pointers.ts";
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
import type { Pressed, Reply, Submitted } from "../surfaces/command.ts";
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
  type Command,
  errors,
  isCommon,
  nothing,
  open,
  pressOf,
  say,
  sayCommon,
} from "./command.ts";

export const makeAdmitCommand = (house: House): Command => {
  const readChoices = makeReadAdmissionChoices(house);
  const admitInAdvance = makeAdmitInAdvance(house);
  return {
    word: "admit",
    who: (person) => mayGenerally(person, "admit-in-advance", SECRETARIAT),
    typed: async ({ account, arrival }) => {
      const choices = await readChoices({ account, now: arrival.at });
      return choices.ok ? open(admitInAdvanceForm(choices.value)) : advanceRefused(choices.refusal);
    },
    buttons: { ...askButtons(house), ...admitButtons(house) },
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
    },
    forms: {
      "ask-late-admission": { submitted: submitAsk(house), changed: async () => nothing },
      "admit-late": { submitted: submitAdmission(house), changed: async () => nothing },
    },
  };
};

const askButtons = (house: House): Command["buttons"] => {
  const findLateDraft = makeFindLateDraft(house);
  const keepDraft = makeKeepDraft(house);
  return {
    "keep-draft": async (call) => {
      const kept = await keepDraft({ ...pressOf(call), draft: call.id });
      return kept.ok ? say(draftKept(kept.value)) : lateRefused(kept.refusal);
    },
    "ask-late-admission": async (call: Pressed) => {
      const about = readPointer("late", call.id);
      if (!about) return say(draftGone());
      const late = await findLateDraft({ ...pressOf(call), ...about });
      return late.ok ? open(askAdmissionForm(late.value)) : lateRefused(late.refusal);
    },
  };
};

const submitAsk = (house: House) => {
  const askAdmission = makeAskAdmission(house);
  return async (call: Submitted): Promise<Reply> => {
    const draft = readPointer("draft", call.form.pointer.draft)?.id;
    const round = readPointer("round", call.form.pointer.item)?.id;
    if (draft === undefined || round === undefined) return say(draftGone());
    const why = reasonIn(call.form.answers);
    const asked = await askAdmission({ ...pressOf(call), draft, round, why });
    return asked.ok ? say(admissionAsked(asked.value)) : askRefused(asked.refusal);
  };
};

const admitButtons = (house: House): Command["buttons"] => {
  const readAdmission = makeReadAdmission(house);
  return {
    "admit-late": async (call: Pressed) => {
      const view = await readAdmission({ ...pressOf(call), admission: call.id });
      return view.ok ? open(admitForm(view.value)) : admitRefused(view.refusal);
    },
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

const lateRefused = (refusal: LateRefusal): Reply => {
  if (refusal.kind === "notFound") return say(draftGone());
  return isCommon(refusal) ? sayCommon(refusal) : say(roundStillOpen(refusal.late));
};

const askRefused = (refusal: AskRefusal): Reply => {
  if (refusal.kind === "noReason") return errors(noReason);
  return refusal.kind === "askedAlready"
    ? say(admissionAskedBefore(refusal.view))
    : lateRefused(refusal);
};

const admitRefused = (refusal: AdmitRefusal): Reply => {
  if (refusal.kind === "noReason") return errors(noReason);
  if (refusal.kind === "admittedAlready") return say(admittedBefore(refusal.view));
  return refusal.kind === "notFound" ? say(nothingToAdmit()) : sayCommon(refusal);
};

const advanceRefused = (refusal: AdvanceRefusal): Reply => {
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
