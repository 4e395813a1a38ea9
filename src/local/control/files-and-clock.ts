import { isoOf, type Move } from "../clock.ts";
import { isObject, textOf } from "../json.ts";
import { LARGEST_FILE_BYTES } from "../shared/files.ts";
import { slackFile } from "../slack/slack-file.ts";
import {
  type Answer,
  type Asked,
  type AskedAs,
  answer,
  ownConversation,
  refuse,
} from "./request.ts";

/** POST /_local/files: body = the bytes; the id goes into a file_input's `files`. */
export async function upload({ context, person, given, bytes }: AskedAs): Promise<Answer> {
  const name = textOf(given.name)?.trim() ?? "";
  if (name === "" || name.length > 255) return refuse("bad_file_name");
  if (bytes.length > LARGEST_FILE_BYTES) return refuse("file_too_large", 413);
  const owner = { team: person.team.id, user: person.user.id };
  const file = await context.files.add(owner, name, bytes);
  return answer({ id: file.id, file: slackFile(file, context.base()) });
}

/** GET /_local/file: one that was shared with a message that one sees. */
export async function openFile(asked: AskedAs): Promise<Answer> {
  const { context, person, given } = asked;
  const conversation = ownConversation(asked);
  const message = conversation && context.messages.find(conversation.id, given.ts);
  const id = message?.files?.find((one) => one === given.id);
  const file = context.files.find(person.team.id, id);
  if (!file) return refuse("file_not_found", 404);
  return { status: 200, body: await context.files.read(file), type: file.type };
}

/** GET /_local/clock */
export const showClock = ({ context }: Asked): Answer =>
  answer({ now: isoOf(context.clock.now()) });

/** POST /_local/clock: on by hours or days, to an instant, or back. */
export function moveClock({ context, given }: Asked): Answer {
  const move = moveFrom(given);
  const now = move && context.clock.move(move);
  return now ? answer({ now: isoOf(now) }) : refuse("invalid_time");
}

function moveFrom({ to, advance }: Record<string, unknown>): Move | undefined {
  if (typeof to === "string") return { to };
  if (!isObject(advance)) return undefined;
  const hours = Number(advance.hours ?? 0);
  const days = Number(advance.days ?? 0);
  return Number.isFinite(hours) && Number.isFinite(days) ? { advance: { hours, days } } : undefined;
}

/** POST /_local/faults */
export const orderFault = ({ context, given }: Asked): Answer =>
  context.faults.order(given) ? answer({ ok: true }) : refuse("invalid_fault");

/** A token's own 12 hours at the most. */
const LONGEST_LIFE_SECONDS = 43_200;

/** POST /_local/token-rotation: for tokens that are given from now on; 0 ends it. */
export function rotateTokens({ context, given }: Asked): Answer {
  const seconds = Number(given.seconds);
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > LONGEST_LIFE_SECONDS)
    return refuse("invalid_seconds");
  context.rotatingTokens.rotateEvery(seconds === 0 ? undefined : seconds);
  return answer({ ok: true });
}
