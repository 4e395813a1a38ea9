/** Rules of the programme and of safety, each broken in one place. */
export interface Mutant {
  /** What is broken, in the words of the rule. */
  readonly rule: string;
  readonly file: string;
  /** Stands once in the file. */
  readonly of: string;
  readonly to: string;
  /** Test files of which at least one test must fail. */
  readonly tests: readonly string[];
}

const SUBMIT = "test/use-cases/submit-request.test.ts";
const ON_BEHALF = "test/use-cases/on-behalf.test.ts";
const HANDLER = "test/use-cases/settle-handler.test.ts";
const CHECK = "test/domain/request-check.test.ts";
const ROUNDS = "test/domain/rounds.test.ts";

export const mutants: readonly Mutant[] = [
  {
    rule: "four travel at the most (a fifth is let in)",
    file: "src/domain/participants.ts",
    of: "travelling.length > caps.faceToFace",
    to: "travelling.length > caps.faceToFace + 1",
    tests: ["test/domain/participants.test.ts"],
  },
  {
    rule: "standby participants are not counted (they are)",
    file: "src/domain/participants.ts",
    of: 'roster.filter(({ part }) => part !== "standby")',
    to: "roster.filter(() => true)",
    tests: ["test/domain/participants.test.ts"],
  },
  {
    rule: "the closing instant is exclusive (<= for <)",
    file: "src/domain/rounds.ts",
    of: "now < closingInstant(round, zone)",
    to: "now <= closingInstant(round, zone)",
    tests: [ROUNDS],
  },
  {
    rule: "a closing date counts in the programme's zone (in UTC)",
    file: "src/domain/rounds.ts",
    of: "startOfDay(addDays(closesOn, 1), zone)",
    to: 'startOfDay(addDays(closesOn, 1), "utc")',
    tests: [ROUNDS],
  },
  {
    rule: "a closing date includes that whole day (only its beginning)",
    file: "src/domain/rounds.ts",
    of: "startOfDay(addDays(closesOn, 1), zone)",
    to: "startOfDay(closesOn, zone)",
    tests: [ROUNDS],
  },
  {
    rule: "a request joins the earliest open round (the last)",
    file: "src/domain/rounds.ts",
    of: "(one.closesOn < other.closesOn ? -1 : 1)",
    to: "(one.closesOn < other.closesOn ? 1 : -1)",
    tests: [ROUNDS],
  },
  {
    rule: "joining another round than the one shown is never silent (it is)",
    file: "src/use-cases/submit-request.ts",
    of: "!round || round.id !== input.roundShown",
    to: "!round",
    tests: [SUBMIT],
  },
  {
    rule: "whoever sends is asked for their right (nobody is)",
    file: "src/use-cases/submit-request.ts",
    of: 'const right = rightTo(person, "submit", caseOfDraft(draft));',
    to: 'const right = "own" as const;',
    tests: [SUBMIT],
  },
  {
    rule: "whoever reads is asked for their right (nobody is)",
    file: "src/use-cases/request-view.ts",
    of: 'may(person, "read", caseOf(request))',
    to: "true",
    tests: [SUBMIT, "test/messages/privacy.test.ts"],
  },
  {
    rule: "a host never learns how the Secretariat knows (it does)",
    file: "src/use-cases/request-view.ts",
    of: "if (!seesAll) return { evidence: undefined, post: undefined };",
    to: "",
    tests: [ON_BEHALF],
  },
  {
    rule: "officers see no draft of an NPO's own making (they do)",
    file: "src/domain/access.ts",
    of: 'return state !== "draft" || begunBySecretariat ? "onBehalf" : undefined;',
    to: 'return "onBehalf";',
    tests: ["test/domain/access.test.ts", ON_BEHALF],
  },
  {
    rule: "two who take a request at once never take it from one another unseen (they do)",
    file: "src/use-cases/settle-handler.ts",
    of: "if (handling.version !== seen.version)",
    to: "if (handling.version < 0)",
    tests: [HANDLER],
  },
  {
    rule: "who lost the role handles nothing any more (they do)",
    file: "src/store/handlers.ts",
    of: "const holdsIt = rolesOfSide(id).some((one) => one === role);",
    to: "const holdsIt = role !== undefined;",
    tests: [HANDLER],
  },
  {
    rule: "a host never sees the alternatives (it does)",
    file: "src/domain/requests.ts",
    of: "alternatives: [],",
    to: "alternatives: content.alternatives,",
    tests: ["test/messages/privacy.test.ts", SUBMIT],
  },
  {
    rule: "the same signed call writes once (each time)",
    file: "src/store/deliveries.ts",
    of: "return first.length === 1;",
    to: "return true;",
    tests: [SUBMIT, "test/store/deliveries.test.ts"],
  },
  {
    rule: "a suspended member can't be asked (it can)",
    file: "src/domain/request-check.ts",
    of: "if (!member.active)",
    to: "if (member.active === undefined)",
    tests: [CHECK],
  },
  {
    rule: "nobody asks their own organisation (they may)",
    file: "src/domain/request-check.ts",
    of: "if (member.id === sender.id)",
    to: "if (member.id === undefined)",
    tests: [CHECK],
  },
  {
    rule: "the last day of the timing is inside it (outside)",
    file: "src/domain/request-check.ts",
    of: "on > timing.endsOn",
    to: "on >= timing.endsOn",
    tests: [CHECK],
  },
  {
    rule: "local participants are refused (let in)",
    file: "src/domain/roster-check.ts",
    of: "programme.notification.localParticipants !== 0",
    to: "programme.notification.localParticipants !== 1",
    tests: [CHECK],
  },
  {
    rule: "a receiver's weekend is no working day (it is)",
    file: "src/domain/calendars.ts",
    of: "!weekend.includes(weekdayOf(day)) && !holidays.has(day)",
    to: "!holidays.has(day)",
    tests: ["test/domain/calendars.test.ts", "test/domain/reminders.test.ts"],
  },
  {
    rule: "no reminder comes at or after the closing instant (one does)",
    file: "src/domain/reminders.ts",
    of: "if (now >= closing) return undefined;",
    to: "if (now > closing) return undefined;",
    tests: ["test/domain/reminders.test.ts", "test/use-cases/closing-reminders.test.ts"],
  },
  {
    rule: "an invitation works for 30 days and not a moment longer (a moment longer)",
    file: "src/use-cases/join.ts",
    of: "now < expiresAt",
    to: "now <= expiresAt",
    tests: ["test/use-cases/invitations.test.ts"],
  },
  {
    rule: "five wrong codes an hour (six)",
    file: "src/use-cases/join.ts",
    of: "guesses >= MOST_WRONG_GUESSES",
    to: "guesses > MOST_WRONG_GUESSES",
    tests: ["test/use-cases/invitations.test.ts"],
  },
  {
    rule: "of many guesses at once five are counted (as many as come)",
    file: "src/use-cases/join.ts",
    of: "await lockGuesses(tx, input.account);",
    to: "",
    tests: ["test/use-cases/invitations.test.ts"],
  },
  {
    rule: "a further account is written by whoever may invite for each role (for one of them)",
    file: "src/domain/invitations.ts",
    of: "to.roles.every((held)",
    to: "to.roles.some((held)",
    tests: ["test/use-cases/invitations.test.ts"],
  },
  {
    rule: "the last administrator can't be removed (they can)",
    file: "src/use-cases/remove-role.ts",
    of: "administrators.length === 1",
    to: "administrators.length === 0",
    tests: ["test/use-cases/remove-role.test.ts"],
  },
  {
    rule: "a member is corrected against the version that was seen (against any)",
    file: "src/use-cases/members.ts",
    of: "if (member.version !== input.version)",
    to: "if (member.version < input.version)",
    tests: ["test/use-cases/members.test.ts"],
  },
  {
    rule: "what people typed pings nobody (it does)",
    file: "src/surfaces/slack/rendering/escape.ts",
    of: "&lt;",
    to: "<",
    tests: ["test/surfaces/slack/escape.test.ts"],
  },
  {
    rule: "a signature is good for five minutes both ways (also from the future)",
    file: "src/surfaces/slack/http/signature.ts",
    of: "Math.abs(systemMillis / 1000 - Number(timestamp))",
    to: "(systemMillis / 1000 - Number(timestamp))",
    tests: ["test/surfaces/slack/guard.test.ts"],
  },
  {
    rule: "a submission is acknowledged after the commit (before)",
    file: "src/surfaces/slack/calls/answer-submission.ts",
    of: "call.acknowledgement.giveInTime(() => update(renderForm(deps.loading)));",
    to: "await call.acknowledgement.give(update(renderForm(deps.loading)));",
    tests: ["test/surfaces/slack/forms.test.ts", "test/product/request.test.ts"],
  },
  {
    rule: "a payload that was changed breaks the history's chain (it doesn't)",
    file: "src/domain/history.ts",
    of: "kept && commitmentTo(kept.payload, kept.salt) !== entry.commitment",
    to: "kept === null",
    tests: ["test/domain/history.test.ts"],
  },
  {
    rule: "after a lost lease the platform is asked first (the letter is sent again)",
    file: "src/store/claim-letters.ts",
    of: "uncertain = uncertain or leased_by is not null",
    to: "uncertain = uncertain",
    tests: ["test/store/outbox.test.ts"],
  },
];
