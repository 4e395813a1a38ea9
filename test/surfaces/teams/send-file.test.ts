/** Files that go to people in Teams: asked for first, then brought to where Teams says. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { OfferedFile } from "../../../src/surfaces/command.ts";
import { makeConnector } from "../../../src/surfaces/teams/sending/connector.ts";
import { sendFile } from "../../../src/surfaces/teams/sending/send-file.ts";
import { makeTokens } from "../../../src/surfaces/teams/sending/tokens.ts";
import { said } from "../slack/harness.ts";
import { textOf } from "./check-card.ts";
import { anInvoke, post, type Surface, startSurface } from "./harness.ts";
import { APP_ID, LIAISON, TENANT } from "./microsoft.ts";
import { PASSWORD } from "./service.ts";

type Json = Record<string, unknown>;

const FILE = {
  id: "request:letter",
  name: "BCN-2023-001-NTPC.pdf",
  bytes: Buffer.from("%PDF-1.7 a letter"),
  ifRefused: said("It can't be sent here."),
};

let surface: Surface;
let asked: { account: { user: string }; id: string }[];
let offered: () => Promise<OfferedFile>;
beforeEach(async () => {
  asked = [];
  offered = async () => ({ kind: "file", file: FILE });
  surface = await startSurface({
    calls: {
      offeredFile: (call) => {
        asked.push(call);
        return offered();
      },
    },
  });
  surface.service.files.set("/files/upload?key=hidden", {});
});
afterEach(async () => {
  expect(surface.service.problems).toEqual([]);
  expect(JSON.stringify(surface.log.lines)).not.toContain("hidden");
  await surface.close();
});

/** As the sender of letters does it: where it came to stand. */
const send = async () => {
  const { service, serviceUrl, log } = surface;
  const config = { appId: APP_ID, appPassword: PASSWORD, tenantId: TENANT };
  const urls = { serviceHosts: [service.host], loginUrl: service.loginUrl };
  const tokens = makeTokens({ config: { ...config, ...urls }, monotonicMs: () => 0 });
  const connector = makeConnector({ config: { ...config, ...urls }, tokens, log });
  const to = { serviceUrl, conversation: "a:liaison" };
  const message = said("Endorsement letter of NTPC (BCN-2023-001)");
  return sendFile(to, message, FILE, { connector, opensForm: () => false });
};

test("its receiver is asked first, with the file's name and size", async () => {
  const done = await send();
  const [consent] = surface.service.posted;
  expect(done).toEqual({ kind: "done", id: consent?.id });
  expect(consent).toMatchObject({
    conversation: "a:liaison",
    activity: {
      summary: expect.stringContaining("Endorsement letter of NTPC (BCN-2023-001)"),
      attachments: [
        {
          contentType: "application/vnd.microsoft.teams.card.file.consent",
          name: FILE.name,
          content: { sizeInBytes: FILE.bytes.length, acceptContext: { file: FILE.id } },
        },
      ],
    },
  });
  expect(JSON.stringify(consent)).not.toContain("a letter");
});

test("where Teams takes no such card it is said in words; where nobody is there, to nobody", async () => {
  surface.service.faults.push({ status: 400, code: "BadArgument" });
  expect((await send()).kind).toBe("done");
  expect(textOf(surface.service.posted[0]?.activity)).toBe("It can't be sent here.");
  surface.service.faults.push({ status: 403, code: "BotNotInConversationRoster" });
  expect(await send()).toMatchObject({ kind: "refused", receiverGone: true });
  expect(surface.service.posted).toHaveLength(1);
});

let count = 0;
const answer = async (value: Json, over: Json = {}) => {
  count += 1;
  const call = anInvoke(surface, "fileConsent/invoke", { type: "fileUpload", ...value });
  const replyToId = surface.service.posted[0]?.id;
  return post(surface, { ...call, id: `f:${count}`, replyToId, ...over });
};

const context = { file: FILE.id };
const uploadInfo = (over: Json = {}): Json => ({
  name: FILE.name,
  uploadUrl: `http://${surface.service.host}/files/upload?key=hidden`,
  contentUrl: "https://contoso-my.sharepoint.com/personal/letter.pdf",
  uniqueId: "1150D938",
  fileType: "pdf",
  ...over,
});
const accept = (over: Json = {}, activity: Json = {}) =>
  answer({ action: "accept", context, uploadInfo: uploadInfo(over) }, activity);

const stands = () => surface.service.posted.map(({ activity }) => textOf(activity));
const brought = () => [...surface.service.brought.values()];

describe("accepted", () => {
  beforeEach(() => send());

  test("it is brought whole, without a token, and stands there as a file; the card is closed", async () => {
    expect(await accept()).toMatchObject({ status: 200, text: "" });
    await expect.poll(() => stands()[0]).toBe(`${FILE.name} is there.`);
    expect(brought()).toEqual([FILE.bytes]);
    expect(asked).toMatchObject([{ account: { platform: "teams", user: LIAISON }, id: FILE.id }]);
    expect(surface.service.posted[1]?.activity).toMatchObject({
      attachments: [
        {
          contentType: "application/vnd.microsoft.teams.card.file.info",
          name: FILE.name,
          contentUrl: "https://contoso-my.sharepoint.com/personal/letter.pdf",
          content: { uniqueId: "1150D938", fileType: "pdf" },
        },
      ],
    });
  });

  test("told of again, with the same id or another, it is brought once", async () => {
    await Promise.all([accept({}, { id: "f:same" }), accept({}, { id: "f:same" }), accept()]);
    await expect.poll(() => stands()[0]).toBe(`${FILE.name} is there.`);
    await accept();
    expect(asked).toHaveLength(1);
    expect(stands()).toHaveLength(2);
  });

  test("by somebody who may not read it, or when it is gone, nothing is brought", async () => {
    offered = async () => ({ kind: "say", message: said("I can't find that.") });
    expect((await accept()).status).toBe(200);
    await expect.poll(() => stands()[1]).toBe("I can't find that.");
    expect(brought()).toEqual([]);
  });

  test.each([
    ["another host", { uploadUrl: "https://example.org/1?key=hidden" }],
    ["an address without https", { uploadUrl: "http://contoso.sharepoint.com/1?key=hidden" }],
    ["none", { uploadUrl: "" }],
  ])("with %s to bring it to, nothing is asked there, and it is said", async (_what, over) => {
    await accept(over);
    await expect.poll(() => stands()[1]).toBe("It isn't there: failed.");
    expect(brought()).toEqual([]);
  });

  test("where it can't be brought, it is said, and can be tried again", async () => {
    for (const status of [503, 302, 202]) {
      const path = `/files/upload?key=hidden${status}`;
      const headers = status === 302 ? { location: "/files/upload?key=hidden" } : {};
      surface.service.files.set(path, { status, headers });
      const before = stands().length;
      await accept({ uploadUrl: `http://${surface.service.host}${path}` });
      await expect.poll(() => stands()[before]).toBe("It isn't there: failed.");
    }
    expect(brought()).toEqual([]);
    await accept();
    await expect.poll(() => stands()[0]).toBe(`${FILE.name} is there.`);
    expect(brought()).toEqual([FILE.bytes]);
  });

  test("a fault of ours has its reference", async () => {
    offered = async () => {
      throw new Error("The database is away");
    };
    expect((await accept()).status).toBe(200);
    await expect.poll(() => stands()[1]).toContain("reference 7F3K");
  });
});

test("declined, the card says so and can't be pressed any more; nothing is read", async () => {
  await send();
  expect(await answer({ action: "decline", context })).toMatchObject({ status: 200, text: "" });
  await expect.poll(() => stands()).toEqual(["It isn't there: declined."]);
  expect(asked).toEqual([]);
});

test.each<[string, Json, Json]>([
  ["no action", { context }, {}],
  ["an accepted one without an address", { action: "accept", context }, {}],
  ["a context that isn't ours", { action: "decline", context: "file" }, {}],
  [
    "one in a channel",
    { action: "decline", context },
    { conversation: { id: "19:a@thread.tacv2", conversationType: "channel", tenantId: TENANT } },
  ],
])("%s is refused, and nothing is asked", async (_what, value, over) => {
  expect((await answer(value, over)).status).toBe(400);
  expect(asked).toEqual([]);
});
