/** `invite` and `join`: how people come in. */
import { command, commandOn } from "../typed-command.ts";
import { dayText } from "./dates.ts";

export const invitationWords = {
  title: "Invite someone",
  submit: "Make an invitation",
  close: "Cancel",
  intro: "They get a code that works once, for 30 days.",
  name: { label: "Their name or post", hint: "As others should see it, such as Liaison, Fiji." },
  organisation: { label: "Organisation" },
  role: { label: "Role" },
  choose: "Choose one",
  roles: {
    liaison: "Liaison Officer",
    backup: "Backup LO",
    head: "NPO Head",
    officer: "Programme officer",
    admin: "Administrator",
  },
  invited: (name: string, role: string, organisation: string) =>
    `${name} can come in as ${role} of ${organisation}.`,
  invitedAccount: (name: string, organisation: string) =>
    `${name}, ${organisation}, can use a further chat account.`,
  giveAccount:
    "Please give them this, and nobody else: whoever uses it may all that they may. It is shown only now:",
  give: "Please give them this, and nobody else. It is shown only now:",
  type: (code: string) => command(`join ${code}`),
  typeOn: {
    slack: (code: string) => `In Slack: ${commandOn.slack(`join ${code}`)}`,
    teams: (code: string) => `In Teams: ${commandOn.teams(`join ${code}`)}`,
  },
  until: (day: string, today: string) =>
    `They type it wherever they chat with me, until ${dayText(day, today)}.`,
  told: {
    role: (name: string, role: string, organisation: string) =>
      `${name} has joined as ${role} of ${organisation}.`,
    account: (name: string, role: string, organisation: string) =>
      `${name}, ${role} of ${organisation}, uses a further chat account now.`,
    text: (open: string) =>
      `The code that you made for them is used up. If it came into wrong hands, press ${open}: the role can be taken away there.`,
    open: (organisation: string) => `Open ${organisation}`,
    why: "You get this once, because you invited them.",
  },
  noName: "Please give a name or post.",
  noRole: "Please choose a role that this organisation has.",
  mayNotInvite: {
    headline: "Invitations are written by officers and Liaison Officers.",
    text: "Please ask your Liaison Officer or the APO Secretariat.",
  },
  join: {
    title: "Join",
    submit: "Join",
    close: "Cancel",
    code: { label: "Your code", hint: "Such as 7F3K-9QXA-2M4T-8WZC." },
    joined: (role: string, organisation: string) => `Welcome: you are ${role} of ${organisation}.`,
    furtherAccount: (role: string, organisation: string) =>
      `Welcome back: this chat account is yours too. You are ${role} of ${organisation}.`,
    suspended: (member: string) =>
      `The membership of ${member} is suspended for now: no requests can be sent or hosted.`,
    alreadyIn: (role: string, organisation: string) =>
      `You are in already: you are ${role} of ${organisation}. Nothing was changed.`,
    alreadyInNext: "A code that was meant for somebody else is still good for them.",
    someoneElses:
      "This code is for somebody else's chat account, and you are here as another person. Nothing was changed.",
    someoneElsesNext: "If you are the same person, please write to the APO Secretariat.",
    next: `Type ${command("help")} to see what you can do now.`,
    wrong: (left: number) =>
      left > 0
        ? `This code doesn't work. Please check it; it works once, for 30 days. ${left === 1 ? "One more try" : `${left} more tries`} this hour.`
        : "This code doesn't work. Please ask for a new one, and try again in an hour.",
    tooMany: "That was tried too often. Please try again in an hour, or ask for a new code.",
  },
} as const;
