/** Small PDFs made by hand: one font, and text at the places given. */

/** Points from the left and from the bottom of an A4 page, 595 by 842. */
export type Placed = { readonly text: string; readonly x: number; readonly y: number };

type Options = {
  /** Set, nobody can open it: the password isn't the empty one. */
  readonly isLocked?: boolean;
};

export const makePdf = (
  pages: readonly (readonly Placed[])[],
  { isLocked = false }: Options = {},
): Uint8Array => {
  const font = 3;
  const pageNumber = (index: number): number => 4 + 2 * index;
  const kids = pages.map((_, index) => `${pageNumber(index)} 0 R`).join(" ");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ...pages.flatMap((placed, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 ${font} 0 R >> >> /Contents ${pageNumber(index) + 1} 0 R >>`,
      streamOf(placed),
    ]),
  ];
  const hash = "00".repeat(32);
  const locked = `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${hash}> /U <${hash}> /P -44 >> /ID [<00> <00>]`;
  return fileOf(objects, isLocked ? locked : "");
};

const streamOf = (placed: readonly Placed[]): string => {
  const shown = placed
    .map(({ text, x, y }) => `BT /F1 11 Tf 1 0 0 1 ${x} ${y} Tm (${escaped(text)}) Tj ET`)
    .join("\n");
  return `<< /Length ${shown.length} >>\nstream\n${shown}\nendstream`;
};

/** In WinAnsiEncoding the en dash is 226 in octal. */
const escaped = (text: string): string =>
  text.replace(/[\\()]/g, (mark) => `\\${mark}`).replaceAll("–", "\\226");

const fileOf = (objects: readonly string[], trailer: string): Uint8Array => {
  let file = "%PDF-1.4\n";
  const starts = objects.map((object, index) => {
    const start = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return start;
  });
  const table = starts.map((start) => `${String(start).padStart(10, "0")} 00000 n \n`).join("");
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  const root = `<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>`;
  const xref = file.indexOf("xref\n0 ");
  return new TextEncoder().encode(`${file}trailer\n${root}\nstartxref\n${xref}\n%%EOF\n`);
};
