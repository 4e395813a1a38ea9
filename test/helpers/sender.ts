/** A platform that sends as it is told. */
import type { Sender } from "../../src/messages/delivery.ts";

export const senderOf = (send: Sender["send"], over: Partial<Sender> = {}): Sender => ({
  ...{ send, secondsBetween: 1, looksUpSent: true },
  ...over,
});
