import { createPublicKey, type KeyObject } from "node:crypto";
import { z } from "zod";
import type { Log } from "../../../domain/log.ts";

export interface SigningKeys {
  /** The key of this name; undefined when Microsoft has none for Teams. */
  find(kid: string): Promise<KeyObject | undefined>;
  /** False until the first keys have come: until then nobody can be told from a stranger. */
  areKnown(): boolean;
  /** Resolves after the first try; it tries again by itself until there are keys. */
  start(): Promise<void>;
}

interface Deps {
  /** The metadata document's full address. */
  readonly metadataUrl: string;
  readonly log: Log;
  /** Milliseconds on a clock that never jumps. */
  readonly monotonicMs: () => number;
  /** For both documents together; 5 s unless told. */
  readonly timeoutMs?: number | undefined;
}

const TIMEOUT_MS = 5_000;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Anybody may name a key that there isn't: they cost Microsoft one question a minute. */
const ASKED_AGAIN_AFTER_MS = 60_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * The keys with which Microsoft signs the calls of Teams, asked for daily, and once a minute at most
 * for one that isn't known. When Microsoft can't be reached those of before stay good.
 */
export function makeSigningKeys(deps: Deps): SigningKeys {
  const { metadataUrl, log, monotonicMs, timeoutMs = TIMEOUT_MS } = deps;
  let keys: ReadonlyMap<string, KeyObject> = new Map();
  let loadedMs = 0;
  let triedMs = Number.NEGATIVE_INFINITY;
  let loading: Promise<void> | undefined;

  const load = async (): Promise<void> => {
    try {
      keys = await fetchKeys(metadataUrl, AbortSignal.timeout(timeoutMs));
      loadedMs = monotonicMs();
    } catch (err) {
      log.warn({ err }, "Microsoft's keys could not be read");
    } finally {
      loading = undefined;
    }
  };
  const loadOnce = (): Promise<void> => {
    if (loading) return loading;
    triedMs = monotonicMs();
    loading = load();
    return loading;
  };
  const mayAskAgain = (): boolean => monotonicMs() - triedMs >= ASKED_AGAIN_AFTER_MS;

  const untilKnown = async (pauseMs: number): Promise<void> => {
    await loadOnce();
    if (keys.size > 0) return;
    const again = () => void untilKnown(Math.min(pauseMs * 2, LONGEST_PAUSE_MS));
    setTimeout(again, pauseMs).unref();
  };

  return {
    find: async (kid) => {
      // Nobody waits for this one.
      if (monotonicMs() - loadedMs >= DAY_MS && mayAskAgain()) void loadOnce();
      if (!keys.has(kid) && (loading || mayAskAgain())) await loadOnce();
      return keys.get(kid);
    },
    areKnown: () => keys.size > 0,
    start: () => untilKnown(2000),
  };
}

const metadata = z.object({ jwks_uri: z.url() });
const keySet = z.object({ keys: z.array(z.looseObject({})) });
/** `endorsements`: for which channels it signs. */
const teamsKey = z.object({
  kid: z.string().min(1),
  kty: z.literal("RSA"),
  n: z.string(),
  e: z.string(),
  endorsements: z.array(z.string()).refine((channels) => channels.includes("msteams")),
});

async function fetchKeys(
  metadataUrl: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, KeyObject>> {
  const { jwks_uri: keysUrl } = metadata.parse(await fetchJson(metadataUrl, signal));
  if (new URL(keysUrl).protocol !== "https:" && new URL(metadataUrl).protocol === "https:")
    throw new Error("Microsoft's keys are said to be where anybody may change them on their way");
  const { keys } = keySet.parse(await fetchJson(keysUrl, signal));
  const ours = keys.flatMap((given) => {
    const { data } = teamsKey.safeParse(given);
    return data ? [[data.kid, publicKey(data)] as const] : [];
  });
  if (ours.length === 0) throw new Error("No key of Microsoft's is endorsed for Teams");
  return new Map(ours);
}

const publicKey = ({ kty, n, e }: z.infer<typeof teamsKey>): KeyObject =>
  createPublicKey({ key: { kty, n, e }, format: "jwk" });

async function fetchJson(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, { redirect: "error", signal });
  if (!response.ok) throw new Error(`Microsoft's keys: status ${response.status}`);
  return response.json();
}
