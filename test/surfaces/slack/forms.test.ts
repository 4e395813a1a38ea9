import { afterEach, expect, test } from "vitest";
import type { Changed, Pressed, Submitted } from "../../../src/surfaces/command.ts";
import {
  aForm,
  aView,
  inView,
  nowSeconds,
  pause,
  payloadBody,
  post,
  type Surface,
  said,
  startSurface,
  submission,
} from "./harness.ts";

let surface: Surface;
afterEach(() => surface.close());

const typedInto = {
  type: "plain_text_input",
  action_id: "topic",
  block_id: "topic:2",
  value: "Kaizen",
  action_ts: "1769220166.5",
};
const typing = () => payloadBody(inView({ actions: [typedInto] }));
const submitting = (view?: object) => payloadBody(submission(view));
const throwing = async (): Promise<never> => {
  throw new Error("boom");
};

test("a button in a form carries all that is filled in, and draws the next form in its place", async () => {
  const calls: Pressed[] = [];
  surface = await startSurface({
    pressed: async (call) => {
      calls.push(call);
      return { kind: "form", form: aForm({ verb: "publish" }) };
    },
  });
  await post(surface, payloadBody(inView()));
  await expect
    .poll(() => surface.slack.of("views.update"))
    .toMatchObject([{ args: { view_id: "V1", hash: "h1", view: { callback_id: "publish" } } }]);
  expect(calls).toMatchObject([
    {
      verb: "back",
      id: "1",
      place: { kind: "none", workspace: "TFIJI" },
      form: { verb: "request", pointer: { draft: "d1", step: "1" }, answers: { topic: "Kaizen" } },
    },
  ]);
});

test("a form that was drawn anew meanwhile is drawn over, since the draft keeps the newest", async () => {
  surface = await startSurface({ pressed: async () => ({ kind: "form", form: aForm() }) });
  surface.slack.answers["views.update"] = [{ body: { ok: false, error: "hash_conflict" } }];
  await post(surface, payloadBody(inView()));
  await expect.poll(() => surface.slack.of("views.update")).toHaveLength(2);
  expect(surface.slack.of("views.update")[1]?.args).not.toHaveProperty("hash");
});

test("errors at a button stand under their fields, and what was typed stays", async () => {
  surface = await startSurface({
    pressed: async () => ({ kind: "errors", errors: { topic: "Too long", roster: "Five travel" } }),
  });
  await post(surface, payloadBody(inView()));
  await expect.poll(() => surface.slack.of("views.update")).toHaveLength(1);
  expect(surface.slack.of("views.update")[0]?.args.view).toMatchObject({
    private_metadata: '{"draft":"d1","step":"1"}',
    blocks: [
      { text: { text: "⛔ Five travel" } },
      { block_id: "topic:2", element: { initial_value: "Kaizen" } },
      { text: { text: "⛔ Too long" } },
    ],
  });
});

test("a typed character is saved with the time of typing, acknowledged once saved, and not answered", async () => {
  const calls: Changed[] = [];
  let isSaved = false;
  surface = await startSurface({
    changed: async (call) => {
      calls.push(call);
      await pause(100);
      isSaved = true;
      return { kind: "nothing" };
    },
  });
  const { text } = await post(surface, typing());
  expect([text, isSaved]).toEqual(["", true]);
  expect(calls).toMatchObject([
    { form: { answers: { topic: "Kaizen" } }, arrival: { doneAt: 1769220166500000 } },
  ]);
  expect(surface.slack.asked).toEqual([]);
});

test("when saving fails the form says so once, not at every further character", async () => {
  surface = await startSurface({ changed: throwing });
  await post(surface, typing());
  await expect.poll(() => JSON.stringify(surface.slack.of("views.update"))).toContain("7F3K");
  const drawn = surface.slack.of("views.update")[0]?.args.view;
  const again = inView({ actions: [typedInto] }, aView({ blocks: Object(drawn).blocks }));
  await post(surface, payloadBody(again));
  await pause(50);
  expect(surface.slack.of("views.update")).toHaveLength(1);
});

test("a throw at a button stands on top of the form, once, with all that was typed", async () => {
  surface = await startSurface({ pressed: throwing });
  await post(surface, payloadBody(inView()));
  await expect.poll(() => surface.slack.of("views.update")).toHaveLength(1);
  expect(surface.slack.of("views.update")[0]?.args.view).toMatchObject({
    blocks: [{ text: { text: expect.stringContaining("7F3K") } }, { block_id: "topic:2" }],
  });
});

test("a press whose form Slack refuses is told as a fault", async () => {
  surface = await startSurface({ pressed: async () => ({ kind: "form", form: aForm() }) });
  surface.slack.answers["views.update"] = [{ body: { ok: false, error: "invalid_arguments" } }];
  await post(surface, payloadBody(inView()));
  await expect.poll(() => JSON.stringify(surface.slack.of("views.update")[1])).toContain("7F3K");
});

test.each(["close", "say"] as const)(
  "a form can't be closed from a button, so what there is to %s with stands in its place",
  async (kind) => {
    surface = await startSurface({
      pressed: async () => ({ kind, message: said("Kept as a draft") }),
    });
    await post(surface, payloadBody(inView()));
    await expect
      .poll(() => surface.slack.of("views.update"))
      .toMatchObject([{ args: { view: { blocks: [{ text: { text: "Kept as a draft" } }] } } }]);
  },
);

test("a submission is answered with the next form", async () => {
  const calls: Submitted[] = [];
  surface = await startSurface({
    submitted: async (call) => {
      calls.push(call);
      return { kind: "form", form: aForm({ title: "Step 2" }) };
    },
  });
  const before = nowSeconds();
  const { json } = await post(surface, submitting());
  expect(json).toMatchObject({
    response_action: "update",
    view: { title: { text: "Step 2" }, callback_id: "request" },
  });
  expect(calls[0]?.form.answers).toEqual({ topic: "Kaizen" });
  const doneAt = calls[0]?.arrival.doneAt ?? 0;
  expect(doneAt).toBeGreaterThanOrEqual(before * 1_000_000);
  expect(doneAt).toBeLessThan((before + 3) * 1_000_000);
});

test("errors of inputs are put under them by Slack, also under a redrawn one", async () => {
  surface = await startSurface({
    submitted: async () => ({ kind: "errors", errors: { topic: "Say a little more" } }),
  });
  const { json } = await post(surface, submitting());
  expect(json).toEqual({ response_action: "errors", errors: { "topic:2": "Say a little more" } });
});

test("an error that belongs to no input stands on top, with the others at their fields", async () => {
  surface = await startSurface({
    submitted: async () => ({ kind: "errors", errors: { roster: "Five travel, four may" } }),
  });
  const { json } = await post(surface, submitting());
  expect(json).toMatchObject({
    response_action: "update",
    view: {
      blocks: [
        { text: { text: "⛔ Five travel, four may" } },
        { block_id: "topic:2", element: { initial_value: "Kaizen" } },
      ],
    },
  });
});

test("a submission that is done closes the form, and says what there is to say alone", async () => {
  surface = await startSurface({
    submitted: async () => ({ kind: "close", message: said("Received, on time") }),
  });
  const { status, text } = await post(surface, submitting());
  expect([status, text]).toEqual([200, ""]);
  await expect
    .poll(() => surface.slack.of("chat.postMessage"))
    .toMatchObject([{ args: { channel: "ULIAISON", text: "Received, on time" } }]);
});

test("what a submission has to say stands in the form's place, with Close", async () => {
  surface = await startSurface({
    submitted: async () => ({ kind: "say", message: said("Published: BCN 2023") }),
  });
  const { json } = await post(surface, submitting());
  expect(json).toMatchObject({
    response_action: "update",
    view: { close: { text: "Close" }, blocks: [{ text: { text: "Published: BCN 2023" } }] },
  });
  expect(json.view).not.toHaveProperty("submit");
});

test("a throw at a submission keeps the form and all that was typed, with the sentence on top", async () => {
  surface = await startSurface({ submitted: throwing });
  const { json } = await post(surface, submitting());
  expect(json).toMatchObject({
    response_action: "update",
    view: {
      blocks: [
        { text: { text: expect.stringContaining("7F3K") } },
        { block_id: "topic:2", element: { initial_value: "Kaizen" } },
      ],
    },
  });
  expect(surface.log.lines).toMatchObject([{ level: "error", facts: { reference: "7F3K" } }]);
});

test("a slow submission keeps the form open until its reply is drawn there", async () => {
  surface = await startSurface({
    submitted: async () => {
      await pause(2700);
      return { kind: "close", message: said("Received, on time") };
    },
  });
  const { json } = await post(surface, submitting());
  expect(json).toMatchObject({ response_action: "update", view: { callback_id: "loading" } });
  await expect
    .poll(() => JSON.stringify(surface.slack.of("views.update")))
    .toContain("Received, on time");
});

test("a changed or damaged pointer is read as none", async () => {
  const calls: Submitted[] = [];
  surface = await startSurface({
    submitted: async (call) => {
      calls.push(call);
      return { kind: "close" };
    },
  });
  for (const metadata of ["", "not json", "null", "[]", '{"draft":7,"step":null}']) {
    await post(surface, submitting(aView({ private_metadata: metadata })));
  }
  expect(calls.map(({ form }) => form.pointer)).toEqual([{}, {}, {}, {}, {}]);
});
