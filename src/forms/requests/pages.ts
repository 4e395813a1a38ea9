/** The parts of each page of "Request a visit". */

import { conflictsIn } from "../../domain/drafts/draft-conflicts.ts";
import { type DraftParticipant, valuesOf } from "../../domain/drafts/drafts.ts";
import { briefName, type Organisation } from "../../domain/members/members.ts";
import { pointer } from "../../domain/pointers.ts";
import { takesPart } from "../../domain/programmes/programmes.ts";
import type { DraftPage } from "../../domain/requests/draft-page.ts";
import {
  ATTENDANCES,
  CATEGORIES,
  type Modality,
  PARTS,
} from "../../domain/requests/participants.ts";
import { MODALITIES } from "../../domain/requests/request-check.ts";
import { MOST_ALTERNATIVES, textOf } from "../../domain/requests/request-fields.ts";
import { isoDay } from "../../domain/time.ts";
import { dates, theirs, words } from "../../words/en.ts";
import { sameHostParts } from "../drafts/same-host.ts";
import type { FormButton, Option, Part } from "../form.ts";
import { fieldsWith } from "./fields.ts";
import { personText } from "./person-text.ts";
import { warningParts } from "./warnings.ts";

const say = words.form;

/** Whether a field that matters only after a certain answer is drawn. */
export type IsDrawn = (field: string) => boolean;

export const whomParts = (page: DraftPage, isDrawn: IsDrawn): Part[] => {
  const { draft, setting } = page;
  const field = fieldsWith(draft.answers);
  const { sender, members, programme } = setting;
  const hosts = members.filter(
    ({ id, kind }) =>
      kind === "npo" && id !== sender.id && takesPart(programme.notification.hostingCountries, id),
  );
  const choices = hosts.filter(({ active }) => active).map(memberOption);
  return [
    field.select("host", choices),
    ...sameHostParts(page),
    ...suspendedNote(hosts),
    field.choice("spoken", ["yes", "no"]),
    ...(isDrawn("spokenWith") ? [field.text("spokenWith")] : []),
    field.several("alternatives", choices, MOST_ALTERNATIVES),
    field.text("topic", { required: true }),
    field.text("objectives", { required: true }),
  ];
};

/** "Japan: Japan Productivity Center (JPC)", cut to the 75 characters of an option. */
export const memberOption = ({ id, name, npo, acronym }: Organisation): Option => ({
  value: id,
  label: npo ? `${name}: ${theirs(npo)}${acronym ? ` (${theirs(acronym)})` : ""}` : name,
});

const suspendedNote = (hosts: readonly Organisation[]): Part[] => {
  const names = hosts.filter(({ active }) => !active).map(({ name }) => name);
  return names.length > 0 ? [{ kind: "quiet", text: say.suspended(dates.listText(names)) }] : [];
};

export const whenParts = (page: DraftPage, isDrawn: IsDrawn): Part[] => {
  const { draft, setting } = page;
  const field = fieldsWith(draft.answers);
  const { timing } = setting.programme;
  return [
    { kind: "quiet", text: say.timing(timing.startsOn, timing.endsOn) },
    field.choice("modality", MODALITIES),
    field.day("startsOn", { required: true }),
    field.day("endsOn", { required: true }),
    ...daysPart(draft),
    ...warningParts(page),
    field.day("startsOn2"),
    field.day("endsOn2"),
    ...(isDrawn("hours") ? [field.text("hours")] : []),
    field.text("language"),
  ];
};

/** With their weekdays, which an input of days doesn't show. */
const daysPart = ({ answers }: DraftPage["draft"]): Part[] => {
  const { startsOn, endsOn } = valuesOf(answers);
  const [first, last] = [isoDay(textOf(startsOn)), isoDay(textOf(endsOn))];
  return first && last && first <= last
    ? [{ kind: "quiet", text: dates.daysWithYear(first, last) }]
    : [];
};

export const whoParts = (page: DraftPage): Part[] => {
  const { draft, setting } = page;
  const { modality } = valuesOf(draft.answers);
  const inConflict = new Set(conflictsIn(draft).map(({ item }) => item));
  const roster = draft.participants.map(({ id, answers }, index) => {
    const line = `${index + 1}. ${personText(answers, modality as Modality | undefined)}`;
    return rosterRow(
      id,
      inConflict.has(id) ? `${line}\n${words.together.conflict.inPerson}` : line,
    );
  });
  return [
    ...warningParts(page),
    { kind: "quiet", text: capsText(modality as Modality | undefined, setting.programme.caps) },
    ...(roster.length > 0
      ? roster.flat()
      : [{ kind: "paragraph", text: say.roster.empty } as const]),
    {
      kind: "buttons",
      buttons: [
        { verb: "add", id: pointer("draft", { id: draft.id }), label: say.add, style: "primary" },
      ],
    },
    fieldsWith(draft.answers).text("people"),
    {
      kind: "buttons",
      buttons: [{ verb: "go-to-step", id: pointer("step", { step: "who" }), label: say.addPasted }],
    },
  ];
};

const capsText = (
  modality: Modality | undefined,
  caps: { readonly virtual: number; readonly faceToFace: number },
): string => {
  if (modality === "virtual") return say.roster.caps.virtual(caps.virtual);
  if (modality === "both") return say.roster.caps.both(caps.faceToFace, caps.virtual);
  return say.roster.caps.faceToFace(caps.faceToFace);
};

/** One person: who they are with Change, Remove beneath, and a line before the next. */
const rosterRow = (id: DraftParticipant["id"], text: string): Part[] => {
  const remove: FormButton = {
    verb: "remove",
    id: pointer("participant", { id }),
    label: say.remove,
    style: "danger",
    confirm: say.removeConfirm,
  };
  return [
    {
      kind: "row",
      text,
      button: { verb: "change", id: pointer("participant", { id }), label: say.change },
    },
    { kind: "buttons", buttons: [remove] },
    { kind: "line" },
  ];
};

export const participantParts = ({ draft }: DraftPage): Part[] => {
  const index = draft.participants.findIndex(({ id }) => id === draft.item);
  const answers = draft.participants[index]?.answers ?? {};
  const field = index > 0 ? fieldsWith(answers, index + 1) : fieldsWith(answers);
  const { modality } = valuesOf(draft.answers);
  return [
    field.text("position", { required: true }),
    field.text("organisation", { required: true }),
    field.choice("category", CATEGORIES),
    field.choice("part", PARTS),
    ...(modality === "both" ? [field.choice("attendance", ATTENDANCES, false)] : []),
    field.text("name"),
    field.email(),
  ];
};

export const resultParts = (page: DraftPage): Part[] => {
  const { draft, setting } = page;
  const field = fieldsWith(draft.answers);
  const rule = setting.programme.endorsement;
  const required = rule === "required";
  return [
    field.text("outcomes", { required: true }),
    field.text("followUp"),
    ...(rule === "off"
      ? []
      : [
          { ...field.text("endorsedBy", { required }), label: endorsedByLabel(page) },
          field.text("endorsedAs", { required }),
          field.day("endorsedOn", { required }),
        ]),
  ];
};

/** An officer's own NPO approved nothing: they read whose it is. */
export const endorsedByLabel = ({ onBehalf, setting }: DraftPage): string =>
  onBehalf ? words.state.facts.endorsement(briefName(setting.sender)) : say.fields.endorsedBy.label;
