/** The form of any action: what it is about, its questions, and for an officer how they know. */
import { briefName, type Organisation, shortName } from "../../domain/members/members.ts";
import { type Pointed, pointer as pointerTo } from "../../domain/pointers.ts";
import type { ActionName } from "../../domain/requests/actions/actions.ts";
import {
  type AskedField,
  datesValue,
  type FieldProblem,
} from "../../domain/requests/actions/asks.ts";
import type { EvidenceProblem } from "../../domain/requests/read-evidence.ts";
import type { RequestView } from "../../domain/requests/request-view.ts";
import { type Dates, daysOf, isOnline } from "../../domain/requests/requests.ts";
import type { IsoDay } from "../../domain/time.ts";
import { dates, words } from "../../words/en.ts";
import type { Field, FieldErrors, Form, Part } from "../form.ts";
import { evidenceErrors, evidenceParts } from "../on-behalf.ts";
import { memberOption } from "./pages.ts";
import { problemText } from "./problems.ts";

const say = words.acting;

interface Opened {
  readonly action: ActionName;
  readonly view: RequestView;
  readonly fields: readonly AskedField[];
  readonly onBehalfOf: Organisation | null;
  readonly pointer: Pointed<"action">;
}

export const actionForm = ({ action, view, fields, onBehalfOf, pointer }: Opened): Form => {
  const { submit, intro } = words.action[action];
  return {
    verb: action,
    pointer: { item: pointerTo("action", pointer) },
    title: titleOf(action, view),
    submit,
    close: say.close,
    savesAsYouType: false,
    parts: [
      ...(onBehalfOf ? [heading(onBehalfOf)] : []),
      { kind: "facts", facts: aboutFacts(view) },
      ...(action === "pass-on" ? [{ kind: "facts", facts: toldFacts(view) } as const] : []),
      { kind: "quiet", text: intro },
      ...fields.map((field) => fieldOf({ action, field, view, onBehalfOf, pointer })),
      ...(onBehalfOf ? evidenceParts(undefined, say.evidenceHint) : []),
    ],
  };
};

/** As on the button: an answer that takes another one back says so. */
const titleOf = (action: ActionName, { request }: RequestView): string => {
  const own = words.action[action];
  return request.state !== "submitted" && "buttonAfterAll" in own ? own.buttonAfterAll : own.title;
};

const heading = (npo: Organisation): Part => ({
  kind: "heading",
  text: say.banner(shortName(npo)),
});

const aboutFacts = ({ request, sender, host, readerTime }: RequestView) => {
  const { facts } = words.form;
  const isChosen = request.state === "host_accepted";
  const pair = words.card.details.headline(request.number, shortName(sender), shortName(host));
  return [
    { label: say.about, value: pair },
    {
      label: isChosen ? words.state.facts.dates : facts.dates,
      value: daysText(daysOf(request), readerTime.today),
    },
    { label: facts.topic, value: request.content.topic },
  ];
};

/** What an officer needs on the telephone. */
const toldFacts = ({ request, sender, host, readerTime }: RequestView) => {
  const { passOn } = say;
  const { content, hostAnswerDueOn } = request;
  const people = content.participants.filter(({ part }) => part !== "standby").length;
  const sentence = isOnline(content) ? passOn.online : passOn.visit;
  return [
    {
      label: passOn.telephone(briefName(host)),
      value: host.telephone ?? passOn.noTelephone(briefName(host)),
    },
    {
      label: passOn.tell,
      value: [
        sentence(
          shortName(sender),
          daysText(content.firstChoice, readerTime.today),
          dates.peopleText(people),
        ),
        passOn.answerBy(hostAnswerDueOn, readerTime.today),
      ].join(" "),
    },
  ];
};

const daysText = ({ startsOn, endsOn }: Dates, today: IsoDay): string =>
  dates.daysText(startsOn, endsOn, today);

const fieldOf = ({
  action,
  field,
  view: { alternatives, readerTime },
  onBehalfOf,
  pointer: { chosen },
}: Omit<Opened, "fields"> & { readonly field: AskedField }): Field => {
  const label = labelOf(action, field, onBehalfOf);
  const asked = { id: field.id, required: field.required, ...label };
  switch (field.kind) {
    case "text":
      return { kind: "text", ...asked, multiline: field.multiline, maxLength: field.most };
    case "day":
      return { kind: "date", ...asked, value: field.value };
    case "file":
      return { kind: "file", ...asked, types: ["pdf", "docx", "png", "jpg", "jpeg"] };
    case "yesNo": {
      const { yes, no } = words.form.options;
      return {
        kind: "radio",
        ...asked,
        options: [
          { value: "yes", label: yes },
          { value: "no", label: no },
        ],
      };
    }
    case "dates": {
      const [first, another] = field.offered;
      const options = field.offered.map((one) => ({
        value: datesValue(one),
        label: daysText(one, readerTime.today),
      }));
      return {
        kind: "radio",
        ...asked,
        options,
        value: first && !another ? datesValue(first) : undefined,
      };
    }
    case "member":
      return {
        kind: "select",
        ...asked,
        placeholder: say.choose,
        options: field.members.map((npo) =>
          alternatives.some(({ id }) => id === npo.id)
            ? { value: npo.id, label: say.alternative(npo.name) }
            : memberOption(npo),
        ),
        value: field.members.some(({ id }) => id === chosen) ? chosen : undefined,
      };
  }
};

interface Label {
  readonly label: string;
  readonly hint?: string;
}

const labelOf = (
  action: ActionName,
  { id: field, of }: AskedField,
  onBehalfOf: Organisation | null,
): Label => {
  if (of) {
    const { position, organisation } = of.participant;
    return say.delegates[of.words](words.form.roster.person(position, organisation));
  }
  const own: Readonly<Partial<Record<string, Label>>> = words.action[action].fields;
  const shared: Readonly<Partial<Record<string, Label>>> = say.fields;
  const found = own[field] ?? shared[field];
  if (!found) throw new Error(`${action} has no words for its field ${field}`);
  if (field !== "endorsedBy" || !onBehalfOf) return found;
  return { ...found, label: words.state.facts.endorsement(briefName(onBehalfOf)) };
};

/** Sentences at their fields. */
export const actionErrors = (problems: readonly (FieldProblem | EvidenceProblem)[]): FieldErrors =>
  Object.fromEntries(problems.map((problem) => [problem.field, errorText(problem)]));

const errorText = (problem: FieldProblem | EvidenceProblem): string => {
  if (isOfEvidence(problem)) return evidenceErrors([problem])[problem.field] ?? "";
  switch (problem.kind) {
    case "begunAlready":
    case "notAhead":
    case "stillToCome":
    case "nothingAdded":
    case "hasLocalParticipant":
      return say.problems[problem.kind];
    case "fileGone":
    case "fileTooLarge":
    case "notAnEndorsementLetter":
    case "letterThere":
      return say.endorsementLetter.problems[problem.kind];
    case "laterThan":
      return say.problems.laterThan(problem.latest);
    case "beforeSent":
      return say.problems.beforeSent(problem.sentOn);
    default:
      return problemText(problem);
  }
};

const isOfEvidence = (problem: FieldProblem | EvidenceProblem): problem is EvidenceProblem =>
  problem.field === "evidence" || problem.field === "evidenceOn";
