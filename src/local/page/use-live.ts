import { useEffect, useRef } from "react";

/** How often to ask when the stream is down. */
const POLL_MS = 3_000;

/** Calls `changed` whenever the stand-in says so, and regularly while its stream is down. */
export function useLive(address: string, changed: () => void): void {
  const latest = useRef(changed);
  latest.current = changed;
  useEffect(() => {
    const stream = new EventSource(address);
    let polling: ReturnType<typeof setInterval> | undefined;
    const stopPolling = (): void => {
      clearInterval(polling);
      polling = undefined;
    };
    stream.addEventListener("changed", () => latest.current());
    stream.addEventListener("open", () => {
      stopPolling();
      latest.current();
    });
    stream.addEventListener("error", () => {
      // Each failed try to connect again is an error too: it must not put the asking off.
      polling ??= setInterval(() => latest.current(), POLL_MS);
    });
    return () => {
      stopPolling();
      stream.close();
    };
  }, [address]);
}
