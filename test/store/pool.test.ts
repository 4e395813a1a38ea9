import { setTimeout as pause } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { makePool } from "../../src/store/pool.ts";
import type { Session } from "../../src/store/session.ts";

const IDLE_TIMEOUT_MS = 50;

const fakeSessions = () => {
  const opened: Session[] = [];
  const ended: Session[] = [];
  const open = async (): Promise<Session> => {
    const session: Session = {
      isLost: () => ended.includes(session),
      ask: async () => undefined,
      orLost: (work) => work,
      lose: () => undefined,
      end: async () => void ended.push(session),
    };
    opened.push(session);
    return session;
  };
  return { opened, ended, open };
};
const LIMITS = { waitTimeoutMs: 1_000, closeTimeoutMs: 1_000, idleTimeoutMs: IDLE_TIMEOUT_MS };
const itself = async (session: Session) => session;

test("sessions that are opened in the same moment are no more than there may be", async () => {
  const { opened, open } = fakeSessions();
  const pool = makePool({ ...LIMITS, open, max: 2 });
  await Promise.all([1, 2, 3, 4].map(() => pool.hold((session) => pause(5, session))));
  expect(opened).toHaveLength(2);
  await pool.close();
});

test("a session that nobody needed for long is ended, and never lent again", async () => {
  let nowMs = 0;
  vi.spyOn(performance, "now").mockImplementation(() => nowMs);
  onTestFinished(() => void vi.restoreAllMocks());
  const { ended, open } = fakeSessions();
  const pool = makePool({ ...LIMITS, open, max: 2 });
  let giveBack = (): void => undefined;
  const held = pool.hold(
    (session) =>
      new Promise<Session>((given) => {
        giveBack = () => given(session);
      }),
  );
  const unneeded = await pool.hold(itself);
  giveBack();
  const newest = await held;
  expect(ended).toEqual([]);
  for (; nowMs < 2 * IDLE_TIMEOUT_MS; nowMs += 10) {
    expect(await pool.hold(itself)).toBe(newest);
  }
  expect(ended).toHaveLength(1);
  expect(ended[0]).toBe(unneeded);
  await pool.close();
  expect(ended).toHaveLength(2);
});
