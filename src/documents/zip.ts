/**
 * How many bytes a ZIP's files say to unpack to, by its directory at the end (PKWARE's APPNOTE, 4.3.12
 * and 4.3.16); null when there is no such directory.
 */
export const unpackedBytes = (bytes: Uint8Array): number | null => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  if (end === null) return null;
  let at = view.getUint32(end + 16, true);
  let total = 0;
  for (let files = view.getUint16(end + 10, true); files > 0; files--) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== ENTRY) return null;
    total += view.getUint32(at + 24, true);
    at +=
      46 +
      view.getUint16(at + 28, true) +
      view.getUint16(at + 30, true) +
      view.getUint16(at + 32, true);
  }
  return total;
};

const ENTRY = 0x02014b50;
const END = 0x06054b50;
/** Without its comment, which has at most 65,535 bytes. */
const END_BYTES = 22;

const endOfDirectory = (view: DataView): number | null => {
  const first = Math.max(0, view.byteLength - END_BYTES - 0xffff);
  for (let at = view.byteLength - END_BYTES; at >= first; at--)
    if (view.getUint32(at, true) === END) return at;
  return null;
};
