import { type DraftParticipant, valuesOf } from "../../domain/drafts/drafts.ts";
import { theirs, words } from "../../words/en.ts";

const say = words.form;

/** One line on a person: "Head of delegation: Director, Training (NTPC); name follows." */
export const personText = (
  answers: DraftParticipant["answers"],
  modality: string | undefined,
): string => {
  const { position, organisation, category, part, attendance, name, email } = valuesOf(answers);
  if (!isText(position) || !isText(organisation) || !isText(part)) return say.roster.unfinished;
  const role = say.options[part as keyof typeof say.options] ?? "";
  const online = modality === "both" && attendance === "online" ? say.roster.joinsOnline : "";
  const roles = [role, online].filter(Boolean).join(", ");
  const kind = say.options[category as keyof typeof say.options] ?? "";
  const person = say.roster.person(position, organisation, kind);
  const named = [isText(name) ? name : say.roster.nameFollows, isText(email) ? email : ""];
  return say.roster.line(roles, person, named.filter(Boolean).map(theirs).join(", "));
};

const isText = (answer: unknown): answer is string => typeof answer === "string";
