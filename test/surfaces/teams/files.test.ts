/** Files that people send to the bot in Teams: how they are named to commands, and fetched. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Written } from "../../../src/surfaces/command.ts";
import { isFileAddress } from "../../../src/surfaces/teams/sending/file-address.ts";
import { aMessage, filesOf, post, type Surface, startSurface } from "./harness.ts";
import { LIAISON, TENANT } from "./microsoft.ts";

type Json = Record<string, unknown>;

let surface: Surface;
let written: Written[];
beforeEach(async () => {
  written = [];
  const note = async (call: Written) => {
    written.push(call);
    return { kind: "nothing" } as const;
  };
  surface = await startSurface({ calls: { written: note } });
});
afterEach(async () => {
  expect(surface.service.problems).toEqual([]);
  await surface.close();
});

const FROM_THE_LIAISON = { tenant: TENANT, user: LIAISON };
const LARGEST = 10 * 1024 * 1024;

/** Where Teams says that it is; its key lets anybody read it. */
const addressOf = (path: string): string => `http://${surface.service.host}${path}`;

const aFile = (url: string, name = "letter.pdf"): Json => ({
  contentType: "application/vnd.microsoft.teams.file.download.info",
  contentUrl: "https://contoso.sharepoint.com/personal/letter.pdf",
  name,
  content: { downloadUrl: url, uniqueId: "1150D938", fileType: "pdf" },
});
const PICTURE = { contentType: "image/*", contentUrl: "https://smba.trafficmanager.net/emea/1" };
const twin = (content: string): Json => ({ contentType: "text/html", content });

const send = async (attachments: readonly Json[], over: Json = {}): Promise<Written> => {
  expect((await post(surface, aMessage(surface, { attachments, ...over }))).status).toBe(200);
  const [call] = written.slice(-1);
  if (!call) throw new Error("Nothing was told");
  return call;
};

const idOf = async (url: string): Promise<string> => (await send([aFile(url)])).files[0] ?? "";

describe("in the personal chat", () => {
  test("a file is told by an id that hides its address, and fetched by it without a token", async () => {
    surface.service.files.set("/files/letter?key=hidden", { bytes: Buffer.from("%PDF-1.7") });
    const { files, text, notTaken } = await send(
      [aFile(addressOf("/files/letter?key=hidden")), twin("<p>here it is</p>")],
      { text: "here it is" },
    );
    expect([files.length, text, notTaken]).toEqual([1, "here it is", undefined]);
    expect(files[0]).not.toContain("hidden");
    expect(files[0]).not.toContain(Buffer.from("hidden").toString("base64").slice(0, 6));
    const fetched = await filesOf(surface.service).fetch(FROM_THE_LIAISON, files[0] ?? "");
    expect(fetched).toEqual({
      ok: true,
      value: { name: "letter.pdf", bytes: Buffer.from("%PDF-1.7") },
    });
    expect(JSON.stringify(surface.log.lines)).not.toContain("hidden");
  });

  test("several are told as several, a picture in the text as one that can't be taken", async () => {
    const two = await send([aFile(addressOf("/files/1")), aFile(addressOf("/files/2"))]);
    expect(two.files).toHaveLength(2);
    const picture = await send([PICTURE, twin("<img>")], { id: "2", text: "" });
    expect([picture.files, picture.notTaken]).toEqual([[], "picture"]);
  });

  test("a text's twin, and what isn't a file, tell of none", async () => {
    for (const [index, attachment] of [
      twin('<p>help</p><attachment id="1"></attachment>'),
      { contentType: "application/vnd.microsoft.card.adaptive", content: {} },
      { contentType: "messageReference", content: "quoted" },
    ].entries()) {
      const { files, notTaken } = await send([attachment], { id: `${index}` });
      expect([files, notTaken]).toEqual([[], undefined]);
    }
  });
});

describe("in a channel", () => {
  const mention = {
    text: "<at>BCN</at>",
    conversation: {
      id: "19:a@thread.tacv2;messageid=1",
      conversationType: "channel",
      tenantId: TENANT,
    },
  };
  const said = (text: string): Json => {
    const { recipient } = aMessage(surface);
    const entities = [{ type: "mention", mentioned: recipient, text: "<at>BCN</at>" }];
    return { ...mention, text, entities };
  };

  test.each<[string, Json, string]>([
    ["a file", aFile("http://127.0.0.1/1"), "<at>BCN</at> here"],
    ["a picture", PICTURE, "<at>BCN</at> here"],
    ["a file of which only the twin tells", twin('<attachment id="1">'), "<at>BCN</at>"],
  ])("%s isn't taken", async (_what, attachment, text) => {
    const { files, notTaken } = await send([attachment], said(text));
    expect([files, notTaken]).toEqual([[], "elsewhere"]);
  });

  test("words with something that isn't known beside them are words", async () => {
    const { text, notTaken } = await send([twin('<attachment id="1">')], said("<at>BCN</at> help"));
    expect([text, notTaken]).toEqual(["help", undefined]);
  });
});

describe("is fetched", () => {
  const fetched = async (url: string, by = FROM_THE_LIAISON) => {
    const before = surface.service.asked.length;
    const id = await idOf(url);
    const outcome = await filesOf(surface.service).fetch(by, id);
    const asked = surface.service.asked.length - before;
    return { kind: outcome.ok ? "fetched" : outcome.refusal.kind, asked };
  };

  test.each([
    ["another person", { ...FROM_THE_LIAISON, user: TENANT }],
    ["somebody of another tenant", { ...FROM_THE_LIAISON, tenant: LIAISON }],
  ])("never for %s", async (_who, by) => {
    surface.service.files.set("/files/1", { bytes: Buffer.from("x") });
    expect(await fetched(addressOf("/files/1"), by)).toEqual({ kind: "gone", asked: 0 });
  });

  test("not by an id that we didn't make", async () => {
    for (const id of ["", "F0LETTER", "k:AAAA:AAAA:AAAA", addressOf("/files/1")])
      expect(await filesOf(surface.service).fetch(FROM_THE_LIAISON, id)).toMatchObject({
        refusal: { kind: "gone" },
      });
    expect(surface.service.asked).toEqual([]);
  });

  test("only while its address lasts", async () => {
    for (const status of [401, 403, 404, 410]) {
      surface.service.files.set("/files/1", { status });
      expect(await fetched(addressOf("/files/1"))).toEqual({ kind: "gone", asked: 1 });
    }
  });

  test("not where it is led elsewhere, or where its address fails", async () => {
    surface.service.files.set("/files/2", { bytes: Buffer.from("x") });
    const location = addressOf("/files/2");
    surface.service.files.set("/files/1", { status: 302, headers: { location } });
    await expect(fetched(addressOf("/files/1"))).rejects.toThrow();
    surface.service.files.set("/files/1", { status: 503 });
    await expect(fetched(addressOf("/files/1"))).rejects.toThrow("503");
    expect(surface.service.asked).toEqual(["/files/1", "/files/1"]);
  });

  test("up to 10 MB, whatever is said of its size", async () => {
    for (const [size, kind] of [
      [LARGEST, "fetched"],
      [LARGEST + 1, "tooLarge"],
    ] as const) {
      const bytes = Buffer.alloc(size, "x");
      const inPieces = { "transfer-encoding": "chunked" };
      for (const headers of [{ "content-length": `${size}` }, inPieces]) {
        surface.service.files.set("/files/1", { bytes, headers });
        expect((await fetched(addressOf("/files/1"))).kind).toBe(kind);
      }
    }
  });
});

test.each([
  ["https://contoso-my.sharepoint.com/personal/_layouts/15/download.aspx?tempauth=e", true],
  ["https://contoso.sharepoint.com:443/1", true],
  ["https://smba.trafficmanager.net/emea/1", true],
  ["http://127.0.0.1:9000/1", true],
  ["http://contoso.sharepoint.com/1", false],
  ["https://contoso.sharepoint.com:8443/1", false],
  ["https://user@contoso.sharepoint.com/1", false],
  ["https://sharepoint.com.example.org/1", false],
  ["https://notsharepoint.com/1", false],
  ["https://example.org/?a=.sharepoint.com", false],
  ["https://127.0.0.1/1", false],
  ["ftp://contoso.sharepoint.com/1", false],
  ["", false],
])("%s: a file may be taken from there: %s", (address, may) => {
  expect(isFileAddress(address, ["smba.trafficmanager.net", "127.0.0.1:9000"])).toBe(may);
});
