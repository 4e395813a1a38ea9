import { randomUUID } from "node:crypto";

/** As long as somebody may still look at "One moment". */
const KEPT_MS = 5 * 60_000;

export interface LateAnswers<Answer> {
  /** Keeps what is still being done for this account; by the id that this gives it is found again. */
  keep(account: string, answer: Promise<Answer>): string;
  /** Undefined for another account's, for one that was left too long, and in another process. */
  find(account: string, id: string): Promise<Answer> | undefined;
}

/** Teams draws nothing in a dialog by itself: who was told to wait asks again. */
export function makeLateAnswers<Answer>(): LateAnswers<Answer> {
  const kept = new Map<string, { readonly account: string; readonly answer: Promise<Answer> }>();
  return {
    keep: (account, answer) => {
      const id = randomUUID();
      kept.set(id, { account, answer });
      setTimeout(() => kept.delete(id), KEPT_MS).unref();
      return id;
    },
    find: (account, id) => {
      const found = kept.get(id);
      return found?.account === account ? found.answer : undefined;
    },
  };
}
