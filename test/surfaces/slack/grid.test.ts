import { afterEach, expect, test } from "vitest";
import type { ChatAccount, HomeOpened } from "../../../src/surfaces/command.ts";
import {
  commandBody,
  payloadBody,
  post,
  postEvent,
  pressBody,
  type Surface,
  startSurface,
  submission,
} from "./harness.ts";

let surface: Surface;
afterEach(() => surface.close());

const listening = async () => {
  const accounts: ChatAccount[] = [];
  const looks: HomeOpened[] = [];
  const take = async ({ account }: { account: ChatAccount }) => {
    accounts.push(account);
    return { kind: "nothing" } as const;
  };
  surface = await startSurface(
    { typed: take, pressed: take, submitted: take },
    { onHomeOpened: async (home) => void looks.push(home) },
  );
  return { accounts, looks };
};

const GRID = { id: "EGRID", name: "Organisation" };
const TEAM = { id: "TFIJI", domain: "ntpc" };
const BOTH = { tenant: "TFIJI", alsoTenant: "EGRID" };

const from = (team: object, enterprise: object | null, own?: string) => ({
  team,
  enterprise,
  user: { id: "ULIAISON", ...(own ? { team_id: own } : {}) },
});

test.each<[string, object, object]>([
  ["a workspace of its own", from(TEAM, null, "TFIJI"), { tenant: "TFIJI" }],
  ["a workspace of a Grid organisation", from(TEAM, GRID, "TFIJI"), BOTH],
  ["one, told by its team alone", from({ ...TEAM, enterprise_id: "EGRID" }, null, "TFIJI"), BOTH],
  ["one, with a user of the organisation", from(TEAM, GRID, "EGRID"), BOTH],
  ["one, without the user's own", from(TEAM, GRID), BOTH],
  ["another company's, in a shared channel", from(TEAM, null, "TOTHER"), { tenant: "TOTHER" }],
  [
    "another company's, in a Grid's shared channel",
    from(TEAM, GRID, "TOTHER"),
    { tenant: "TOTHER" },
  ],
  [
    "another Grid organisation's, in a shared channel",
    from(TEAM, GRID, "EOTHER"),
    { tenant: "EOTHER" },
  ],
])("who presses in %s is who their own workspace or organisation says", async (_, who, told) => {
  const { accounts } = await listening();
  await post(surface, payloadBody(pressBody(surface, who)));
  await post(surface, payloadBody({ ...submission(), ...who }));
  await expect.poll(() => accounts).toHaveLength(2);
  for (const { platform, call, ...account } of accounts) {
    expect({ platform, ...account }).toEqual({ platform: "slack", user: "ULIAISON", ...told });
  }
});

test("a command and a look at the home tell both", async () => {
  const { accounts, looks } = await listening();
  await post(surface, commandBody(surface, { enterprise_id: "EGRID" }));
  expect(accounts).toMatchObject([BOTH]);
  await postEvent(surface, {
    type: "event_callback",
    team_id: "TFIJI",
    event_id: "Ev1",
    event: { type: "app_home_opened", user: "ULIAISON", channel: "D1", tab: "home" },
    authorizations: [{ enterprise_id: "EGRID", team_id: "TFIJI", user_id: "UBOT" }],
  });
  await expect.poll(() => looks).toMatchObject([{ ...BOTH, workspace: "TFIJI" }]);
});

/** A mention as Slack tells of it in a channel that two companies share; both names of a team may be the other's. */
const mention = (own: string, over: object = {}) => ({
  ...{ type: "event_callback", team_id: own, event_id: `Ev${own}`, event_time: 1_769_220_155 },
  is_ext_shared_channel: true,
  authorizations: [
    { enterprise_id: null, team_id: "TFIJI", user_id: "UBOT", is_enterprise_install: false },
  ],
  event: {
    ...{ type: "app_mention", user: "ULIAISON", channel: "C1", text: "<@UBOT> help" },
    ...{ ts: "1769220155.940449", team: own, user_team: own, source_team: own },
  },
  ...over,
});
const ORGANISATION_WIDE = {
  authorizations: [
    { enterprise_id: "EGRID", team_id: null, user_id: "UBOT", is_enterprise_install: true },
  ],
};

test.each<[string, object, { tenant: string; alsoTenant?: string }, string]>([
  ["our own", mention("TFIJI"), { tenant: "TFIJI" }, "TFIJI"],
  ["another company's", mention("TOTHER"), { tenant: "TOTHER" }, "TFIJI"],
  [
    "our own, of an organisation that has the app",
    mention("TFIJI", { ...ORGANISATION_WIDE, context_team_id: "TFIJI" }),
    BOTH,
    "EGRID",
  ],
  [
    "another company's, of an organisation that has the app",
    mention("TOTHER", { ...ORGANISATION_WIDE, context_team_id: "TFIJI" }),
    { tenant: "TOTHER" },
    "EGRID",
  ],
  [
    "another company's, where nothing says by whom we hear of it",
    mention("TOTHER", ORGANISATION_WIDE),
    { tenant: "TOTHER" },
    "EGRID",
  ],
])(
  "who mentions the app in a shared channel, %s, is who their own team says, in the app's place",
  async (_, told, account, workspace) => {
    const written: unknown[] = [];
    const authorized: unknown[] = [];
    surface = await startSurface(
      {
        written: async ({ account: { call, platform, ...who }, place }) => {
          written.push([who, place.workspace]);
          return { kind: "nothing" };
        },
      },
      {
        authorize: async (from) => {
          authorized.push(from.teamId);
          return "xoxb-fiji";
        },
      },
    );
    await postEvent(surface, told);
    await expect.poll(() => written).toEqual([[{ ...account, user: "ULIAISON" }, workspace]]);
    expect(authorized).not.toContain("TOTHER");
  },
);

test("a press where the organisation has the app names no workspace of another company", async () => {
  const authorized: unknown[] = [];
  const pressed: unknown[] = [];
  surface = await startSurface(
    {
      pressed: async ({ account, place }) => {
        pressed.push([account.tenant, place.workspace]);
        return { kind: "nothing" };
      },
    },
    {
      authorize: async (from) => {
        authorized.push(from);
        return "xoxb-fiji";
      },
    },
  );
  const who = { ...from(TEAM, GRID, "TOTHER"), team: null, is_enterprise_install: true };
  await post(surface, payloadBody(pressBody(surface, who)));
  await expect.poll(() => pressed).toEqual([["TOTHER", "EGRID"]]);
  expect(authorized).toEqual([{ enterpriseId: "EGRID", isOrganisationWide: true }]);
});

test("a form of a shared channel answers by the app of the workspace that it was opened in", async () => {
  const places: unknown[] = [];
  surface = await startSurface({
    pressed: async ({ place, account }) => {
      places.push([place.workspace, account.tenant]);
      return { kind: "nothing" };
    },
  });
  const view = { id: "V1", type: "modal", app_installed_team_id: "TFIJI", callback_id: "request" };
  const other = { team: { id: "TOTHER" }, user: { id: "UOTHER", team_id: "TOTHER" } };
  const shown = { ...view, hash: "h", private_metadata: "", blocks: [], state: { values: {} } };
  await post(surface, payloadBody(pressBody(surface, { ...other, view: shown })));
  await expect.poll(() => places).toEqual([["TFIJI", "TOTHER"]]);
});
