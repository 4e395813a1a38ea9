/** What the local workspace begins with: people by role, the 2023 programme, channels that are told. */
import { SECRETARIAT } from "../domain/ids.ts";
import { readNotification } from "../domain/notifications/read-notification.ts";
import type { ReadNotification } from "../domain/notifications/reading.ts";
import { refused } from "../domain/outcome.ts";
import type { DateTime } from "../domain/time.ts";
import type { Context, Interaction } from "../use-cases/context.ts";
import { addHolidays } from "../use-cases/members/calendar.ts";
import { giveRoleOnce } from "../use-cases/people/people.ts";
import type { Workspaces } from "../use-cases/people/workspaces.ts";
import { publishProgramme } from "../use-cases/programmes/publish-programme.ts";
import { readNotificationText } from "../use-cases/programmes/read-notification.ts";
import { subscribeChannel } from "../use-cases/reminders/subscribe-channel.ts";
import type { CastUser, CastWorkspace } from "./cast.ts";

interface SeedDeps {
  readonly context: Context;
  readonly workspaces: Workspaces;
  readonly cast: readonly CastWorkspace[];
  /** Slack's, with their tokens. */
  readonly teams: readonly Team[];
  /** The sample notification's text. */
  readonly notification: string;
  readonly now: DateTime;
}

interface Team {
  readonly teamId: string;
  readonly teamName: string;
  readonly botToken: string;
  readonly botUserId: string;
  readonly botId: string;
}

/** JPC's calendar has this holiday: Vernal Equinox Day. */
const HOLIDAY = { organisation: "JP", lines: "2023-03-21 Vernal Equinox Day" };

/** Safe at every start: what is there already stays as people have left it. */
export const seedLocalWorkspace = async (deps: SeedDeps): Promise<void> => {
  for (const team of deps.teams) await installTeam(deps, team);
  for (const { platform, id, organisation } of deps.cast)
    await deps.workspaces.bind({ platform, id }, organisation);
  // The programme was announced before the story begins: whoever comes after it isn't told of it.
  const [secretariat, others] = apart(deps.cast);
  for (const workspace of secretariat) await addPeople(deps, workspace);
  await publishSample(deps);
  for (const workspace of others) await addPeople(deps, workspace);
  await addHoliday(deps);
  for (const workspace of deps.cast) await subscribeFirstChannel(deps, workspace);
};

const apart = (cast: readonly CastWorkspace[]) => {
  const isSecretariat = ({ organisation }: CastWorkspace) => organisation === SECRETARIAT;
  return [cast.filter(isSecretariat), cast.filter((one) => !isSecretariat(one))] as const;
};

const installTeam = async (
  { workspaces }: SeedDeps,
  { teamId, teamName, botToken, botUserId, botId }: Team,
): Promise<void> => {
  const workspace = { platform: "slack", id: teamId } as const;
  await workspaces.install({ ...workspace, name: teamName, token: botToken, botUserId, botId });
};

const addPeople = async (
  { context }: SeedDeps,
  { platform, id, users, organisation }: CastWorkspace,
) => {
  for (const { id: user, name, role } of users) {
    if (!role) continue;
    const account = { platform, tenant: id, user, workspace: id };
    const given = await giveRoleOnce(context, { name, role, organisation, account });
    if (!given.ok) throw new Error(`The cast's ${name} can't be added: ${given.refusal.kind}`);
  }
};

/** Once, ever: a delivery key of `once/` is never forgotten, and used again it is a replay. */
const interactionOf = (
  workspace: CastWorkspace,
  user: CastUser,
  what: string,
  now: DateTime,
): Interaction => ({
  account: { platform: workspace.platform, tenant: workspace.id, user: user.id },
  at: now,
  delivery: `once/seed/${what}`,
});

const findUser = (
  cast: readonly CastWorkspace[],
  role: CastUser["role"],
): { workspace: CastWorkspace; user: CastUser } | undefined => {
  for (const workspace of cast) {
    const user = workspace.users.find((one) => one.role === role);
    if (user) return { workspace, user };
  }
  return undefined;
};

const addHoliday = async ({ context, cast, now }: SeedDeps): Promise<void> => {
  const workspace = cast.find(({ organisation }) => organisation === HOLIDAY.organisation);
  const user = workspace?.users.find(({ role }) => role === "liaison");
  if (!workspace || !user) return;
  await addHolidays(context, {
    ...interactionOf(workspace, user, "holiday", now),
    organisation: HOLIDAY.organisation,
    typed: { startsOn: "", endsOn: "", name: "", lines: HOLIDAY.lines },
  });
};

const publishSample = async ({ context, cast, notification, now }: SeedDeps): Promise<void> => {
  const officer = findUser(cast, "officer");
  if (!officer) return;
  const interaction = (what: string) => interactionOf(officer.workspace, officer.user, what, now);
  const read = await readNotificationText(context, readOwnText, {
    ...interaction("read"),
    text: notification,
  });
  if (!read.ok) return;
  await publishProgramme(context, {
    ...interaction("publish"),
    draft: read.value.id,
    answers: {},
    typedAt: 0,
    isAnnounced: true,
  });
};

/** The sample is our own: it needs no process of its own to be read in. */
const readOwnText: ReadNotification = async (fetch, members) => {
  const source = await fetch();
  if (!source.ok || source.value.kind !== "text") throw new Error("The sample is a text");
  const read = readNotification(source.value.text, members);
  return read.ok ? read : refused({ kind: "notANotification", reason: read.refusal });
};

const subscribeFirstChannel = async (
  { context, now }: SeedDeps,
  workspace: CastWorkspace,
): Promise<void> => {
  const [channel] = workspace.channels;
  const user = workspace.users.find(({ role }) => role === "liaison" || role === "officer");
  if (!channel || !user) return;
  await subscribeChannel(context, {
    ...interactionOf(workspace, user, `subscribe/${workspace.id}`, now),
    channel: {
      platform: workspace.platform,
      workspace: workspace.id,
      conversation: channel.id,
    },
    wish: { kind: "subscribe" },
  });
};
