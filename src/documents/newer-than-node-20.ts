/**
 * The reader of PDFs calls `Promise.try`, which Node has since version 23: without it the first PDF
 * would stop the process on Node 20. To be imported before it.
 */
if (!("try" in Promise))
  Object.defineProperty(Promise, "try", {
    configurable: true,
    writable: true,
    value: <Value>(work: (...given: readonly unknown[]) => Value, ...given: readonly unknown[]) =>
      new Promise<Awaited<Value>>((resolve) => resolve(work(...given) as Awaited<Value>)),
  });
