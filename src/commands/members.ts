/** The members: all of them for officers, one's own organisation for everyone else. */
import { mayGenerally } from "../domain/access.ts";
import { movesReminders } from "../domain/members/member-facts.ts";
import type { MemberLine } from "../domain/members/member-views.ts";
import { readPointer } from "../domain/pointers.ts";
import { correctMemberForm, factErrors, typedFacts } from "../forms/members/correct-member.ts";
import { memberList, memberPage, type Note } from "../forms/members/members.ts";
import {
  correctedText,
  memberNotFound,
  removedOwn,
  removedText,
  revokedText,
  roleKeptText,
} from "../messages/members/members.ts";
import type { Pressed, Reply, Submitted } from "../surfaces/command.ts";
import type { Context } from "../use-cases/context.ts";
import {
  correctMember,
  listMembers,
  readForCorrection,
  readMember,
} from "../use-cases/members/members.ts";
import { revokeInvitation } from "../use-cases/people/invite.ts";
import { removeRole } from "../use-cases/people/remove-role.ts";
import {
  type Caller,
  type Command,
  errors,
  interactionOf,
  isCommon,
  nothing,
  open,
  say,
  sayCommon,
} from "./command.ts";

export const makeMembersCommand = (context: Context): Command => {
  const list = async (call: Caller, typed = ""): Promise<Reply> => {
    const lines = await listMembers(context, call.account);
    if (!lines.ok) return sayCommon(lines.refusal);
    const wanted = typed.trim();
    const found = wanted === "" ? onlyOne(lines.value) : named(lines.value, wanted);
    if (found) return page(call, found.member.id);
    return open(memberList(lines.value, wanted || undefined));
  };

  const page = async (
    { account, arrival }: Caller,
    organisation: string,
    note?: Note,
  ): Promise<Reply> => {
    const view = await readMember(context, { account, organisation, now: arrival.at });
    if (view.ok) return open(memberPage(view.value, note));
    return refused(view.refusal);
  };

  const mend = async (
    { account, arrival }: Caller,
    organisation: string,
    seen?: string,
  ): Promise<Reply> => {
    const member = await readForCorrection(context, { account, organisation, now: arrival.at });
    if (!member.ok) return refused(member.refusal);
    const meanwhile = seen !== undefined && Number(seen) !== member.value.version;
    return open(correctMemberForm(member.value, { meanwhile }));
  };

  const remove = async (call: Pressed): Promise<Reply> => {
    const post = readPointer("post", call.id);
    if (!post) return say(memberNotFound());
    const removed = await removeRole(context, { ...interactionOf(call), ...post });
    if (removed.ok) {
      const shown = await page(call, post.organisation, good(removedText(removed.value)));
      return shown.kind === "form" ? shown : say(removedOwn(removed.value));
    }
    const { refusal } = removed;
    return isCommon(refusal)
      ? refused(refusal)
      : page(call, post.organisation, { tone: "warning", text: roleKeptText(refusal.kind) });
  };

  const revoke = async (call: Pressed): Promise<Reply> => {
    const revoked = await revokeInvitation(context, {
      ...interactionOf(call),
      invitation: call.id,
    });
    if (!revoked.ok) return refused(revoked.refusal);
    const { organisation, name, used } = revoked.value;
    const tone = used ? "warning" : "good";
    return page(call, organisation.id, { tone, text: revokedText(name, used) });
  };

  const correct = async (call: Submitted): Promise<Reply> => {
    const organisation = readPointer("organisation", call.form.pointer.item)?.id;
    const version = readPointer("version", call.form.pointer.seen)?.seen;
    if (organisation === undefined || version === undefined) return say(memberNotFound());
    const answers = typedFacts(call.form.answers);
    const corrected = await correctMember(context, {
      ...interactionOf(call),
      organisation,
      version,
      ...answers,
    });
    if (corrected.ok) {
      const { view, changes } = corrected.value;
      const text = correctedText({ ...corrected.value, movedMatters: movesReminders(changes) });
      return open(memberPage(view, good(text)));
    }
    const { refusal } = corrected;
    if (isCommon(refusal)) return refused(refusal);
    return refusal.kind === "problems"
      ? errors(factErrors(refusal.problems))
      : open(correctMemberForm(refusal.member, { meanwhile: true }));
  };

  return {
    word: "members",
    who: (person) =>
      person.roles.some(({ organisation }) => mayGenerally(person, "read-member", organisation)),
    typed: list,
    openers: {
      "all-members": (call) => list(call),
      member: (call) => page(call, call.id),
      "correct-member": (call) => mend(call, call.id),
      "remove-role": remove,
      "revoke-invitation": revoke,
    },
    form: {
      submitted: (call) => (call.form.pointer.step === "correct" ? correct(call) : noSubmit()),
      changed: async () => nothing,
      again: (call) => {
        const { step, item = "", seen } = call.pointer;
        if (step === "correct") return mend(call, item, seen);
        return step === "member" ? page(call, item) : list(call);
      },
    },
  };
};

const noSubmit = async (): Promise<Reply> => nothing;

const good = (text: string): Note => ({ tone: "good", text });

const refused = (refusal: Parameters<typeof sayCommon>[0]): Reply =>
  refusal.kind === "notFound" ? say(memberNotFound()) : sayCommon(refusal);

const onlyOne = (lines: readonly MemberLine[]): MemberLine | undefined =>
  lines.length === 1 ? lines[0] : undefined;

/** By name, acronym, other name or code. */
const named = (lines: readonly MemberLine[], typed: string): MemberLine | undefined => {
  const wanted = typed.toLowerCase();
  return lines.find(({ member: { id, name, acronym, aliases } }) =>
    [id, name, acronym ?? "", ...aliases].some((one) => one.toLowerCase() === wanted),
  );
};
