import { afterEach, describe, expect, test } from "vitest";
import { onThisMachine } from "../../helpers/on-this-machine.ts";
import {
  type Answered,
  aView,
  commandBody,
  inView,
  pause,
  payloadBody,
  post,
  postEvent,
  pressBody,
  type Surface,
  said,
  startSurface,
  submission,
} from "./harness.ts";

let surface: Surface;
afterEach(() => surface.close());

const hello = async () => ({ kind: "say", message: said("Hello") }) as const;
const calls = { typed: hello, pressed: hello, submitted: hello, changed: hello };

const typedInto = {
  type: "plain_text_input",
  action_id: "topic",
  block_id: "topic:2",
  action_ts: "1769220166.5",
};

/** Each kind of call that Slack makes. */
const KINDS: Readonly<Record<string, (at: Surface) => Promise<Answered>>> = {
  "a command": (at) => post(at, commandBody(at)),
  "a button on a message": (at) => post(at, payloadBody(pressBody(at))),
  "a button in a form": (at) => post(at, payloadBody(inView())),
  "a keystroke": (at) => post(at, payloadBody(inView({ actions: [typedInto] }))),
  "a submission": (at) => post(at, payloadBody(submission())),
  "options that are asked for": (at) =>
    post(at, payloadBody(inView({ type: "block_suggestion", action_id: "host", value: "Ja" }))),
  "an event": (at) =>
    postEvent(at, {
      type: "event_callback",
      team_id: "TFIJI",
      event: { type: "app_home_opened", user: "ULIAISON", channel: "D1", tab: "home" },
    }),
  "what nothing listens to": (at) =>
    post(at, payloadBody({ ...inView(), type: "view_closed", is_cleared: false })),
};

/** All kinds at once: the answer to each, and after how long. */
const callEach = async (at: Surface) =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(KINDS).map(async ([kind, call]) => {
        const began = Date.now();
        const { status, text, json } = await call(at);
        return [kind, { status, text, json, ms: Date.now() - began }] as const;
      }),
    ),
  );

describe("while the database keeps silent about the calling workspace", () => {
  test("every kind of call is answered within 2.5 s of its arrival, and its reply follows", async () => {
    const waiting: (() => void)[] = [];
    const known = () =>
      new Promise<string>((found) => {
        waiting.push(() => found("xoxb-fiji"));
      });
    surface = await startSurface(calls, { authorize: known });
    const answers = await callEach(surface);
    for (const [kind, { status, ms }] of Object.entries(answers)) {
      expect([kind, status]).toEqual([kind, 200]);
      expect(ms, kind).toBeLessThan(onThisMachine(2900));
    }
    expect(answers["a command"]?.json).toMatchObject({
      response_type: "ephemeral",
      text: "One moment",
    });
    expect(answers["a submission"]?.json).toMatchObject({
      response_action: "update",
      view: { callback_id: "loading" },
    });
    expect(answers["options that are asked for"]?.json).toEqual({ options: [] });
    for (const silent of ["a button on a message", "a button in a form", "a keystroke"]) {
      expect(answers[silent]?.text).toBe("");
    }
    expect(surface.slack.asked).toEqual([]);

    for (const go of waiting) go();
    // The command and the button on a message; the button in the form, the keystroke, the submission.
    await expect.poll(() => surface.slack.of("response_url")).toHaveLength(2);
    await expect.poll(() => surface.slack.of("views.update")).toHaveLength(3);
    expect(JSON.stringify(surface.slack.of("response_url")[0]?.args)).toContain("Hello");
    expect(surface.log.lines).toEqual([]);
  });

  test("when it fails in the end, people are told so", async () => {
    const failing = async (): Promise<never> => {
      await pause(2600);
      throw new Error("the database is away");
    };
    surface = await startSurface(calls, { authorize: failing });
    const { json } = await post(surface, commandBody(surface));
    expect(json.text).toBe("One moment");
    await expect
      .poll(() => JSON.stringify(surface.slack.of("response_url")))
      .toContain("Sorry, that didn't work: reference 7F3K.");
  });
});

describe("what was typed and couldn't be saved", () => {
  const noticeIn = (view: unknown) => JSON.stringify(view).includes("It isn't saved yet");
  const drawn = () => surface.slack.of("views.update").at(-1)?.args.view as { blocks: object[] };
  const typing = (view: object) =>
    post(surface, payloadBody(inView({ actions: [typedInto] }, view)));

  const untilSaved = async () => {
    const saved: unknown[] = [];
    let isAway = true;
    const save = async ({ form }: { form?: { answers: unknown } }) => {
      if (isAway) throw new Error("the database is away");
      saved.push(form?.answers);
      return { kind: "nothing" } as const;
    };
    surface = await startSurface({ changed: save, pressed: save, submitted: save });
    const comesBack = () => {
      isAway = false;
    };
    return { saved, comesBack };
  };

  test("is told on top of the form, once, and goes away when the next keystroke has saved it all", async () => {
    const { saved, comesBack } = await untilSaved();
    await typing(aView());
    await expect.poll(() => noticeIn(drawn())).toBe(true);
    const withNotice = aView({ blocks: drawn().blocks });
    await typing(withNotice);
    await pause(50);
    expect(surface.slack.of("views.update")).toHaveLength(1);

    comesBack();
    await typing(withNotice);
    await expect.poll(() => surface.slack.of("views.update")).toHaveLength(2);
    expect(saved).toEqual([{ topic: "Kaizen" }]);
    expect(drawn()).toMatchObject({
      blocks: [{ block_id: "topic:2", element: { initial_value: "Kaizen" } }],
    });
  });

  test.each([
    ["a button", (view: object) => post(surface, payloadBody(inView({}, view)))],
    ["a submission", (view: object) => post(surface, payloadBody(submission(view)))],
  ])("is told as well at %s, each time", async (_, press) => {
    await untilSaved();
    const first = await press(aView());
    const shownFirst = () => first.json.view ?? drawn();
    await expect.poll(() => noticeIn(shownFirst())).toBe(true);
    const again = await press(aView({ blocks: (shownFirst() as { blocks: object[] }).blocks }));
    await expect.poll(() => noticeIn(again.json.view ?? drawn())).toBe(true);
  });

  test("is never drawn over a page that was drawn since", async () => {
    await untilSaved();
    surface.slack.answers["views.update"] = [{ body: { ok: false, error: "hash_conflict" } }];
    await typing(aView());
    await expect.poll(() => surface.slack.of("views.update")).toHaveLength(1);
    await pause(100);
    expect(surface.slack.of("views.update")).toMatchObject([{ args: { hash: "h1" } }]);
  });
});
