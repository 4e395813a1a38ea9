import type { DateTime } from "../domain/time.ts";
import type { Letters } from "../use-cases/letters.ts";

/** How often remembered calls are forgotten; they are few and small. */
const FORGET_EVERY_TICKS = 300;

interface TickDeps {
  readonly releaseReminders: (now: DateTime) => Promise<number>;
  readonly deliver: () => Promise<number>;
  readonly letters: Pick<Letters, "forgetOldDeliveries">;
  readonly programmeNow: () => DateTime;
}

/** What is asked every second: what is due, what is to be sent? */
export const makeTick = ({ releaseReminders, deliver, letters, programmeNow }: TickDeps) => {
  let ticks = 0;
  return async (): Promise<void> => {
    await releaseReminders(programmeNow());
    await deliver();
    if (ticks % FORGET_EVERY_TICKS === 0) await letters.forgetOldDeliveries();
    ticks += 1;
  };
};
