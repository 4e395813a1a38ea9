import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  FIJI,
  type Json,
  type LocalSlack,
  lastPayload,
  startLocalSlack,
} from "./helpers/local-slack.ts";
import { choice, menu, modal, openModal, plain, textInput, topView } from "./helpers/views.ts";

let slack: LocalSlack;
beforeEach(async () => {
  slack = await startLocalSlack();
});
afterEach(() => slack.stop());

const submit = async (values: Json = {}) =>
  slack.post("/_local/view/submit", { as: FIJI, viewId: (await topView(slack)).id, values });

const press = async (blockId: string, actionId: string, values: Json = {}, more: Json = {}) => {
  const viewId = (await topView(slack)).id;
  return slack.post("/_local/view/act", { as: FIJI, viewId, blockId, actionId, values, ...more });
};

const topic = (value: string | null): Json => ({
  topic: { topic: { type: "plain_text_input", value } },
});

const button: Json = {
  type: "actions",
  block_id: "back",
  elements: [{ type: "button", action_id: "back", text: plain("Back"), value: "1" }],
};

describe("a trigger", () => {
  test("opens one view, once", async () => {
    expect(await openModal(slack, modal([textInput("topic")]))).toMatchObject({ ok: true });
    const trigger = slack.received[0]?.payload.trigger_id;
    const again = await slack.api("views.open", {
      trigger_id: trigger,
      view: modal([textInput("topic")]),
    });
    expect(again.error).toBe("exchanged_trigger_id");
  });

  test("is worth nothing after three seconds, and three seconds are still enough", async () => {
    await slack.post("/_local/message", { as: FIJI, conversation: "C0FJBCN", text: "/bcn" });
    const trigger = slack.received[0]?.payload.trigger_id;
    const view = modal([textInput("topic")]);
    slack.time.now = new Date(slack.time.now.getTime() + 3001);
    expect((await slack.api("views.open", { trigger_id: trigger, view })).error).toBe(
      "expired_trigger_id",
    );
    slack.time.now = new Date(slack.time.now.getTime() - 1);
    expect((await slack.api("views.open", { trigger_id: trigger, view })).ok).toBe(true);
  });

  test("of one workspace opens nothing in another, and an invented one nothing at all", async () => {
    await slack.post("/_local/message", { as: FIJI, conversation: "C0FJBCN", text: "/bcn" });
    const trigger_id = slack.received[0]?.payload.trigger_id;
    const view = modal([textInput("topic")]);
    const secretariat = slack.local.slack.teams[0]?.botToken;
    expect((await slack.api("views.open", { trigger_id, view }, secretariat)).error).toBe(
      "invalid_trigger_id",
    );
    expect((await slack.api("views.open", { trigger_id: "1.2.3", view })).error).toBe(
      "invalid_trigger_id",
    );
  });
});

describe("view.state.values", () => {
  test("holds null for what nobody touched, and initial values as they were given", async () => {
    const view = modal([
      textInput("topic"),
      textInput("objectives", { initial_value: "To learn" }),
      menu("host", ["JP", "KR"], { initial_option: choice("KR") }),
      menu("modality", ["online"]),
      {
        type: "input",
        block_id: "startsOn",
        label: plain("From"),
        element: { type: "datepicker", action_id: "startsOn" },
      },
      {
        type: "input",
        block_id: "alternatives",
        label: plain("Others"),
        element: {
          type: "multi_static_select",
          action_id: "alternatives",
          options: [choice("IN")],
        },
      },
    ]);
    const opened = (await openModal(slack, view)).view as Json;
    expect(opened.state).toEqual({
      values: {
        topic: { topic: { type: "plain_text_input", value: null } },
        objectives: { objectives: { type: "plain_text_input", value: "To learn" } },
        host: {
          host: {
            type: "static_select",
            selected_option: { text: { emoji: true, ...plain("KR") }, value: "KR" },
          },
        },
        modality: { modality: { type: "static_select", selected_option: null } },
        startsOn: { startsOn: { type: "datepicker", selected_date: null } },
        alternatives: { alternatives: { type: "multi_static_select", selected_options: [] } },
      },
    });
  });

  test("keeps after an update what was typed under the same ids and ignores a new initial value", async () => {
    const { view } = await openModal(slack, modal([textInput("topic"), button]));
    await press("back", "back", topic("Typed"));
    const changed = modal([textInput("topic", { initial_value: "Forced" }), button]);
    await slack.api("views.update", { view_id: (view as Json).id, view: changed });
    expect((await topView(slack)).values).toMatchObject(topic("Typed"));
  });

  test("starts from the initial value after an update where the block_id is another", async () => {
    const { view } = await openModal(slack, modal([textInput("topic"), button]));
    await press("back", "back", topic("Typed"));
    const changed = modal([textInput("topic:2", { initial_value: "Forced" }), button]);
    await slack.api("views.update", { view_id: (view as Json).id, view: changed });
    expect((await topView(slack)).values).toMatchObject({
      "topic:2": { topic: { value: "Forced" } },
    });
  });

  test("loses a chosen option that the updated menu no longer offers", async () => {
    const { view } = await openModal(slack, modal([menu("host", ["JP", "KR"]), button]));
    await press("back", "back", { host: { host: { selected_option: { value: "KR" } } } });
    await slack.api("views.update", {
      view_id: (view as Json).id,
      view: modal([menu("host", ["JP"])]),
    });
    expect((await topView(slack)).values).toMatchObject({
      host: { host: { selected_option: null } },
    });
  });

  test("comes whole with every action of the view, an emptied text as null", async () => {
    await openModal(slack, modal([textInput("topic", { initial_value: "Before" }), button]));
    await press("back", "back", topic(""));
    const payload = lastPayload(slack);
    expect(payload.type).toBe("block_actions");
    expect((payload.view as Json).state).toEqual({ values: topic(null) });
    expect(payload.container).toEqual({ type: "view", view_id: (payload.view as Json).id });
    expect(payload.actions).toEqual([
      {
        type: "button",
        action_id: "back",
        block_id: "back",
        text: { emoji: true, ...plain("Back") },
        value: "1",
        action_ts: expect.stringMatching(/^\d{10}\.\d{6}$/),
      },
    ]);
  });

  test("an option that was never offered is refused", async () => {
    await openModal(slack, modal([menu("host", ["JP"]), button]));
    const answer = await press("back", "back", {
      host: { host: { selected_option: { value: "XX" } } },
    });
    expect(answer).toEqual({ status: 400, body: { error: "unknown_option" } });
  });
});

describe("an input", () => {
  test("is heard of while typing only when the app asked for it", async () => {
    const dispatched = textInput(
      "topic",
      { dispatch_action_config: { trigger_actions_on: ["on_character_entered"] } },
      { dispatch_action: true },
    );
    await openModal(slack, modal([dispatched, textInput("objectives")]));
    const silent = await press("objectives", "objectives", topic("T"));
    const onEnter = await press("topic", "topic", topic("T"), { trigger: "enter" });
    const onCharacter = await press("topic", "topic", topic("To"), { trigger: "character" });
    expect([silent, onEnter, onCharacter].map(({ body }) => body.dispatched)).toEqual([
      false,
      false,
      true,
    ]);
    expect(lastPayload(slack).actions).toMatchObject([{ type: "plain_text_input", value: "To" }]);
  });

  test("each action has a later action_ts than the one before", async () => {
    await openModal(slack, modal([textInput("topic"), button]));
    for (let times = 0; times < 3; times += 1) await press("back", "back");
    const stamps = slack.received
      .slice(1)
      .map(({ payload }) => (payload.actions as Json[])[0]?.action_ts);
    expect(stamps).toEqual([...new Set(stamps)].toSorted());
    expect(stamps).toHaveLength(3);
  });
});

describe("a submission", () => {
  test("with a required field empty is never sent", async () => {
    await openModal(slack, modal([textInput("topic"), textInput("note", {}, { optional: true })]));
    const { body } = await submit(topic("  "));
    expect(body.errors).toEqual({ topic: "Please complete this required field." });
    expect((await topView(slack)).errors).toEqual(body.errors);
    expect(slack.received).toHaveLength(1);
  });

  test("is held back by the client's own checks of length, number and e-mail", async () => {
    const input = (id: string, type: string, more: Json = {}) => ({
      ...textInput(id),
      element: { type, action_id: id, ...more },
    });
    await openModal(
      slack,
      modal([
        textInput("topic", { max_length: 5 }),
        textInput("objectives", { min_length: 5 }),
        input("size", "number_input", { is_decimal_allowed: false, max_value: "4" }),
        input("email", "email_text_input"),
      ]),
    );
    const value = (text: string) => ({ value: text });
    const { body } = await submit({
      topic: { topic: value("123456") },
      objectives: { objectives: value("1234") },
      size: { size: value("5") },
      email: { email: value("nobody") },
    });
    expect(Object.keys(body.errors as Json)).toEqual(["topic", "objectives", "size", "email"]);
    expect(slack.received).toHaveLength(1);
  });

  test("that is acknowledged with nothing closes the view", async () => {
    await openModal(slack, modal([textInput("topic")]));
    expect((await submit(topic("Lean"))).body).toEqual({ ok: true });
    expect(lastPayload(slack)).toMatchObject({
      type: "view_submission",
      view: { callback_id: "request", state: { values: topic("Lean") } },
    });
    expect(await topView(slack)).toEqual({});
  });

  test("is answered by the next step under the same id and a new hash", async () => {
    const { view } = await openModal(slack, modal([textInput("topic")]));
    const next = modal([textInput("startsOn")], { title: plain("When") });
    slack.answers(() => ({ body: { response_action: "update", view: next } }));
    await submit(topic("Lean"));
    const shown = await topView(slack);
    expect(shown).toMatchObject({ id: (view as Json).id, title: "When" });
    expect(shown.hash).not.toBe((view as Json).hash);
  });

  test("is answered by errors under fields, which must be inputs of the view", async () => {
    await openModal(slack, modal([textInput("topic"), button]));
    slack.answers(() => ({ body: { response_action: "errors", errors: { topic: "Say more." } } }));
    await submit(topic("Lean"));
    expect(await topView(slack)).toMatchObject({ errors: { topic: "Say more." }, trouble: null });

    slack.answers(() => ({
      body: { response_action: "errors", errors: { back: "Not an input" } },
    }));
    await submit(topic("Lean"));
    expect((await topView(slack)).trouble).toBe("We had some trouble connecting. Try again?");
    expect(slack.logged.join()).toContain("no inputs: back");
  });

  test("whose next view breaks a limit shows trouble, and the reason stands in the log", async () => {
    await openModal(slack, modal([textInput("topic")]));
    const next = modal([textInput("topic")], { title: plain("x".repeat(25)) });
    slack.answers(() => ({ body: { response_action: "update", view: next } }));
    expect((await submit(topic("Lean"))).body.ok).toBe(false);
    expect(slack.logged.join()).toContain(
      "must be less than 25 characters [json-pointer:/view/title/text]",
    );
  });

  test("that the product answers with an error status shows trouble and keeps what was typed", async () => {
    await openModal(slack, modal([textInput("topic")]));
    slack.answers(() => ({ status: 500 }));
    await submit(topic("Lean"));
    expect(await topView(slack)).toMatchObject({
      trouble: "We had some trouble connecting. Try again?",
      values: topic("Lean"),
    });
  });
});

describe("the stack of views", () => {
  const pushed = (n: number) => modal([button], { title: plain(`Step ${n}`) });

  test("holds three; a fourth is refused", async () => {
    await openModal(slack, pushed(1));
    const answers: unknown[] = [];
    for (const n of [2, 3, 4]) {
      await press("back", "back");
      const trigger_id = lastPayload(slack).trigger_id;
      const { ok, error } = await slack.api("views.push", { trigger_id, view: pushed(n) });
      answers.push(error ?? ok);
    }
    expect(answers).toEqual([true, true, "push_limit_reached"]);
    expect(await topView(slack)).toMatchObject({ title: "Step 3" });
  });

  test("pushes only from within a view", async () => {
    await openModal(slack, pushed(1));
    await slack.post("/_local/message", { as: FIJI, conversation: "C0FJBCN", text: "/bcn" });
    const trigger_id = lastPayload(slack).trigger_id;
    expect((await slack.api("views.push", { trigger_id, view: pushed(2) })).error).toBe(
      "not_found",
    );
  });

  test("goes back by one on Cancel and away on clear", async () => {
    const form = (title: string) => modal([textInput("topic")], { title: plain(title) });
    await openModal(slack, form("First"));
    slack.answers(() => ({ body: { response_action: "push", view: form("Second") } }));
    await submit(topic("Lean"));
    expect(await topView(slack)).toMatchObject({ title: "Second" });
    await slack.post("/_local/view/close", { as: FIJI, viewId: (await topView(slack)).id });
    expect(await topView(slack)).toMatchObject({ title: "First" });
    slack.answers(() => ({ body: { response_action: "clear" } }));
    await submit(topic("Lean"));
    expect(await topView(slack)).toEqual({});
  });
});

describe("closing a view", () => {
  test("is heard of only when the view asked for it, and then without values", async () => {
    await openModal(slack, modal([textInput("topic")]));
    await slack.post("/_local/view/close", { as: FIJI, viewId: (await topView(slack)).id });
    expect(slack.received.map(({ kind }) => kind)).toEqual(["command"]);

    await openModal(
      slack,
      modal([textInput("topic", { initial_value: "x" })], { notify_on_close: true }),
    );
    await slack.post("/_local/view/close", { as: FIJI, viewId: (await topView(slack)).id });
    expect(lastPayload(slack)).toMatchObject({
      type: "view_closed",
      is_cleared: false,
    });
    expect(lastPayload(slack)).toHaveProperty("view.state", { values: {} });
  });
});

describe("views.update", () => {
  test("refuses a stale hash, an unknown id and a closed view", async () => {
    const view = modal([textInput("topic")]);
    const opened = (await openModal(slack, view)).view as Json;
    const update = (args: Json) => slack.api("views.update", { view, ...args });
    expect((await update({ view_id: opened.id, hash: opened.hash })).ok).toBe(true);
    expect((await update({ view_id: opened.id, hash: opened.hash })).error).toBe("hash_conflict");
    expect((await update({ view_id: "V0UNKNOWN00" })).error).toBe("not_found");
    await slack.post("/_local/view/close", { as: FIJI, viewId: opened.id });
    expect((await update({ view_id: opened.id })).error).toBe("not_found");
  });

  test("finds a view by its external_id, which no other open view may have", async () => {
    const view = modal([textInput("topic")], { external_id: "request-1" });
    await openModal(slack, view);
    expect((await openModal(slack, view)).error).toBe("duplicate_external_id");
    expect((await slack.api("views.update", { external_id: "request-1", view })).ok).toBe(true);
  });
});

describe("the home tab", () => {
  test("is published for a person, seen by them, and refuses a stale hash", async () => {
    const view = { type: "home", blocks: [{ type: "divider" }] };
    const publish = (hash: Json = {}) =>
      slack.api("views.publish", { user_id: "U0FJLIAISON", view, ...hash });
    const { hash } = (await publish()).view as Json;
    expect((await publish({ hash })).ok).toBe(true);
    expect((await publish({ hash })).error).toBe("hash_conflict");
    const { home } = await slack.get(`/_local/state?as=${FIJI}`);
    expect(home).toMatchObject({ type: "home", blocks: [{ type: "divider" }] });
  });

  test("is refused for somebody who isn't in the workspace, and may be no modal", async () => {
    const home = { type: "home", blocks: [] };
    expect(await slack.api("views.publish", { user_id: "U0APOOFFICER", view: home })).toMatchObject(
      {
        error: "invalid_arguments",
        response_metadata: { messages: ["invalid `user_id`"] },
      },
    );
    const other = { user_id: "U0FJLIAISON", view: modal([button]) };
    expect((await slack.api("views.publish", other)).error).toBe("invalid_arguments");
  });

  test("its buttons reach the product with the view and without a response_url", async () => {
    const view = { type: "home", callback_id: "home", blocks: [button] };
    const { view: published } = await slack.api("views.publish", { user_id: "U0FJLIAISON", view });
    const { id: viewId } = published as Json;
    const act = { as: FIJI, viewId, blockId: "back", actionId: "back", values: {} };
    expect((await slack.post("/_local/view/act", act)).body).toMatchObject({ ok: true });
    expect(lastPayload(slack)).toMatchObject({
      type: "block_actions",
      container: { type: "view", view_id: viewId },
      view: { type: "home", callback_id: "home" },
    });
    expect(lastPayload(slack)).not.toHaveProperty("response_url");
    const trigger_id = lastPayload(slack).trigger_id;
    const opened = await slack.api("views.open", { trigger_id, view: modal([button]) });
    expect(opened.ok).toBe(true);
  });
});

describe("an external select", () => {
  test("asks the product what to offer, and takes only what was offered", async () => {
    const select = { ...menu("host", []), element: { type: "external_select", action_id: "host" } };
    await openModal(slack, modal([select, button]));
    slack.answers(({ kind }) =>
      kind === "block_suggestion" ? { body: { options: [choice("JP")] } } : {},
    );
    const { id: viewId } = await topView(slack);
    const asked = { as: FIJI, viewId, blockId: "host", actionId: "host", value: "Ja" };
    expect((await slack.post("/_local/view/options", asked)).body.options).toEqual([choice("JP")]);
    expect(lastPayload(slack)).toMatchObject({ type: "block_suggestion", value: "Ja" });
    const choose = (value: string) =>
      press("back", "back", { host: { host: { selected_option: { value } } } });
    expect((await choose("JP")).status).toBe(200);
    expect((await choose("KR")).status).toBe(400);
  });
});
