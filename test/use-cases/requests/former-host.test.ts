/** What a host that was asked, and is asked no longer, may go on reading. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dutiesOf } from "../../../src/domain/home/duties.ts";
import { organisationId, type RequestId } from "../../../src/domain/ids.ts";
import { pointer as pointerTo } from "../../../src/domain/pointers.ts";
import type { Situation } from "../../../src/domain/requests/requests.ts";
import type { DateTime } from "../../../src/domain/time.ts";
import { homeOf } from "../../../src/messages/home/home.ts";
import { requestDetails } from "../../../src/messages/requests/request-cards.ts";
import { requestList } from "../../../src/messages/requests/request-list.ts";
import { inTransaction } from "../../../src/store/database.ts";
import { saveFormerHost } from "../../../src/store/requests/former-hosts.ts";
import { lockSent } from "../../../src/store/requests/requests.ts";
import { assignRequest } from "../../../src/use-cases/requests/assign-request.ts";
import { listRequests, showRequest } from "../../../src/use-cases/requests/read-requests.ts";
import { readStanding } from "../../../src/use-cases/requests/read-standing.ts";
import {
  accountOf,
  BEGINNING,
  type TestContext,
  testContext,
  tokyo,
} from "../../helpers/context.ts";
import { putIn, situation } from "../../helpers/in-state.ts";
import { sendRequest } from "../../helpers/requests.ts";
import { rolledBack } from "../../helpers/rolled-back.ts";

const LATER = tokyo("2023-03-28T10:00");

let context: TestContext;
let id: RequestId;
beforeAll(async () => {
  context = await testContext();
  const by = accountOf("FJ-liaison");
  const answers = { topic: "Kaizen", alternatives: ["BD", "TH"] };
  ({ id } = await sendRequest(context, { from: "FJ", by, at: BEGINNING, answers }));
});
afterAll(() => context.close());

/** Bangladesh is asked in place of Japan, which had answered so. */
const askBangladesh = async (
  here: TestContext,
  answer: Situation,
  at: DateTime = LATER,
): Promise<void> => {
  if (answer.state !== "submitted") await putIn(here, id, answer);
  await askInstead(here, "BD", at);
};

const askInstead = async (here: TestContext, host: string, at: DateTime = LATER): Promise<void> => {
  await inTransaction(here.database, async (tx) => {
    const request = await lockSent(tx, id);
    if (!request) throw new Error("Gone");
    await saveFormerHost(tx, request, at);
  });
  await putIn(here, id, situation("submitted"), (request) => ({
    ...request,
    hostAnswerDueOn: "2023-04-13",
    content: { ...request.content, host: organisationId(host), topic: "Kaizen, once more" },
  }));
};

/** All that one person reads of it, as one text for each place. */
const readBy = async (here: TestContext, who: string) => {
  const account = accountOf(who);
  const shown = await showRequest(here, { account, which: "1", now: LATER });
  const list = await listRequests(here, { account, now: LATER });
  const standing = await readStanding(here, account, LATER);
  if (!list.ok || !standing) throw new Error(`${who} is a stranger`);
  return {
    show: shown.ok ? JSON.stringify(requestDetails(shown.value)) : shown.refusal.kind,
    list: JSON.stringify(requestList(list.value)),
    home: JSON.stringify(homeOf(standing)),
    view: shown.ok ? JSON.stringify(shown.value.request) : "",
    owes: dutiesOf(standing).map(({ kind, dueOn }) => `${kind} by ${dueOn}`),
  };
};

const onceAskedElsewhere = (
  answer: Situation,
  ...then: ((here: TestContext) => Promise<unknown>)[]
) =>
  rolledBack(context, async (here) => {
    await askBangladesh(here, answer);
    for (const step of then) await step(here);
    return {
      japan: await readBy(here, "JP-liaison"),
      bangladesh: await readBy(here, "BD-liaison"),
    };
  });

const declined = situation("host_declined");

describe("after a decline another NPO is asked", () => {
  test("the former host reads the request as of its own answer, everywhere", async () => {
    const { japan } = await onceAskedElsewhere(declined);
    expect(japan.show).toContain('"value":"JPC can\'t host it this time"');
    expect(japan.show).toContain("Our halls are full");
    expect(japan.show).toContain("Their last report never came");
    expect(japan.list).toContain("JPC can't host it this time.");
    expect(japan.home).toContain("JPC can't host it this time.");
    expect(japan.show).toContain('"value":"Kaizen"');
  });

  test("it reads nothing later: not who is asked now, nor what became of it", async () => {
    const { japan } = await onceAskedElsewhere(declined, (here) =>
      putIn(here, id, situation("host_accepted")),
    );
    const all = JSON.stringify(japan);
    expect(all).toContain("can't host it this time");
    expect(all).not.toMatch(/"BD"|Bangladesh|once more|Autumn|host_accepted|13 April/);
  });

  test("it owes nothing, and may settle nothing", async () => {
    const { japan, settled } = await rolledBack(context, async (here) => {
      await askBangladesh(here, declined);
      const pointer = pointerTo("assignment", {
        ...{ request: id, organisation: organisationId("JP"), version: 0 },
      });
      const settled = await assignRequest(here, { ...here.interaction("JP-liaison"), pointer });
      return { japan: await readBy(here, "JP-liaison"), settled };
    });
    expect(japan.owes).toEqual([]);
    expect(japan.show).not.toMatch(/"verb":"(take|assign)"/);
    expect(settled).toMatchObject({ ok: false, refusal: { kind: "notFound" } });
  });

  test("the new host reads a request like any other: nothing of an earlier one", async () => {
    const { bangladesh } = await onceAskedElsewhere(declined);
    expect(bangladesh.show).toContain("is asked by Thu 13 April");
    expect(bangladesh.owes).toEqual(["answer by 2023-04-13"]);
    expect(JSON.stringify(bangladesh)).not.toMatch(/"JP"|Japan|JPC|halls|never came|declined/);
  });

  test("the sender and officers read how it stands now", async () => {
    const shown = await rolledBack(context, async (here) => {
      await askBangladesh(here, declined);
      return [await readBy(here, "FJ-liaison"), await readBy(here, "APO-officer")];
    });
    for (const { show, list, home } of shown) {
      expect(show).toContain("Kaizen, once more");
      expect(list).toContain("Kaizen, once more");
      expect(home).toContain("Kaizen, once more");
    }
  });
});

test("a host that never answered is told that no answer is asked any more, and owes none", async () => {
  const { japan } = await onceAskedElsewhere(situation("submitted"));
  expect(japan.show).toContain("No answer of JPC is asked any more");
  expect(japan.list).toContain("No answer of JPC is asked any more.");
  expect(japan.home).toContain("No answer of JPC is asked any more.");
  expect(japan.owes).toEqual([]);
});

test("a former host that is asked again reads how it stands now; the one between becomes former", async () => {
  const { japan, bangladesh } = await onceAskedElsewhere(
    declined,
    (here) => putIn(here, id, declined),
    (here) => askInstead(here, "JP", LATER.plus({ days: 1 })),
  );
  expect(japan.show).toContain("the answer of JPC is asked by Thu 13 April");
  expect(japan.owes).toEqual(["answer by 2023-04-13"]);
  expect(bangladesh.show).toContain("can't host it this time");
  expect(bangladesh.owes).toEqual([]);
});

test("an NPO that was never asked reads nothing", async () => {
  const shown = await rolledBack(context, async (here) => {
    await askInstead(here, "TH");
    return readBy(here, "BD-liaison");
  });
  expect(shown.show).toBe("notFound");
  expect(`${shown.list}${shown.home}`).not.toContain("BCN-2023-001");
});
