/** The forms of `invite` and `join`. */
import type { Organisation } from "../../domain/members/members.ts";
import type { RoleName } from "../../domain/people.ts";
import { words } from "../../words/en.ts";
import type { Answers, Field, FieldErrors, Form, Option } from "../form.ts";

const say = words.invitation;

interface Invitable {
  readonly organisation: Organisation;
  readonly roles: readonly RoleName[];
}

/** `organisation`: the one that was on screen, chosen beforehand. */
export const inviteForm = (choices: readonly Invitable[], organisation?: string): Form => ({
  verb: "invite",
  pointer: organisation === undefined ? {} : { item: organisation },
  title: say.title,
  submit: say.submit,
  close: say.close,
  savesAsYouType: false,
  parts: [
    { kind: "paragraph", text: say.intro },
    { kind: "text", id: "name", ...say.name, required: true, maxLength: LONGEST_NAME },
    select("organisation", choices.map(organisationOption), organisation),
    select("role", rolesFor(choices, organisation).map(roleOption)),
  ],
});

/** Those of all choices, since another organisation may still be chosen; that one's own first. */
const rolesFor = (choices: readonly Invitable[], organisation: string | undefined): RoleName[] => {
  const own = choices.filter((one) => one.organisation.id === organisation);
  return [...new Set([...own, ...choices].flatMap(({ roles }) => roles))];
};

const LONGEST_NAME = 150;

const select = (
  id: "organisation" | "role",
  options: readonly Option[],
  chosen?: string,
): Field => {
  const [only, another] = options;
  const value = only && !another ? only.value : chosen;
  return {
    kind: "select",
    id,
    ...say[id],
    required: true,
    options,
    placeholder: say.choose,
    ...(value === undefined ? {} : { value }),
  };
};

const organisationOption = ({ organisation: { id, name } }: Invitable): Option => ({
  value: id,
  label: name,
});

const roleOption = (role: RoleName): Option => ({ value: role, label: say.roles[role] });

/** One line, as long as the input takes: other clients may send what they like. */
export const inviteAnswers = (answers: Answers) => ({
  name: textOf(answers.name).replace(/\s+/gu, " ").slice(0, LONGEST_NAME),
  organisation: textOf(answers.organisation),
  role: textOf(answers.role),
});

export const inviteErrors = {
  noName: { name: say.noName },
  notThisRole: { role: say.noRole },
} satisfies Record<string, FieldErrors>;

export const joinForm = (): Form => ({
  verb: "join",
  pointer: {},
  title: say.join.title,
  submit: say.join.submit,
  close: say.join.close,
  savesAsYouType: false,
  parts: [{ kind: "text", id: "code", ...say.join.code, required: true, maxLength: 60 }],
});

export const codeIn = (answers: Answers): string => textOf(answers.code);

const textOf = (answer: Answers[string] | undefined): string =>
  typeof answer === "string" ? answer.trim() : "";
