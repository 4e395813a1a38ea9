/** `members`: the organisations as the Secretariat keeps them, their people, and what became of them. */
import { command } from "../typed-command.ts";
import { cityOf, dayText, listText, timeIn, weekdaysText } from "./dates.ts";

const plural = (count: number, one: string, more: string): string =>
  count === 1 ? `1 ${one}` : `${count} ${more}`;

const weekend = (days: readonly number[]): string => weekdaysText(days);

const drafts = (count: number): string => plural(count, "unsent draft", "unsent drafts");

export const memberWords = {
  list: {
    title: "Members",
    close: "Close",
    intro: (members: number, uncertain: number) =>
      `${plural(members, "member", "members")}, and the APO Secretariat.${uncertain > 0 ? ` Of ${uncertain} something isn't confirmed yet.` : ""}`,
    own: "The organisations that you have a role in. Please choose.",
    open: "Open",
    place: (zone: string, days: readonly number[], isUncertain: boolean) =>
      `${cityOf(zone)}, weekend ${weekend(days)}${isUncertain ? " (not confirmed)" : ""}`,
    telephone: (telephone: string | null) => telephone ?? "no telephone",
    suspended: "Suspended.",
    name: (npo: string, isUncertain: boolean) => (isUncertain ? `${npo} (not confirmed)` : npo),
    nobody: "Nobody has a role yet.",
    roles: {
      liaison: "LO",
      backup: "Backup LO",
      head: "Head",
      officer: "Officer",
      admin: "Administrator",
    },
    none: (typed: string) => `I know no organisation "${typed}".`,
    noneText: `Please choose one of the list: ${command("members")}.`,
  },
  vacant: "vacant",
  reach: {
    chat: "",
    dead: "can't be reached in chat any more",
    none: "has no chat account",
  },
  page: {
    close: "Close",
    noName: "No NPO is noted for this member.",
    notConfirmed: "not confirmed",
    zone: "Time zone",
    zoneNow: (zone: string, now: number) => `${zone}, now ${timeIn(now, zone)}`,
    weekend: "Weekend",
    weekendDays: weekend,
    membership: "Membership",
    active: "Active",
    suspended: "Suspended: shown, can't send or host",
    telephone: "Telephone",
    noTelephone: "None noted",
    correct: "Correct",
    calendar: "Calendar",
    people: "People",
    you: "you",
    holds: (count: number) => `holds ${drafts(count)}`,
    remove: "Take the role away",
    addAccount: "Add a chat account",
    invitations: "Open invitations",
    invitation: (role: string, name: string, until: string, today: string, by: string) =>
      `${role}: ${name}. Good until ${dayText(until, today)}; written by ${by}.`,
    accountInvitation: (name: string, until: string, today: string, by: string) =>
      `A further chat account of ${name}. Good until ${dayText(until, today)}; written by ${by}.`,
    revoke: "Revoke",
    invite: "Invite someone",
    all: "All members",
  },
  confirmRemove: {
    title: (name: string) => `Remove ${name}?`,
    text: (name: string, role: string, organisation: string) =>
      `${name} will no longer be ${role} of ${organisation}. It counts at once.`,
    own: "This is your own role: you can't give it back to yourself.",
    drafts: (count: number) => `They hold ${drafts(count)}.`,
    yes: "Take it away",
    no: "Keep it",
  },
  confirmRevoke: {
    title: "Revoke this invitation?",
    text: (name: string) => `The code that ${name} has will no longer work.`,
    yes: "Revoke",
    no: "Keep it",
  },
  removed: {
    headline: (name: string, role: string, organisation: string) =>
      `Done: ${name} is no longer ${role} of ${organisation}.`,
    own: (role: string, organisation: string) =>
      `Done: you are no longer ${role} of ${organisation}.`,
    heldBy: (count: number, name: string) =>
      `${drafts(count)} that they held ${count === 1 ? "is" : "are"} now held by ${name}.`,
    heldByNobody: (count: number) =>
      `${drafts(count)} that they held ${count === 1 ? "has" : "have"} nobody now. Whoever comes in as Liaison Officer or backup finds ${count === 1 ? "it" : "them"} under ${command("requests")}.`,
    revoked: (count: number) =>
      `${plural(count, "invitation that they wrote works", "invitations that they wrote work")} no longer.`,
    goneAlready: "It changed meanwhile: this role had been taken away already.",
    lastAdministrator:
      "This is the last administrator. Please invite another one first: nobody else could.",
  },
  revoked: {
    done: (name: string) => `Done: the code of ${name} works no longer.`,
    used: (name: string) => `It changed meanwhile: ${name} has come in with it already.`,
  },
  notFound: {
    headline: "I can't find that among what you may see or change.",
    text: `It may have changed meanwhile. Type ${command("members")} to see how things stand.`,
  },
  correct: {
    title: "Correct a member",
    submit: "Save",
    close: "Cancel",
    npo: { label: "Full name of the NPO" },
    acronym: { label: "Acronym", hint: "Such as NTPC." },
    telephone: {
      label: "Telephone",
      hint: "For when somebody can't be reached here, such as +81 3 0000 0000.",
    },
    zone: { label: "Time zone", hint: "Such as Asia/Dhaka; a large city will do, such as Dhaka." },
    weekend: { label: "Weekend", hint: "The days that are not worked." },
    active: {
      label: "Membership",
      yes: "Active",
      no: "Suspended: shown, can't send or host",
    },
    confirmed: {
      label: "Not confirmed yet",
      hint: "Please choose what you have checked. What you change is confirmed by that.",
    },
    meanwhile:
      "It changed meanwhile: somebody else has corrected this member. Here is how it stands now; please make your change once more.",
    problems: {
      noSuchZone: "I don't know this time zone. Please write it like Asia/Dhaka or Pacific/Fiji.",
      noWorkingDay: "At least one day of the week must be a working day.",
      noWeekend: "Please choose at least one day.",
      noTelephone: "Please write digits, such as +81 3 0000 0000 ext. 12.",
    },
    weekdays: (day: number) => weekdaysText([day]),
  },
  facts: {
    npo: "Name of the NPO",
    acronym: "Acronym",
    telephone: "Telephone",
    zone: "Time zone",
    weekend: "Weekend",
    active: "Membership",
  },
  value: {
    none: "none",
    active: "active",
    suspended: "suspended",
    weekend,
  },
  corrected: {
    nothing: "Nothing was changed.",
    headline: (changes: readonly string[]) => `Saved. ${changes.join(" ")}`,
    change: (fact: string, after: string, before: string) => `${fact}: ${after} (was ${before}).`,
    confirmed: (facts: readonly string[]) => `Confirmed: ${listText(facts)}.`,
  },
  moved: (count: number) =>
    count === 0
      ? "No reminder had to move."
      : `${plural(count, "reminder was", "reminders were")} planned anew.`,
  letters: {
    unreachable: {
      headline: (name: string) => `${name} can't be reached in chat any more.`,
      post: (role: string, organisation: string, telephone: string | null) =>
        `${role} of ${organisation}. ${telephone ? `Telephone: ${telephone}.` : "No telephone is noted."}`,
      colleagues: (organisation: string, names: readonly string[]) =>
        `What ${organisation} owes goes to ${listText(names)} for now.`,
      nobody: (organisation: string) => `Nobody else of ${organisation} can be reached here.`,
      next: "Please ask what happened. Then invite whoever follows, and take the role away; if they use me again, all is well by itself.",
      open: (organisation: string) => `Open ${organisation}`,
      invite: "Invite someone",
      why: `This comes once, because the Secretariat keeps the members' people. News in a channel ends with ${command("channel off")} there.`,
    },
    channelGone: {
      headline: (organisation: string) =>
        `A channel of ${organisation} gets no more news: I can't write there any more.`,
      text: `It was archived, or I was removed from it. To go on, mention @BCN in a channel of your choice, add me, and type ${command("channel on")} there.`,
      why: (organisation: string) => `You get this once, because you answer for ${organisation}.`,
    },
    roleEnded: {
      headline: (role: string, organisation: string) =>
        `You are no longer ${role} of ${organisation}.`,
      text: "If that isn't right, please ask your Liaison Officer or the APO Secretariat.",
      why: "You get this once, because your role was taken away.",
    },
    draftsHandedOver: {
      headline: (count: number, organisation: string) =>
        `${drafts(count)} of ${organisation} ${count === 1 ? "needs" : "need"} somebody else now.`,
      text: (name: string, role: string) =>
        `${name} is no longer ${role}. Nothing is lost: type ${command("requests")} to go on.`,
      why: (organisation: string) => `You get this because you answer for ${organisation}.`,
    },
  },
} as const;
