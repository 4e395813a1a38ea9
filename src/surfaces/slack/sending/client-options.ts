import type { webApi } from "@slack/bolt";
import { isObject, parseJson } from "../../../domain/json.ts";
import type { Log } from "../../../domain/log.ts";

/** For each client of the Web API, those that Slack's libraries make for themselves included. */
export const clientOptions = ({ apiUrl, log }: Deps): webApi.WebClientOptions => ({
  ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
  fetch: makeSlackFetch(log),
});

interface Deps {
  /** The Web API's base; Slack's own when left out. */
  readonly apiUrl?: string | undefined;
  readonly log: Log;
}

/** A platform that asks for days must not silence a workspace. */
const LONGEST_PAUSE_SECONDS = 3600;
/** For a 429 that doesn't say how long. */
const USUAL_PAUSE_SECONDS = 30;

/**
 * Slack's client takes a body that isn't JSON for an error code, which would be logged and stored
 * with all that it repeats of people's words, and throws at JSON of another shape. Here both are
 * `unreadable_answer`: it may have been done.
 */
const makeSlackFetch =
  (log: Log): webApi.FetchFunction =>
  async (url, init) => {
    const response = await fetch(url, init);
    if (response.status === 429) return throttled(response);
    if (response.status !== 200) return response;
    const { response_metadata: notes, ...answer } = readAnswer(await response.text());
    const at = placesIn(notes);
    if (at.length > 0) log.info({ reason: answer.error, at }, "Slack says where a call is wrong");
    return Response.json(answer);
  };

const throttled = (response: Response): Response => {
  const asked = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
  const seconds = Math.min(
    Number.isNaN(asked) ? USUAL_PAUSE_SECONDS : asked,
    LONGEST_PAUSE_SECONDS,
  );
  return new Response(null, { status: 429, headers: { "retry-after": `${Math.max(1, seconds)}` } });
};

class UnreadableAnswer extends Error {
  override readonly name = "unreadable_answer";
}

/** Slack's codes are words like `channel_not_found`; anything else may repeat what was sent. */
const CODE = /^[\w.-]{1,64}$/;

/** An object that says `ok`, or which error; the body is told to nobody when it is something else. */
const readAnswer = (body: string): Readonly<Record<string, unknown>> => {
  const answer = parseJson(body);
  const isReadable =
    isObject(answer) &&
    (answer.ok === true ||
      (answer.ok === false && typeof answer.error === "string" && CODE.test(answer.error)));
  if (!isReadable) throw new UnreadableAnswer("Slack's answer can't be read");
  return answer;
};

const MOST_PLACES = 10;

/** "/view/blocks/3/element/initial_value": where, of all that Slack notes about it. */
const placesIn = (notes: unknown): string[] => {
  const messages = isObject(notes) && Array.isArray(notes.messages) ? notes.messages : [];
  return messages
    .flatMap((message) => /\[json-pointer:([\w/-]{1,200})\]/.exec(String(message))?.[1] ?? [])
    .slice(0, MOST_PLACES);
};
