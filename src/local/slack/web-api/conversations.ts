import { DateTime } from "../../../domain/time.ts";
import { type JsonObject, textOf } from "../../json.ts";
import { type Conversation, channelsOf, conversationsOf, imOf } from "../conversations.ts";
import { messageShape } from "../shapes.ts";
import {
  type Call,
  conversationFor,
  failed,
  flagArgument,
  isAnswer,
  type Method,
  pageOf,
} from "./call.ts";

/** When the workspaces were made, in Unix seconds; Slack gives it with every channel. */
const CREATED = DateTime.fromISO("2023-01-04T00:00:00Z").toSeconds();

function conversationShape({ context }: Call, conversation: Conversation): JsonObject {
  const { id, team } = conversation;
  const common = {
    id,
    created: CREATED,
    is_archived: false,
    is_org_shared: false,
    context_team_id: team.id,
  };
  if (conversation.kind === "im") {
    return {
      ...common,
      is_im: true,
      user: conversation.user.id,
      is_user_deleted: false,
      priority: 0,
    };
  }
  return {
    ...common,
    name: conversation.name,
    name_normalized: conversation.name,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: false,
    is_general: conversation.name === "general",
    is_shared: false,
    is_ext_shared: false,
    is_pending_ext_shared: false,
    is_member: context.memberships.hasBot(conversation),
    creator: team.users[0]?.id ?? "",
    topic: { value: "", creator: "", last_set: 0 },
    purpose: { value: "", creator: "", last_set: 0 },
    previous_names: [],
    unlinked: 0,
  };
}

const open: Method = {
  required: [],
  tier: 3,
  run(call) {
    const { team, args } = call;
    const ids = (textOf(args.users) ?? "").split(",").filter(Boolean);
    const known = conversationsOf(team).find(({ id }) => id === args.channel);
    const user = team.users.find(({ id }) => id === ids[0]);
    if (!known && ids.length === 0) return failed("users_list_not_supplied");
    if (ids.length > 1) return failed("method_not_supported_for_channel_type");
    if (ids[0] === team.botUserId) return failed("cannot_dm_bot");
    if (!known && !user) return failed("user_not_found");
    const conversation = known ?? (user && imOf(team, user));
    if (!conversation) return failed("channel_not_found");
    const whole = flagArgument(args.return_im);
    const channel = whole ? conversationShape(call, conversation) : { id: conversation.id };
    return { ok: true, channel };
  },
};

const info: Method = {
  required: ["channel"],
  tier: 3,
  run(call) {
    const found = conversationFor(call);
    if (isAnswer(found)) return found;
    const members = flagArgument(call.args.include_num_members)
      ? { num_members: membersOf(call, found).length }
      : {};
    return { ok: true, channel: { ...conversationShape(call, found), ...members } };
  },
};

function membersOf({ context }: Call, conversation: Conversation): string[] {
  const { team } = conversation;
  const people = conversation.kind === "im" ? [conversation.user] : team.users;
  const bot = context.memberships.hasBot(conversation) ? [team.botUserId] : [];
  return [...people.map(({ id }) => id), ...bot];
}

const members: Method = {
  required: ["channel"],
  tier: 4,
  run(call) {
    const found = conversationFor(call);
    if (isAnswer(found)) return found;
    const page = pageOf(membersOf(call, found), call.args);
    if (!page.ok) return page.answer;
    return { ok: true, members: page.items, response_metadata: { next_cursor: page.next } };
  },
};

const TYPES = ["public_channel", "private_channel", "mpim", "im"];

function listed(
  call: Call,
  among: (conversation: Conversation) => boolean,
): ReturnType<Method["run"]> {
  const types = (textOf(call.args.types) ?? "public_channel").split(",").map((type) => type.trim());
  if (types.some((type) => !TYPES.includes(type))) return failed("invalid_types");
  const wanted = conversationsOf(call.team)
    .filter(({ kind }) => types.includes(kind === "im" ? "im" : "public_channel"))
    .filter(among);
  const page = pageOf(wanted, call.args);
  if (!page.ok) return page.answer;
  const channels = page.items.map((conversation) => conversationShape(call, conversation));
  return { ok: true, channels, response_metadata: { next_cursor: page.next } };
}

const list: Method = { required: [], tier: 2, run: (call) => listed(call, () => true) };

const ofBot: Method = {
  required: [],
  tier: 3,
  run: (call) => listed(call, (conversation) => call.context.memberships.hasBot(conversation)),
};

const join: Method = {
  required: ["channel"],
  tier: 3,
  run(call) {
    const found = channelsOf(call.team).find(({ id }) => id === call.args.channel);
    if (!found) return failed("channel_not_found");
    const channel = conversationShape(call, found);
    const already = call.context.memberships.addBot(found) ? {} : { warning: "already_in_channel" };
    return { ok: true, channel: { ...channel, is_member: true }, ...already };
  },
};

const TS = /^\d+(\.\d+)?$/;

const history: Method = {
  required: ["channel"],
  tier: 3,
  run(call) {
    const found = conversationFor(call, true);
    if (isAnswer(found)) return found;
    const { oldest = "0", latest = "9999999999", inclusive } = call.args;
    if (!TS.test(String(oldest))) return failed("invalid_ts_oldest");
    if (!TS.test(String(latest))) return failed("invalid_ts_latest");
    const within = (ts: string): boolean =>
      (Number(ts) > Number(oldest) && Number(ts) < Number(latest)) ||
      (flagArgument(inclusive) && (ts === oldest || ts === latest));
    const page = pageOf(
      publicOf(call, found).filter(({ ts }) => within(ts)),
      call.args,
    );
    if (!page.ok) return page.answer;
    const withMetadata = flagArgument(call.args.include_all_metadata);
    const messages = page.items.map((message) => ({
      ...messageShape(message),
      ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
    }));
    return {
      ok: true,
      messages,
      has_more: page.next !== "",
      pin_count: 0,
      response_metadata: { next_cursor: page.next },
    };
  },
};

/** What an app can read: newest first, without what only one person saw. */
const publicOf = ({ context }: Call, { id }: Conversation) =>
  context.messages
    .of(id)
    .filter(({ onlyFor }) => onlyFor === undefined)
    .toReversed();

export const conversationMethods: Record<string, Method> = {
  "conversations.open": open,
  "conversations.info": info,
  "conversations.list": list,
  "conversations.members": members,
  "conversations.history": history,
  "conversations.join": join,
  "users.conversations": ofBot,
};
