/** The homes for the job that draws them: which are old, what stands in them, how it ended. */
import { staysTrueUntil } from "../../domain/home/home.ts";
import type { DateTime } from "../../domain/time.ts";
import { homeOf, strangersHome } from "../../messages/home/home.ts";
import type { Home } from "../../messages/home/home-page.ts";
import { inTransaction } from "../../store/database.ts";
import { claimHomes } from "../../store/home/claim-homes.ts";
import {
  type ClaimedHome,
  type Drawn,
  forgetHome,
  type HomeRef,
  holdHomesIn,
  keepHome,
  keepPostedHome,
  releaseHome,
  settleHome,
} from "../../store/home/homes.ts";
import { joinTenants } from "../../store/people/people.ts";
import { enterpriseOf } from "../../store/people/workspaces.ts";
import type { Context } from "../context.ts";
import { readStanding } from "../requests/read-standing.ts";

export type { ClaimedHome, HomeRef };

export interface ComposedHome {
  readonly home: Home;
  /** Programme time: when a day or closing date passes, it has to be drawn again. */
  readonly validUntil: DateTime | undefined;
}

/** Longer than one call of the platform may take (10 s): who draws keeps it. */
const LEASE_SECONDS = 30;

export const makeHomes = (context: Context) => {
  const { database: db, newId, systemNow } = context;
  return {
    /** A person looks: a home that isn't known yet is to be drawn. The same look twice is harmless. */
    open: async (home: HomeRef): Promise<void> => {
      const workspace = { platform: home.platform, id: home.workspace };
      const alsoTenant = home.alsoTenant ?? (await enterpriseOf(db, workspace));
      await joinTenants(db, { ...home, alsoTenant });
      await keepHome(db, { ...home, alsoTenant }, systemNow());
    },

    /** It was posted as a message, which is drawn anew from now on; gives the mark of the one before. */
    posted: (
      home: HomeRef,
      posted: { readonly hash: string; readonly digest: string },
    ): Promise<string | undefined> =>
      inTransaction(db, (tx) => keepPostedHome(tx, home, posted, systemNow())),

    /** At most so many old ones. */
    take: (most: number, programmeNow: DateTime): Promise<ClaimedHome[]> => {
      const lease = { lease: newId(), leaseSeconds: LEASE_SECONDS, most };
      return claimHomes(db, { ...lease, systemNow: systemNow(), programmeNow });
    },

    /** The newest state, with the person's rights as they are now. */
    compose: async (home: HomeRef, now: DateTime): Promise<ComposedHome> => {
      const standing = await readStanding(context, home, now);
      return standing
        ? { home: homeOf(standing), validUntil: staysTrueUntil(standing) }
        : { home: strangersHome(), validUntil: undefined };
    },

    settle: (home: ClaimedHome, drawn: Drawn): Promise<void> => settleHome(db, home, drawn),

    /** Not before `availableAt`; with `hold` nobody's home in that workspace. */
    giveBack: (
      home: ClaimedHome,
      how: { availableAt: DateTime; forgetHash: boolean; hold: boolean },
    ): Promise<void> =>
      inTransaction(db, async (tx) => {
        const workspace = { platform: home.platform, id: home.workspace };
        if (how.hold) await holdHomesIn(tx, workspace, how.availableAt);
        await releaseHome(tx, home, how);
      }),

    forget: (home: ClaimedHome): Promise<void> => forgetHome(db, home),
  };
};

export type Homes = ReturnType<typeof makeHomes>;
