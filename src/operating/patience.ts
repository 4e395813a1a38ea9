/** Looks from outside are answered in time, and are no load, whoever asks how often. */

/** Rejects when the work isn't done by then; the work itself goes on. */
export const withinTime = async <Value>(millis: number, work: Promise<Value>): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Not within ${millis} ms`)), millis);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/** How old an answer may be that somebody else asked for. */
const FRESH_MS = 1_000;

/** One question at a time, and at most one a second: who asks meanwhile gets the same answer. */
export const shared = <Value>(
  ask: () => Promise<Value>,
  monotonicMs: () => number,
): (() => Promise<Value>) => {
  let last: { readonly answer: Promise<Value>; endedMs?: number } | undefined;
  return () => {
    if (last && (last.endedMs === undefined || monotonicMs() - last.endedMs < FRESH_MS))
      return last.answer;
    const answer = ask();
    const mine: NonNullable<typeof last> = { answer };
    last = mine;
    const ended = () => {
      mine.endedMs = monotonicMs();
    };
    answer.then(ended, ended);
    return answer;
  };
};
