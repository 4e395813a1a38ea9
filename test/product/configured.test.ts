import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually, textOf } from "./helpers/client.ts";
import type { View } from "./helpers/fake-slack.ts";
import { TEAM } from "./helpers/fake-slack.ts";
import {
  ADMIN,
  FIJI,
  fillIn,
  JAPAN,
  openProduct,
  type Running,
  shown,
  YEAR,
} from "./helpers/open-product.ts";
import { bcn } from "./helpers/product.ts";

let running: Running;
beforeAll(async () => {
  running = await openProduct({ furnished: false });
});
afterAll(() => running.close());

/** The sample of the local workspace, announced for next year. */
const notification = readFileSync(
  new URL("../../src/local/sample-notification.txt", import.meta.url),
  "utf8",
)
  .replaceAll("2023", String(YEAR))
  .replace("23-SN", `${String(YEAR).slice(2)}-SN`)
  .replace("27 December 2022", `27 December ${YEAR - 1}`);

/** What an input takes is 3,000 characters: the text is pasted in pieces. */
const pasted = {
  text1: notification.slice(0, 3000),
  text2: notification.slice(3000),
};

describe("one workspace, configured by its token", () => {
  test("the token says whose workspace it is, and the administrator belongs to the Secretariat", async () => {
    expect(running.slack.called.map(({ method }) => method)).toContain("auth.test");
    const help = await running.person(ADMIN).command("help");
    expect(help.json.response_type).toBe("ephemeral");
    expect(textOf(help.json)).toContain("/bcn publish");
  });

  test("a stranger gets the friendly sentence at every word, and sees nothing", async () => {
    const stranger = running.person("U0STRANGER");
    for (const word of [
      "",
      "help",
      "request",
      "requests",
      "show BCN-2023-001",
      "closing",
      "channel on",
      "publish",
    ]) {
      const { json } = await stranger.command(word);
      expect(json, word).toMatchObject({
        response_type: "ephemeral",
        text: "I don't know you here yet.",
      });
    }
    expect(running.slack.called.filter(({ method }) => method === "views.open")).toEqual([]);
  });

  test("an officer publishes, a liaison who was added sends a request, and the host is asked", async () => {
    await publish();
    await add("Liaison, Fiji", "FJ", FIJI);
    await add("Liaison, Japan", "JP", JAPAN);
    const liaison = running.person(FIJI);
    const check = await fillIn(liaison, { people: 4 });
    expect(textOf(check.blocks)).toContain("Kaizen in public hospitals");
    const receipt = shown(await liaison.submit(check));
    expect(textOf(receipt.blocks)).toContain(`BCN-${YEAR}-001`);
    await eventually(
      () => running.slack.posted.find(({ channel }) => channel === FIJI.replace("U", "D")),
      "No receipt came",
    );
    const requests = await liaison.command("requests");
    expect(textOf(requests.json)).toContain(`BCN-${YEAR}-001 to JPC, Japan`);
  });

  test("nothing that was drawn on the way would have been refused by Slack", () => {
    expect(running.slack.refused).toEqual([]);
  });
});

const publish = async (): Promise<void> => {
  const officer = running.person(ADMIN);
  const form = await officer.open("publish");
  const preview: View = shown(await officer.submit(form, pasted));
  const published = shown(await officer.submit(preview));
  expect(textOf(published.blocks)).toContain(`${String(YEAR).slice(2)}-SN-03-GE-BCN-C`);
};

const add = (name: string, organisation: string, user: string): Promise<string> =>
  bcn(
    [
      "person",
      "add",
      "--name",
      name,
      "--role",
      "liaison",
      "--of",
      organisation,
      "--account",
      `slack:${TEAM}:${user}`,
    ],
    running.env,
  );
