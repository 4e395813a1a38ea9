/** Small PDFs that are much to read. Each has one page and one font. */
import { deflateSync } from "node:zlib";

interface Parts {
  /** What the page draws. */
  readonly content: Buffer;
  /** How the content is packed, if not once. */
  readonly filter?: string;
  /** Objects from number 6 on, and where the page's resources name them. */
  readonly more?: readonly Buffer[];
  readonly resources?: string;
  readonly font?: string;
  /** Points. */
  readonly height?: number;
}

const stream = (bytes: Buffer, dictionary = "/Filter /FlateDecode"): Buffer =>
  Buffer.concat([
    Buffer.from(`<< /Length ${bytes.length} ${dictionary} >>\nstream\n`),
    bytes,
    Buffer.from("\nendstream"),
  ]);

const packed = (text: string | Buffer): Buffer => deflateSync(text, { level: 9 });

const pdf = ({
  content,
  filter,
  more = [],
  resources = "",
  font = "",
  height = 842,
}: Parts): Uint8Array => {
  const objects = [
    Buffer.from("<< /Type /Catalog /Pages 2 0 R >>"),
    Buffer.from("<< /Type /Pages /Kids [4 0 R] /Count 1 >>"),
    Buffer.from(`<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica ${font} >>`),
    Buffer.from(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 ${height}] /Resources << /Font << /F1 3 0 R >> ${resources} >> /Contents 5 0 R >>`,
    ),
    stream(content, filter),
    ...more,
  ];
  const parts = [Buffer.from("%PDF-1.4\n")];
  const starts: number[] = [];
  let at = 9;
  for (const [index, object] of objects.entries()) {
    const part = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      object,
      Buffer.from("\nendobj\n"),
    ]);
    starts.push(at);
    at += part.length;
    parts.push(part);
  }
  const table = starts.map((start) => `${String(start).padStart(10, "0")} 00000 n \n`).join("");
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
};

/** 512 MB of spaces, packed three times: some 3 KB. */
export const nestedStreams = (): Uint8Array => {
  const block = Buffer.alloc(64 * 2 ** 20, " ");
  const content = packed(packed(packed(Buffer.concat(Array.from({ length: 8 }, () => block)))));
  return pdf({ content, filter: "/Filter [/FlateDecode /FlateDecode /FlateDecode]" });
};

/** Each form draws the one before it twice: 2^40 times the first. */
export const doubledForms = (levels = 40): Uint8Array => {
  const form = (level: number): Buffer => {
    const drawn =
      level === 0 ? "BT /F1 11 Tf 70 800 Td (x) Tj ET" : `/X${level - 1} Do /X${level - 1} Do`;
    const within = level === 0 ? "" : `/XObject << /X${level - 1} ${5 + level} 0 R >>`;
    return stream(
      packed(drawn),
      `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> ${within} >> /Filter /FlateDecode`,
    );
  };
  return pdf({
    content: packed(`/X${levels - 1} Do`),
    more: Array.from({ length: levels }, (_, level) => form(level)),
    resources: `/XObject << /X${levels - 1} ${5 + levels} 0 R >>`,
  });
};

/** A font whose table of characters has thousands of ranges of 16 million each. */
export const endlessCharacterMap = (ranges = 3000): Uint8Array => {
  const range = "<000000> <ffffff> <0041>\n";
  const lists = Array.from(
    { length: ranges / 100 },
    () => `100 beginbfrange\n${range.repeat(100)}endbfrange\n`,
  );
  const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <000000> <ffffff> endcodespacerange\n${lists.join("")}endcmap end end`;
  return pdf({
    content: packed("BT /F1 11 Tf 70 800 Td (Title) Tj ET"),
    font: "/ToUnicode 6 0 R",
    more: [stream(packed(map))],
  });
};

/** 100 MB of them: some 150 KB. */
export const manyOperators = (): Uint8Array =>
  pdf({ content: packed(Buffer.alloc(100 * 2 ** 20, "BT /F1 11 Tf 70 800 Td (x) Tj ET\n")) });

/** Rows of a label and a value, all on one page. */
export const manyRows = (rows = 30_000): Uint8Array => {
  const row = (index: number) => {
    const y = (20 * (rows - index)).toString();
    return `BT /F1 11 Tf 1 0 0 1 70 ${y} Tm (L${index}) Tj 1 0 0 1 250 ${y} Tm (V) Tj ET\n`;
  };
  const content = packed(Array.from({ length: rows }, (_, index) => row(index)).join(""));
  return pdf({ content, height: 20 * rows + 100 });
};
