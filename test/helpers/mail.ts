/** What is due is released and delivered into a list, as the clock's tick would do it. */

import type { DateTime } from "../../src/domain/time.ts";
import { makeDeliver } from "../../src/jobs/deliver.ts";
import type { Message } from "../../src/messages/message.ts";
import { composeLetter } from "../../src/use-cases/delivery/compose-letter.ts";
import { makeLetters } from "../../src/use-cases/delivery/letters.ts";
import { releaseReminders } from "../../src/use-cases/reminders/release-reminders.ts";
import type { TestContext } from "./context.ts";
import { silentLog } from "./log.ts";
import { senderOf } from "./sender.ts";

export interface Said {
  /** The channel's id or the user's. */
  readonly to: string;
  readonly at: string;
  readonly message: Message;
}

export const makeMail = (context: TestContext) => {
  const said: Said[] = [];

  /** The clock stands at `now`. */
  const tick = async (now: DateTime): Promise<void> => {
    const released = await releaseReminders(context, now);
    if (released.faults.length > 0) throw released.faults[0];
    const deliver = makeDeliver({
      letters: makeLetters(context),
      compose: (letter, now) => composeLetter(context, letter, now),
      senders: {
        slack: senderOf(async ({ conversation, message }) => {
          const at = now.toUTC().toISO({ suppressMilliseconds: true }) ?? "";
          said.push({ to: conversation, at, message });
          return { kind: "sent", reference: "1.1" };
        }),
      },
      programmeNow: () => now,
      systemNow: context.systemNow,
      log: silentLog,
    });
    for (let turn = 0; (await deliver.turn()) > 0 && turn < 20; turn += 1) {
      await deliver.idle();
      context.setSystemTime(context.systemNow().plus({ seconds: 2 }));
    }
    context.setSystemTime(context.systemNow().plus({ seconds: 2 }));
  };

  return {
    said,
    tick,
    /** Every third hour, so that nine o'clock of Suva, Dhaka and Tokyo is among them. */
    live: async (from: DateTime, to: DateTime): Promise<void> => {
      for (let now = from; now <= to; now = now.plus({ hours: 3 })) await tick(now);
    },
    to: (receiver: string): readonly Said[] => said.filter((one) => one.to === receiver),
  };
};

/** All that can be read in a message. */
export const textIn = ({ headline, parts, buttons, why }: Message): string =>
  JSON.stringify([headline, parts, buttons.map(({ label }) => label), why]);
