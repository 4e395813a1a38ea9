import { useRef, useState } from "react";

interface Busy {
  isBusy: boolean;
  /** Does it unless it is under way already. */
  run(work: () => Promise<void>): Promise<void>;
}

/**
 * Busy with a press on what was drawn then: twice on the same is once. What is drawn anew can be
 * pressed at once, although the answer that drew it is still being read.
 */
export function useBusy(drawing: string): Busy {
  const busyWith = useRef<string>(undefined);
  const [shown, setShown] = useState<string>();
  return {
    isBusy: shown === drawing,
    async run(work) {
      if (busyWith.current === drawing) return;
      busyWith.current = drawing;
      setShown(drawing);
      await work();
      if (busyWith.current !== drawing) return;
      busyWith.current = undefined;
      setShown(undefined);
    },
  };
}
