/** How long people wait for a form: from the command to the `views.open` of it. */
import { eventually, pause } from "../../product/helpers/client.ts";
import { directOf, liaisonOf, teamOf } from "./parties.ts";
import type { Slack } from "./slack.ts";

export interface Openings {
  readonly slack: Slack;
  /** Countries: the Liaison Officer of each opens forms, all side by side. */
  readonly members: readonly string[];
  readonly each: number;
}

/** Spread over some seconds, so that Slack's pauses begin and end meanwhile. */
const EVERY_MS = 250;
const FORM_TIMEOUT_MS = 30_000;

/** Milliseconds, the shortest first. */
export const measureOpenings = async ({ slack, members, each }: Openings): Promise<number[]> => {
  const ofOne = async (member: string): Promise<number[]> => {
    const waits: number[] = [];
    while (waits.length < each) {
      waits.push(await openForm(slack, member));
      await pause(EVERY_MS);
    }
    return waits;
  };
  const all = await Promise.all(members.map(ofOne));
  return all.flat().sort((one, other) => one - other);
};

/** A new request's: no draft that is there already is offered in its place. */
const openForm = async (slack: Slack, member: string): Promise<number> => {
  const user = liaisonOf(member);
  const token = slack.facts.teams.find(({ teamId }) => teamId === teamOf(member))?.botToken;
  const alreadyCalled = slack.called.length;
  const beganMs = performance.now();
  await slack.control("message", {
    as: `${teamOf(member)}:${user}`,
    conversation: directOf(user),
    text: "/bcn request new",
  });
  const isOfTeam = (call: Slack["called"][number]): boolean =>
    call.method === "views.open" && call.token === token;
  const opened = await eventually(
    () => slack.called.slice(alreadyCalled).find(isOfTeam),
    `${member} saw no form`,
    FORM_TIMEOUT_MS,
  );
  return opened.atMs - beganMs;
};

export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
