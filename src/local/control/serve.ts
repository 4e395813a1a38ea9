import type { IncomingMessage, ServerResponse } from "node:http";
import type { Both } from "../both.ts";
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
import { type Answer, type Asked, type AskedAs, type AskedInTeams, refuse } from "./request.ts";
import { showMessages, showState } from "./show.ts";
import { markRead, openHome, postMessage, press } from "./talk.ts";
import * as inTeams from "./teams.ts";
import { act, close, options, submit } from "./views.ts";

type RouteOf<One> = (asked: One) => Answer | Promise<Answer>;
type Route = RouteOf<Asked>;

const elsewhere = (): Answer => refuse("not_on_this_platform", 404);

/** A route that needs to know whom one plays, in Slack and in Teams. */
const played =
  (inSlack: RouteOf<AskedAs>, inTeams: RouteOf<AskedInTeams>): Route =>
  (asked) => {
    const { context, teams, given, bytes } = asked;
    const someone = teams && findPerson(teams.cast, given.as);
    if (teams && someone)
      return inTeams({ context: teams, slack: context, given, bytes, person: someone });
    const person = findPerson(context.cast, given.as);
    return person ? inSlack({ ...asked, person }) : refuse("unknown_person", 404);
  };

const playedInSlack = (route: RouteOf<AskedAs>): Route => played(route, elsewhere);
const playedInTeams = (route: RouteOf<AskedInTeams>): Route => played(elsewhere, route);

const routes: Record<string, Route> = {
  "GET /_local/state": played(showState, inTeams.showState),
  "GET /_local/messages": played(showMessages, inTeams.showMessages),
  "POST /_local/message": played(postMessage, inTeams.postMessage),
  "POST /_local/press": played(press, inTeams.press),
  "POST /_local/view/act": playedInSlack(act),
  "POST /_local/view/submit": playedInSlack(submit),
  "POST /_local/view/close": playedInSlack(close),
  "POST /_local/view/options": playedInSlack(options),
  "POST /_local/home": playedInSlack(openHome),
  "POST /_local/dialog/submit": playedInTeams(inTeams.submit),
  "POST /_local/dialog/close": playedInTeams(inTeams.close),
  "POST /_local/extension": playedInTeams(inTeams.extension),
  "POST /_local/consent": playedInTeams(inTeams.consent),
  "POST /_local/install": playedInTeams(inTeams.install),
  "POST /_local/files": played(upload, inTeams.upload),
  "GET /_local/file": played(openFile, inTeams.openFile),
  "POST /_local/read": played(markRead, inTeams.markRead),
  "GET /_local/clock": showClock,
  "POST /_local/clock": moveClock,
  "POST /_local/faults": orderFault,
  "POST /_local/token-rotation": rotateTokens,
};

/** A picture is shown, whatever else it is: never a page. */
const AS_A_FILE = { "x-content-type-options": "nosniff", "content-security-policy": "sandbox" };

/** The control API: JSON in and out (src/local/control-types.ts). */
export async function serveControl(
  { slack: context, teams }: Both,
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
  const {
    status,
    body: answered,
    type,
  } = await route({ context, teams, given, bytes: body.bytes });
  if (type !== undefined && answered instanceof Uint8Array) {
    return void response.writeHead(status, { "content-type": type, ...AS_A_FILE }).end(answered);
  }
  answerJson(response, status, answered);
}
