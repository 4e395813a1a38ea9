/** The check step: all of it, warnings, both zones, the round that it joins. */

import { type Answers, type Page, valuesOf } from "../../domain/drafts/drafts.ts";
import type { ParticipantId } from "../../domain/ids.ts";
import { type Organisation, shortName } from "../../domain/members/members.ts";
import { pointer } from "../../domain/pointers.ts";
import { roundMissed } from "../../domain/programmes/admissions.ts";
import { closingInstant, isOpen, type Round } from "../../domain/programmes/rounds.ts";
import { hoursElsewhere } from "../../domain/reminders/hours.ts";
import type { DraftPage } from "../../domain/requests/draft-page.ts";
import { matters } from "../../domain/requests/request-fields.ts";
import { dates, theirs, words } from "../../words/en.ts";
import { conflictsToCheck } from "../drafts/conflicts.ts";
import type { Fact, Part } from "../form.ts";
import { evidenceParts } from "./on-behalf.ts";
import { endorsedByLabel } from "./pages.ts";
import { personText } from "./person-text.ts";
import { problemText } from "./problems.ts";
import { warningParts } from "./warnings.ts";

const say = words.form;

/** `closed`: the round that this step showed before, when it closed before Send was pressed. */
export const checkParts = (page: DraftPage, closed?: Round): Part[] => [
  ...roundParts(page, closed),
  ...problemParts(page),
  ...warningParts(page),
  ...conflictsToCheck(page),
  ...contentOf(page, sendersNames(page)).flatMap(({ label, value, step }): Part[] =>
    // Somebody's own lines never look like ours.
    value.includes("\n")
      ? [ledBack(step, label), { kind: "quote", text: value }]
      : [ledBack(step, value, label)],
  ),
  ...page.draft.participants.map(({ id }, index) =>
    ledBack({ person: id }, personLines(page)[index] ?? "", say.facts.person(index + 1)),
  ),
  ...evidenceParts(page),
];

/** One line of the check step, and the way back to where it was filled in. */
const ledBack = (to: Page | { person: ParticipantId }, text: string, title?: string): Part => ({
  kind: "row",
  ...(title ? { title } : {}),
  text,
  button:
    typeof to === "string"
      ? { verb: "go-to-step", id: pointer("step", { step: to }), label: say.change }
      : { verb: "change", id: pointer("participant", { id: to.person }), label: say.change },
});

/** Everything that was filled in, for a reader. */
export const contentParts = (page: DraftPage): Part[] => [
  ...contentOf(page, readersNames).map((fact): Part => ({ kind: "facts", facts: [fact] })),
  ...peopleParts(page),
  ...evidenceParts(page),
];

const roundParts = (page: DraftPage, closed?: Round): Part[] => {
  const { joins, setting, readerTime, now } = page;
  const { zone } = setting.programme;
  if (!joins) return noRoundParts(page);
  if (!isOpen(joins, zone, now)) {
    return [
      { kind: "notice", tone: "good", text: words.admission.check.joins(joins.number) },
      { kind: "quiet", text: say.check.intro },
    ];
  }
  const closes = closingInstant(joins, zone).toMillis();
  if (closed && closed.id !== joins.id) {
    const text = say.check.closedMeanwhile(closed.number, joins.number, closes, zone, readerTime);
    return [{ kind: "notice", tone: "error", text }];
  }
  return [
    { kind: "paragraph", text: say.check.joins(joins.number, closes, zone, readerTime) },
    ...(isAsked(page, roundMissed(setting.programme.rounds, zone, now))
      ? [{ kind: "quiet", text: words.admission.check.asked } as const]
      : []),
    { kind: "quiet", text: say.check.intro },
  ];
};

/** After the last closing date: the Secretariat may still admit it, when it is asked. */
const noRoundParts = (page: DraftPage): Part[] => {
  const { draft, setting, onBehalf, now } = page;
  const missed = roundMissed(setting.programme.rounds, setting.programme.zone, now);
  const notice: Part = { kind: "notice", tone: "error", text: say.check.noRound };
  const told = (text: string): Part[] => [notice, { kind: "paragraph", text }];
  if (onBehalf) return told(words.admission.check.onBehalf);
  if (isAsked(page, missed)) return told(words.admission.check.asked);
  const ask = missed && askButton(pointer("late", { draft: draft.id, round: missed.id }));
  return [...told(words.admission.check.mayAsk), ...(ask ? [ask] : [])];
};

const isAsked = ({ draft, admissions }: DraftPage, missed: Round | undefined): boolean =>
  admissions.some(({ requestId, roundId }) => requestId === draft.id && roundId === missed?.id);

const askButton = (id: string): Part => ({
  kind: "buttons",
  buttons: [
    { verb: "ask-late-admission", id, label: words.admission.ask.button, style: "primary" },
  ],
});

const problemParts = ({ checked: { problems } }: DraftPage): Part[] => {
  if (problems.length === 0) return [];
  return [
    { kind: "notice", tone: "error", text: say.check.mend(problems.length) },
    ...problems.map((problem) =>
      ledBack(
        problem.item ? { person: problem.item } : problem.page,
        `${fieldName(problem.field)}${problemText(problem)}`,
      ),
    ),
  ];
};

const fieldName = (field: string | null): string =>
  field && field in say.fields ? `${say.fields[field as keyof typeof say.fields].label}: ` : "";

interface FilledIn extends Fact {
  readonly step: Page;
}

const { facts: readersNames, fields } = say;

type FactNames = {
  readonly [Name in Exclude<keyof typeof readersNames, "people" | "person">]: string;
};

/** Whoever fills it in finds the form's questions again. */
const sendersNames = (page: DraftPage): FactNames => ({
  ...readersNames,
  whom: fields.host.label,
  spoken: fields.spoken.label,
  alternatives: fields.alternatives.label,
  objectives: fields.objectives.label,
  modality: fields.modality.label,
  hours: fields.hours.label,
  language: fields.language.label,
  outcomes: fields.outcomes.label,
  endorsement: endorsedByLabel(page),
});

/** In the order of the form's fields. */
const contentOf = (page: DraftPage, names: FactNames): FilledIn[] => {
  const { members, programme } = page.setting;
  const answers = valuesOf(page.draft.answers);
  const host = members.find(({ id }) => id === answers.host);
  const facts: (readonly [Page, string, string | undefined])[] = [
    ["whom", names.whom, host && shortName(host)],
    ["whom", names.spoken, spokenText(answers)],
    ["whom", names.alternatives, alternativesText(answers, members)],
    ["whom", names.topic, textOf(answers.topic)],
    ["whom", names.objectives, textOf(answers.objectives)],
    ["when", names.modality, optionText(answers.modality)],
    ["when", names.dates, daysOf(answers, "startsOn", "endsOn")],
    ["when", names.dates2, daysOf(answers, "startsOn2", "endsOn2")],
    ["when", names.hours, hoursOf(page, host, answers)],
    ["when", names.language, textOf(answers.language)],
    ["result", names.outcomes, textOf(answers.outcomes)],
    ["result", names.followUp, textOf(answers.followUp)],
    [
      "result",
      names.endorsement,
      programme.endorsement === "off" ? undefined : endorsementText(answers, page),
    ],
  ];
  return facts.flatMap(([step, label, value]) => (value ? [{ step, label, value }] : []));
};

const personLines = ({ draft }: DraftPage): string[] => {
  const modality = textOf(valuesOf(draft.answers).modality);
  return draft.participants.map(({ answers }) => personText(answers, modality));
};

const peopleParts = (page: DraftPage): Part[] => {
  const items = personLines(page);
  return items.length > 0 ? [{ kind: "list", title: say.facts.people, items }] : [];
};

const textOf = (answer: Answers[string] | undefined): string | undefined =>
  typeof answer === "string" ? answer : undefined;

const optionText = (answer: Answers[string] | undefined): string | undefined =>
  typeof answer === "string" && answer in say.options
    ? say.options[answer as keyof typeof say.options]
    : undefined;

const daysOf = (answers: Answers, first: string, last: string): string | undefined => {
  const [startsOn, endsOn] = [textOf(answers[first]), textOf(answers[last])];
  return startsOn && endsOn ? dates.daysWithYear(startsOn, endsOn) : undefined;
};

/** As typed while the draft isn't whole; by both zones' clocks when it is. */
const hoursOf = (
  { checked: { content }, readerTime }: DraftPage,
  host: Organisation | undefined,
  answers: Answers,
): string | undefined => {
  if (!matters("hours", answers)) return undefined;
  if (!content?.hours || !host) return textOf(answers.hours);
  const on = content.firstChoice.startsOn;
  const there = hoursElsewhere(content.hours, { on, zone: host.zone, otherZone: readerTime.zone });
  const place = dates.cityOf(host.zone);
  return say.hours(
    { ...content.hours, place },
    there && { ...there, place: dates.cityOf(readerTime.zone) },
  );
};

const spokenText = ({ spoken, spokenWith }: Answers): string | undefined => {
  const whom = spoken === "yes" ? textOf(spokenWith) : undefined;
  return [optionText(spoken), whom && theirs(whom)].filter(Boolean).join(": ") || undefined;
};

const alternativesText = (
  { alternatives }: Answers,
  members: readonly Organisation[],
): string | undefined => {
  const chosen = typeof alternatives === "string" ? [alternatives] : (alternatives ?? []);
  const names = members.filter(({ id }) => chosen.includes(id)).map(shortName);
  return names.length > 0 ? names.join("; ") : undefined;
};

const endorsementText = (
  { endorsedBy, endorsedAs, endorsedOn }: Answers,
  { readerTime }: DraftPage,
): string =>
  typeof endorsedBy === "string" && typeof endorsedAs === "string" && typeof endorsedOn === "string"
    ? say.endorsement(endorsedBy, endorsedAs, endorsedOn, readerTime.today)
    : say.noEndorsement;
