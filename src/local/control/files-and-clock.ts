import { done, type Outcome, refused } from "../../domain/outcome.ts";
import { isoOf, type Move } from "../clock.ts";
import type { Common } from "../context.ts";
import { isObject, textOf } from "../json.ts";
import { LARGEST_FILE_BYTES, type StoredFile } from "../shared/files.ts";
import type { Kept } from "../shared/messages.ts";
import type { Person as AnyPerson } from "../shared/people.ts";
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
export async function upload(asked: AskedAs): Promise<Answer> {
  const kept = await keep(asked);
  if (!kept.ok) return kept.refusal;
  const file = slackFile(kept.value, asked.context.base());
  return answer({ id: kept.value.id, file });
}

interface Bringing extends Pick<Asked, "given" | "bytes"> {
  context: Pick<Common, "files">;
  person: AnyPerson;
}

/** A file that somebody brings, on whichever platform. */
export async function keep({
  context,
  person,
  given,
  bytes,
}: Bringing): Promise<Outcome<StoredFile, Answer>> {
  const name = textOf(given.name)?.trim() ?? "";
  if (name === "" || name.length > 255) return refused(refuse("bad_file_name"));
  if (bytes.length > LARGEST_FILE_BYTES) return refused(refuse("file_too_large", 413));
  const owner = { team: person.team.id, user: person.user.id };
  return done(await context.files.add(owner, name, bytes));
}

/** GET /_local/file: one that was shared with a message that one sees. */
export function openFile(asked: AskedAs): Promise<Answer> {
  const { context, given } = asked;
  const conversation = ownConversation(asked);
  return fileOf(
    context,
    conversation && context.messages.find(conversation.id, given.ts),
    given.id,
  );
}

export async function fileOf(
  { files }: Pick<Common, "files">,
  message: Pick<Kept, "team" | "files"> | undefined,
  wanted: unknown,
): Promise<Answer> {
  const id = message?.files?.find((one) => one === wanted);
  const file = message && files.find(message.team, id);
  if (!file) return refuse("file_not_found", 404);
  return { status: 200, body: await files.read(file), type: file.type };
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
