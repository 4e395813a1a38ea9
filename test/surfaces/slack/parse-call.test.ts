import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { HomeOpened } from "../../../src/surfaces/command.ts";
import fc from "../../helpers/fast-check.ts";
import {
  type Answered,
  aView,
  commandBody,
  inView,
  nowSeconds,
  payloadBody,
  post,
  postEvent,
  type Surface,
  said,
  sign,
  startSurface,
  submission,
} from "./harness.ts";

let surface: Surface;
/** All that reached a command, by whichever way. */
const reached: unknown[] = [];
const homes: HomeOpened[] = [];
const removed: string[] = [];
let reply: "nothing" | "say" = "nothing";

const listen = async (call: unknown) => {
  reached.push(call);
  return reply === "nothing"
    ? { kind: "nothing" as const }
    : { kind: "say" as const, message: said("Hello") };
};

beforeAll(async () => {
  surface = await startSurface(
    { typed: listen, pressed: listen, submitted: listen, changed: listen },
    {
      onHomeOpened: async (home) => void homes.push(home),
      onRemoved: async (team) => removed.push(team) > 0,
    },
  );
});
afterAll(() => surface.close());
beforeEach(() => {
  reply = "nothing";
});
afterEach(() => {
  expect(surface.log.lines.filter(({ text }) => text === "a call of Slack's failed")).toEqual([]);
  for (const list of [reached, homes, removed, surface.log.lines, surface.slack.asked]) {
    list.length = 0;
  }
});

const sendPayload = (payload: object): Promise<Answered> => post(surface, payloadBody(payload));
const sendJson = (text: string): Promise<Answered> =>
  post(surface, text, sign(text, nowSeconds()), "application/json");
const event = (of: object, more: object = {}) =>
  postEvent(surface, { type: "event_callback", team_id: "TFIJI", ...more, event: of });

const DEEP = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;

describe("a signed call with a part that Slack wouldn't send is refused, and reaches nobody", () => {
  afterEach(() => expect([reached, homes]).toEqual([[], []]));

  test.each<[string, object]>([
    ["a press of nobody", pressed({ user: undefined })],
    ["a press of a person without an id", pressed({ user: { team_id: "TFIJI" } })],
    ["a press of a person whose id is no text", pressed({ user: { id: ["U1"] } })],
    ["a press of a person whose id no database takes", pressed({ user: { id: "U\0" } })],
    ["a press in no workspace", pressed({ user: { id: "U1" }, team: null })],
    ["a press in another workspace as its organisation", pressed({ enterprise: { id: "TOTHER" } })],
    ["a press of nothing", pressed({ actions: [] })],
    ["a press whose value is a number", pressed({ actions: [{ ...press(), value: 7 }] })],
    ["a submission of no form", submission(undefined, { view: null })],
    ["a submission whose values are text", submission(aView({ state: { values: "x" } }))],
    ["a date that isn't there", submission(aView({ state: dated("2026-02-30") }))],
    ["a date that no database takes", submission(aView({ state: dated("0000-01-01") }))],
    ["an input without an element", submission(aView({ blocks: [{ type: "input" }] }))],
    ["a text that is an object", submission(aView({ state: typed({ toString: 1 }) }))],
  ])("%s", async (_, payload) => {
    expect((await sendPayload(payload)).status).toBe(400);
  });

  test("a command of nobody, or of no workspace", async () => {
    expect((await post(surface, commandBody(surface, { user_id: "" }))).status).toBe(400);
    expect((await post(surface, commandBody(surface, { team_id: "" }))).status).toBe(400);
  });

  test("a home opened by nobody", async () => {
    expect((await event({ type: "app_home_opened", tab: "home", user: null })).status).toBe(400);
  });

  test.each([
    ["a list", "[]"],
    ["null", "null"],
    ["a number", "7"],
    ["no JSON", "{"],
    ["an object that says nothing", "{}"],
    ["an event that is none", '{"type":"event_callback","event":null}'],
    ["a challenge nested deeply", `{"type":"url_verification","challenge":${DEEP}}`],
    ["anything nested deeply", `{"type":"something_new","more":${DEEP}}`],
    ["a challenge that is no text", '{"type":"url_verification","challenge":{"a":1}}'],
  ])("%s", async (_, text) => {
    expect((await sendJson(text)).status).toBe(400);
  });

  test("and the log says which part, in names of ours only", async () => {
    await sendPayload(submission(aView({ state: { values: { "Kaizen!": "x" } } })));
    expect(surface.log.lines).toMatchObject([
      { level: "warn", facts: { part: "view.state.values" } },
    ]);
    expect(JSON.stringify(surface.log.lines)).not.toContain("Kaizen");
  });
});

describe("what Slack sends and we don't use is acknowledged", () => {
  test.each([
    ["an event that nobody listens to", { type: "event_callback", event: { type: "message" } }],
    ["that it holds events back", { type: "app_rate_limited", minute_rate_limited: 1518467820 }],
    ["a closed form", { type: "view_closed", view: null }],
    ["a shortcut on a message", { type: "message_action", channel: null, user: null }],
  ])("%s", async (_, body) => {
    expect((await postEvent(surface, body)).status).toBe(200);
    expect((await sendPayload(body)).status).toBe(200);
    expect([reached, surface.log.lines]).toEqual([[], []]);
  });
});

describe("Slack's own thin shapes are understood", () => {
  test("a press without a response_url is answered in the direct message", async () => {
    reply = "say";
    expect((await sendPayload(pressed({ response_url: undefined }))).status).toBe(200);
    await expect
      .poll(() => surface.slack.of("chat.postMessage"))
      .toMatchObject([{ args: { channel: "ULIAISON", text: "Hello" } }]);
  });

  test("null stands for what isn't there", async () => {
    const nothing = { enterprise: null, channel: null, view: null, state: null };
    const action = { ...press(), value: null, action_ts: null };
    expect((await sendPayload(pressed({ ...nothing, actions: [action] }))).status).toBe(200);
    const view = aView({ state: undefined, private_metadata: null, hash: null, blocks: null });
    expect((await sendPayload(submission(view, { team: null }))).status).toBe(200);
    expect((await sendPayload(submission(view, { user: { id: "U1" } }))).status).toBe(200);
    expect(reached).toMatchObject([
      { verb: "show", id: "", place: { kind: "none" } },
      { account: { tenant: "TFIJI" }, form: { verb: "request", answers: {} } },
      { account: { tenant: "TFIJI" }, form: { verb: "request", answers: {} } },
    ]);
  });

  test("a removal names its workspace somewhere, or says nothing", async () => {
    const authorizations = [{ enterprise_id: null, team_id: "TTWO", user_id: "U1", is_bot: true }];
    const type = "app_uninstalled";
    const sent = [
      await event({ type, team_id: "TONE" }, { team_id: undefined }),
      await event({ type }, { team_id: null, authorizations }),
      await event({ type }, { team_id: undefined }),
      await event({ type: "tokens_revoked", tokens: null }),
      await event({ type: "tokens_revoked", tokens: { oauth: ["U1"], bot: null } }),
    ];
    expect(sent.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    await expect.poll(() => removed).toEqual(["TONE", "TTWO"]);
  });

  test("a home is opened in the workspace that authorised it", async () => {
    const authorizations = [
      { enterprise_id: null, team_id: "TFIJI", is_enterprise_install: false },
    ];
    await event(
      { type: "app_home_opened", tab: "home", user: "U1", channel: "D1", event_ts: "1.2" },
      { authorizations, team_id: undefined, is_ext_shared_channel: false },
    );
    await expect
      .poll(() => homes)
      .toEqual([{ platform: "slack", tenant: "TFIJI", user: "U1", workspace: "TFIJI" }]);
  });
});

describe("what goes on can be stored", () => {
  const odd = "a\0b\ud800c";
  const kept = "a\uFFFDb\uFFFDc";

  test("text that people typed or a form carries has neither NUL nor half a character", async () => {
    await post(surface, commandBody(surface, { text: "a\0b" }));
    await sendPayload(pressed({ actions: [{ ...press(), value: odd }] }));
    const pointer = JSON.stringify({ draft: odd, step: 1 });
    await sendPayload(submission(aView({ state: typed(odd), private_metadata: pointer })));
    expect(reached).toMatchObject([
      { text: "a\uFFFDb" },
      { id: kept },
      { form: { answers: { topic: kept }, pointer: { draft: kept } } },
    ]);
  });

  test("an action's time is one that there can be; of the future it counts as none", async () => {
    const now = nowSeconds();
    for (const action_ts of ["9999999999.000000", `${now + 3600}.000000`, "x", 7, `${now}.000007`])
      await sendPayload(pressed({ actions: [{ ...press(), action_ts }] }));
    const done = reached.map((call) => (call as { arrival: { doneAt: number } }).arrival.doneAt);
    expect(done).toHaveLength(5);
    for (const doneAt of done) expect(Math.abs(doneAt - now * 1e6)).toBeLessThan(10e6);
    expect(done.at(-1)).toBe(now * 1e6 + 7);
  });
});

describe("any signed nonsense is answered 200 or 400, and what goes on can be stored", () => {
  const storable = (value: unknown): boolean => {
    if (typeof value === "string") return !/\0|\p{Surrogate}/u.test(value);
    if (typeof value === "number") return Number.isSafeInteger(value);
    if (typeof value !== "object" || value === null) return true;
    return Object.entries(value).every(([key, inner]) => storable(key) && storable(inner));
  };
  const isRight = ({ status }: Answered): void => {
    expect([200, 400]).toContain(status);
    for (const call of [...reached, ...homes]) {
      const { user } = (call as { account: { user: unknown } }).account ?? (call as HomeOpened);
      expect(typeof user).toBe("string");
      expect(storable({ ...(call as object), arrival: undefined })).toBe(true);
    }
    reached.length = 0;
    homes.length = 0;
  };

  const strange = fc.oneof(
    fc.jsonValue({ maxDepth: 4 }),
    fc.constantFrom<unknown>(undefined, null, "", "\0", "\udfff", -1, 1e308, [], {}, [null], DEEP),
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.constant(JSON.parse('{"__proto__":{"id":"U1"},"constructor":null,"toString":7}')),
  );

  test("any JSON, as an event or a payload", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 5 }), fc.boolean(), async (value, asEvent) => {
        isRight(
          asEvent
            ? await sendJson(JSON.stringify(value))
            : await post(
                surface,
                new URLSearchParams({ payload: JSON.stringify(value) }).toString(),
              ),
        );
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  test("a call of Slack's with one or two parts replaced", async () => {
    const bases = [
      pressed({}),
      inView(),
      submission(),
      {
        type: "event_callback",
        team_id: "TFIJI",
        event: { type: "app_home_opened", tab: "home", user: "U1" },
      },
      {
        type: "event_callback",
        authorizations: [{ team_id: "T1" }],
        event: { type: "tokens_revoked", tokens: { bot: ["U1"] } },
      },
      { type: "url_verification", challenge: "c1" },
      Object.fromEntries(new URLSearchParams(commandBody(surface))),
    ];
    const mutated = fc
      .tuple(
        fc.constantFrom(...bases),
        fc.array(fc.tuple(fc.nat(), strange), { minLength: 1, maxLength: 2 }),
      )
      .map(([base, changes]) =>
        changes.reduce((made, [at, by]) => replaced(made, at, by), structuredClone(base)),
      );
    await fc.assert(
      fc.asyncProperty(mutated, async (body) => isRight(await sendPayload(body))),
      { numRuns: 500 },
    );
  }, 120_000);
});

/** One of all parts, at any depth, put in another's place. */
function replaced(whole: object, at: number, by: unknown): object {
  const places: [object, string][] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      places.push([value, key]);
      walk(inner);
    }
  };
  walk(whole);
  const [holder, key] = places[at % Math.max(1, places.length)] ?? [];
  if (holder && key !== undefined) Object.assign(holder, { [key]: structuredClone(by) });
  return whole;
}

function press(): Record<string, unknown> {
  return { type: "button", action_id: "show", block_id: "b", value: "r1", action_ts: "1.000001" };
}

function pressed(over: object): object {
  return {
    type: "block_actions",
    user: { id: "ULIAISON", team_id: "TFIJI" },
    team: { id: "TFIJI", domain: "ntpc" },
    channel: { id: "C1", name: "ntpc" },
    trigger_id: "1.2.3",
    actions: [press()],
    ...over,
  };
}

function typed(value: unknown): object {
  return { values: { topic: { topic: { type: "plain_text_input", value } } } };
}

function dated(day: string): object {
  return { values: { startsOn: { startsOn: { type: "datepicker", selected_date: day } } } };
}
