/** Looks from outside are answered in time, and are no load, whoever asks how often. */

/** Rejects when the work isn't done by then; the work itself goes on. */
export const withinTime = async <Value>(millis: number, work: Promise<Value>): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Not within ${millis} ms`)), millis);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/** One question at a time: who asks while it is under way gets the same answer, and none is kept. */
export const shared = <Value>(ask: () => Promise<Value>): (() => Promise<Value>) => {
  let asking: Promise<Value> | undefined;
  return () => {
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };
};
