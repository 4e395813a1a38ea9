/** Late admission: the holder asks with a reason, an officer admits with a reason, also in advance. */

import type { DraftLate } from "../domain/drafts/draft-views.ts";
import { briefName, type Organisation, shortName } from "../domain/members/members.ts";
import { pointer } from "../domain/pointers.ts";
import type { AdmissionChoices, AdmissionView } from "../domain/programmes/admission-views.ts";
import { LONGEST_REASON } from "../domain/programmes/admissions.ts";
import { programmeName } from "../domain/programmes/programmes.ts";
import { words } from "../words/en.ts";
import type { Answers, Field, FieldErrors, Form } from "./form.ts";

const say = words.admission;
const REASON = "reason";

export const askAdmissionForm = ({
  draft,
  host,
  round,
  programme,
  readerTime,
}: DraftLate): Form => ({
  verb: "ask-late-admission",
  pointer: {
    draft: pointer("draft", { id: draft.id }),
    item: pointer("round", { id: round.id }),
  },
  title: say.ask.title,
  submit: say.ask.submit,
  close: say.ask.close,
  savesAsYouType: false,
  parts: [
    {
      kind: "paragraph",
      text: say.ask.intro(
        host && briefName(host),
        round.number,
        programmeName(programme),
        round.closesOn,
        readerTime.today,
      ),
    },
    { kind: "quiet", text: say.ask.shared },
    reasonField(say.ask.reason),
  ],
});

export const admitForm = ({ admission, sender, host, round, programme }: AdmissionView): Form => ({
  verb: "admit-late",
  pointer: { item: pointer("admission", { id: admission.id }) },
  title: say.admit.title,
  submit: say.admit.submit,
  close: say.admit.close,
  savesAsYouType: false,
  parts: [
    {
      kind: "paragraph",
      text: say.admit.intro(
        shortName(sender),
        host && briefName(host),
        round.number,
        programmeName(programme),
      ),
    },
    ...(admission.asked
      ? [
          {
            kind: "facts",
            facts: [{ label: say.card.reason, value: admission.asked.why }],
          } as const,
        ]
      : []),
    reasonField(say.admit.reason),
  ],
});

export const admitInAdvanceForm = ({ npoes, rounds, readerTime }: AdmissionChoices): Form => ({
  verb: "admit",
  pointer: {},
  title: say.advance.title,
  submit: say.advance.submit,
  close: say.advance.close,
  savesAsYouType: false,
  parts: [
    { kind: "paragraph", text: say.advance.intro },
    {
      kind: "select",
      id: "npo",
      required: true,
      ...say.advance.npo,
      placeholder: say.advance.choose,
      options: npoes.map(npoOption),
    },
    {
      kind: "select",
      id: "round",
      required: true,
      ...say.advance.round,
      placeholder: say.advance.choose,
      options: rounds.map(({ programme, round }) => ({
        value: round.id,
        label: say.advance.option(
          round.number,
          programmeName(programme),
          round.closesOn,
          readerTime.today,
        ),
      })),
    },
    reasonField(say.admit.reason),
  ],
});

const npoOption = (npo: Organisation) => ({ value: npo.id, label: shortName(npo) });

const reasonField = (asked: { readonly label: string; readonly hint: string }): Field => ({
  kind: "text",
  id: REASON,
  required: true,
  multiline: true,
  maxLength: LONGEST_REASON,
  ...asked,
});

/** Blank is no reason; a longer one than the input takes is cut by no honest client. */
export const reasonIn = (answers: Answers): string =>
  textIn(answers[REASON]).slice(0, LONGEST_REASON);

export const choicesIn = ({ npo, round }: Answers) => ({ npo: textIn(npo), round: textIn(round) });

export const noReason: FieldErrors = { [REASON]: say.needReason };

const textIn = (answer: Answers[string] | undefined): string =>
  typeof answer === "string" ? answer.trim() : "";
