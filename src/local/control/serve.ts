import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "../context.ts";
import { answerJson, readBody, urlOf } from "../http.ts";
import { objectOf, parseJson } from "../json.ts";
import { findPerson } from "../shared/people.ts";
import {
  moveClock,
  openFile,
  orderFault,
  rotateTokens,
  showClock,
  upload,
} from "./files-and-clock.ts";
import { type Answer, type Asked, type AskedAs, refuse } from "./request.ts";
import { showMessages, showState } from "./show.ts";
import { markRead, openHome, postMessage, press } from "./talk.ts";
import { act, close, options, submit } from "./views.ts";

type Route = (asked: Asked) => Answer | Promise<Answer>;

/** A route that needs to know whom one plays. */
const played =
  (route: (asked: AskedAs) => Answer | Promise<Answer>): Route =>
  (asked) => {
    const person = findPerson(asked.context.cast, asked.given.as);
    return person ? route({ ...asked, person }) : refuse("unknown_person", 404);
  };

const routes: Record<string, Route> = {
  "GET /_local/state": played(showState),
  "GET /_local/messages": played(showMessages),
  "POST /_local/message": played(postMessage),
  "POST /_local/press": played(press),
  "POST /_local/view/act": played(act),
  "POST /_local/view/submit": played(submit),
  "POST /_local/view/close": played(close),
  "POST /_local/view/options": played(options),
  "POST /_local/home": played(openHome),
  "POST /_local/files": played(upload),
  "GET /_local/file": played(openFile),
  "POST /_local/read": played(markRead),
  "GET /_local/clock": showClock,
  "POST /_local/clock": moveClock,
  "POST /_local/faults": orderFault,
  "POST /_local/token-rotation": rotateTokens,
};

/** A picture is shown, whatever else it is: never a page. */
const AS_A_FILE = { "x-content-type-options": "nosniff", "content-security-policy": "sandbox" };

/** The control API: JSON in and out (src/local/control-types.ts). */
export async function serveControl(
  context: Context,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = urlOf(request);
  const name = `${request.method} ${url.pathname}`;
  const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
  if (!route) return answerJson(response, 404, { error: "unknown_path" });
  const body = await readBody(request);
  if (body === "tooLarge") return answerJson(response, 413, { error: "file_too_large" });
  const isBytes = url.pathname === "/_local/files";
  const json = isBytes ? {} : objectOf(parseJson(body.bytes.toString("utf8")));
  const given = { ...Object.fromEntries(url.searchParams), ...json };
  const { status, body: answered, type } = await route({ context, given, bytes: body.bytes });
  if (type !== undefined && answered instanceof Uint8Array) {
    return void response.writeHead(status, { "content-type": type, ...AS_A_FILE }).end(answered);
  }
  answerJson(response, status, answered);
}
