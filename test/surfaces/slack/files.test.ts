import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { LARGEST_FILE_BYTES, makeFetchFile } from "../../../src/surfaces/slack/sending/files.ts";
import { type FakeSlack, fakeLog, listenOnAnyPort, startFakeSlack, stop } from "./harness.ts";

let slack: FakeSlack;
let elsewhere: Server;
beforeEach(async () => {
  slack = await startFakeSlack();
});
afterEach(() => slack.close());

const fetchFile = (workspace = "TFIJI") =>
  makeFetchFile({
    tokenFor: async (team) => (team === "TFIJI" ? "xoxb-fiji" : undefined),
    apiUrl: `${slack.url}/api/`,
    log: fakeLog(),
  })(workspace, "F1");

const fileAt = (url: string, over: object = {}) => [
  { body: { ok: true, file: { name: "notification.txt", url_private_download: url, ...over } } },
];

test("an uploaded file is fetched with its name, by the workspace's token", async () => {
  slack.answers["files.info"] = fileAt(`${slack.url}/download`);
  slack.answers.download = [{ raw: Buffer.from("23-SN-03") }];
  expect(await fetchFile()).toMatchObject({
    ok: true,
    value: { name: "notification.txt", bytes: Buffer.from("23-SN-03") },
  });
  expect(slack.of("download")).toMatchObject([{ token: "xoxb-fiji" }]);
});

test("the token never goes to another host, nor along a redirection", async () => {
  const asked: unknown[] = [];
  elsewhere = createServer((req, res) => {
    asked.push(req.url);
    res.end("x");
  });
  const url = await listenOnAnyPort(elsewhere);
  slack.answers["files.info"] = [...fileAt(url), ...fileAt(`${slack.url}/download`)];
  slack.answers.download = [{ status: 302, headers: { location: url } }];
  await expect(fetchFile()).rejects.toThrow("Slack's own address");
  await expect(fetchFile()).rejects.toThrow();
  expect(asked).toEqual([]);
  await stop(elsewhere);
});

test("a file that is deleted or kept outside of Slack is gone", async () => {
  slack.answers["files.info"] = [
    { body: { ok: false, error: "file_deleted" } },
    ...fileAt(`${slack.url}/download`, { is_external: true }),
  ];
  expect(await fetchFile()).toMatchObject({ ok: false, refusal: { kind: "gone" } });
  expect(await fetchFile()).toMatchObject({ ok: false, refusal: { kind: "gone" } });
});

test("a file above 10 MB is refused, and not read to its end", async () => {
  slack.answers["files.info"] = fileAt(`${slack.url}/download`);
  slack.answers.download = [{ raw: Buffer.alloc(LARGEST_FILE_BYTES + 1) }];
  expect(await fetchFile()).toMatchObject({ ok: false, refusal: { kind: "tooLarge" } });
});

test("a file of a workspace that isn't ours is a fault", async () => {
  await expect(fetchFile("TOTHER")).rejects.toThrow();
});
