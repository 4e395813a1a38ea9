/** What the house needs of a logger; facts first, then a sentence. Never text that people wrote. */
export interface Log {
  debug(facts: object, sentence: string): void;
  info(facts: object, sentence: string): void;
  warn(facts: object, sentence: string): void;
  error(facts: object, sentence: string): void;
}

/** Runs the work; every line that is logged meanwhile, by whomever, has these facts as well. */
export type Within = <Value>(facts: object, work: () => Promise<Value>) => Promise<Value>;
