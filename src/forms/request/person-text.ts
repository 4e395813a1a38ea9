import { type DraftParticipant, valuesOf } from "../../domain/drafts.ts";
import { words } from "../../words/en.ts";

const say = words.form;

/** One line on a person: "Director, Training (NTPC). Head of delegation; name follows." */
export const personText = (
  answers: DraftParticipant["answers"],
  modality: string | undefined,
): string => {
  const { position, organisation, part, attendance, name } = valuesOf(answers);
  if (!isText(position) || !isText(organisation) || !isText(part)) return say.roster.unfinished;
  const role = say.options[part as keyof typeof say.options] ?? "";
  const online = modality === "both" && attendance === "online" ? say.roster.joinsOnline : "";
  const roles = [role, online].filter(Boolean).join(", ");
  return `${say.roster.person(position, organisation)}. ${roles}; ${name ?? say.roster.nameFollows}.`;
};

const isText = (answer: unknown): answer is string => typeof answer === "string";
