/** Teams waits 5 s for the answer to a press, the rest is for the way; and 15 s for that to a message. */
export const ANSWER_WITHIN_MS = 4000;

/** What the handling of one call has for its answer, and for what it goes on with. */
export interface CallTime {
  /** What is left of the time that Teams waits. */
  readonly withinMs: number;
  /** Tells that the call lasts as long as this. */
  readonly goesOn: (work: Promise<unknown>) => void;
}

/** What the work gives, or by then what is answered in its place; the work goes on. */
export async function inTime<Answer>(
  work: Promise<Answer>,
  withinMs: number,
  late: () => Answer,
): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<Answer>((over) => {
    timer = setTimeout(() => over(late()), Math.max(0, withinMs));
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
