/**
 * Runs `fetch` once at a time; asked again meanwhile, it runs once more afterwards. So the newest
 * answer is always the last one kept, and twenty changes at once cost two requests.
 */
export function makeRefresher(fetch: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const run = (): Promise<void> => {
    running = fetch().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (!running) return run();
    next ??= running.then(() => {
      next = undefined;
      return run();
    });
    return next;
  };
}
