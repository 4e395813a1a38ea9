import type { IncomingMessage } from "node:http";

export type Body =
  | { readonly kind: "read"; readonly raw: Buffer }
  | { readonly kind: "tooLarge" }
  | { readonly kind: "tooSlow" }
  /** There was no room for it beside all others. */
  | { readonly kind: "crowded" }
  /** The sender went away. */
  | { readonly kind: "broken" };

/** What such a call is answered with. */
export const UNREAD = {
  tooLarge: { status: 413, headers: {} },
  tooSlow: { status: 408, headers: {} },
  crowded: { status: 503, headers: { "retry-after": "1" } },
  broken: { status: 400, headers: {} },
} as const;

interface Limits {
  readonly largestBytes: number;
  /** Of all bodies that are being read. */
  readonly togetherBytes: number;
  readonly withinMs: number;
}

interface Reading {
  readonly begunMs: number;
  /** Bytes of memory. What a body tells of its length takes none: anybody may tell. */
  held: number;
  finish(body: Body): void;
}

/** A platform's bodies are there within milliseconds; one that takes longer makes room for others. */
const HELD_BACK_MS = 250;

/**
 * Reads bodies, each up to a limit and all of them up to another. Where there is no room for one it
 * is refused at once, unless the oldest is being held back: then that one goes, so that nobody
 * keeps the platform out by filling the room.
 */
export function makeBodyReader({ largestBytes, togetherBytes, withinMs }: Limits) {
  const readings = new Set<Reading>();
  let together = 0;
  const hasRoomFor = (bytes: number): boolean => {
    for (const oldest of readings) {
      if (together + bytes <= togetherBytes) break;
      if (performance.now() - oldest.begunMs < HELD_BACK_MS) return false;
      oldest.finish({ kind: "crowded" });
    }
    return together + bytes <= togetherBytes;
  };
  const hold = (reading: Reading, bytes: number): void => {
    together += bytes - reading.held;
    reading.held = bytes;
  };

  return (req: IncomingMessage): Promise<Body> =>
    new Promise((resolve) => {
      const told = Number(req.headers["content-length"] ?? 0);
      if (told > largestBytes) return resolve({ kind: "tooLarge" });
      const bytes = makeBytes(told || largestBytes);
      const finish = (body: Body): void => {
        if (!readings.delete(reading)) return;
        hold(reading, 0);
        clearTimeout(timer);
        req.off("data", take);
        resolve(body);
      };
      const reading: Reading = { begunMs: performance.now(), held: 0, finish };
      const take = (chunk: Buffer): void => {
        const more = bytes.roomWith(chunk) - reading.held;
        if (bytes.size + chunk.length > largestBytes) finish({ kind: "tooLarge" });
        else if (more > 0 && !hasRoomFor(more)) finish({ kind: "crowded" });
        // It may have been the oldest itself.
        else if (readings.has(reading)) hold(reading, bytes.add(chunk));
      };
      const timer = setTimeout(() => finish({ kind: "tooSlow" }), withinMs);
      readings.add(reading);
      req.on("data", take);
      req.once("end", () => finish({ kind: "read", raw: bytes.whole() }));
      req.once("error", () => finish({ kind: "broken" }));
      req.once("close", () => finish({ kind: "broken" }));
    });
}

/** Bytes in one piece: a body may come in a million pieces, and each would cost a hundred bytes more. */
const makeBytes = (most: number) => {
  let room: Buffer = Buffer.alloc(0);
  const bytes = {
    size: 0,
    /** The memory that it needs with this piece: twice the last where that isn't enough. */
    roomWith(chunk: Buffer): number {
      const needed = bytes.size + chunk.length;
      return needed <= room.length
        ? room.length
        : Math.max(needed, Math.min(room.length * 2, most));
    },
    add(chunk: Buffer): number {
      const needed = bytes.roomWith(chunk);
      // Most come in one piece, which is kept as it is.
      if (chunk.length === most) room = chunk;
      else {
        if (needed > room.length) {
          const larger = Buffer.allocUnsafeSlow(needed);
          room.copy(larger, 0, 0, bytes.size);
          room = larger;
        }
        chunk.copy(room, bytes.size);
      }
      bytes.size += chunk.length;
      return room.length;
    },
    whole: (): Buffer => room.subarray(0, bytes.size),
  };
  return bytes;
};
