/** The people of a draft: each whole, and together within the caps. */
import { type Draft, type DraftParticipant, valuesOf } from "../drafts/drafts.ts";
import { type Organisation, shortName } from "../members/members.ts";
import { FieldCollector, isWhole } from "./field-collector.ts";
import {
  ATTENDANCES,
  CATEGORIES,
  capProblem,
  type Modality,
  PARTS,
  type Participant,
} from "./participants.ts";
import { readChoice, readEmail } from "./request-fields.ts";
import type { Setting } from "./request-problems.ts";

interface RosterSetting extends Setting {
  readonly host: string | undefined;
  readonly modality: Modality | undefined;
}

export const readRoster = (
  form: FieldCollector,
  { participants: typed }: Pick<Draft, "participants">,
  setting: RosterSetting,
): Participant[] => {
  const read = typed.map((one) => readParticipant(form, one, setting));
  form.on("who");
  read.forEach((participant, index) => {
    if (!participant) form.blame(null, { kind: "unfinished", place: index + 1 });
  });
  const roster = read.filter((one) => one !== undefined);
  if (!typed.length || (roster.length === typed.length && roster.every(isStandby))) {
    form.blame(null, { kind: "noParticipants" });
  }
  if (roster.filter(({ part }) => part === "head").length > 1)
    form.blame(null, { kind: "secondHead" });
  const over = setting.modality && capProblem(roster, setting.modality, setting.programme.caps);
  if (over) form.blame(null, over);
  return roster;
};

const isStandby = ({ part }: Participant): boolean => part === "standby";

const readParticipant = (
  roster: FieldCollector,
  { id, answers }: DraftParticipant,
  setting: RosterSetting,
): Participant | undefined => {
  const form = new FieldCollector(valuesOf(answers)).on("participant", id);
  const read = {
    position: form.must("position", form.text("position")),
    organisation: form.must("organisation", form.text("organisation")),
    category: form.must("category", readChoice(form.answers.category, CATEGORIES)),
    part: form.must("part", readChoice(form.answers.part, PARTS)),
    attendance:
      form.may("attendance", readChoice(form.answers.attendance, ATTENDANCES)) ?? "travels",
    name: form.may("name", form.text("name")),
    email: form.may("email", readEmail(form.answers.email)),
  } as const;
  const local = localHost(read.organisation, setting);
  if (local) form.blame("organisation", { kind: "localParticipant", host: local });
  roster.problems.push(...form.problems);
  return form.problems.length === 0 && isWhole(read) ? { id, ...read } : undefined;
};

/** Rule 2, Local Participants "Not Applicable": the host's own people aren't the sender's delegation. */
export const localHost = (
  organisation: string | undefined,
  {
    host,
    members,
    sender,
    programme,
  }: Pick<RosterSetting, "host" | "members" | "sender" | "programme">,
): string | undefined => {
  if (!organisation || programme.notification.localParticipants !== 0) return undefined;
  const hosting = members.find(({ id }) => id === host);
  const typed = organisation.toLocaleLowerCase("en");
  const named = (one: Organisation) =>
    [one.npo, one.acronym].some((name) => name?.toLocaleLowerCase("en") === typed);
  return hosting && named(hosting) && !named(sender) ? shortName(hosting) : undefined;
};
