import { afterEach, describe, expect, test } from "vitest";
import { strangersHome } from "../../../src/messages/home/home.ts";
import type { HomeToPublish } from "../../../src/messages/home/home-publishing.ts";
import type { HomeOpened, Pressed } from "../../../src/surfaces/command.ts";
import { makeSlackPublishHome } from "../../../src/surfaces/slack/sending/publish-home.ts";
import {
  aForm,
  aView,
  fakeLog,
  inView,
  pause,
  payloadBody,
  post,
  postEvent,
  type Surface,
  said,
  startSurface,
} from "./harness.ts";

let surface: Surface;
afterEach(() => surface.close());

const opened = (event: object = {}, envelope: object = {}) => ({
  type: "event_callback",
  team_id: "TFIJI",
  event_id: "Ev1",
  event: { type: "app_home_opened", user: "ULIAISON", channel: "D1", tab: "home", ...event },
  ...envelope,
});

describe("a look at the Home tab", () => {
  const looking = async () => {
    const looks: HomeOpened[] = [];
    surface = await startSurface({}, { onHomeOpened: async (home) => void looks.push(home) });
    return looks;
  };

  test("is told with the account and the workspace whose app it is", async () => {
    const looks = await looking();
    expect((await postEvent(surface, opened())).status).toBe(200);
    await expect
      .poll(() => looks)
      .toEqual([{ platform: "slack", tenant: "TFIJI", user: "ULIAISON", workspace: "TFIJI" }]);
  });

  test("in a Grid organisation the account is told with both", async () => {
    const looks = await looking();
    const enterprise = {
      enterprise_id: "EGRID",
      authorizations: [
        {
          enterprise_id: "EGRID",
          team_id: "TFIJI",
          user_id: "UBOT",
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
    };
    await postEvent(surface, opened({}, enterprise));
    await expect
      .poll(() => looks)
      .toMatchObject([{ tenant: "TFIJI", alsoTenant: "EGRID", workspace: "TFIJI" }]);
  });

  test("at the Messages tab is none", async () => {
    const looks = await looking();
    expect((await postEvent(surface, opened({ tab: "messages" }))).status).toBe(200);
    await pause(100);
    expect(looks).toEqual([]);
  });
});

describe("a button in the home", () => {
  const home = aView({
    type: "home",
    callback_id: "home",
    private_metadata: "",
    blocks: [],
    state: { values: {} },
  });
  const press = () => post(surface, payloadBody(inView({}, home)));
  const modal = () => surface.slack.of("views.open")[0]?.args.view as Record<string, unknown>;

  test("is no press in a form: nothing is filled in, and nothing takes the home's place", async () => {
    const calls: Pressed[] = [];
    surface = await startSurface({
      pressed: async (call) => {
        calls.push(call);
        return { kind: "form", form: aForm() };
      },
    });
    expect((await press()).status).toBe(200);
    await expect.poll(() => modal()).toMatchObject({ type: "modal", callback_id: "request" });
    expect(calls).toMatchObject([
      { verb: "back", id: "1", place: { workspace: "TFIJI", kind: "none" } },
    ]);
    expect(calls[0]).not.toHaveProperty("form");
    expect(surface.slack.of("views.update")).toEqual([]);
  });

  test("has its answer shown in a modal, since nothing can be said beside the home", async () => {
    surface = await startSurface({
      pressed: async () => ({ kind: "say", message: said("Noted.") }),
    });
    expect((await press()).status).toBe(200);
    await expect.poll(() => JSON.stringify(modal())).toContain("Noted.");
    expect(surface.slack.of("chat.postMessage")).toEqual([]);
  });

  test("a slow answer takes the place of the loading form", async () => {
    surface = await startSurface({
      pressed: async () => {
        await pause(1500);
        return { kind: "say", message: said("Here it is.") };
      },
    });
    await press();
    await expect.poll(() => surface.slack.of("views.update")).toHaveLength(1);
    expect(surface.slack.of("views.open")).toHaveLength(1);
    expect(JSON.stringify(surface.slack.of("views.update")[0])).toContain("Here it is.");
  });

  test("where no modal opens any more it is a direct message to the person", async () => {
    surface = await startSurface({
      pressed: async () => ({ kind: "say", message: said("Noted.") }),
    });
    surface.slack.answers["views.open"] = [{ body: { ok: false, error: "expired_trigger_id" } }];
    expect((await press()).status).toBe(200);
    await expect
      .poll(() => surface.slack.of("chat.postMessage"))
      .toMatchObject([{ args: { channel: "ULIAISON", text: "Noted." } }]);
  });

  test("a fault is said there as well", async () => {
    surface = await startSurface({ pressed: () => Promise.reject(new Error("a bug")) });
    await press();
    await expect.poll(() => JSON.stringify(modal())).toContain("reference 7F3K");
  });
});

test("a look whose handling fails is acknowledged, and the log says in which call it failed", async () => {
  surface = await startSurface(
    {},
    {
      onHomeOpened: () => Promise.reject(new Error("the database is away")),
      during: (_, work) => work("9f3a1c-2k"),
    },
  );
  const response = await postEvent(surface, opened());
  expect(response.status).toBe(200);
  await expect
    .poll(() => surface.log.lines.filter(({ level }) => level === "error"))
    .toMatchObject([{ facts: { call: "9f3a1c-2k" }, text: "a call of Slack's failed" }]);
});

describe("publishing a home", () => {
  const HOME: HomeToPublish = {
    workspace: "TFIJI",
    user: "ULIAISON",
    home: strangersHome(),
    digest: null,
    hash: null,
  };

  const publisher = async (answer?: object) => {
    surface = await startSurface({});
    const { slack } = surface;
    slack.answers["views.publish"] = answer ? [answer] : [];
    const tokenFor = async (team: string) => (team === "TFIJI" ? "xoxb-fiji" : undefined);
    return makeSlackPublishHome({ tokenFor, apiUrl: `${slack.url}/api/`, log: fakeLog() });
  };
  const published = { body: { ok: true, view: { id: "V1", hash: "h2" } } };

  test("sends the view to its person, and gives Slack's mark of it", async () => {
    const publish = await publisher(published);
    expect(await publish(HOME)).toMatchObject({ kind: "published", hash: "h2" });
    const [{ args } = { args: {} }] = surface.slack.of("views.publish");
    expect(args).toMatchObject({ user_id: "ULIAISON", view: { type: "home" } });
    expect(args).not.toHaveProperty("hash");
  });

  test("the same again is not sent", async () => {
    const publish = await publisher(published);
    const first = await publish(HOME);
    const digest = first.kind === "published" ? first.digest : null;
    expect(await publish({ ...HOME, digest, hash: "h2" })).toEqual({
      kind: "published",
      digest,
      hash: "h2",
    });
    expect(surface.slack.of("views.publish")).toHaveLength(1);
  });

  test("what it knows to stand there goes along, so that it draws over nothing newer", async () => {
    const publish = await publisher({ body: { ok: false, error: "hash_conflict" } });
    expect(await publish({ ...HOME, hash: "h1" })).toEqual({ kind: "conflict" });
    expect(surface.slack.of("views.publish")[0]?.args.hash).toBe("h1");
  });

  test.each([
    ["a person who isn't there", { ok: false, error: "invalid_arguments" }, "refused"],
    ["a Home tab that is switched off", { ok: false, error: "not_enabled" }, "refused"],
    ["an account that is gone", { ok: false, error: "user_not_found" }, "refused"],
    ["a token that was revoked", { ok: false, error: "token_revoked" }, "later"],
    ["a failure of Slack's", { ok: false, error: "internal_error" }, "unknown"],
    ["an answer that isn't JSON's object", [], "unknown"],
  ])("%s", async (_what, body, kind) => {
    const publish = await publisher({ body });
    expect(await publish(HOME)).toMatchObject({ kind });
  });

  test("a 429 is the whole workspace's", async () => {
    const publish = await publisher({ status: 429, headers: { "retry-after": "7" } });
    expect(await publish(HOME)).toEqual({
      kind: "later",
      afterSeconds: 7,
      scope: "workspace",
      reason: "rate_limited",
    });
  });

  test("what nobody listed is tried once more", async () => {
    const publish = await publisher({ body: { ok: false, error: "missing_scope" } });
    expect(await publish(HOME)).toMatchObject({ kind: "refused", onceMoreAfterSeconds: 600 });
  });

  test("where the app isn't installed there is no home", async () => {
    const publish = await publisher();
    expect(await publish({ ...HOME, workspace: "TGONE" })).toMatchObject({ kind: "refused" });
  });
});
