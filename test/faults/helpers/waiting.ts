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

/**
 * How many calls were answered, and how many of these by the sentence about a fault: in their
 * acknowledgement, or afterwards, for those whose acknowledgement says nothing yet.
 */
export const answersTo = async (
  waited: readonly Waited[],
  later: FakeSlack["responded"],
): Promise<{ readonly answers: number; readonly faults: number }> => {
  const atOnce = waited.map(({ said }) => said).filter((said) => said !== "");
  await eventually(
    () => (atOnce.length + later.length >= waited.length ? true : undefined),
    `${waited.length} calls have ${atOnce.length + later.length} answers`,
    LATER_MS,
  );
  const all = [...atOnce, ...later.map(textOf)];
  return { answers: all.length, faults: all.filter((said) => said.includes(FAULT)).length };
};

/** For what comes after the acknowledgement of the last call. */
const LATER_MS = 3_000;
