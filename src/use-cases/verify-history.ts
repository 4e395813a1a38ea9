import { type Broken, firstBroken } from "../domain/history.ts";
import { allHistory, type KeptEntry } from "../store/history.ts";
import type { Context } from "./context.ts";

export interface HistoryVerdict {
  readonly requests: number;
  readonly entries: number;
  readonly broken: readonly Broken[];
}

/** Follows every request's chain; an erased payload is no break. */
export const verifyHistory = async ({
  database,
}: Pick<Context, "database">): Promise<HistoryVerdict> => {
  const chains = [...(await allHistory(database)).values()];
  return {
    requests: chains.length,
    entries: chains.reduce((sum, chain) => sum + chain.length, 0),
    broken: chains.flatMap((chain) => {
      const broken = firstBroken(chain, (entry) => (entry as KeptEntry).kept);
      return broken ? [broken] : [];
    }),
  };
};
