/** The LO and the backup of one NPO in the same draft, over the wire. */
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { type Person, send, shownIn, stamp, textOf } from "./helpers/client.ts";
import type { View } from "./helpers/fake-slack.ts";
import {
  FIJI,
  fillIn,
  openProduct,
  pointerOf,
  type Running,
  shown,
  WHOM,
} from "./helpers/open-product.ts";

const POLLING = { timeout: 30_000, interval: 20 };

let running: Running;
beforeAll(async () => {
  running = await openProduct();
});
afterEach(() => {
  // Nothing that was drawn in a test would have been refused by Slack.
  expect(running.slack.refused.splice(0)).toEqual([]);
});
afterAll(() => running.close());

const lo = () => running.person(FIJI);
const backup = () => running.person("U0FJBACKUP");
const now = (call: Parameters<typeof send>[1]) => send(running.product.url, call);

/** The same draft on the screen of each: the backup presses "Open it" on the offer. */
const onBothScreens = async (typed: Record<string, string> = {}) => {
  const los = await lo().open("request new");
  if (Object.keys(typed).length > 0) await lo().type(los, typed);
  const own = await backup().open("request new");
  return { los, backups: await openHere(backup(), own, los) };
};

/** Opens another draft in a form that is open: as the button beside a colleague's draft does. */
const openHere = async (person: Person, own: View, wanted: View): Promise<View> => {
  const value = pointerOf(wanted).draft;
  const button = { type: "actions", elements: [{ action_id: "edit-draft", value }] };
  return person.press({ ...own, blocks: [...own.blocks, button] }, "edit-draft");
};

const answersOf = async (
  view: View,
): Promise<Record<string, { value: unknown; others?: { value: unknown }[] }>> => {
  const [row] = await running.db.database.execute<{ answers: never }>(
    sql`select answers from drafts where request_id = ${pointerOf(view).draft}`,
  );
  if (!row) throw new Error("The draft is gone");
  return row.answers;
};

test("calls of two people, mixed, late and twice: each keeps what they typed, and nobody's empty inputs clear the other's", async () => {
  const { los, backups } = await onBothScreens();
  const topic = "Waiting times";
  const objectives = "How wards work";
  const calls = [...topic].flatMap((_, end) => [
    lo().typeCall(los, { topic: topic.slice(0, end + 1) }, { at: stamp() }),
    backup().typeCall(backups, { objectives: objectives.slice(0, end + 1) }, { at: stamp() }),
  ]);
  const goals = objectives.slice(0, topic.length);
  const late = calls.toReversed();
  const answered = await Promise.all([...late, ...late.slice(0, 10)].map(now));
  expect(new Set(answered.map(({ status }) => status))).toEqual(new Set([200]));
  // On a busy machine a call is acknowledged before it is saved.
  const saved = await vi.waitUntil(async () => {
    const answers = await answersOf(los);
    const isDone = answers.topic?.value === topic && answers.objectives?.value === goals;
    return isDone ? answers : undefined;
  }, POLLING);
  expect(saved.topic).toMatchObject({ value: topic });
  expect(saved.objectives).toMatchObject({ value: goals });
  expect([saved.topic?.others, saved.objectives?.others]).toEqual([undefined, undefined]);
});

test("both type the topic: both values stand on the page, and the one that is pressed stands in the input", async () => {
  const { los, backups } = await onBothScreens({ host: "JP" });
  await lo().type(los, { topic: "Kaizen" });
  await backup().type(backups, { topic: "Green jobs" });
  const blank = await lo().open("request new");
  const page = await openHere(lo(), blank, los);
  expect(shownIn(page, "topic")).toBe("Green jobs");
  const text = textOf(page.blocks);
  expect(text).toContain("You typed this here at the same time");
  expect(text).toContain("Kaizen");
  const settled = await lo().press(page, "use-other");
  expect(shownIn(settled, "topic")).toBe("Kaizen");
  expect(textOf(settled.blocks)).not.toContain("Green jobs");
  // Slack keeps what stands under an input's id: another id forces the value that was pressed.
  const idOf = (view: View) =>
    view.blocks.find(({ block_id }) => /^topic/.test(String(block_id)))?.block_id;
  expect(idOf(settled)).not.toBe(idOf(page));
  expect((await answersOf(settled)).topic).toMatchObject({ value: "Kaizen" });
});

test("nobody's open form is redrawn by a colleague's typing; Next tells what they changed", async () => {
  const { los, backups } = await onBothScreens(WHOM);
  const before = running.slack.called.filter(({ method }) => method === "views.update").length;
  await backup().type(backups, { topic: "Green jobs" });
  const after = running.slack.called.filter(({ method }) => method === "views.update").length;
  expect(after).toBe(before);
  const next = shown(await lo().submit(los, WHOM));
  expect(textOf(next.blocks)).toContain("backup, FJ changed meanwhile: Topic.");
  expect((await answersOf(los)).topic).toMatchObject({ value: "Green jobs" });
});

test("a colleague's draft is offered, with its holder, and Begin another begins one", async () => {
  await onBothScreens({ topic: "Offered", host: "JP" });
  await running.db.database.execute(
    sql`delete from requests using drafts, accounts where drafts.request_id = requests.id
      and accounts.person_id = drafts.held_by and accounts.user_id = 'U0FJBACKUP'`,
  );
  const text = textOf((await backup().command("request")).json);
  expect(text).toContain("liaison, FJ has begun a request already.");
  expect(text).toContain("Open it");
  expect(text).toContain("Begin another");
});

test("Next alone leaves the draft with its holder, whose duty stays; I'll go on with it takes it over", async () => {
  const { los, backups } = await onBothScreens(WHOM);
  const owedBy = async (person: Person) => textOf((await person.command("owed")).json);
  const when = shown(await backup().submit(backups, {}));
  expect(textOf(when.blocks)).toContain("I'll go on with it");
  expect(await owedBy(lo())).toContain("Send your draft to JPC, Japan");
  const held = await backup().press(when, "hold-draft");
  expect(textOf(held.blocks)).toContain("You hold this draft now");
  expect(textOf(held.blocks)).not.toContain("I'll go on with it");
  const [row] = await running.db.database.execute<{ user_id: string }>(
    sql`select accounts.user_id from drafts join accounts on accounts.person_id = drafts.held_by
      where request_id = ${pointerOf(los).draft}`,
  );
  expect(row?.user_id).toBe("U0FJBACKUP");
  expect(await owedBy(backup())).toContain("Send your draft to JPC, Japan");
});

test("choosing the host of a colleague's draft says so at once, beneath the host", async () => {
  const los = await lo().open("request new");
  await lo().type(los, { host: "TH", topic: "Twin" });
  const own = await backup().open("request new");
  const chosen = await typeAndSee(backup(), own, { host: "TH" });
  const texts = chosen.blocks.map((block) => textOf(block));
  const host = chosen.blocks.findIndex(({ block_id }) => /^host/.test(String(block_id)));
  expect(texts[host + 1]).toContain("liaison, FJ has a draft to FTPI, Thailand too");
  expect(shownIn(chosen, "host")).toBe("TH");
});

test("a discarded draft says by whom in the colleague's open form, and Send sends nothing", async () => {
  const check = await fillIn(lo());
  const blank = await backup().open("request new");
  const backups = await openHere(backup(), blank, check);
  const gone = await backup().press(backups, "discard-draft");
  expect(textOf(gone.blocks)).toContain("The draft is discarded.");
  const answer = await lo().submit(check);
  expect(textOf(shown(answer).blocks)).toContain("backup, FJ discarded this draft.");
  const sent = await running.db.database.execute(
    sql`select 1 from requests where id = ${pointerOf(check).draft} and number is not null`,
  );
  expect(sent).toHaveLength(0);
});

const typeAndSee = async (person: Person, view: View, typed: Record<string, string>) => {
  await person.type(view, typed);
  const drawn = await vi.waitUntil(() => {
    const open = running.slack.views.get(view.id);
    return open?.hash === view.hash ? undefined : open;
  }, POLLING);
  if (!drawn) throw new Error("Nothing was drawn");
  return drawn;
};
