import { DateTime } from "../../../domain/time.ts";
import type { CastUser, SlackWorkspace } from "../../cast.ts";
import type { JsonObject } from "../../json.ts";
import { BOT_NAME } from "../../shared/people.ts";
import { APP_ID, handleOf } from "../people.ts";
import { type Call, failed, type Method, pageOf } from "./call.ts";

const asCastUser = ({ botUserId }: SlackWorkspace): CastUser => ({
  id: botUserId,
  name: BOT_NAME,
  title: "",
  zone: "America/Los_Angeles",
});

function userShape({ context, team }: Call, user: CastUser): JsonObject {
  const isBot = user.id === team.botUserId;
  const now = DateTime.fromJSDate(context.systemNow(), { zone: user.zone });
  return {
    id: user.id,
    team_id: team.id,
    name: handleOf(user.name),
    deleted: false,
    real_name: user.name,
    tz: user.zone,
    tz_label: now.offsetNameLong ?? user.zone,
    tz_offset: now.offset * 60,
    profile: {
      title: user.title,
      real_name: user.name,
      real_name_normalized: user.name,
      display_name: user.name,
      display_name_normalized: user.name,
      team: team.id,
      ...(isBot ? { api_app_id: APP_ID, bot_id: team.botId } : {}),
    },
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: isBot,
    is_app_user: false,
    updated: 1_672_531_200,
  };
}

const everyone = (team: SlackWorkspace): CastUser[] => [...team.users, asCastUser(team)];

const userInfo: Method = {
  required: ["user"],
  tier: 4,
  run(call) {
    const user = everyone(call.team).find(({ id }) => id === call.args.user);
    return user ? { ok: true, user: userShape(call, user) } : failed("user_not_found");
  },
};

const userList: Method = {
  required: [],
  tier: 2,
  run(call) {
    const page = pageOf(everyone(call.team), call.args);
    if (!page.ok) return page.answer;
    const members = page.items.map((user) => userShape(call, user));
    return { ok: true, members, response_metadata: { next_cursor: page.next } };
  },
};

const authTest: Method = {
  required: [],
  tier: 4,
  run: ({ context, team }) => ({
    ok: true,
    url: `${context.base()}/`,
    team: team.name,
    user: handleOf(BOT_NAME),
    team_id: team.id,
    user_id: team.botUserId,
    bot_id: team.botId,
    is_enterprise_install: false,
  }),
};

const teamInfo: Method = {
  required: [],
  tier: 3,
  run: ({ context, team: { id, name, domain } }) => ({
    ok: true,
    team: {
      id,
      name,
      domain,
      url: `${context.base()}/`,
      email_domain: "",
      icon: { image_default: true },
    },
  }),
};

export const peopleMethods: Record<string, Method> = {
  "auth.test": authTest,
  "team.info": teamInfo,
  "users.info": userInfo,
  "users.list": userList,
};
