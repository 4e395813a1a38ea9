/** How long people wait for an answer, and what they are told. */
import { eventually, pause, type Signed, send, textOf } from "../../product/helpers/client.ts";
import type { FakeSlack } from "../../product/helpers/fake-slack.ts";

export interface Waited {
  readonly ms: number;
  readonly status: number;
  /** Empty where the answer comes later. */
  readonly said: string;
}

/** Sends the calls in turn, without waiting for the answers of those before. */
export const askAtIntervals = async (
  product: { readonly url: string },
  calls: readonly (() => Signed)[],
  { seconds, everyMs, meanwhile }: Interval,
): Promise<Waited[]> => {
  const waited: Promise<Waited>[] = [];
  for (let place = 0; place < (1000 * seconds) / everyMs; place += 1) {
    const call = calls[place % calls.length];
    if (call) waited.push(ask(product.url, call()));
    await pause(everyMs);
    if ((place * everyMs) % 1000 === 0) await meanwhile?.();
  }
  return Promise.all(waited);
};

interface Interval {
  readonly seconds: number;
  readonly everyMs: number;
  /** Done about once a second. */
  readonly meanwhile?: () => PromiseLike<unknown>;
}

export const ask = async (url: string, call: Signed): Promise<Waited> => {
  const beganMs = performance.now();
  const { status, text, json } = await send(url, call);
  const said = textOf(json) || text;
  return { ms: performance.now() - beganMs, status, said };
};

const FAULT = "Sorry, that didn't work";

/** Forgets what was answered before, so that `answersTo` counts only what comes from now on. */
export const forgetAnswers = ({ responded, views }: FakeSlack): void => {
  responded.length = 0;
  views.clear();
};

/**
 * How many calls were answered, and how many of these by the sentence about a fault: in their
 * acknowledgement, or afterwards, in the form that was opened meanwhile or by the `response_url`.
 */
export const answersTo = async (
  waited: readonly Waited[],
  { responded, views }: FakeSlack,
): Promise<{ readonly answers: number; readonly faults: number }> => {
  const atOnce = waited.map(({ said }) => said).filter((said) => said !== "");
  const all = (): string[] => [
    ...atOnce,
    ...responded.map(textOf),
    ...[...views.values()].map(({ blocks }) => textOf(blocks)).filter((said) => !isLoading(said)),
  ];
  await eventually(() => all().length >= waited.length, "Calls have no answer", LATER_MS).catch(
    () => undefined,
  );
  return { answers: all().length, faults: all().filter((said) => said.includes(FAULT)).length };
};

const isLoading = (said: string): boolean => said.startsWith("One moment, please");

/** For what comes after the acknowledgement of the last call. */
const LATER_MS = 3_000;
