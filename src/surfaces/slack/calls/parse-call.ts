import type { z } from "zod";
import { isObject } from "../../../domain/json.ts";
import { isShallow } from "../../shared/given.ts";
import {
  blockActions,
  blockSuggestion,
  command,
  events,
  verification,
  viewSubmission,
} from "./call-schemas.ts";

export type CallBody = Readonly<Record<string, unknown>>;

export type ParsedCall =
  /** For Bolt, and nothing in it but what the schemas describe. */
  | { readonly kind: "call"; readonly body: CallBody }
  /** Slack tries the address when it is entered. */
  | { readonly kind: "verification"; readonly challenge: string }
  /** Something that we don't use. */
  | { readonly kind: "ignored" }
  /** `part`: where, in names of the schema. */
  | { readonly kind: "malformed"; readonly part: string };

/**
 * The door for all that Slack sends, by HTTP and over its socket: what goes on from here has the
 * shape and the text that the rest relies on.
 */
export function parseCall(given: unknown): ParsedCall {
  if (!isObject(given) || !isShallow(given)) return malformed("body");
  if (given.ssl_check === "1") return IGNORED;
  if (given.command !== undefined) return checked(command, given);
  switch (given.type) {
    case "url_verification": {
      const { data } = verification.safeParse(given);
      return data ? { kind: "verification", ...data } : malformed("challenge");
    }
    case "event_callback":
      return eventIn(given);
    case "block_actions":
      return checked(blockActions, given);
    case "block_suggestion":
      return checked(blockSuggestion, given);
    case "view_submission":
      return checked(viewSubmission, given);
    default:
      return typeof given.type === "string" ? IGNORED : malformed("type");
  }
}

function eventIn(given: CallBody): ParsedCall {
  const { event } = given;
  if (!isObject(event) || typeof event.type !== "string") return malformed("event");
  if (!isListenedTo(event.type) || (isMessage(event) && !isToUs(event, given))) return IGNORED;
  const parsed = checked(events[event.type], given);
  // From no workspace it says nothing.
  return parsed.kind === "call" && !parsed.body.team_id ? IGNORED : parsed;
}

const isMessage = ({ type }: CallBody): boolean => type === "message" || type === "app_mention";

/**
 * What a person wrote to us, and as they first wrote it: nothing that a bot said, ourselves among them,
 * nothing of Slack's own, no edit, no deletion.
 */
const isToUs = (
  { type, user, channel_type: kind, subtype, bot_id: bot, edited }: CallBody,
  given: CallBody,
): boolean =>
  (type === "app_mention" || kind === "im") &&
  (!subtype || WRITTEN.some((one) => one === subtype)) &&
  !bot &&
  !edited &&
  user !== "USLACKBOT" &&
  !isOurs(user, given);

/** A message with files, and an answer in a thread that stands in the conversation as well. */
const WRITTEN = ["file_share", "thread_broadcast"];

/** A file that we sent has come without a `bot_id`: then only its user says that it is our own. */
const isOurs = (user: unknown, { authorizations }: CallBody): boolean =>
  Array.isArray(authorizations) &&
  authorizations.some((one) => isObject(one) && one.is_bot === true && one.user_id === user);

const isListenedTo = (type: string): type is keyof typeof events => Object.hasOwn(events, type);

function checked(schema: z.ZodType<CallBody>, given: CallBody): ParsedCall {
  const { data, error } = schema.safeParse(given);
  if (data) return { kind: "call", body: data };
  // Deeper names are those of blocks, and anybody's.
  const path = error.issues[0]?.path.slice(0, 3) ?? [];
  return malformed(path.map(String).join("."));
}

const IGNORED: ParsedCall = { kind: "ignored" };
const malformed = (part: string): ParsedCall => ({ kind: "malformed", part });
