import { afterEach, beforeEach, expect, test } from "vitest";
import { installOneWorkspace } from "../../../src/surfaces/slack/sending/install-one-workspace.ts";
import { type FakeSlack, fakeLog, pause, startFakeSlack } from "./harness.ts";

let slack: FakeSlack;
let saved: object[];
let log: ReturnType<typeof fakeLog>;
beforeEach(async () => {
  slack = await startFakeSlack();
  saved = [];
  log = fakeLog();
});
afterEach(() => slack.close());

type Answer = NonNullable<FakeSlack["answers"][string]>[number];
const FIJI: Answer = {
  body: { ok: true, team_id: "TFIJI", team: "NTPC, Fiji", user_id: "UBOT", bot_id: "B1" },
};
const error = (code: string): Answer => ({ body: { ok: false, error: code } });

const start = (...answers: Answer[]): Promise<void> => {
  slack.answers["auth.test"] = answers;
  return installOneWorkspace("xoxb-fiji", {
    apiUrl: `${slack.url}/api/`,
    log,
    save: async (workspace) => void saved.push(workspace),
  });
};

const FIJI_SAVED = {
  id: "TFIJI",
  name: "NTPC, Fiji",
  botUserId: "UBOT",
  botId: "B1",
  token: "xoxb-fiji",
};

test("the workspace of the token is saved", async () => {
  await start(FIJI);
  expect(saved).toEqual([FIJI_SAVED]);
});

const PASSING: readonly (readonly [string, Answer])[] = [
  ...[
    "accesslimited",
    "ekm_access_denied",
    "fatal_error",
    "internal_error",
    "org_login_required",
    "ratelimited",
    "request_timeout",
    "service_unavailable",
    "team_added_to_org",
    "a_code_of_next_year",
  ].map((code) => [code, error(code)] as const),
  ["a page", { raw: Buffer.from("<html>Slack is down</html>") }],
  ["nothing", { raw: Buffer.from("") }],
  ["500", { status: 500 }],
  ["503", { status: 503 }],
  ["429", { status: 429, headers: { "retry-after": "2" } }],
];

// All wait at the same time.
test.concurrent.each(PASSING)(
  "%s passes: the start goes on, and it is asked again after 2 s",
  async (_, answer) => {
    const own = await startFakeSlack();
    own.answers["auth.test"] = [answer, FIJI];
    const installed: object[] = [];
    const noted = fakeLog();
    await installOneWorkspace("xoxb-fiji", {
      apiUrl: `${own.url}/api/`,
      log: noted,
      save: async (workspace) => void installed.push(workspace),
    });
    expect(installed).toEqual([]);
    expect(noted.lines).toContainEqual(
      expect.objectContaining({ level: "warn", facts: expect.objectContaining({ seconds: 2 }) }),
    );
    await pause(1_500);
    expect(installed).toEqual([]);
    await expect.poll(() => installed, { timeout: 3_000 }).toEqual([FIJI_SAVED]);
    await own.close();
  },
);

test("it is asked again after growing pauses, and after the one that Slack asks for", async () => {
  await start(
    error("internal_error"),
    { status: 429, headers: { "retry-after": "1" } },
    { status: 502 },
    FIJI,
  );
  await expect.poll(() => seconds(), { timeout: 5_000 }).toEqual([2, 1, 8]);
  expect(slack.of("auth.test")).toHaveLength(3);
});

const seconds = (): unknown[] =>
  log.lines.flatMap(({ facts }) => ("seconds" in facts ? [facts.seconds] : []));

test.each(["account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"])(
  "%s is about the token: the start ends with the variable's name, and nothing is asked again",
  async (code) => {
    await expect(start(error(code), FIJI)).rejects.toThrow("Slack refuses SLACK_BOT_TOKEN");
    expect(slack.of("auth.test")).toHaveLength(1);
    expect(saved).toEqual([]);
  },
);
