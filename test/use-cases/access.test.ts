/**
 * Who may do what, pressed through the use cases by everybody in every state, against the list that
 * was typed from docs/access.md.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ACTIONS, GENERAL_ACTIONS } from "../../src/domain/access.ts";
import { done } from "../../src/domain/outcome.ts";
import { pointer as pointerOf } from "../../src/domain/pointers.ts";
import { ACTION_NAMES, type ActionName } from "../../src/domain/requests/actions/actions.ts";
import { SENT, type SentState } from "../../src/domain/states.ts";
import { performAction } from "../../src/use-cases/requests/perform-action.ts";
import { generalDrivers, pointerTo, requestDrivers, wordOf } from "../helpers/access/drivers.ts";
import {
  type ActionRights,
  actionAnswers,
  actionRights,
  answersExpected,
  type GeneralRow,
  generalRows,
  hostsLetterRights,
  type ListRow,
  requestRows,
  STATES,
  WHO,
  type Who,
} from "../helpers/access/list.ts";
import { makeScene, NOW, type Scene, userOf } from "../helpers/access/scene.ts";
import { tokyo } from "../helpers/context.ts";
import { putIn, situation } from "../helpers/in-state.ts";
import { EVIDENCE } from "../helpers/one-request.ts";
import { rolledBack } from "../helpers/rolled-back.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await makeScene();
});
afterAll(() => scene.context.close());

/** What each of them is answered, each on the same untouched database. */
const answersOfAll = async (drive: (here: Scene, who: Who) => Promise<string>) => {
  const answers: [Who, string][] = [];
  for (const who of WHO) {
    const word = await rolledBack(scene.context, (context) => drive({ ...scene, context }, who));
    answers.push([who, word]);
  }
  return Object.fromEntries(answers);
};

const interactionOf = ({ context }: Scene, who: Who) => context.interaction(userOf[who], NOW);

test("every action of the product's table stands in the list, and the other way round", () => {
  const rows = { ...requestRows, ...actionRights };
  expect(Object.keys(rows).toSorted()).toEqual(ACTIONS.toSorted());
  expect(Object.keys(generalRows).toSorted()).toEqual(GENERAL_ACTIONS.toSorted());
});

const rows: readonly ListRow[] = Object.values(requestRows).flat();

/** To begin a draft nothing is pointed at. */
const isPointedAt = ({ row }: ListRow) => !row.startsWith("start ");

describe.each(rows)("$row", (row) => {
  test.each(isPointedAt(row) ? STATES : (["none"] as const))("%s", async (state) => {
    const drive = requestDrivers[row.row as keyof typeof requestDrivers];
    const answers = await answersOfAll(async (here, who) =>
      wordOf(await drive(here, interactionOf(here, who), pointerTo(here, state))),
    );
    const expected = { no: row.no, yes: row.yes[state], told: row.told?.[state] };
    expect(answers).toEqual(answersExpected(expected));
  });
});

/** Tue 9 May 2023: nobody has answered, and the host's day is long over. */
const SILENT = tokyo("2023-05-09T12:00");

/** What every form is sent with; only that of a letter is answered with a file. */
const fetch = async () => done({ bytes: Buffer.from("%PDF-1.7 another") });

/** Points to the submitted request, as it would stand in that state. */
const put = async (
  { context, requests }: Scene,
  state: SentState,
  { side }: ActionRights,
): Promise<string> => {
  const { id, version } = await putIn(context, requests.submitted, situation(state));
  return pointerOf("action", { request: id, version, side });
};

interface Row {
  readonly row: string;
  readonly action: ActionName;
  readonly rights: ActionRights;
}

const actionRows: readonly Row[] = [
  ...ACTION_NAMES.map((action) => ({ row: action, action, rights: actionRights[action] })),
  { row: "add-letter of the host", action: "add-letter", rights: hostsLetterRights },
];

/** A refusal changes nothing: all of those are asked one after the other, each success by itself. */
const answersToAction = async (
  { action, rights }: Row,
  state: SentState,
  { evidence }: { readonly evidence: boolean },
) => {
  const answers = { ...rights.answers, ...(evidence ? EVIDENCE : {}) };
  const expected = actionAnswers(rights, state, { evidence });
  const press = async (here: Scene, pointer: string, who: Who) => {
    const wish = { action, pointer, answers, fetch };
    return wordOf(
      await performAction(here.context, {
        ...here.context.interaction(userOf[who], SILENT),
        ...wish,
      }),
    );
  };
  const alone = WHO.filter((who) => expected[who] === "yes");
  const found: [Who, string][] = [];
  await rolledBack(scene.context, async (context) => {
    const here = { ...scene, context };
    const pointer = await put(here, state, rights);
    for (const who of WHO.filter((one) => !alone.includes(one))) {
      found.push([who, await press(here, pointer, who)]);
    }
  });
  for (const who of alone) {
    const word = await rolledBack(scene.context, async (context) => {
      const here = { ...scene, context };
      return press(here, await put(here, state, rights), who);
    });
    found.push([who, word]);
  }
  expect(Object.fromEntries(found)).toEqual(expected);
};

describe.each(actionRows)("$row, pressed by everybody", (row) => {
  test.each(SENT)("%s", (state) => answersToAction(row, state, { evidence: true }));

  const { action, rights } = row;
  const { states, onBehalf, side } = rights;
  test.runIf(onBehalf.length > 0)(
    "an officer does it for an NPO with evidence, or not at all",
    () => answersToAction(row, states[0] ?? "submitted", { evidence: false }),
  );

  test.each(["none", "draft", "draftThatAsked", "discarded"] as const)(
    "%s: to nobody is there anything to do",
    async (state) => {
      const pointer = pointerOf("action", { request: scene.requests[state], version: 1, side });
      const answers = await answersOfAll(async (here, who) => {
        const wish = { action, pointer, answers: rights.answers, fetch };
        return wordOf(await performAction(here.context, { ...interactionOf(here, who), ...wish }));
      });
      expect(answers).toEqual(answersExpected({ no: "notFound" }));
    },
  );
});

test.each([
  ["add-letter", undefined],
  ["withdraw", "sender"],
  ["withdraw", "host"],
] as const)("%s of %s: no button of ours says so, and nobody does it", async (action, side) => {
  const answers = await answersOfAll(async (here, who) => {
    const pointer = await put(here, "submitted", { ...actionRights[action], side });
    const wish = { action, pointer, answers: { ...actionRights[action].answers, ...EVIDENCE } };
    return wordOf(
      await performAction(here.context, { ...interactionOf(here, who), ...wish, fetch }),
    );
  });
  expect(answers).toEqual(answersExpected({ no: "notFound" }));
});

const general: readonly GeneralRow[] = Object.values(generalRows).flat();

test.each(general)("$row", async (row) => {
  const drive = generalDrivers[row.row as keyof typeof generalDrivers];
  const answers = await answersOfAll(async (here, who) =>
    wordOf(await drive(here, interactionOf(here, who))),
  );
  expect(answers).toEqual(answersExpected(row));
});
