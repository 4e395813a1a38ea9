/** The check step: all of it, warnings, both zones, the round that it joins. */

import { type Answers, valuesOf } from "../../domain/drafts/drafts.ts";
import { type Organisation, shortName } from "../../domain/members/members.ts";
import { pointer } from "../../domain/pointers.ts";
import { roundMissed } from "../../domain/programmes/admissions.ts";
import { closingInstant, isOpen, type Round } from "../../domain/programmes/rounds.ts";
import { hoursElsewhere } from "../../domain/reminders/hours.ts";
import type { DraftPage } from "../../domain/requests/draft-page.ts";
import type { VisitWarning } from "../../domain/requests/visits.ts";
import { dates, words } from "../../words/en.ts";
import { conflictsToCheck } from "../drafts/conflicts.ts";
import type { Fact, Part } from "../form.ts";
import { evidenceParts } from "./on-behalf.ts";
import { personText } from "./person-text.ts";
import { problemText } from "./problems.ts";

const say = words.form;

/** `closed`: the round that this step showed before, when it closed before Send was pressed. */
export const checkParts = (page: DraftPage, closed?: Round): Part[] => [
  ...roundParts(page, closed),
  ...problemParts(page),
  ...page.warnings.map(
    (warning): Part => ({
      kind: "notice",
      tone: "warning",
      text: warningText(warning),
    }),
  ),
  ...conflictsToCheck(page),
  ...contentParts(page),
];

/** Everything that was filled in. */
export const contentParts = (page: DraftPage): Part[] => [
  { kind: "facts", facts: shortFacts(page) },
  ...longFacts(page),
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
    {
      kind: "list",
      items: problems.map((problem) => `${fieldName(problem.field)}${problemText(problem)}`),
    },
  ];
};

const fieldName = (field: string | null): string =>
  field && field in say.fields ? `${say.fields[field as keyof typeof say.fields].label}: ` : "";

const warningText = (warning: VisitWarning): string => {
  switch (warning.kind) {
    case "longerThanFiveDays":
      return say.warnings.longerThanFiveDays(warning.days);
    case "shortNotice":
      return say.warnings.shortNotice(warning.days);
    case "overlapsSamePair":
      return say.warnings.overlapsSamePair(warning.number);
    case "codeYearDiffers":
      return say.warnings.codeYearDiffers(warning.codeYear, warning.timingYear);
  }
};

const shortFacts = (page: DraftPage): Fact[] => {
  const { members, programme } = page.setting;
  const answers = valuesOf(page.draft.answers);
  const host = members.find(({ id }) => id === answers.host);
  const facts: (readonly [string, string | undefined])[] = [
    [say.facts.whom, host && shortName(host)],
    [say.facts.modality, optionText(answers.modality)],
    [say.facts.dates, daysOf(answers, "startsOn", "endsOn")],
    [say.facts.dates2, daysOf(answers, "startsOn2", "endsOn2")],
    [say.facts.hours, hoursOf(page, host, answers)],
    [say.facts.language, textOf(answers.language)],
    [say.facts.spoken, spokenText(answers)],
    [say.facts.alternatives, alternativesText(answers, members)],
    [
      say.facts.endorsement,
      programme.endorsement === "off" ? undefined : endorsementText(answers, page),
    ],
  ];
  return facts.flatMap(([label, value]) => (value ? [{ label, value }] : []));
};

const longFacts = ({ draft }: DraftPage): Part[] => {
  const answers = valuesOf(draft.answers);
  const facts = [
    [say.facts.topic, answers.topic],
    [say.facts.objectives, answers.objectives],
    [say.facts.outcomes, answers.outcomes],
    [say.facts.followUp, answers.followUp],
  ] as const;
  return facts.flatMap(([label, value]): Part[] =>
    typeof value === "string" ? [{ kind: "facts", facts: [{ label, value }] }] : [],
  );
};

const peopleParts = ({ draft }: DraftPage): Part[] => {
  const modality = textOf(valuesOf(draft.answers).modality);
  const items = draft.participants.map(({ answers }) => personText(answers, modality));
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
  if (answers.modality === "faceToFace") return undefined;
  if (!content?.hours || !host) return textOf(answers.hours);
  const on = content.firstChoice.startsOn;
  const there = hoursElsewhere(content.hours, { on, zone: host.zone, otherZone: readerTime.zone });
  const place = dates.cityOf(host.zone);
  return say.hours(
    { ...content.hours, place },
    there && { ...there, place: dates.cityOf(readerTime.zone) },
  );
};

const spokenText = ({ spoken, spokenWith }: Answers): string | undefined =>
  (spoken === "yes" && textOf(spokenWith)) || optionText(spoken);

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
