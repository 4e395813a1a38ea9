/** Chance that can be had again: every number comes from one seed, and the seed is printed. */
export interface Random {
  readonly seed: number;
  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number;
  pick<Value>(among: readonly Value[]): Value;
}

/** From BCN_FAULTS_SEED where it is set. */
export const makeRandom = (seed = Number(process.env.BCN_FAULTS_SEED ?? anySeed())): Random => {
  let state = seed >>> 0;
  // mulberry32, public domain: small, and even enough for choosing moments.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(next() * end);
  const pick = <Value>(among: readonly Value[]): Value => {
    const [picked] = among.slice(below(among.length));
    if (picked === undefined) throw new Error("Nothing to pick from");
    return picked;
  };
  return { seed, below, pick };
};

const anySeed = (): number => Math.floor(Math.random() * 1_000_000);
