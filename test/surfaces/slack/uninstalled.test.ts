import { afterEach, describe, expect, test } from "vitest";
import {
  aForm,
  commandBody,
  inView,
  payloadBody,
  post,
  postEvent,
  pressBody,
  type Surface,
  startSurface,
  submission,
} from "./harness.ts";

let surface: Surface;
afterEach(() => surface.close());

const NOT_INSTALLED = "BCN isn't installed here.";
const levels = () => surface.log.lines.map(({ level }) => level);

describe("a call of a workspace from which the app was removed", () => {
  const start = async () => {
    const ran: string[] = [];
    const refused: unknown[] = [];
    const run = (kind: string) => async () => {
      ran.push(kind);
      return { kind: "nothing" } as const;
    };
    surface = await startSurface(
      {
        typed: run("typed"),
        pressed: run("pressed"),
        submitted: run("submitted"),
        changed: run("changed"),
      },
      { authorize: async () => undefined, onRefusal: (kind) => void refused.push(kind) },
    );
    return { ran, refused };
  };

  const HOME = { id: "V9", type: "home", callback_id: "", private_metadata: "" };
  const typedInto = { type: "plain_text_input", action_id: "topic", block_id: "topic:2" };

  test("is told so where that needs no token, and is nobody's fault", async () => {
    const { ran, refused } = await start();
    const command = await post(surface, commandBody(surface));
    expect(command.json).toMatchObject({ response_type: "ephemeral", text: NOT_INSTALLED });
    const submitted = await post(surface, payloadBody(submission()));
    expect(JSON.stringify(submitted.json)).toContain(NOT_INSTALLED);
    await post(surface, payloadBody(pressBody(surface)));
    await expect
      .poll(() => surface.slack.of("response_url"))
      .toMatchObject([{ args: { text: NOT_INSTALLED } }]);
    expect(ran).toEqual([]);
    expect(refused).toEqual(["notInstalled", "notInstalled", "notInstalled"]);
    expect(levels()).toEqual(["info", "info", "info"]);
  });

  test("that nothing can be said to is acknowledged, without asking Slack in vain", async () => {
    const { ran } = await start();
    for (const call of [
      inView(),
      inView({ actions: [{ ...typedInto, action_ts: "1769220166.5" }] }),
      {
        ...pressBody(surface, { response_url: undefined, container: { type: "view" } }),
        view: HOME,
      },
    ]) {
      expect(await post(surface, payloadBody(call))).toMatchObject({ status: 200, text: "" });
    }
    expect([ran, surface.slack.asked]).toEqual([[], []]);
    expect(levels()).toEqual(["info", "info", "info"]);
  });

  test("is no fault either when Slack tells first, by refusing its token", async () => {
    surface = await startSurface(
      { typed: async () => ({ kind: "form", form: aForm() }) },
      { authorize: async () => "xoxb-fiji" },
    );
    surface.slack.answers["views.open"] = [{ body: { ok: false, error: "account_inactive" } }];
    const { json } = await post(surface, commandBody(surface));
    expect(json.text).toBe(NOT_INSTALLED);
    expect(levels()).toEqual(["warn"]);
  });

  test("that is an event is acknowledged", async () => {
    await start();
    const event = {
      type: "event_callback",
      team_id: "TFIJI",
      event: { type: "app_home_opened", user: "ULIAISON", channel: "D1", tab: "home" },
    };
    expect((await postEvent(surface, event)).status).toBe(200);
    expect(levels()).toEqual([]);
  });
});
