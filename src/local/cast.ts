/** Who is in the local workspace: two workspaces in Slack and a tenant of Teams, people named by role only. */
export interface CastUser {
  id: string;
  name: string;
  title: string;
  zone: string;
  /** What the product knows of this person; none for a stranger. */
  role?: "liaison" | "backup" | "head" | "officer" | "admin";
}

interface Workspace {
  id: string;
  name: string;
  /** ISO country of the NPO, or "APO" for the Secretariat: the organisation it is bound to. */
  organisation: string;
  users: CastUser[];
}

export interface SlackWorkspace extends Workspace {
  platform: "slack";
  domain: string;
  botUserId: string;
  botId: string;
  /** The bot is a member, except where it must first be invited. */
  channels: { id: string; name: string; withoutBot?: true }[];
}

export interface TeamsTenant extends Workspace {
  platform: "teams";
  /** Where its service is: part of the connector's address. */
  region: string;
  /** The app is in each team, except where it must first be added. */
  teams: { id: string; name: string; withoutBot?: true }[];
  channels: { id: string; name: string; team: string }[];
}

export type CastWorkspace = SlackWorkspace | TeamsTenant;

export const cast: CastWorkspace[] = [
  {
    platform: "slack",
    id: "T0APOTOKYO",
    name: "APO Secretariat",
    domain: "apo-secretariat",
    organisation: "APO",
    botUserId: "U0APOBCNBOT",
    botId: "B0APOBCNBOT",
    channels: [
      { id: "C0APOBCN", name: "bcn-requests" },
      { id: "C0APOGENERAL", name: "general", withoutBot: true },
    ],
    users: [
      {
        id: "U0APOOFFICER",
        name: "Officer, Secretariat",
        title: "Programme officer",
        zone: "Asia/Tokyo",
        role: "officer",
      },
      {
        id: "U0APOADMIN",
        name: "Admin, Secretariat",
        title: "Administrator",
        zone: "Asia/Tokyo",
        role: "admin",
      },
    ],
  },
  {
    platform: "slack",
    id: "T0NTPCFIJI",
    name: "NTPC, Fiji",
    domain: "ntpc-fiji",
    organisation: "FJ",
    botUserId: "U0FJBCNBOT",
    botId: "B0FJBCNBOT",
    channels: [
      { id: "C0FJBCN", name: "bcn" },
      { id: "C0FJGENERAL", name: "general", withoutBot: true },
    ],
    users: [
      {
        id: "U0FJLIAISON",
        name: "Liaison, Fiji",
        title: "Liaison Officer",
        zone: "Pacific/Fiji",
        role: "liaison",
      },
      {
        id: "U0FJSECOND",
        name: "Liaison 2, Fiji",
        title: "Liaison Officer",
        zone: "Pacific/Fiji",
        role: "liaison",
      },
      {
        id: "U0FJBACKUP",
        name: "Backup, Fiji",
        title: "Backup LO",
        zone: "Pacific/Fiji",
        role: "backup",
      },
      { id: "U0FJHEAD", name: "Head, Fiji", title: "NPO Head", zone: "Pacific/Fiji", role: "head" },
      { id: "U0FJSTRANGER", name: "Colleague, Fiji", title: "Works at NTPC", zone: "Pacific/Fiji" },
    ],
  },
  {
    platform: "teams",
    id: "00000081-0000-4000-8000-000000000000",
    name: "JPC, Japan",
    region: "jp",
    organisation: "JP",
    teams: [
      { id: "19:00000081bcnteam@thread.tacv2", name: "Bilateral cooperation" },
      { id: "19:00000081office@thread.tacv2", name: "Whole office", withoutBot: true },
    ],
    channels: [
      {
        id: "19:00000081bcn@thread.tacv2",
        name: "bcn",
        team: "19:00000081bcnteam@thread.tacv2",
      },
      {
        id: "19:00000081bcnteam@thread.tacv2",
        name: "General",
        team: "19:00000081bcnteam@thread.tacv2",
      },
      {
        id: "19:00000081office@thread.tacv2",
        name: "General",
        team: "19:00000081office@thread.tacv2",
      },
    ],
    users: [
      {
        id: "00000081-0000-4000-8000-000000000001",
        name: "Liaison, Japan",
        title: "Liaison Officer",
        zone: "Asia/Tokyo",
        role: "liaison",
      },
      {
        id: "00000081-0000-4000-8000-000000000002",
        name: "Backup, Japan",
        title: "Backup LO",
        zone: "Asia/Tokyo",
        role: "backup",
      },
    ],
  },
];
