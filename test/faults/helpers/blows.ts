/** Deaths at random moments: what dies, and when. */
import { pause } from "../../product/helpers/client.ts";
import type { Random } from "./random.ts";
import type { World } from "./world.ts";

/** "session" is one of PostgreSQL's processes, which takes all the others with it. */
const ALL_BLOWS = ["product", "server", "session", "both"] as const;
/** "restart" is no death: the server is stopped in order and comes back. */
export type BlowKind = (typeof ALL_BLOWS)[number] | "restart";

export interface Blow {
  readonly kind: BlowKind;
  /** When so many senders have begun, and then so many milliseconds later. */
  readonly afterBegun: number;
  readonly delayMs: number;
  /** Only when a submission has just reached the product, however long that takes. */
  readonly onSubmission: boolean;
}

const LONGEST_DELAY_MS = 150;
/** A server of a few hundred sessions is away for about as long. */
const RESTART_MS = 1000;

/** Spread over all senders, each kind in its turn and all of them in a random order. */
export const planBlows = (
  random: Random,
  {
    count,
    senders,
    kinds = ALL_BLOWS,
    onSubmission = false,
  }: {
    count: number;
    senders: number;
    kinds?: readonly BlowKind[];
    onSubmission?: boolean;
  },
): Blow[] => {
  const left = Array.from(
    { length: count },
    (_, index) => kinds[index % kinds.length] ?? "product",
  );
  const share = Math.floor(senders / (count + 1));
  return Array.from({ length: count }, (_, index) => ({
    kind: left.splice(random.below(left.length), 1)[0] ?? "product",
    afterBegun: share * index + 1 + random.below(share),
    delayMs: onSubmission ? 0 : random.below(LONGEST_DELAY_MS),
    onSubmission,
  }));
};

export interface Striker {
  /** For `sendAll`. */
  readonly onBegin: (begun: number) => void;
  /** The work while blows fall, and what was killed back at its end; rejects at once when it isn't. */
  readonly during: (work: Promise<void>) => Promise<void>;
}

/** One blow after the other, each only when the victim of the last one is back. */
export const makeStriker = (world: World, blows: readonly Blow[]): Striker => {
  let last: Promise<void> = Promise.resolve();
  let fail: (cause: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const onBegin = (begun: number): void => {
    for (const blow of blows.filter(({ afterBegun }) => afterBegun === begun)) {
      last = last.then(() => strike(world, blow));
      last.catch(fail);
    }
  };
  const during = async (work: Promise<void>): Promise<void> => {
    await Promise.race([work, failed]);
    await last;
  };
  return { onBegin, during };
};

const strike = async (world: World, blow: Blow): Promise<void> => {
  const { postgres, restartProduct, killProduct } = world;
  if (blow.onSubmission) await world.slack.gate.nextSubmission();
  await pause(blow.delayMs);
  switch (blow.kind) {
    case "product":
      return restartProduct();
    case "session":
      return postgres.killOneSession();
    case "server":
      postgres.kill();
      return postgres.start();
    case "restart":
      await postgres.stop();
      await pause(RESTART_MS);
      return postgres.start();
    case "both":
      postgres.kill();
      await killProduct();
      await postgres.start();
      return restartProduct();
  }
};
