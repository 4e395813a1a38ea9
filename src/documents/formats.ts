export type FormatName = "PDF" | "Word" | "protected Word" | "old Word" | "RTF";

/** What a file is by its first bytes, or else by its name; null for plain text. */
export const formatOf = (name: string, bytes: Uint8Array): FormatName | null => {
  const known =
    formats.find(({ magic }) => startsWith(bytes, magic)) ??
    formats.find(({ ending }) => ending.test(name));
  if (known?.format === "old Word" && hasProtectedPackage(bytes)) return "protected Word";
  return known?.format ?? null;
};

const formats = [
  { format: "PDF", magic: [0x25, 0x50, 0x44, 0x46, 0x2d], ending: /\.pdf$/i },
  { format: "Word", magic: [0x50, 0x4b, 0x03, 0x04], ending: /\.docx$/i },
  { format: "old Word", magic: [0xd0, 0xcf, 0x11, 0xe0], ending: /\.doc$/i },
  { format: "RTF", magic: [0x7b, 0x5c, 0x72, 0x74, 0x66], ending: /\.rtf$/i },
] as const;

export const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  bytes.length >= start.length && start.every((byte, index) => bytes[index] === byte);

/** Word puts a document with a password into a container of the old kind, under this name. */
const hasProtectedPackage = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from("EncryptedPackage", "utf16le"),
  );
