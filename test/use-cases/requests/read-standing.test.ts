import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Standing } from "../../../src/domain/home/standing.ts";
import { organisationId, requestId } from "../../../src/domain/ids.ts";
import { pointer as pointerTo } from "../../../src/domain/pointers.ts";
import { homeOf } from "../../../src/messages/home/home.ts";
import { allProgrammes } from "../../../src/store/programmes/programmes.ts";
import { insertDraft } from "../../../src/store/requests/drafts.ts";
import { startOnBehalf } from "../../../src/use-cases/drafts/start-on-behalf.ts";
import { giveRole } from "../../../src/use-cases/people/people.ts";
import { refuseRound } from "../../../src/use-cases/programmes/refuse-round.ts";
import { assignRequest } from "../../../src/use-cases/requests/assign-request.ts";
import { readStanding } from "../../../src/use-cases/requests/read-standing.ts";
import {
  accountOf,
  BEGINNING,
  type TestContext,
  testContext,
  tokyo,
} from "../../helpers/context.ts";
import { EVIDENCE, fillDraft } from "../../helpers/one-request.ts";
import { sendRequest, writeDraft } from "../../helpers/requests.ts";

/** Fiji has asked Japan and, without anybody to be reached there, Lao PDR; it has a draft to Korea. */
let context: TestContext;
beforeAll(async () => {
  context = await testContext();
  const by = accountOf("FJ-liaison");
  const written = { from: "FJ", by, at: BEGINNING };
  const answers = { topic: "Kaizen", alternatives: ["TH", "KR"] };
  await sendRequest(context, { ...written, people: 3, answers });
  await sendRequest(context, { ...written, answers: { host: "LA", topic: "Green productivity" } });
  await writeDraft(context, { ...written, answers: { host: "KR", topic: "Secret plans" } });
  const japan = { from: "JP", by: accountOf("JP-liaison"), at: BEGINNING };
  await writeDraft(context, { ...japan, answers: { host: "BD", topic: "Another NPO's draft" } });
});
afterAll(() => context.close());

const standingOf = (user: string, now = BEGINNING): Promise<Standing | undefined> =>
  readStanding(context, accountOf(user), now);

const existing = async (user: string, now = BEGINNING): Promise<Standing> => {
  const standing = await standingOf(user, now);
  if (!standing) throw new Error(`${user} is a stranger`);
  return standing;
};

const topics = ({ requests, drafts }: Standing) => ({
  requests: requests.map(({ topic }) => topic),
  drafts: drafts.map(({ topic }) => topic),
});

describe("each person reads what docs/access.md lets them", () => {
  test("the sender's LO: what their NPO sent, and its drafts", async () => {
    expect(topics(await existing("FJ-liaison"))).toEqual({
      requests: ["Green productivity", "Kaizen"],
      drafts: ["Secret plans"],
    });
  });

  test("its backup reads and edits the same; its head reads the draft and doesn't edit it", async () => {
    const [backup, head] = [await existing("FJ-backup"), await existing("FJ-head")];
    expect(topics(backup)).toEqual(topics(head));
    expect(backup.drafts.map(({ mayEdit }) => mayEdit)).toEqual([true]);
    expect(head.drafts.map(({ mayEdit }) => mayEdit)).toEqual([false]);
  });

  test("the host's LO: what was sent to it, never the sender's drafts or alternatives", async () => {
    const host = await existing("JP-liaison");
    expect(topics(host)).toEqual({ requests: ["Kaizen"], drafts: ["Another NPO's draft"] });
    const told = JSON.stringify([host.requests, homeOf(host)]);
    expect(told).not.toMatch(/Thailand|Secret plans|Green productivity|Lao/);
  });

  test("an officer: all that was sent; of drafts numbers only", async () => {
    const officer = await existing("APO-officer");
    expect(topics(officer)).toEqual({ requests: ["Green productivity", "Kaizen"], drafts: [] });
    expect([...officer.draftCounts.values()]).toEqual([2]);
    expect(JSON.stringify(homeOf(officer))).not.toContain("Secret plans");
  });

  test("the LO of an NPO that has nothing to do with it: nothing", async () => {
    const other = await existing("BD-liaison");
    expect(topics(other)).toEqual({ requests: [], drafts: [] });
    expect(other.draftCounts.size).toBe(0);
  });

  test("a stranger: nothing at all", async () => {
    expect(await standingOf("FJ-stranger")).toBeUndefined();
  });

  test("somebody with a role in two organisations: both", async () => {
    const account = { ...accountOf("JP-both"), workspace: "T-JP" };
    for (const [organisation, role] of [
      ["JP", "liaison"],
      ["APO", "officer"],
    ] as const) {
      await giveRole(context, { name: "both", role, organisation, account });
    }
    const both = await existing("JP-both");
    expect(both.own.map(({ id }) => id)).toEqual(["APO", "JP"]);
    expect(topics(both).requests).toEqual(["Green productivity", "Kaizen"]);
    expect(topics(both).drafts).toEqual(["Another NPO's draft"]);
  });
});

describe("the facts of a line", () => {
  test("people without standby, the host's day, and whether anybody there can be reached", async () => {
    const { requests } = await existing("APO-officer");
    expect(requests.find(({ topic }) => topic === "Kaizen")).toMatchObject({
      people: 3,
      hostAnswerDueOn: "2023-04-04",
      hostIsReachable: true,
      days: { startsOn: "2023-07-10", endsOn: "2023-07-12" },
    });
    expect(requests.find(({ topic }) => topic !== "Kaizen")?.hostIsReachable).toBe(false);
  });

  test("an untouched draft doesn't stand in anybody's home", async () => {
    const [{ id } = { id: undefined }] = await allProgrammes(context.database);
    const { person, drafts } = await existing("BD-liaison");
    if (!id) throw new Error("no programme");
    await insertDraft(context.database, {
      id: requestId(context.newId()),
      programmeId: id,
      sender: organisationId("BD"),
      begunBy: person.id,
      heldBy: person.id,
      page: "whom",
      item: null,
      answers: {},
      participants: [],
      savedAt: BEGINNING.toJSDate(),
      revision: 0,
      removals: [],
      snapshots: {},
    });
    expect(drafts).toEqual([]);
    expect((await existing("BD-liaison")).drafts).toEqual([]);
    expect([...(await existing("APO-officer")).draftCounts.values()]).toEqual([2]);
  });

  test('"Not this round" is known to those of the NPO', async () => {
    const [programme] = await allProgrammes(context.database);
    const round = programme?.rounds[1]?.id ?? "";
    await refuseRound(context, { ...context.interaction("FJ-liaison"), round, npo: "FJ" });
    expect((await existing("FJ-head")).refused).toEqual([{ round, npo: "FJ" }]);
    expect((await existing("JP-liaison")).refused).toEqual([]);
  });

  test("when the year of the programme is over, its requests and dates leave the home", async () => {
    const later = await existing("APO-officer", tokyo("2024-01-01T00:00"));
    expect([later.programmes, later.requests]).toEqual([[], []]);
  });
});

test("an officer reads the drafts that the Secretariat began, and knows for whom", async () => {
  const interaction = context.interaction("APO-officer");
  const begun = await startOnBehalf(context, {
    ...interaction,
    organisation: "LA",
    answers: EVIDENCE,
  });
  if (!begun.ok) throw new Error(begun.refusal.kind);
  await fillDraft(context, { draft: begun.value.draft.id, user: "APO-officer" });
  const { drafts } = await existing("APO-officer");
  expect(drafts.map(({ sender, onBehalf, mayEdit }) => [sender.id, onBehalf, mayEdit])).toEqual([
    ["LA", true, true],
  ]);
  expect((await existing("JP-liaison")).drafts.map(({ sender }) => sender.id)).toEqual(["JP"]);
});

test("who handles a request is known to their own side, and to no other", async () => {
  const liaison = await existing("JP-liaison");
  const request = liaison.requests.find(({ topic }) => topic === "Kaizen")?.id;
  if (!request) throw new Error("no such request");
  const pointer = pointerTo("assignment", {
    request,
    organisation: organisationId("JP"),
    version: 0,
  });
  const settled = await assignRequest(context, { ...context.interaction("JP-liaison"), pointer });
  expect(settled.ok).toBe(true);
  const handlers = async (user: string) => [
    ...((await existing(user)).requests.find(({ id }) => id === request)?.handlers ?? []),
  ];
  expect(await handlers("JP-liaison")).toEqual([["JP", liaison.person.id]]);
  expect(await handlers("FJ-liaison")).toEqual([]);
  expect(await handlers("APO-officer")).toEqual([]);
});
