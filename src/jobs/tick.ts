import type { Log } from "../domain/log.ts";
import type { DateTime } from "../domain/time.ts";
import type { Letters } from "../use-cases/delivery/letters.ts";

/** How often remembered calls are forgotten; they are few and small. */
const FORGET_EVERY_TICKS = 300;

interface TickDeps {
  readonly releaseReminders: (now: DateTime) => Promise<{ readonly faults: readonly unknown[] }>;
  /** Plans what is said the morning after a closing date; how many rounds have closed. */
  readonly tellOfMissedClosings: (now: DateTime) => Promise<number>;
  readonly deliver: () => Promise<number>;
  readonly publishHomes: () => Promise<number>;
  readonly editCards: () => Promise<number>;
  /** Tokens that run out soon. */
  readonly renewTokens: () => Promise<void>;
  readonly letters: Pick<Letters, "forgetOldDeliveries">;
  readonly programmeNow: () => DateTime;
}

/** What is asked every second: what is due, what is to be sent? Neither waits for the other to work. */
export const makeTick = (deps: TickDeps) => {
  const { releaseReminders, tellOfMissedClosings, deliver, publishHomes, editCards, letters } =
    deps;
  const { renewTokens, programmeNow } = deps;
  let ticks = 0;
  return async (log: Log): Promise<void> => {
    const faulty = (text: string) => (err: unknown) => log.error({ err }, text);
    // Slack is asked meanwhile: nothing else waits for that.
    const renewing = renewTokens().catch(faulty("tokens could not be renewed"));
    await tellOfMissedClosings(programmeNow()).catch(
      faulty("missed closing dates could not be looked for"),
    );
    const { faults } = await releaseReminders(programmeNow()).catch((fault: unknown) => ({
      faults: [fault],
    }));
    for (const err of faults) log.error({ err }, "a reminder could not be released");
    await deliver().catch(faulty("letters could not be taken"));
    await publishHomes().catch(faulty("homes could not be taken"));
    await editCards().catch(faulty("cards could not be taken"));
    if (ticks % FORGET_EVERY_TICKS === 0) {
      await letters.forgetOldDeliveries().catch(faulty("old calls could not be forgotten"));
    }
    await renewing;
    ticks += 1;
  };
};
