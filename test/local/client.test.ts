import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  FIJI,
  type Json,
  type LocalSlack,
  lastPayload,
  startLocalSlack,
} from "./helpers/local-slack.ts";
import { choice, modal, openModal, plain, textInput, topView } from "./helpers/views.ts";

let slack: LocalSlack;
beforeEach(async () => {
  slack = await startLocalSlack();
});
afterEach(() => slack.stop());

const CHANNEL = "C0FJBCN";
const button = { type: "button", action_id: "accept", text: plain("We can host") };
const more = { type: "overflow", action_id: "more", options: [choice("show"), choice("mute")] };
const card = { type: "actions", block_id: "card", elements: [button, more] };

const send = async (values: Json): Promise<Json> => {
  const { id: viewId } = await topView(slack);
  return (await slack.post("/_local/view/submit", { as: FIJI, viewId, values })).body;
};

describe("an upload", () => {
  const uploads = { type: "file_input", action_id: "file", max_files: 1 };
  const form = modal([
    { type: "input", block_id: "file", label: plain("Notification"), element: uploads },
  ]);

  test("goes with the submission as Slack describes files", async () => {
    await openModal(slack, form);
    const response = await fetch(`${slack.base}/_local/files?as=${FIJI}&name=PN.pdf`, {
      method: "POST",
      body: "x",
    });
    const { id } = (await response.json()) as Json;
    expect((await send({ file: { file: { files: [{ id }] } } })).ok).toBe(true);
    expect(lastPayload(slack)).toHaveProperty("view.state.values.file.file.files.0", {
      ...((await slack.api("files.info", { file: id })).file as Json),
    });
  });

  test("that is required is asked for, and one that was never made is refused", async () => {
    await openModal(slack, form);
    expect((await send({})).errors).toEqual({ file: "Please complete this required field." });
    expect((await send({ file: { file: { files: [{ id: "F0NEVER0000" }] } } })).error).toBe(
      "unknown_file",
    );
  });
});

test("a date that does not exist is refused, as no calendar could give it", async () => {
  const picker = { type: "datepicker", action_id: "startsOn" };
  await openModal(
    slack,
    modal([{ type: "input", block_id: "startsOn", label: plain("From"), element: picker }]),
  );
  const on = (selected_date: string) => send({ startsOn: { startsOn: { selected_date } } });
  expect((await on("2023-02-29")).error).toBe("invalid_date");
  expect((await on("2023-02-28")).ok).toBe(true);
});

describe("a press", () => {
  const post = async (method: string, args: Json = {}) => {
    const sent = await slack.api(method, {
      channel: CHANNEL,
      text: "A card",
      blocks: [card],
      ...args,
    });
    return sent.ts ?? sent.message_ts;
  };
  const press = (ts: unknown, actionId: string, more: Json = {}) =>
    slack.post("/_local/press", {
      as: FIJI,
      conversation: CHANNEL,
      ts,
      blockId: "card",
      actionId,
      ...more,
    });

  test("in an overflow menu carries the chosen option", async () => {
    const ts = await post("chat.postMessage");
    await press(ts, "more", { selected: "mute" });
    expect(lastPayload(slack).actions).toMatchObject([
      { type: "overflow", selected_option: { value: "mute" } },
    ]);
    expect((await press(ts, "more", { selected: "erase" })).body.error).toBe("unknown_option");
  });

  test("that the product fails to answer is said so to its presser", async () => {
    const ts = await post("chat.postMessage");
    slack.answers(() => ({ status: 404 }));
    expect((await press(ts, "accept")).body).toEqual({ ok: true, ack: "dispatch_failed" });
  });

  test("on what another person alone sees is not possible", async () => {
    const ts = await post("chat.postEphemeral", { user: "U0FJHEAD" });
    expect((await press(ts, "accept")).status).toBe(404);
    expect(slack.received).toEqual([]);
  });

  test("in a modal that the product fails to answer shows trouble there, until it is shown anew", async () => {
    const { view } = await openModal(slack, modal([card]));
    slack.answers(() => ({ status: 500 }));
    const at = { as: FIJI, viewId: (view as Json).id, blockId: "card", actionId: "accept" };
    await slack.post("/_local/view/act", at);
    expect((await topView(slack)).trouble).toContain("trouble connecting");
    await slack.api("views.update", {
      view_id: (view as Json).id,
      view: modal([textInput("topic")]),
    });
    expect((await topView(slack)).trouble).toBeNull();
  });

  test("in a modal that lies under another is not possible", async () => {
    const { view } = await openModal(slack, modal([textInput("topic")]));
    slack.answers(() => ({ body: { response_action: "push", view: modal([textInput("topic")]) } }));
    await send({ topic: { topic: { value: "Lean" } } });
    const below = { as: FIJI, viewId: (view as Json).id, values: {} };
    expect((await slack.post("/_local/view/submit", below)).status).toBe(404);
  });
});

test("✕ closes the whole stack and says so for each view that wants to hear of it", async () => {
  const view = modal([textInput("topic")], { notify_on_close: true });
  await openModal(slack, view);
  slack.answers(() => ({ body: { response_action: "push", view } }));
  await send({ topic: { topic: { value: "Lean" } } });
  slack.answers(() => ({}));
  const { id: viewId } = await topView(slack);
  await slack.post("/_local/view/close", { as: FIJI, viewId, all: true });
  expect(await topView(slack)).toEqual({});
  const closed = slack.received.filter(({ kind }) => kind === "view_closed");
  expect(closed.map(({ payload }) => payload.is_cleared)).toEqual([true, true]);
});

test("an acknowledgement that comes while the view is updated closes what is shown then", async () => {
  const { view } = await openModal(slack, modal([textInput("topic")]));
  slack.answers(async () => {
    await slack.api("views.update", {
      view_id: (view as Json).id,
      view: modal([textInput("topic")]),
    });
    return {};
  });
  expect((await send({ topic: { topic: { value: "Lean" } } })).ok).toBe(true);
  expect(await topView(slack)).toEqual({});
});

test("the home tab, when opened, is announced to the product", async () => {
  await slack.post("/_local/home", { as: FIJI });
  await expect
    .poll(() => lastPayload(slack).event)
    .toMatchObject({
      type: "app_home_opened",
      user: "U0FJLIAISON",
      tab: "home",
    });
  expect(lastPayload(slack).event).not.toHaveProperty("view");
});

test("a home tab that was published before comes along with the next look", async () => {
  const view = { type: "home", blocks: [{ type: "divider" }] };
  const { view: published } = await slack.api("views.publish", { user_id: "U0FJLIAISON", view });
  await slack.post("/_local/home", { as: FIJI });
  await expect
    .poll(() => lastPayload(slack).event)
    .toMatchObject({ view: { type: "home", hash: (published as Json).hash } });
});
