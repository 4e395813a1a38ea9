/** Twenty NPOs with a workspace each: one Liaison Officer, and people who stand in and have a draft. */
import {
  organisationId,
  type PersonId,
  type ProgrammeId,
  participantId,
  programmeId,
  type RequestId,
  requestId,
  roundId,
} from "../../../src/domain/ids.ts";
import { DateTime } from "../../../src/domain/time.ts";
import type { CastUser, SlackWorkspace } from "../../../src/local/cast.ts";
import type { LocalWorkspace } from "../../../src/local/workspace.ts";
import { inTransaction } from "../../../src/store/database.ts";
import { saveProgramme } from "../../../src/store/programmes/programmes.ts";
import { insertDraft } from "../../../src/store/requests/drafts.ts";
import type { EncryptionKeys } from "../../../src/store/secrets.ts";
import type { Context } from "../../../src/use-cases/context.ts";
import { giveRole } from "../../../src/use-cases/people/people.ts";
import { makeWorkspaces } from "../../../src/use-cases/people/workspaces.ts";
import { draftToJapan, programmeOf2023, travellers } from "../../helpers/builders.ts";

/** The active members: Hong Kong is listed but suspended. */
const MEMBERS = "BD KH TW FJ IN ID IR JP KR LA MY MN NP PK PH SG LK TH TR VN".split(" ");

/** Who has one draft, whole and not sent. */
export interface Sender {
  /** "TEAM:USER", as the stand-in names whom one plays. */
  readonly as: string;
  readonly conversation: string;
  readonly draft: RequestId;
  /** Country of the host. */
  readonly host: string;
}

export const teamOf = (organisation: string): string => `T0${organisation}`;
/** The Liaison Officer's own id: where the cards for a host go. */
export const liaisonOf = (organisation: string): string => `U0${organisation}LIAISON`;
export const directOf = (user: string): string => user.replace(/^U/, "D");

/** `sendersEach` to an NPO, besides its Liaison Officer. */
export const makeCast = (sendersEach: number, members = MEMBERS): SlackWorkspace[] =>
  members.map((organisation) => ({
    platform: "slack",
    id: teamOf(organisation),
    name: `NPO, ${organisation}`,
    domain: `npo-${organisation.toLowerCase()}`,
    organisation,
    botUserId: `U0${organisation}BOT`,
    botId: `B0${organisation}BOT`,
    channels: [{ id: `C0${organisation}`, name: "bcn" }],
    users: [
      userOf(organisation, "LIAISON", "liaison"),
      ...Array.from({ length: sendersEach }, (_, index) =>
        userOf(organisation, `BACKUP${index + 1}`, "backup"),
      ),
    ],
  }));

const userOf = (organisation: string, id: string, role: "liaison" | "backup"): CastUser => ({
  id: `U0${organisation}${id}`,
  name: `${role}, ${organisation}`,
  title: role,
  zone: "Etc/UTC",
  role,
});

interface Furnishing {
  readonly context: Context;
  readonly keys: EncryptionKeys;
  readonly slack: LocalWorkspace["slack"];
  readonly cast: readonly SlackWorkspace[];
  /** The host of the `index`-th sender of an NPO. */
  readonly hostOf: (organisation: string, index: number) => string;
}

/** Installs the workspaces, lets the people in, publishes a programme and leaves everyone's draft. */
export const furnish = async (given: Furnishing): Promise<Sender[]> => {
  await install(given);
  const programme = await publish(given.context);
  const senders: Sender[] = [];
  for (const workspace of given.cast) {
    for (const [index, user] of workspace.users.entries()) {
      const person = await letIn(given.context, workspace, user);
      if (user.role !== "backup") continue;
      const host = given.hostOf(workspace.organisation, index - 1);
      const draft = await leaveDraft(given.context, { workspace, programme, person, host });
      const as = `${workspace.id}:${user.id}`;
      senders.push({ as, conversation: directOf(user.id), draft, host });
    }
  }
  return senders;
};

/** The next members in the list: everyone has the same number of guests, and nobody the same twice. */
export const nextMembers = (organisation: string, index: number): string => {
  const at = MEMBERS.indexOf(organisation) + 1 + index;
  return MEMBERS[at % MEMBERS.length] ?? "";
};

const install = async ({ context, keys, slack, cast }: Furnishing): Promise<void> => {
  const workspaces = makeWorkspaces(context, keys);
  for (const { teamId: id, teamName: name, botToken: token, botUserId, botId } of slack.teams) {
    await workspaces.install({ platform: "slack", id, name, token, botUserId, botId });
    const organisation = cast.find((one) => one.id === id)?.organisation ?? "";
    await workspaces.bind({ platform: "slack", id }, organisation);
  }
};

const letIn = async (context: Context, { id, organisation }: SlackWorkspace, user: CastUser) => {
  const account = { platform: "slack", tenant: id, user: user.id, workspace: id } as const;
  const { name, role = "backup" } = user;
  const given = await giveRole(context, { name, role, organisation, account });
  if (!given.ok) throw new Error(`${name} can't be let in: ${given.refusal.kind}`);
  return given.value;
};

/** The round closes tomorrow: in the last two days cards are sent at any hour (docs/product.md). */
const publish = async (context: Context) => {
  const now = DateTime.now();
  const closesOn = now.setZone("Asia/Tokyo").plus({ days: 1 }).toISODate() ?? "";
  const [first] = programmeOf2023().rounds;
  if (!first) throw new Error("A programme without rounds");
  const programme = programmeOf2023({
    id: programmeId(context.newId()),
    timing: { startsOn: `${now.year}-01-01`, endsOn: `${now.year + 1}-12-31` },
    rounds: [{ ...first, id: roundId(context.newId()), closesOn }],
  });
  await inTransaction(context.database, (tx) =>
    saveProgramme(tx, programme, null, now.minus({ days: 30 }).toJSDate()),
  );
  return programme.id;
};

const leaveDraft = async (
  context: Context,
  given: {
    readonly workspace: SlackWorkspace;
    readonly programme: ProgrammeId;
    readonly person: PersonId;
    readonly host: string;
  },
): Promise<RequestId> => {
  const id = requestId(context.newId());
  const july = `${DateTime.now().year + 1}-07`;
  const draft = draftToJapan({
    id,
    programmeId: given.programme,
    sender: organisationId(given.workspace.organisation),
    begunBy: given.person,
    heldBy: given.person,
    answers: { host: given.host, startsOn: `${july}-10`, endsOn: `${july}-12` },
    participants: travellers(2).map((one) => ({ ...one, id: participantId(context.newId()) })),
    savedAt: DateTime.now().toJSDate(),
  });
  await inTransaction(context.database, (tx) => insertDraft(tx, draft));
  return id;
};
