/**
 * Each call that comes in, by HTTP or over Slack's socket: an id that stands in all lines that are
 * written meanwhile, one line about its end, and its place among those that a stop waits for.
 */
import { randomBytes } from "node:crypto";
import type { ProductLog } from "./log.ts";

export interface EndedCall {
  /** "typed", "pressed", "submitted", "changed"; "http" or "socket" where it is no person's. */
  readonly kind: string;
  /** A word, button or form of ours, or a path that we answer; "other" for all else. */
  readonly verb: string;
  readonly outcome: "ok" | "refused" | "fault";
  /** Why it was refused: the kind of a use case's refusal, "fields", or an HTTP status. */
  readonly refused?: string;
  /** What the person was told to report. */
  readonly reference?: string;
  /** Milliseconds until it was answered, and until all was done: a view may be drawn afterwards. */
  readonly answeredMs: number;
  readonly ms: number;
}

type Noted = Partial<Pick<EndedCall, "kind" | "verb" | "refused" | "reference">>;

export interface Calls {
  /** `answered` resolves with the HTTP status when the answer is out; work that joined may go on. */
  begin(path: string, handle: () => Promise<void>, answered: Promise<number>): Promise<void>;
  /** Work that a call may leave behind when it is answered. Without a request it is a call itself. */
  join(work: () => Promise<void>): Promise<void>;
  /** About the call that is being handled; nothing outside of one. */
  note(what: Noted): void;
  /** When no call is being handled any more. */
  idle(): Promise<void>;
}

interface Deps {
  readonly log: ProductLog;
  /** Milliseconds on a clock that never jumps. */
  readonly monotonicMs: () => number;
  readonly onEnd: (call: EndedCall) => void;
}

interface OpenCall {
  noted: Noted;
  /** All that it waits for. */
  readonly works: Set<Promise<unknown>>;
  readonly begunMs: number;
}

export const makeCalls = ({ log, monotonicMs, onEnd }: Deps): Calls => {
  const newId = makeCallIds();
  const open = new Map<string, OpenCall>();
  const ends = new Set<Promise<void>>();
  const current = (): OpenCall | undefined => open.get(String(log.facts().call));

  const run = (noted: Noted, work: () => Promise<number | undefined>): Promise<void> => {
    const id = newId();
    const call: OpenCall = { noted, works: new Set(), begunMs: monotonicMs() };
    open.set(id, call);
    const end = log
      .within({ call: id }, async () => {
        const status = await work().catch(() => FAILED);
        const answeredMs = monotonicMs() - call.begunMs;
        while (call.works.size > 0) await Promise.allSettled(call.works);
        const ended = endOf(call, status, { answeredMs, ms: monotonicMs() - call.begunMs });
        tell(log, ended);
        onEnd(ended);
      })
      .finally(() => {
        open.delete(id);
        ends.delete(end);
      });
    ends.add(end);
    return end;
  };

  const asCallOfItsOwn = (work: () => Promise<void>): Promise<void> =>
    new Promise((done, failed) => {
      void run({ kind: "socket", verb: "other" }, async () => {
        const worked = work();
        worked.then(done, failed);
        await worked;
        return undefined;
      });
    });

  return {
    begin: (path, handle, answered) =>
      run({ kind: "http", verb: path }, async () => {
        await handle();
        return answered;
      }),
    join: (work) => {
      const call = current();
      if (!call) return asCallOfItsOwn(work);
      const joined = work().finally(() => call.works.delete(joined));
      call.works.add(joined);
      return joined;
    },
    note: (what) => {
      const call = current();
      if (call) call.noted = { ...call.noted, ...what };
    },
    idle: async () => {
      while (ends.size > 0) await Promise.allSettled(ends);
    },
  };
};

/** As HTTP says it, also where there is no HTTP. */
const FAILED = 500;

/** "9f3a1c-2k": the process, then its calls in their order. It is no secret, and costs nothing. */
const makeCallIds = (): (() => string) => {
  const prefix = randomBytes(3).toString("hex");
  let count = 0;
  return () => {
    count += 1;
    return `${prefix}-${count.toString(36)}`;
  };
};

const endOf = (
  { noted }: OpenCall,
  status: number | undefined,
  took: { answeredMs: number; ms: number },
): EndedCall => {
  const { kind = "http", verb = "other", reference } = noted;
  const refused = noted.refused ?? (status && status >= 400 ? String(status) : undefined);
  const outcome = reference || status === FAILED ? "fault" : refused ? "refused" : "ok";
  const rounded = { answeredMs: Math.round(took.answeredMs), ms: Math.round(took.ms) };
  return {
    kind,
    verb,
    outcome,
    ...(refused ? { refused } : {}),
    ...(reference ? { reference } : {}),
    ...rounded,
  };
};

/** Keystrokes, probes and what strangers on the internet try are too many for a log that is read. */
const PROBES = ["/healthz", "/readyz", "/metrics", "other"];
const isMany = ({ kind, verb, outcome }: EndedCall): boolean =>
  kind === "changed" || (kind === "http" && (outcome === "refused" || PROBES.includes(verb)));

const tell = (log: ProductLog, call: EndedCall): void => {
  if (isMany(call) && call.outcome !== "fault") log.debug(call, "a call");
  else log.info(call, "a call");
};
