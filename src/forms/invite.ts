/** The forms of `invite` and `join`. */
import type { Organisation } from "../domain/members.ts";
import type { RoleName } from "../domain/people.ts";
import { words } from "../words/en.ts";
import type { Answers, Field, FieldErrors, Form, Option } from "./form.ts";

const say = words.invitation;

interface Invitable {
  readonly organisation: Organisation;
  readonly roles: readonly RoleName[];
}

export const inviteForm = (choices: readonly Invitable[]): Form => ({
  verb: "invite",
  pointer: {},
  title: say.title,
  submit: say.submit,
  close: say.close,
  savesAsYouType: false,
  parts: [
    { kind: "paragraph", text: say.intro },
    { kind: "text", id: "name", ...say.name, required: true, maxLength: LONGEST_NAME },
    select("organisation", choices.map(organisationOption)),
    select("role", [...new Set(choices.flatMap(({ roles }) => roles))].map(roleOption)),
  ],
});

const LONGEST_NAME = 150;

const select = (id: "organisation" | "role", options: readonly Option[]): Field => {
  const [only, another] = options;
  return {
    kind: "select",
    id,
    ...say[id],
    required: true,
    options,
    placeholder: say.choose,
    ...(only && !another ? { value: only.value } : {}),
  };
};

const organisationOption = ({ organisation: { id, name } }: Invitable): Option => ({
  value: id,
  label: name,
});

const roleOption = (role: RoleName): Option => ({ value: role, label: say.roles[role] });

export const inviteAnswers = (answers: Answers) => ({
  name: textOf(answers.name),
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
