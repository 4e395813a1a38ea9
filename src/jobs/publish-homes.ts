/** Takes homes that are old, composes them at this moment, publishes them, says how it ended. */
import type { Log } from "../domain/log.ts";
import type { DateTime } from "../domain/time.ts";
import type { Published, PublishHome } from "../messages/home/home-publishing.ts";
import type { ClaimedHome, Homes } from "../use-cases/delivery/homes.ts";

export interface PublishHomesDeps {
  readonly homes: Pick<Homes, "take" | "compose" | "settle" | "giveBack" | "forget">;
  readonly publishers: Partial<Readonly<Record<ClaimedHome["platform"], PublishHome>>>;
  readonly programmeNow: () => DateTime;
  readonly systemNow: () => DateTime;
  readonly log: Log;
}

/** Homes drawn at once: Slack takes 100 of them a minute in a workspace (tier 4), and more at first. */
const MOST_AT_ONCE = 20;

export interface PublishHomes {
  /** Takes what is old, as much as there is room for, and doesn't wait for it; gives how many. */
  turn(): Promise<number>;
  /** When none is being drawn any more; to be asked when no turn begins any more. */
  idle(): Promise<void>;
}

export const makePublishHomes = (deps: PublishHomesDeps): PublishHomes => {
  const underWay = new Set<Promise<void>>();
  const begin = (home: ClaimedHome): void => {
    const drawing: Promise<void> = drawOne(deps, home).finally(() => underWay.delete(drawing));
    underWay.add(drawing);
  };
  return {
    turn: async () => {
      const room = MOST_AT_ONCE - underWay.size;
      const taken = room > 0 ? await deps.homes.take(room, deps.programmeNow()) : [];
      for (const home of taken) begin(home);
      return taken.length;
    },
    idle: async () => {
      await Promise.all(underWay);
    },
  };
};

/** Never rejects: nobody waits for it. */
const drawOne = async (deps: PublishHomesDeps, home: ClaimedHome): Promise<void> => {
  const { workspace } = home;
  try {
    await draw(deps, home).catch(async (cause: unknown) => {
      deps.log.error({ err: cause, workspace }, "a home could not be drawn");
      await later(deps, home, { seconds: backoffSeconds(home) });
    });
  } catch (cause) {
    deps.log.error({ err: cause, workspace }, "a home waits until its lease runs out");
  }
};

const draw = async (deps: PublishHomesDeps, home: ClaimedHome): Promise<void> => {
  const publish = deps.publishers[home.platform];
  if (!publish) return deps.homes.forget(home);
  const drawnAt = deps.programmeNow();
  const { workspace, user, digest, hash } = home;
  const composed = await deps.homes.compose(home, drawnAt);
  const published = await publish({ workspace, user, digest, hash, home: composed.home });
  if (published.kind !== "published") return conclude(deps, home, published);
  const { validUntil } = composed;
  await deps.homes.settle(home, { ...published, drawnAt, validUntil });
};

const conclude = async (
  deps: PublishHomesDeps,
  home: ClaimedHome,
  published: Exclude<Published, { kind: "published" }>,
): Promise<void> => {
  const { workspace } = home;
  switch (published.kind) {
    case "refused":
      return refuse(deps, home, published);
    case "later":
      if (published.scope === "workspace") {
        deps.log.warn(
          { workspace, reason: published.reason },
          "the homes of a workspace must wait",
        );
      }
      return later(deps, home, {
        seconds: published.afterSeconds,
        hold: published.scope === "workspace",
      });
    // It may have arrived, and then the mark that we know is old.
    case "unknown":
      return later(deps, home, { seconds: backoffSeconds(home), forgetHash: true });
    case "conflict": {
      // Without the hash the next try can't meet it: one that does is Slack's own trouble.
      const seconds = home.attempts > 1 ? backoffSeconds(home) : 0;
      return later(deps, home, { seconds, forgetHash: true });
    }
  }
};

/** What may pass is tried once more, and then left until its person looks again. */
const refuse = async (
  deps: PublishHomesDeps,
  home: ClaimedHome,
  { reason, onceMoreAfterSeconds: seconds }: Extract<Published, { kind: "refused" }>,
): Promise<void> => {
  const { workspace } = home;
  if (seconds !== undefined && home.attempts === 1) {
    deps.log.warn({ workspace, reason, seconds }, "a home was refused, and is tried once more");
    return later(deps, home, { seconds });
  }
  deps.log.warn({ workspace, reason }, "a home was refused");
  return deps.homes.forget(home);
};

const later = (
  { homes, systemNow }: PublishHomesDeps,
  home: ClaimedHome,
  {
    seconds,
    hold = false,
    forgetHash = false,
  }: { seconds: number; hold?: boolean; forgetHash?: boolean },
): Promise<void> =>
  homes.giveBack(home, { availableAt: systemNow().plus({ seconds }), hold, forgetHash });

/** 2, 4, 8 … seconds, five minutes at the most. */
const LONGEST_BACKOFF_S = 300;
const backoffSeconds = ({ attempts }: ClaimedHome): number =>
  Math.min(2 ** attempts, LONGEST_BACKOFF_S);
