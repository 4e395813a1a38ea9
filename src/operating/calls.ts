/**
 * Each call that comes in, by HTTP or over Slack's socket: an id that stands in all lines that are
 * written meanwhile, one line about its end, and its place among those that a stop waits for.
 */
import { randomBytes } from "node:crypto";
import type { Log } from "../domain/log.ts";

export interface EndedCall {
  /** "typed", "written", "pressed", "submitted", "changed"; "http" or "socket" where it is no person's. */
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

/** "9f3a1c-2k"; it stands in each line of the log that belongs to the call. */
type CallId = string;

export interface Calls {
  /** `answered` resolves with the HTTP status when the answer is out; work that joined may go on. */
  begin(
    path: string,
    handle: (call: CallId) => Promise<void>,
    answered: Promise<number>,
  ): Promise<void>;
  /** Work that this call may leave behind when it is answered. Without one it is a call itself. */
  join(call: CallId | undefined, work: (call: CallId) => Promise<void>): Promise<void>;
  /** About this call; nothing when there is none, or it is over. */
  note(call: CallId | undefined, what: Noted): void;
  /** When no call is being handled any more. */
  idle(): Promise<void>;
}

interface Deps {
  readonly log: Log;
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

  const run = (noted: Noted, work: (id: CallId) => Promise<number | undefined>): Promise<void> => {
    const id = newId();
    const call: OpenCall = { noted, works: new Set(), begunMs: monotonicMs() };
    open.set(id, call);
    const handled = async (): Promise<void> => {
      const status = await work(id).catch(() => FAILED);
      const answeredMs = monotonicMs() - call.begunMs;
      while (call.works.size > 0) await Promise.allSettled(call.works);
      open.delete(id);
      const ended = endOf(call, status, { answeredMs, ms: monotonicMs() - call.begunMs });
      tell(log, id, ended);
      onEnd(ended);
    };
    const end = handled().finally(() => ends.delete(end));
    ends.add(end);
    return end;
  };

  const asCallOfItsOwn = (work: (call: CallId) => Promise<void>): Promise<void> =>
    new Promise((done, failed) => {
      void run({ kind: "socket", verb: "other" }, async (id) => {
        const worked = work(id);
        worked.then(done, failed);
        await worked;
        return undefined;
      });
    });

  return {
    begin: (path, handle, answered) =>
      run({ kind: "http", verb: path }, async (id) => {
        await handle(id);
        return answered;
      }),
    join: (id, work) => {
      const call = id === undefined ? undefined : open.get(id);
      if (id === undefined || !call) return asCallOfItsOwn(work);
      const joined = work(id).finally(() => call.works.delete(joined));
      call.works.add(joined);
      return joined;
    },
    note: (id, what) => {
      const call = id === undefined ? undefined : open.get(id);
      if (call) call.noted = { ...call.noted, ...what };
    },
    idle: async () => {
      while (ends.size > 0) await Promise.allSettled(ends);
    },
  };
};

/** As HTTP says it, also where there is no HTTP. */
const FAILED = 500;

/** The process, then its calls in their order. It is no secret, and costs nothing. */
const makeCallIds = (): (() => CallId) => {
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

const tell = (log: Log, call: CallId, ended: EndedCall): void => {
  const line = { call, ...ended };
  if (isMany(ended) && ended.outcome !== "fault") log.debug(line, "a call");
  else log.info(line, "a call");
};
