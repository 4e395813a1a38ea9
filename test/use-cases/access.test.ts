/**
 * Who may do what, pressed through the use cases by everybody in every state, against the list that
 * was typed from docs/access.md.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ACTIONS, GENERAL_ACTIONS } from "../../src/domain/access.ts";
import { generalDrivers, pointerTo, requestDrivers, wordOf } from "../helpers/access/drivers.ts";
import {
  answersExpected,
  type GeneralRow,
  generalRows,
  type ListRow,
  requestRows,
  STATES,
  WHO,
  type Who,
} from "../helpers/access/list.ts";
import { makeScene, NOW, type Scene, userOf } from "../helpers/access/scene.ts";
import { rolledBack } from "../helpers/rolled-back.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await makeScene();
});
afterAll(() => scene.house.close());

/** What each of them is answered, each on the same untouched database. */
const answersOfAll = async (drive: (here: Scene, who: Who) => Promise<string>) => {
  const answers: [Who, string][] = [];
  for (const who of WHO) {
    const word = await rolledBack(scene.house, (house) => drive({ ...scene, house }, who));
    answers.push([who, word]);
  }
  return Object.fromEntries(answers);
};

const pressOf = ({ house }: Scene, who: Who) => house.press(userOf[who], NOW);

test("every action of the product's table stands in the list, and the other way round", () => {
  expect(Object.keys(requestRows).toSorted()).toEqual(ACTIONS.toSorted());
  expect(Object.keys(generalRows).toSorted()).toEqual(GENERAL_ACTIONS.toSorted());
});

const rows: readonly ListRow[] = Object.values(requestRows).flat();

/** To begin a draft nothing is pointed at. */
const isPointedAt = ({ row }: ListRow) => !row.startsWith("start ");

describe.each(rows)("$row", (row) => {
  test.each(isPointedAt(row) ? STATES : (["none"] as const))("%s", async (state) => {
    const drive = requestDrivers[row.row as keyof typeof requestDrivers];
    const answers = await answersOfAll(async (here, who) =>
      wordOf(await drive(here, pressOf(here, who), pointerTo(here, state))),
    );
    const expected = { no: row.no, yes: row.yes[state], told: row.told?.[state] };
    expect(answers).toEqual(answersExpected(expected));
  });
});

const general: readonly GeneralRow[] = Object.values(generalRows).flat();

test.each(general)("$row", async (row) => {
  const drive = generalDrivers[row.row as keyof typeof generalDrivers];
  const answers = await answersOfAll(async (here, who) =>
    wordOf(await drive(here, pressOf(here, who))),
  );
  expect(answers).toEqual(answersExpected(row));
});
