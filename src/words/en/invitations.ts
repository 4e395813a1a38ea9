/** `invite` and `join`: how people come in. */
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
  give: "Please give them this, and nobody else. It is shown only now:",
  type: (code: string) => `/bcn join ${code}`,
  until: (day: string) => `They type it wherever they chat with me, until ${dayText(day)}.`,
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
    next: "Type /bcn help to see what you can do now.",
    wrong: (left: number) =>
      left > 0
        ? `This code doesn't work. Please check it; it works once, for 30 days. ${left === 1 ? "One more try" : `${left} more tries`} this hour.`
        : "This code doesn't work. Please ask for a new one, and try again in an hour.",
    tooMany: "That was tried too often. Please try again in an hour, or ask for a new code.",
  },
} as const;
