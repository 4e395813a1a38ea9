import { DateTime } from "luxon";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Delivered, Delivery } from "../../../src/surfaces/command.ts";
import { command } from "../../../src/words/typed-command.ts";
import { said } from "../slack/harness.ts";
import { textOf } from "./check-card.ts";
import { aMessage, post, type Surface, startSurface } from "./harness.ts";
import { APP_ID, LIAISON, TENANT } from "./microsoft.ts";
import { type Fault, startService } from "./service.ts";

const CHANNEL = "19:npos@thread.tacv2";
const STRANGER = "cccccccc-0000-4000-8000-000000000003";

let surface: Surface;
beforeEach(async () => {
  surface = await startSurface({ deps: { timeoutMs: 200 } });
  const { serviceUrl } = surface;
  await surface.kept.conversations.remember([
    { tenant: TENANT, receiver: LIAISON, serviceUrl, conversation: "a:liaison", member: "29:l" },
    { tenant: TENANT, receiver: CHANNEL, serviceUrl, conversation: CHANNEL },
  ]);
});
afterEach(async () => {
  expect(surface.service.problems).toEqual([]);
  await surface.close();
});

const deliver = (over: Partial<Delivery> = {}): Promise<Delivered> =>
  surface.app.sender.send({
    id: "letter-1",
    workspace: TENANT,
    conversation: LIAISON,
    message: said("A request for you"),
    askFirst: false,
    firstTriedAt: DateTime.utc(),
    ...over,
  });

const shown = () =>
  surface.service.posted.map(({ conversation, activity }) => [conversation, textOf(activity)]);
const isKnown = (receiver = LIAISON): boolean => surface.kept.known.has(`${TENANT} ${receiver}`);

describe("a letter", () => {
  test("goes into the person's chat, and the reference says where it stands", async () => {
    expect(await deliver()).toEqual({
      kind: "sent",
      reference: `${LIAISON} a:liaison ${surface.service.posted[0]?.id}`,
      digest: expect.stringMatching(/^[\da-f]{64}$/),
    });
    expect(shown()).toEqual([["a:liaison", "A request for you"]]);
  });

  test("to a channel begins a new thread there", async () => {
    expect(await deliver({ conversation: CHANNEL })).toMatchObject({ kind: "sent" });
    expect(shown()).toEqual([[CHANNEL, "A request for you"]]);
  });

  test("names commands as they are typed where it is read: a channel is heard where it mentions us", async () => {
    const message = said(`To stop that, type ${command("channel off")} here.`);
    await deliver({ message });
    const sent = await deliver({ message, conversation: CHANNEL });
    expect(shown().map(([, text]) => text)).toEqual([
      "To stop that, type bcn channel off here.",
      "To stop that, type @BCN channel off here.",
    ]);
    const { reference = "", digest = null } = sent.kind === "sent" ? sent : {};
    const there = { workspace: TENANT, reference, digest };
    expect(await surface.app.edit({ ...there, message })).toEqual({ kind: "unchanged" });
  });

  test("with a file asks whether it is wanted, and says so in words where that is refused", async () => {
    const bytes = Buffer.from("%PDF-1.7");
    const file = { id: "one", name: "letter.pdf", bytes, ifRefused: said("Open it there") };
    const letter = { message: { ...said("The letter"), file } };
    expect(await deliver(letter)).toMatchObject({ kind: "sent" });
    const [asked] = surface.service.posted;
    expect(asked?.activity).toMatchObject({ attachments: [{ name: "letter.pdf" }] });
    surface.service.faults.push({ status: 400, code: "BadArgument" });
    expect(await deliver(letter)).toMatchObject({ kind: "sent" });
    expect(shown().at(-1)).toEqual(["a:liaison", "Open it there"]);
  });

  test("is sent at a pace that Teams takes in any of its windows", () => {
    const { secondsBetween, looksUpSent } = surface.app.sender;
    expect(looksUpSent).toBe(false);
    for (const [most, seconds] of [
      [7, 1],
      [8, 2],
      [60, 30],
    ] as const)
      expect(seconds / secondsBetween).toBeLessThanOrEqual(most);
  });
});

describe("to somebody who never wrote", () => {
  test("the chat is opened by the tenant's own service, and used from then on", async () => {
    expect(await deliver({ conversation: STRANGER })).toMatchObject({ kind: "sent" });
    await deliver({ conversation: STRANGER });
    expect(shown().map(([conversation]) => conversation)).toEqual([
      `a:${STRANGER}`,
      `a:${STRANGER}`,
    ]);
    expect(surface.service.asked.filter((path) => path === "/emea/v3/conversations")).toHaveLength(
      1,
    );
  });

  test("who is known from a channel only is named as that channel named them", async () => {
    const { serviceUrl } = surface;
    const receiver = STRANGER;
    const seen = { tenant: TENANT, receiver, serviceUrl, member: "29:named" };
    await surface.kept.conversations.remember([seen]);
    await deliver({ conversation: receiver });
    expect(shown()).toEqual([["a:named", "A request for you"]]);
  });

  test.each([
    ["the tenant doesn't allow it", { status: 403, code: "Forbidden" }],
    ["nobody is there by this id", { status: 400 }],
  ] as const)("%s: they can't be reached", async (_, fault) => {
    surface.service.faults.push(fault);
    expect(await deliver({ conversation: STRANGER })).toMatchObject({
      kind: "refused",
      receiverGone: true,
    });
    expect(shown()).toEqual([]);
  });

  test("in a tenant from which nobody wrote: they can't be reached, and nothing is asked", async () => {
    const workspace = "eeeeeeee-0000-4000-8000-00000000000e";
    expect(await deliver({ workspace })).toEqual({
      kind: "refused",
      reason: "no_conversation",
      receiverGone: true,
    });
    expect(surface.service.asked).toEqual([]);
  });

  test("a lost answer to the opening is no lost letter: it is opened again", async () => {
    surface.service.faults.push("lostAnswer");
    expect(await deliver({ conversation: STRANGER })).toMatchObject({ kind: "later" });
    expect(await deliver({ conversation: STRANGER })).toMatchObject({ kind: "sent" });
    expect(shown()).toHaveLength(1);
  });
});

test("a channel that isn't known (any more) is gone: none is opened", async () => {
  await surface.kept.conversations.forget(TENANT, CHANNEL);
  expect(await deliver({ conversation: CHANNEL })).toMatchObject({
    kind: "refused",
    receiverGone: true,
  });
  expect(surface.service.asked).toEqual([]);
});

const later = (scope: string, over = {}) => ({ kind: "later", scope, ...over });
const refused = (receiverGone: boolean) => ({ kind: "refused", receiverGone });
const unknown = { kind: "unknown" };

const no = (code: string): Fault => ({ status: 403, code });

test.each<[string, Fault[], object, number]>([
  ["a lost answer", ["lostAnswer"], unknown, 1],
  ["a reset", ["reset"], unknown, 0],
  ["no answer in time", ["mute"], unknown, 0],
  ["408", [{ status: 408 }], unknown, 0],
  ["500", [{ status: 500 }], unknown, 0],
  ["502", [{ status: 502 }], unknown, 0],
  ["504", [{ status: 504 }], unknown, 0],
  ["412", [{ status: 412 }], later("conversation"), 0],
  [
    "429 with a time",
    [{ status: 429, headers: { "retry-after": "17" } }],
    later("conversation", { afterSeconds: 17 }),
    0,
  ],
  ["429 without", [{ status: 429 }], later("conversation"), 0],
  ["a redirect", [{ status: 307, headers: { location: "/x" } }], later("workspace"), 0],
  ["401 once", [{ status: 401 }], { kind: "sent" }, 1],
  ["401 twice", [{ status: 401 }, { status: 401 }], later("workspace"), 0],
  ["the administrator's no", [no("BotDisabledByAdmin")], later("workspace"), 0],
  ["blocked by the person", [no("ConversationBlockedByUser")], refused(true), 0],
  ["writing is blocked", [no("MessageWritesBlocked")], refused(true), 0],
  ["not in the conversation", [no("BotNotInConversationRoster")], refused(true), 0],
  ["a forbidden operation", [no("ForbiddenOperationException")], refused(true), 0],
  ["another 403", [no("SomethingNew")], refused(false), 0],
  ["404", [{ status: 404 }], refused(true), 0],
  ["413", [{ status: 413 }], refused(false), 0],
  ["400", [{ status: 400 }], refused(false), 0],
])(
  "%s: posted once at most, and where the receiver is gone forgotten",
  async (_, faults, ended, times) => {
    surface.service.faults.push(...faults);
    const delivered = await deliver();
    expect(delivered).toMatchObject(ended);
    expect(surface.service.posted).toHaveLength(times);
    const isGone = delivered.kind === "refused" && delivered.receiverGone;
    expect(isKnown()).toBe(!isGone);
    expect(JSON.stringify(delivered)).not.toContain("repeats all of it");
  },
);

test("where nobody listens it never left", async () => {
  const gone = await startService();
  await gone.close();
  const { serviceUrl } = gone;
  const closed = await startSurface({ config: { serviceHosts: [gone.host] } });
  const conversation = { tenant: TENANT, receiver: LIAISON, serviceUrl, conversation: "a:l" };
  await closed.kept.conversations.remember([conversation]);
  const { sender } = closed.app;
  const message = said("Hello");
  const ids = { id: "1", workspace: TENANT, conversation: LIAISON };
  const tried = { askFirst: false, firstTriedAt: DateTime.utc() };
  expect(await sender.send({ ...ids, message, ...tried })).toMatchObject({
    kind: "later",
    scope: "conversation",
  });
  await closed.close();
});

describe("a posted card", () => {
  const posted = async (): Promise<{ reference: string; digest: string }> => {
    const sent = await deliver();
    if (sent.kind !== "sent") throw new Error(sent.kind);
    return { reference: sent.reference, digest: sent.digest ?? "" };
  };
  const edit = (reference: string, headline: string, digest: string | null = null) =>
    surface.app.edit({ workspace: TENANT, reference, digest, message: said(headline) });

  test("is edited where it stands, and not at all when the same stands there", async () => {
    const { reference, digest } = await posted();
    expect(await edit(reference, "A request for you", digest)).toEqual({ kind: "unchanged" });
    expect(surface.service.changed).toEqual([]);
    const edited = await edit(reference, "It was answered", digest);
    expect(edited).toMatchObject({ kind: "edited" });
    expect(shown()).toEqual([["a:liaison", "It was answered"]]);
    if (edited.kind !== "edited") throw new Error(edited.kind);
    expect(await edit(reference, "It was answered", edited.digest)).toEqual({ kind: "unchanged" });
  });

  test("that was deleted is lost; one of a conversation that is closed goes with it", async () => {
    const { reference } = await posted();
    surface.service.posted.splice(0);
    expect(await edit(reference, "Anew")).toMatchObject({ kind: "lost" });
    surface.service.faults.push({ status: 403, code: "ConversationBlockedByUser" });
    expect(await edit(reference, "Anew")).toMatchObject({ kind: "refused", receiverGone: true });
  });

  test.each<[Fault, string]>([
    ["lostAnswer", "unknown"],
    [{ status: 502 }, "unknown"],
    [{ status: 429 }, "later"],
    [{ status: 412 }, "later"],
  ])("after %j it is edited again, and stands there once", async (fault, kind) => {
    const { reference } = await posted();
    surface.service.faults.push(fault);
    expect(await edit(reference, "Anew")).toMatchObject({ kind });
    expect(await edit(reference, "Anew")).toMatchObject({ kind: "edited" });
    expect(shown()).toEqual([["a:liaison", "Anew"]]);
  });
});

describe("where somebody can be written to is learnt", () => {
  const channelData = {
    tenant: { id: TENANT },
    channel: { id: CHANNEL },
    team: { id: "19:team@thread.tacv2" },
  };
  const inChannel = {
    conversation: {
      id: `${CHANNEL};messageid=1690000000000`,
      conversationType: "channel",
      tenantId: TENANT,
    },
    channelData,
  };
  const tell = (over: Record<string, unknown>, authorization?: string) =>
    post(surface, aMessage(surface, over), authorization);
  beforeEach(() => surface.kept.known.clear());

  test.each([
    ["a message", {}],
    ["an installation", { type: "installationUpdate", action: "add-upgrade" }],
    ["news of the conversation", { type: "conversationUpdate" }],
    ["a press", { type: "invoke", name: "task/fetch", value: {} }],
    ["a reaction", { type: "messageReaction" }],
  ])("from %s in the personal chat", async (_, over) => {
    await tell(over);
    expect([...surface.kept.known.values()]).toEqual([
      {
        tenant: TENANT,
        receiver: LIAISON,
        serviceUrl: surface.serviceUrl,
        member: "29:liaison",
        conversation: "a:liaison",
      },
    ]);
  });

  test("from anything in a channel: the channel, and of the person how they are named", async () => {
    await tell({ ...inChannel, text: "not to the bot" });
    const { serviceUrl } = surface;
    expect([...surface.kept.known.values()]).toEqual([
      { tenant: TENANT, receiver: LIAISON, serviceUrl, member: "29:liaison" },
      {
        tenant: TENANT,
        receiver: CHANNEL,
        serviceUrl,
        conversation: CHANNEL,
        team: "19:team@thread.tacv2",
      },
    ]);
  });

  test("and never from what isn't proven", async () => {
    expect((await tell({}, "Bearer a.b.c")).status).toBe(401);
    const other = { conversation: { id: "a:x", conversationType: "personal", tenantId: LIAISON } };
    expect((await tell(other)).status).toBe(403);
    expect(surface.kept.known.size).toBe(0);
  });

  test.each([
    ["the app's removal by the person", { type: "installationUpdate", action: "remove" }, LIAISON],
    [
      "its removal from a team",
      { ...inChannel, type: "installationUpdate", action: "remove" },
      CHANNEL,
    ],
    [
      "the bot's removal from a chat",
      { ...inChannel, type: "conversationUpdate", membersRemoved: [{ id: `28:${APP_ID}` }] },
      CHANNEL,
    ],
    [
      "a channel's deletion",
      {
        ...inChannel,
        type: "conversationUpdate",
        channelData: { ...channelData, eventType: "channelDeleted", channel: { id: "19:old" } },
      },
      "19:old",
    ],
  ])("after %s it is said, and nothing is kept or answered", async (_, over, receiver) => {
    await tell({ ...over, text: undefined });
    expect(surface.kept.gone).toMatchObject([{ tenant: TENANT, receiver }]);
    expect([surface.kept.known.size, surface.service.posted]).toEqual([0, []]);
  });

  test("when that can't be kept, the call is answered all the same, and the log says so", async () => {
    const failing = await startSurface({
      calls: { written: async () => ({ kind: "say", message: said("Hello") }) },
      deps: {
        conversations: {
          ...surface.kept.conversations,
          remember: async () => {
            throw new Error("The database is away");
          },
        },
      },
    });
    expect((await post(failing)).status).toBe(200);
    expect(failing.service.posted).toHaveLength(1);
    expect(JSON.stringify(failing.log.lines)).toContain("where a call came from");
    await failing.close();
  });
});
