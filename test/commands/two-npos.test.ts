import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeCommands } from "../../src/commands.ts";
import { refused } from "../../src/domain/outcome.ts";
import type { Commands, Reply } from "../../src/surfaces/command.ts";
import { SLACK_CAPABILITIES } from "../../src/surfaces/slack/capabilities.ts";
import { startRequest } from "../../src/use-cases/drafts/start-request.ts";
import { typeInDraft } from "../../src/use-cases/drafts/type-in-draft.ts";
import { giveRole } from "../../src/use-cases/people/people.ts";
import { accountOf, BEGINNING, type TestContext, testContext } from "../helpers/context.ts";
import { readHere } from "../helpers/reading.ts";

const BOTH = "FJ-liaison";

let context: TestContext;
let commands: Commands;
beforeAll(async () => {
  context = await testContext();
  commands = makeCommands(context, {
    surface: SLACK_CAPABILITIES,
    readNotification: readHere,
    fetchFile: async () => refused({ kind: "gone" }),
  });
  const account = { ...accountOf(BOTH), workspace: "T-FJ" };
  await giveRole(context, { name: "", role: "backup", organisation: "JP", account });
});
afterAll(() => context.close());

const callOf = () => ({
  account: accountOf(BOTH),
  place: { workspace: "T-FJ", kind: "direct" } as const,
  arrival: { at: BEGINNING, delivery: randomUUID(), doneAt: 1 },
});
const type = (text: string) => commands.typed({ ...callOf(), text });
const press = (verb: string, id: string) => commands.pressed({ ...callOf(), verb, id });
const textOf = (reply: Reply): string => JSON.stringify(reply);

const hostIn = (reply: Reply): string | undefined =>
  reply.kind === "form"
    ? reply.form.parts.flatMap((part) =>
        part.kind === "select" && part.id === "host" ? [part.value] : [],
      )[0]
    : undefined;

/** The organisations that are offered, by their id. */
const offered = (reply: Reply): string[] =>
  reply.kind === "say" ? reply.message.buttons.map(({ id }) => id) : [];

describe("whoever has roles in two organisations chooses for which one", () => {
  test("a request", async () => {
    expect(offered(await type("request"))).toEqual(["FJ", "JP"]);
    const form = textOf(await press("start-draft", "JP"));
    expect(form).toContain('"kind":"form"');
  });

  test("closing dates, and reads which one they are of", async () => {
    expect(offered(await type("closing"))).toEqual(["FJ", "JP"]);
    const closing = textOf(await press("closing-of", "JP"));
    expect(closing).toContain("As they concern JPC, Japan:");
    // "Start a request" and "Not this round" are for the one that was chosen.
    expect(closing).toContain('"id":"JP"');
    expect(closing).not.toContain('"id":"FJ"');
    expect(offered(await press("closing-of", "BD"))).toEqual(["FJ", "JP"]);
  });

  test("a calendar", async () => {
    expect(textOf(await type("calendar"))).toContain("You keep the calendars of several");
    expect(textOf(await type("calendar Japan"))).toContain("Vernal Equinox Day");
    expect(textOf(await type("calendar Bangladesh"))).toContain(
      'I know no organisation \\"Bangladesh\\"',
    );
  });

  test("members: both, and none beside", async () => {
    const list = textOf(await type("members"));
    expect(list).toContain("NTPC, Fiji");
    expect(list).toContain("JPC, Japan");
    expect(list).not.toContain("Bangladesh");
    expect(textOf(await press("member", "BD"))).toContain("I can't find that");
  });

  test("an invitation only where they are LO: the backup of Japan invites nobody there", async () => {
    const form = textOf(await type("invite"));
    expect(form).toContain('"value":"FJ"');
    expect(form).not.toContain('"value":"JP"');
  });

  test("the list of requests says of each draft whose it is", async () => {
    const started = await startRequest(context, {
      ...context.interaction(BOTH),
      afresh: false,
      organisation: "JP",
    });
    if (!started.ok) throw new Error(started.refusal.kind);
    await typeInDraft(context, {
      ...context.interaction(BOTH),
      draft: started.value.draft.id,
      page: "whom",
      answers: { topic: "Productivity" },
      typedAt: 1_700_000_000_000_000,
    });
    expect(textOf(await type("requests"))).toContain("Draft of JPC, Japan, no host chosen yet");
  });

  test("a request to a host that was named, which isn't lost by choosing", async () => {
    const asked = await type("request Thailand");
    expect(offered(asked)).toEqual(["FJ:TH", "JP:TH"]);
    const form = await press("start-draft", "JP:TH");
    expect(form).toMatchObject({ kind: "form" });
    expect(hostIn(form)).toBe("TH");
    // No NPO is its own host.
    expect(offered(await type("request Japan"))).toEqual(["FJ:JP", "JP"]);
    expect(textOf(await type("request Nowhere"))).toContain('I know no NPO \\"Nowhere\\".');
  });

  test("another request to it, where `new` was typed", async () => {
    const asked = await type("request new Thailand");
    const [button] = asked.kind === "say" ? asked.message.buttons : [];
    expect(button).toMatchObject({ verb: "start-another", id: "FJ:TH" });
    expect(hostIn(await press("start-another", "FJ:TH"))).toBe("TH");
  });
});
