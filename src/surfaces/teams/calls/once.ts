const KEPT_MS = 30_000;

/**
 * Runs what has this key once, and shares its promise for 30 s: Teams tells of what was done again while
 * it still waits for the answer.
 */
export function makeOnce<Answer>() {
  const known = new Map<string, Promise<Answer>>();
  return (key: string, work: () => Promise<Answer>): Promise<Answer> => {
    const running = known.get(key);
    if (running) return running;
    const begun = work();
    known.set(key, begun);
    setTimeout(() => known.delete(key), KEPT_MS).unref();
    return begun;
  };
}
