/**
 * Every state of a request once (docs/product.md, "The life of a request"), with sets by meaning.
 * Schema, access, queries and words take them from here.
 */

/** Sent once, whatever became of it: it has a number, a host and a history. */
export const SENT = [
  "submitted",
  "returned",
  "host_declined",
  "host_accepted",
  "approved",
  "not_approved",
  "confirmed",
  "under_way",
  "visit_done",
  "report_received",
  "report_accepted",
  "closed",
  "withdrawn",
  "cancelled",
] as const;

export type SentState = (typeof SENT)[number];

export const STATES = [
  "draft",
  /** What is left of a draft that was thrown away, so that an open form can say so. */
  "discarded",
  ...SENT,
] as const;

export type State = (typeof STATES)[number];

export const isAmong = <Member extends State>(
  set: readonly Member[],
  state: State,
): state is Member => (set as readonly State[]).includes(state);

export const isSent = (state: State): state is SentState => isAmong(SENT, state);

/** Before the visit, and not ended: what can still be withdrawn or cancelled. */
export const LIVE = [
  "submitted",
  "returned",
  "host_declined",
  "host_accepted",
  "approved",
  "confirmed",
] as const satisfies readonly SentState[];

/** Those that are left when these are taken out. */
const sentWithout = <const Out extends SentState>(...out: readonly Out[]) =>
  SENT.filter((state): state is Exclude<SentState, Out> => !isAmong(out, state));

/** Sent, and not closed: somebody may still have to do something about it. */
export const SENT_NOT_CLOSED = sentWithout("closed");

/** Keeps its place in the round that it joined; the NPO has sent one, until it is taken out of it. */
export const IN_ROUND = sentWithout("withdrawn", "cancelled");

/** Its days may still become a visit, are one, or were one. */
export const HOLDS_DAYS = sentWithout("host_declined", "not_approved", "withdrawn", "cancelled");

/** The host has said yes, and nothing has ended since. */
export const HOSTED = [
  "host_accepted",
  "approved",
  "confirmed",
] as const satisfies readonly SentState[];
