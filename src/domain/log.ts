/** What the product needs of a logger; facts first, then a sentence. Never text that people wrote. */
export interface Log {
  debug(facts: object, sentence: string): void;
  info(facts: object, sentence: string): void;
  warn(facts: object, sentence: string): void;
  error(facts: object, sentence: string): void;
  /** The same log for one piece of work: each line has these facts as well. */
  with(facts: object): Log;
}
