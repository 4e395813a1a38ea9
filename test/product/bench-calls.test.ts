import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as inSlack from "../bench/slack/calls.ts";
import { sendAll } from "../bench/slack/load.ts";
import type { Measured } from "../bench/slack/measured.ts";
import { type Case, checkAnswer } from "../bench/slack/rounds.ts";
import { openStage } from "../bench/slack/stage.ts";
import * as inTeams from "../bench/teams/calls.ts";
import { openTeamsStage } from "../bench/teams/stage.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";

let databases: readonly TestDatabase[];
beforeAll(async () => {
  databases = await Promise.all([testDatabase(), testDatabase()]);
});
afterAll(() => Promise.all(databases.map((database) => database.close())));

/** Its tables are there, and it stays when the stage closes. */
const serverOf = (index: number) => ({
  url: databases[index]?.url ?? "",
  stop: async () => undefined,
});

/** Each call twice, as the benchmark makes them: the second one is no repeat of the first. */
const answerAll = async <App extends string>(
  cases: readonly Case<App>[],
  apps: Readonly<Record<App, Measured>>,
): Promise<string[]> => {
  for (const one of cases) {
    const sent = await sendAll(apps[one.app].url, one.make(2), 1);
    expect(sent.millis).toHaveLength(2);
    checkAnswer(one, sent);
  }
  return cases.map(({ name }) => name);
};

const stopAll = (apps: object): Promise<unknown> =>
  Promise.all(Object.values(apps).map((app: Measured) => app.stop()));

describe("the calls of the benchmarks can still be made, and are answered as they mean", () => {
  test("npm run bench slack", async () => {
    const stage = await openStage({ server: serverOf(0) });
    const [product, bare, asking] = await Promise.all([
      stage.start("product"),
      stage.start("bare"),
      stage.start("asking"),
    ]);
    try {
      const two = { ...stage, people: stage.people.slice(0, 2) };
      const drafts = await inSlack.openDrafts(two, product.url);
      const asked = await answerAll(inSlack.casesWith(drafts), { product, bare, asking });
      expect(asked).toEqual(expect.arrayContaining(["bare Bolt", "help", "draft save"]));
    } finally {
      await stopAll({ product, bare, asking });
      await stage.close();
    }
  });

  test("npm run bench teams", async () => {
    const stage = await openTeamsStage(serverOf(1));
    const [product, bare] = await Promise.all([stage.start("product"), stage.start("bare")]);
    try {
      const two = { ...stage, people: stage.people.slice(0, 2) };
      const pages = await inTeams.openPages(two, product.url);
      const asked = await answerAll(inTeams.casesWith(pages, stage.service), { product, bare });
      expect(asked).toEqual(["barest teams-ai bot", "static answer", "help", "next page"]);
    } finally {
      await stopAll({ product, bare });
      await stage.close();
    }
  });
});
