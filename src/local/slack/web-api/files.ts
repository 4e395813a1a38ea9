import { isObject, textOf } from "../../json.ts";
import { postAsBot } from "../bot-messages.ts";
import { slackFile } from "../slack-file.ts";
import { conversationFor, failed, isAnswer, jsonArgument, type Method } from "./call.ts";

const info: Method = {
  required: ["file"],
  tier: 4,
  run({ context, team, args }) {
    const file = context.files.find(team.id, args.file);
    if (!file) return failed("file_not_found");
    return {
      ok: true,
      file: slackFile(file, context.base()),
      comments: [],
      response_metadata: { next_cursor: "" },
    };
  },
};

const getUploadUrl: Method = {
  required: ["filename", "length"],
  tier: 4,
  run({ context, args }) {
    const length = Number(args.length);
    if (!Number.isInteger(length) || length < 1) return failed("invalid_arguments");
    const id = context.files.announce(textOf(args.filename) ?? "", length);
    return { ok: true, upload_url: `${context.base()}/_local/slack/upload/${id}`, file_id: id };
  },
};

/** Shared in one conversation, as a message of the bot; Slack takes a conversation's id, no person's. */
const completeUpload: Method = {
  required: ["files", "channel_id"],
  tier: 4,
  async run({ context, team, args }) {
    const given = jsonArgument(args.files);
    const ids = Array.isArray(given)
      ? given.map((one) => (isObject(one) ? textOf(one.id) : ""))
      : [];
    const [id] = ids;
    if (ids.length !== 1 || !id) return failed("invalid_arguments");
    const where = conversationFor({ context, team, args: { channel: args.channel_id } }, true);
    if (isAnswer(where)) return where;
    const file = await context.files.complete({ team: team.id, user: team.botUserId }, id);
    if (!file) return failed("file_not_found");
    const text = textOf(args.initial_comment) ?? "";
    postAsBot(context, where, { text, blocks: [], files: [file.id] });
    return { ok: true, files: [{ id: file.id, title: file.name }] };
  },
};

export const fileMethods: Record<string, Method> = {
  "files.info": info,
  "files.getUploadURLExternal": getUploadUrl,
  "files.completeUploadExternal": completeUpload,
};
