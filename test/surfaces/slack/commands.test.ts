import { inspect } from "node:util";
import { afterEach, expect, test } from "vitest";
import { onThisMachine } from "../../helpers/on-this-machine.ts";
import {
  aForm,
  commandBody,
  inView,
  pause,
  payloadBody,
  post,
  pressBody,
  type Surface,
  said,
  startSurface,
} from "./harness.ts";

let surface: Surface;
afterEach(() => surface.close());

test("what is said in reply to a command is shown to the person alone", async () => {
  surface = await startSurface({
    typed: async () => ({ kind: "say", message: said("Nothing is open <now>") }),
  });
  const { status, json } = await post(surface, commandBody(surface));
  expect(status).toBe(200);
  expect(json).toMatchObject({ response_type: "ephemeral", text: "Nothing is open &lt;now&gt;" });
  expect(surface.slack.asked).toEqual([]);
});

test("a command learns who typed it, where, when, and the words as they were typed", async () => {
  const calls: unknown[] = [];
  surface = await startSurface({
    typed: async (call) => {
      calls.push(call);
      return { kind: "nothing" };
    },
  });
  await post(surface, commandBody(surface, { text: "show R&amp;D &lt;1&gt;" }));
  expect(calls).toMatchObject([
    {
      account: { platform: "slack", tenant: "TFIJI", user: "ULIAISON" },
      place: { workspace: "TFIJI", conversation: "C1", kind: "channel" },
      text: "show R&D <1>",
      arrival: { delivery: expect.stringMatching(/^[0-9a-f]{64}$/) },
    },
  ]);
});

test("a form that is ready at once is opened, without a loading form before it", async () => {
  surface = await startSurface({ typed: async () => ({ kind: "form", form: aForm() }) });
  const { status, text } = await post(surface, commandBody(surface));
  expect([status, text]).toEqual([200, ""]);
  expect(surface.slack.of("views.open")).toMatchObject([
    { token: "xoxb-fiji", args: { trigger_id: "1.2.3", view: { callback_id: "request" } } },
  ]);
  expect(surface.slack.of("views.update")).toEqual([]);
});

test("a form that takes longer has a loading form before it, opened while the trigger is good", async () => {
  surface = await startSurface({
    typed: async () => {
      await pause(1400);
      return { kind: "form", form: aForm() };
    },
  });
  await post(surface, commandBody(surface));
  expect(surface.slack.of("views.open")).toMatchObject([
    { args: { view: { callback_id: "loading" } } },
  ]);
  await expect
    .poll(() => surface.slack.of("views.update"))
    .toMatchObject([{ args: { view_id: "V1", view: { callback_id: "request" } } }]);
});

test("a late sentence takes the loading form's place", async () => {
  surface = await startSurface({
    typed: async () => {
      await pause(1300);
      return { kind: "say", message: said("BCN 2023 is open") };
    },
  });
  await post(surface, commandBody(surface));
  await expect
    .poll(() => JSON.stringify(surface.slack.of("views.update")))
    .toContain("BCN 2023 is open");
});

test("when the loading form was closed meanwhile, a late sentence is said alone, and a form not", async () => {
  surface = await startSurface({
    typed: async ({ text }) => {
      await pause(1150);
      if (text === "request") return { kind: "form", form: aForm() };
      return { kind: "say", message: said("BCN 2023 is open") };
    },
  });
  const closed = { body: { ok: false, error: "not_found" } };
  surface.slack.answers["views.update"] = [closed, closed];
  await post(surface, commandBody(surface));
  await post(surface, commandBody(surface, { text: "closing" }));
  await expect
    .poll(() => surface.slack.of("response_url"))
    .toMatchObject([{ args: { text: "BCN 2023 is open" } }]);
  expect(surface.log.lines).toEqual([]);
});

test("when no loading form can be opened, a late reply is said through the response_url", async () => {
  surface = await startSurface({
    typed: async () => {
      await pause(2700);
      return { kind: "say", message: said("BCN 2023 is open") };
    },
  });
  surface.slack.answers["views.open"] = [{ body: { ok: false, error: "expired_trigger_id" } }];
  const began = Date.now();
  const { status } = await post(surface, commandBody(surface));
  expect(status).toBe(200);
  expect(Date.now() - began).toBeLessThan(onThisMachine(3000));
  await expect
    .poll(() => surface.slack.of("response_url"))
    .toMatchObject([{ args: { response_type: "ephemeral", text: "BCN 2023 is open" } }]);
});

test("a throw is acknowledged with a sentence whose reference stands in the log with the cause", async () => {
  surface = await startSurface({
    typed: async () => {
      throw new Error("the database is away");
    },
  });
  const { status, json } = await post(surface, commandBody(surface));
  expect(status).toBe(200);
  expect(json.text).toContain("7F3K");
  const [line] = surface.log.lines.filter(({ level }) => level === "error");
  expect(line?.facts).toMatchObject({
    reference: "7F3K",
    err: { message: "the database is away" },
  });
});

test("a form that Slack refuses is told to the person as a fault", async () => {
  surface = await startSurface({ typed: async () => ({ kind: "form", form: aForm() }) });
  surface.slack.answers["views.open"] = [{ body: { ok: false, error: "invalid_blocks" } }];
  const { json } = await post(surface, commandBody(surface));
  expect(json.text).toContain("7F3K");
});

test("a press on a message is answered to the person alone, and leaves the message as it is", async () => {
  const calls: unknown[] = [];
  surface = await startSurface({
    pressed: async (call) => {
      calls.push(call);
      return { kind: "say", message: said("Received") };
    },
  });
  const { status, text } = await post(surface, payloadBody(pressBody(surface)));
  expect([status, text]).toEqual([200, ""]);
  await expect
    .poll(() => surface.slack.of("response_url"))
    .toMatchObject([
      { args: { text: "Received", replace_original: false, response_type: "ephemeral" } },
    ]);
  expect(calls).toMatchObject([
    {
      verb: "show",
      id: "r1",
      arrival: { doneAt: 1769220166113300 },
      place: { conversation: "C1" },
    },
  ]);
});

test("a press on a message can open a form", async () => {
  surface = await startSurface({ pressed: async () => ({ kind: "form", form: aForm() }) });
  await post(surface, payloadBody(pressBody(surface)));
  expect(surface.slack.of("views.open")).toHaveLength(1);
});

test("a throw at a press is told to the person alone", async () => {
  surface = await startSurface({
    pressed: async () => {
      throw new Error("boom");
    },
  });
  await post(surface, payloadBody(pressBody(surface)));
  await expect.poll(() => JSON.stringify(surface.slack.of("response_url"))).toContain("7F3K");
});

test("an answer to a form that can't be read is told as a fault, and nobody's words reach the log", async () => {
  const words = "Kaizen in public hospitals";
  const page = { raw: Buffer.from(`<html>Blocked by a proxy: ${words}</html>`) };
  surface = await startSurface({
    typed: async () => ({ kind: "form", form: aForm() }),
    pressed: async () => ({ kind: "form", form: aForm() }),
  });
  surface.slack.answers["views.open"] = [page];
  const { json } = await post(surface, commandBody(surface, { text: words }));
  expect(json).toMatchObject({ text: expect.stringContaining("7F3K") });
  surface.slack.answers["views.update"] = [page];
  await post(surface, payloadBody(inView()));
  await expect.poll(() => surface.slack.of("views.update")).toHaveLength(2);
  expect(JSON.stringify(surface.slack.of("views.update")[1]?.args)).toContain("7F3K");
  const log = inspect(surface.log.lines, { depth: null });
  expect(log).toContain("unreadable_answer");
  expect(log).not.toContain("Kaizen");
});
