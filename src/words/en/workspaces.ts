/** Whose a workspace is: what officers are asked, and what waits until they have answered. */
import { command } from "../typed-command.ts";
import { instantText, type ReaderTime } from "./dates.ts";

const joinFirst = `If you have an invitation, type ${command("join")} and its code.`;

export const workspaceWords = {
  some: { slack: "a Slack workspace", teams: "a Teams organisation" },
  named: {
    slack: (name: string) => `the Slack workspace ${name}`,
    teams: (id: string) => `the Teams organisation ${id}`,
  },
  here: { slack: "this workspace", teams: "your organisation's Teams" },
  approve: "Approve",
  refuse: "Refuse",
  card: {
    headline: (some: string, organisation: string) =>
      `Please approve ${some} for ${organisation}, or refuse it.`,
    name: { slack: "It calls itself", teams: "Its id" },
    joined: "Joined there",
    as: (name: string, role: string, organisation: string) =>
      `${name}, as ${role} of ${organisation}`,
    left: (name: string, organisation: string) =>
      `Please look twice: ${name} has no role of ${organisation} any more.`,
    on: "On",
    instant: (instant: number, reader: ReaderTime) => instantText(instant, reader.zone, reader),
    means: (organisation: string) =>
      `If you approve it, channels there may receive what is for ${organisation}.`,
    meansClosed: (organisation: string) =>
      `If you approve it, channels there may receive what is for ${organisation}, and people there can use BCN. Until then they can only join.`,
    roles: "What a person may do comes from their role, whatever you answer.",
    why: "You get this once, because the Secretariat says whose a workspace is. One officer's answer is enough.",
  },
  confirm: {
    approve: (organisation: string) => ({
      title: "Approve it?",
      text: `Channels there may then receive what is for ${organisation}.`,
      yes: "Approve",
      no: "Not yet",
    }),
    refuse: (joined: string) => ({
      title: "Refuse it?",
      text: `${joined} is told, and keeps the role.`,
      yes: "Refuse",
      no: "Not yet",
    }),
  },
  duty: {
    title: (named: string, organisation: string) =>
      `Approve ${named} for ${organisation}, or refuse it`,
    joined: (name: string, instant: number, reader: ReaderTime) =>
      `${name} joined there on ${instantText(instant, reader.zone, reader)}.`,
  },
  approved: {
    headline: (named: string, organisation: string) =>
      `Approved: channels of ${named} may receive what is for ${organisation}.`,
    text: (joined: string) =>
      `${joined} is told. A channel gets news once somebody who may types ${command("channel on")} in it.`,
  },
  refused: {
    headline: (named: string, organisation: string) =>
      `Refused: channels of ${named} receive nothing that is for ${organisation}.`,
    text: (joined: string, open: string) =>
      `${joined} is told, and keeps the role. To take it away, press ${open}.`,
    open: (organisation: string) => `Open ${organisation}`,
  },
  nothingToDecide: {
    headline: "There is nothing for you to answer here.",
    text: "Programme officers of the APO Secretariat approve workspaces.",
  },
  meanwhile: {
    approved: (by: string, named: string, organisation: string) =>
      `${by} has approved ${named} for ${organisation} meanwhile.`,
    refused: (by: string, named: string, organisation: string) =>
      `${by} has refused ${named} for ${organisation} meanwhile.`,
    bound: (named: string, to: string) =>
      `Nothing was changed: ${named} is linked to ${to} already.`,
    text: "One answer counts for all officers, so nothing was changed.",
  },
  told: {
    approved: {
      headline: (named: string, organisation: string) =>
        `News for ${organisation} can go to channels of ${named} now.`,
      closed: (named: string) => `You can use BCN in ${named} now.`,
      closedText: `The APO Secretariat has approved it. Type ${command("help")} to see what you can do.`,
      channel: `For news in a channel there, type ${command("channel on")} in it.`,
    },
    refused: {
      headline: (named: string, organisation: string) =>
        `News for ${organisation} won't go to channels of ${named}.`,
      text: "The APO Secretariat has decided so. You keep your role, and all else works here as before.",
      closed: (named: string) => `BCN can't be used in ${named}.`,
      closedText:
        "The APO Secretariat has decided so. You keep your role: to use it in another place, ask for an invitation for a further chat account.",
      next: "If that isn't right, please write to the APO Secretariat.",
    },
    why: "You get this once, because you were the first to join there.",
  },
  joined: {
    channels: (here: string) =>
      `News in channels waits a little: the APO Secretariat has been asked to approve ${here}.`,
    all: "One more step: the APO Secretariat has been asked to approve your organisation's Teams. Until it has, you can't do more here.",
  },
  notBound: {
    headline: (here: string) =>
      `Channels here can't get news until the APO Secretariat has approved ${here}.`,
    asked: (organisation: string) =>
      `It has been asked to, for ${organisation}. Once it has, type ${command("channel on")} again. Please ask its programme officers if it takes long.`,
    notAsked:
      "It is asked when somebody joins here by an invitation. If everybody is in already, please write to its programme officers.",
  },
  closed: {
    unknown: {
      headline: "BCN can't be used in your organisation's Teams yet, so nothing was done.",
      text: `${joinFirst} The APO Secretariat is then asked to approve your organisation's Teams.`,
    },
    asked: {
      headline: "BCN waits until the APO Secretariat has approved your organisation's Teams.",
      text: `It has been asked, and whoever joined first is told its answer. ${joinFirst}`,
    },
  },
} as const;
