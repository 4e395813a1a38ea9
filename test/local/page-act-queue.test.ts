import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Act, makeActQueue } from "../../src/local/page/act-queue.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const act = (actionId: string): Act => ({ blockId: actionId, actionId });

/** A queue whose requests are answered when the test says so. */
function sending() {
  const sent: string[] = [];
  const answers: (() => void)[] = [];
  const queue = makeActQueue(({ actionId }) => {
    sent.push(actionId);
    return new Promise((resolve) => void answers.push(resolve));
  });
  const answerNext = async (): Promise<void> => {
    answers.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { queue, sent, answerNext };
}

test("typing is sent once it rests, not with each key", async () => {
  const { queue, sent } = sending();
  for (const _key of "Kaizen") {
    queue.later(act("topic"));
    await vi.advanceTimersByTimeAsync(40);
  }
  expect(sent).toEqual([]);
  await vi.advanceTimersByTimeAsync(150);
  expect(sent).toEqual(["topic"]);
});

test("a button pressed while typing still waits is sent after it, and only when that is answered", async () => {
  const { queue, sent, answerNext } = sending();
  queue.later(act("topic"));
  void queue.now(act("back"));
  await vi.advanceTimersByTimeAsync(0);
  expect(sent).toEqual(["topic"]);
  await answerNext();
  expect(sent).toEqual(["topic", "back"]);
});

test("typing in another field sends what the first one still holds", async () => {
  const { queue, sent, answerNext } = sending();
  queue.later(act("topic"));
  queue.later(act("objectives"));
  await vi.advanceTimersByTimeAsync(0);
  expect(sent).toEqual(["topic"]);
  await answerNext();
  await vi.advanceTimersByTimeAsync(150);
  expect(sent).toEqual(["topic", "objectives"]);
});

test("a submission waits until everything typed has been answered", async () => {
  const { queue, answerNext } = sending();
  const steps: string[] = [];
  queue.later(act("topic"));
  void queue.settle().then(() => steps.push("submitted"));
  await vi.advanceTimersByTimeAsync(500);
  expect(steps).toEqual([]);
  await answerNext();
  expect(steps).toEqual(["submitted"]);
});

test("Enter in a field takes the place of the keystroke that waits there", async () => {
  const { queue, sent, answerNext } = sending();
  queue.later(act("topic"));
  void queue.now(act("topic"));
  await vi.advanceTimersByTimeAsync(0);
  await answerNext();
  await vi.advanceTimersByTimeAsync(500);
  expect(sent).toEqual(["topic"]);
});
