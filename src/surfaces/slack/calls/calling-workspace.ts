import { isObject } from "../../../domain/json.ts";

/** Which workspace calls, and who in it, where a person does. */
export interface CallingWorkspace {
  /** Absent where Slack names a Grid organisation alone. */
  readonly teamId?: string | undefined;
  readonly enterpriseId?: string | undefined;
  /** The app is installed for all of the organisation; `teamId` is one of its workspaces. */
  readonly isOrganisationWide?: boolean;
}

/** As Bolt reads it of a call. */
interface Source {
  readonly teamId?: string | undefined;
  readonly enterpriseId?: string | undefined;
  readonly isEnterpriseInstall: boolean;
}

export const callingWorkspace = (
  { teamId, enterpriseId, isEnterpriseInstall }: Source,
  body: unknown,
): CallingWorkspace =>
  isEnterpriseInstall && enterpriseId
    ? { teamId: teamIn(body), enterpriseId, isOrganisationWide: true }
    : { teamId: installedIn(body) ?? teamId, enterpriseId };

/** A form of a shared channel names the workspace of its app; Bolt reads that of submissions only. */
const installedIn = (body: unknown): string | undefined => {
  const { view }: { view?: { app_installed_team_id?: unknown } | null } = Object(body);
  const teamId = view?.app_installed_team_id;
  return typeof teamId === "string" && teamId !== "" ? teamId : undefined;
};

/**
 * The workspace of the place. Where a press names none Bolt takes the user's own, which in a shared
 * channel is another company's.
 */
const teamIn = (body: unknown): string | undefined => {
  const { team, team_id: teamId }: { team?: unknown; team_id?: unknown } = Object(body);
  const found = isObject(team) ? team.id : teamId;
  return typeof found === "string" ? found : undefined;
};
