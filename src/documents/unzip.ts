import { inflateRawSync } from "node:zlib";
import { done, type Outcome, refused } from "../domain/outcome.ts";

interface Limits {
  /** Of all chosen files together, unpacked. */
  readonly maxBytes: number;
  /** Of all files, chosen or not. */
  readonly maxFiles: number;
}

/**
 * The chosen files of a ZIP by their names, unpacked. What it says of its sizes and of how many files
 * it has is not believed: each file is unpacked as far as the limit allows (PKWARE's APPNOTE, 4.3).
 */
export const unzip = (
  bytes: Uint8Array,
  isChosen: (name: string) => boolean,
  { maxBytes, maxFiles }: Limits,
): Outcome<ReadonlyMap<string, Uint8Array>, "damaged" | "tooLarge"> => {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const files = new Map<string, Uint8Array>();
  let left = maxBytes;
  try {
    let count = 0;
    for (const { name, packed, method } of entriesOf(zip)) {
      count += 1;
      if (count > maxFiles) return refused("tooLarge");
      if (!isChosen(name) || files.has(name)) continue;
      const file = unpacked(packed(), method, left);
      if (file === "tooLarge") return refused("tooLarge");
      left -= file.length;
      files.set(name, file);
    }
  } catch {
    // An offset that points outside, or bytes that don't unpack.
    return refused("damaged");
  }
  return files.size > 0 ? done(files) : refused("damaged");
};

const ENTRY = 0x02014b50;
const END = 0x06054b50;
/** Without its comment, which has at most 65,535 bytes. */
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;

interface Entry {
  readonly name: string;
  /** 0: stored as it is; 8: deflated. */
  readonly method: number;
  readonly packed: () => Buffer;
}

function* entriesOf(zip: Buffer): Generator<Entry> {
  let at = zip.readUInt32LE(endOfDirectory(zip) + 16);
  while (at + ENTRY_BYTES <= zip.length && zip.readUInt32LE(at) === ENTRY) {
    const nameEnds = at + ENTRY_BYTES + zip.readUInt16LE(at + 28);
    const packedBytes = zip.readUInt32LE(at + 20);
    const local = zip.readUInt32LE(at + 42);
    yield {
      name: zip.toString("utf8", at + ENTRY_BYTES, nameEnds),
      method: zip.readUInt16LE(at + 10),
      packed: () => {
        const names = zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
        const start = local + LOCAL_BYTES + names;
        return zip.subarray(start, start + packedBytes);
      },
    };
    at = nameEnds + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}

const endOfDirectory = (zip: Buffer): number => {
  const first = Math.max(0, zip.length - END_BYTES - 0xffff);
  for (let at = zip.length - END_BYTES; at >= first; at--)
    if (zip.readUInt32LE(at) === END) return at;
  throw new RangeError("There is no directory");
};

const unpacked = (packed: Buffer, method: number, left: number): Buffer | "tooLarge" => {
  if (method === 0) return packed.length > left ? "tooLarge" : packed;
  try {
    // At least 1: the limit itself is refused otherwise.
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, left) });
  } catch (cause) {
    if (cause instanceof RangeError) return "tooLarge";
    throw cause;
  }
};
