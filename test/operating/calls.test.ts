import { beforeEach, describe, expect, test } from "vitest";
import { makeCommands } from "../../src/commands.ts";
import { labels } from "../../src/messages/answers.ts";
import { type Calls, type EndedCall, makeCalls } from "../../src/operating/calls.ts";
import { observedCommands } from "../../src/operating/observed-commands.ts";
import type { Commands, Reply } from "../../src/surfaces/command.ts";
import { type Logged, loggedLines } from "./helpers/lines.ts";

let logged: Logged;
let calls: Calls;
let ended: EndedCall[];
beforeEach(() => {
  logged = loggedLines();
  ended = [];
  calls = makeCalls({
    log: logged.log,
    monotonicMs: () => performance.now(),
    onEnd: (call) => ended.push(call),
  });
});

const answered = (status = 200) => Promise.resolve(status);
const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

describe("a call", () => {
  test("has an id that stands in its own lines and in no other call's", async () => {
    const work = (name: string) => async (call: string) => {
      await pause(5);
      logged.log.with({ call }).warn({ name }, "on the way");
    };
    await Promise.all([
      calls.begin("/slack/events", work("first"), answered()),
      calls.begin("/slack/events", work("second"), answered()),
    ]);
    const ids = logged.lines.map(({ call }) => call);
    expect(new Set(ids).size).toBe(2);
    for (const id of ids)
      expect(logged.lines.filter(({ call }) => call === id).map(({ msg }) => msg)).toEqual([
        "on the way",
        "a call",
      ]);
  });

  test("is over when what it left behind is over, though it was answered before", async () => {
    const begun = calls.begin(
      "/slack/events",
      async (call) => void calls.join(call, () => pause(60)),
      answered(),
    );
    let isOver = false;
    const idle = calls.idle().then(() => {
      isOver = true;
    });
    await pause(20);
    expect(isOver).toBe(false);
    await Promise.all([begun, idle]);
    expect(ended[0]?.ms).toBeGreaterThanOrEqual(50);
    expect(ended[0]?.answeredMs).toBeLessThan(ended[0]?.ms ?? 0);
  });

  test("without a request is a call of its own, and its fault reaches whoever began it", async () => {
    await calls.join(undefined, async (call) => calls.note(call, { kind: "typed", verb: "help" }));
    await expect(calls.join(undefined, () => Promise.reject(new Error("broken")))).rejects.toThrow(
      "broken",
    );
    await calls.idle();
    expect(ended.map(({ kind, verb, outcome }) => [kind, verb, outcome])).toEqual([
      ["typed", "help", "ok"],
      ["socket", "other", "fault"],
    ]);
  });

  test("that was a fault has the person's reference beside its id", async () => {
    const work = async (call: string) => {
      calls.note(call, { kind: "typed", verb: "requests", reference: "7F3K" });
      logged.log.error({ call, reference: "7F3K" }, "fault 7F3K");
    };
    await calls.begin("/slack/events", work, answered());
    const [fault, end] = logged.lines;
    expect(end).toMatchObject({ outcome: "fault", reference: "7F3K", call: fault?.call });
  });

  test.each([
    [200, "ok", undefined],
    [401, "refused", "401"],
    [503, "refused", "503"],
    [500, "fault", "500"],
  ])("answered with %s is %s", async (status, outcome, refused) => {
    await calls.begin("/slack/events", async () => undefined, answered(status));
    expect(ended[0]).toMatchObject({ outcome, ...(refused ? { refused } : {}) });
  });

  test("is told at level info, a keystroke, a probe or a stranger's try at level debug", async () => {
    const noting = (kind: string) => async (call: string) =>
      calls.note(call, { kind, verb: "request" });
    await calls.begin("/slack/events", noting("submitted"), answered());
    await calls.begin("/slack/events", noting("changed"), answered());
    await calls.begin("/healthz", async () => undefined, answered());
    await calls.begin("other", async () => undefined, answered(404));
    expect(logged.lines.map(({ level }) => level)).toEqual([30, 20, 20, 20]);
  });
});

describe("what was called", () => {
  const from = (call: string) => {
    const account = { platform: "slack", tenant: "T1", user: "U1", call };
    return { account } as never as Parameters<Commands["typed"]>[0];
  };
  const nothing: Reply = { kind: "nothing" };
  const knows = (verb: string) => ["request", "requests", "add", "help"].includes(verb);
  const commandsAnswering = (reply: Reply) =>
    observedCommands(
      {
        typed: async () => reply,
        written: async () => reply,
        pressed: async () => reply,
        submitted: async () => reply,
        changed: async () => reply,
        again: async () => reply,
        opensForm: () => false,
        oneMoment: { headline: "", parts: [], buttons: [] },
        offeredFile: async () => ({
          kind: "say",
          message: { headline: "", parts: [], buttons: [] },
        }),
        fileGiven: () => ({ headline: "", parts: [], buttons: [] }),
        fileNotGiven: () => ({ headline: "", parts: [], buttons: [] }),
        answeredInChat: { headline: "", parts: [], buttons: [] },
        noChatYet: { headline: "", parts: [], buttons: [] },
        labels,
        fault: () => ({ headline: "", parts: [], buttons: [] }),
        unsaved: () => ({ headline: "", parts: [], buttons: [] }),
        notInstalled: { headline: "", parts: [], buttons: [] },
        loading: { verb: "", title: "", parts: [], pointer: {} } as never,
        knows,
        verbOf: ({ text }) => (text === "bcn help" ? "help" : text),
      },
      calls,
    );
  const during = (work: (here: ReturnType<typeof from>) => Promise<unknown>) =>
    calls.begin("/slack/events", async (call) => void (await work(from(call))), answered());

  test.each([
    ["", "help"],
    ["requests", "requests"],
    ["  Request new", "request"],
    ["Kaizen in public hospitals", "other"],
    ["join ABCD-EFGH", "other"],
  ])("typed “%s” is told as %s, never with its words", async (text, verb) => {
    await during((here) => commandsAnswering(nothing).typed({ ...here, text }));
    expect(ended[0]).toMatchObject({ kind: "typed", verb, outcome: "ok" });
    expect(logged.text()).not.toMatch(/Kaizen|ABCD/);
  });

  test.each([
    ["bcn help", "help"],
    ["Kaizen in public hospitals", "other"],
  ])("written “%s” is told as the commands take it: %s", async (text, verb) => {
    await during((here) => commandsAnswering(nothing).written({ ...here, text, files: [] }));
    expect(ended[0]).toMatchObject({ kind: "written", verb, outcome: "ok" });
    expect(logged.text()).not.toContain("Kaizen");
  });

  test("a button or form that isn't ours is told as another one", async () => {
    const press = { verb: "a name in a forged button", id: "" };
    await during((here) => commandsAnswering(nothing).pressed({ ...here, ...press }));
    expect(ended[0]).toMatchObject({ kind: "pressed", verb: "other" });
  });

  test("a form that is kept with sentences at its fields was refused", async () => {
    const form = { verb: "request", pointer: {}, answers: {} } as never;
    const commands = commandsAnswering({ kind: "errors", errors: {} });
    await during((here) => commands.submitted({ ...here, form }));
    expect(ended[0]).toMatchObject({ outcome: "refused", refused: "fields" });
  });

  test("every word that help offers is known, and no other", () => {
    const { knows: isOurs } = makeCommands({} as never, { surface: {} } as never);
    for (const word of ["request", "requests", "show", "closing", "publish", "join", "help"])
      expect(isOurs(word), word).toBe(true);
    for (const word of ["", "toString", "constructor", "BCN-2027-001"])
      expect(isOurs(word), word).toBe(false);
  });
});
