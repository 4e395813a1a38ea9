import { afterEach, beforeEach, expect, test } from "vitest";
import { installOneWorkspace } from "../../../src/surfaces/slack/sending/install-one-workspace.ts";
import { type FakeSlack, fakeLog, startFakeSlack } from "./harness.ts";

let slack: FakeSlack;
let saved: object[];
let log: ReturnType<typeof fakeLog>;
beforeEach(async () => {
  slack = await startFakeSlack();
  saved = [];
  log = fakeLog();
  later = [];
});
afterEach(() => slack.close());

type Answer = NonNullable<FakeSlack["answers"][string]>[number];
const FIJI: Answer = {
  body: { ok: true, team_id: "TFIJI", team: "NTPC, Fiji", user_id: "UBOT", bot_id: "B1" },
};
const error = (code: string): Answer => ({ body: { ok: false, error: code } });

/** What is put off, and for how many seconds. */
let later: { readonly seconds: number; readonly again: () => Promise<void> }[];

const start = (...answers: Answer[]): Promise<void> => {
  slack.answers["auth.test"] = answers;
  return installOneWorkspace("xoxb-fiji", {
    apiUrl: `${slack.url}/api/`,
    log,
    save: async (workspace) => void saved.push(workspace),
    later: (again, seconds) => void later.push({ again, seconds }),
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

test.each(PASSING)(
  "%s passes: the start goes on, and it is asked again after 2 s",
  async (_, answer) => {
    await start(answer, FIJI);
    expect(saved).toEqual([]);
    expect(log.lines).toContainEqual(
      expect.objectContaining({ level: "warn", facts: expect.objectContaining({ seconds: 2 }) }),
    );
    expect(later).toMatchObject([{ seconds: 2 }]);
    await later[0]?.again();
    expect(saved).toEqual([FIJI_SAVED]);
  },
);

test("it is asked again after growing pauses, and after the one that Slack asks for", async () => {
  const refused = { status: 429, headers: { "retry-after": "1" } };
  await start(error("internal_error"), refused, { status: 502 }, FIJI);
  for (let tries = 1; tries <= 3; tries += 1) await later.at(-1)?.again();
  expect(later.map(({ seconds }) => seconds)).toEqual([2, 1, 8]);
  expect(saved).toEqual([FIJI_SAVED]);
  expect(slack.of("auth.test")).toHaveLength(4);
});

test("by itself, without anybody who asks for it", async () => {
  slack.answers["auth.test"] = [{ status: 429, headers: { "retry-after": "1" } }, FIJI];
  const save = async (workspace: object) => void saved.push(workspace);
  await installOneWorkspace("xoxb-fiji", { apiUrl: `${slack.url}/api/`, log, save });
  expect(saved).toEqual([]);
  await expect.poll(() => saved).toEqual([FIJI_SAVED]);
});

test.each(["account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"])(
  "%s is about the token: the start ends with the variable's name, and nothing is asked again",
  async (code) => {
    await expect(start(error(code), FIJI)).rejects.toThrow("Slack refuses SLACK_BOT_TOKEN");
    expect(slack.of("auth.test")).toHaveLength(1);
    expect(saved).toEqual([]);
  },
);
