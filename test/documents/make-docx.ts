import { crc32, deflateRawSync } from "node:zlib";

/** Small Word documents made by hand: paragraphs, and tables of rows of cells of paragraphs. */
export type DocxPart = string | { readonly rows: readonly (readonly (readonly string[])[])[] };

export const makeDocx = (parts: readonly DocxPart[]): Uint8Array =>
  makeZip(docxFiles(parts.map(partXml).join("")));

/** `body`: what stands in the document's body, as XML. */
export const docxFiles = (body: string): Readonly<Record<string, string>> => ({
  "[Content_Types].xml":
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  "_rels/.rels":
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  "word/document.xml": `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
});

const partXml = (part: DocxPart): string =>
  typeof part === "string"
    ? paragraph(part)
    : `<w:tbl>${part.rows.map((cells) => `<w:tr>${cells.map(cellXml).join("")}</w:tr>`).join("")}</w:tbl>`;

const cellXml = (paragraphs: readonly string[]): string =>
  `<w:tc>${paragraphs.map(paragraph).join("")}</w:tc>`;

const paragraph = (text: string): string =>
  `<w:p><w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

interface Zipping {
  /** Deflated; otherwise the files are stored as they are. */
  readonly isPacked?: boolean;
  /** What the directory says of each file's size, if not the truth. */
  readonly saidBytes?: number;
  /** What the directory says of how many files there are, if not the truth. */
  readonly saidFiles?: number;
}

export const makeZip = (
  files: Readonly<Record<string, string | Buffer>>,
  { isPacked = false, saidBytes, saidFiles }: Zipping = {},
): Uint8Array => {
  const entries: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const [nameBytes, bytes] = [Buffer.from(name), Buffer.from(content)];
    const stored = isPacked ? deflateRawSync(bytes, { level: 9 }) : bytes;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(isPacked ? 8 : 0, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(stored.length, 14);
    fields.writeUInt32LE(saidBytes ?? bytes.length, 18);
    fields.writeUInt16LE(nameBytes.length, 22);
    const entry = Buffer.concat([Buffer.from("PK\u0003\u0004"), fields, nameBytes, stored]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(
      Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0000"), fields, rest, nameBytes]),
    );
    entries.push(entry);
    at += entry.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(saidFiles ?? entries.length, 4);
  end.writeUInt16LE(saidFiles ?? entries.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...entries, listed, Buffer.from("PK\u0005\u0006"), end]);
};
