/**
 * The part of markdown that Teams reads in a card's text blocks and in what a bot writes. Here so
 * that text which was meant to be plain is seen to come alive, as it would there.
 */
export interface Piece {
  text: string;
  style?: "bold" | "italic";
  url?: string;
}

const MARKUP =
  /\*\*(?<bold>\S(?:[^*\n]*\S)?)\*\*|(?<![\p{L}\p{N}_])_(?<under>\S(?:[^_\n]*\S)?)_(?![\p{L}\p{N}_])|\*(?<italic>\S(?:[^*\n]*\S)?)\*|\[(?<label>[^\]\n]+)\]\((?<url>(?:https?:\/\/|mailto:|tel:)[^\s)]+)\)/gu;

export function piecesOf(text: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(MARKUP)) {
    const { bold, under, italic, label, url } = match.groups ?? {};
    if (match.index > from) found.push({ text: text.slice(from, match.index) });
    if (bold) found.push({ text: bold, style: "bold" });
    else if (label && url) found.push({ text: label, url });
    else found.push({ text: under ?? italic ?? "", style: "italic" });
    from = match.index + match[0].length;
  }
  return from < text.length ? [...found, { text: text.slice(from) }] : found;
}

/** For the card renderer, which takes HTML. */
export const htmlOf = (text: string): string =>
  piecesOf(text)
    .map((piece) => {
      const inner = escaped(piece.text).replaceAll("\n", "<br>");
      if (piece.url) return `<a href="${escaped(piece.url)}">${inner}</a>`;
      if (piece.style) return piece.style === "bold" ? `<b>${inner}</b>` : `<i>${inner}</i>`;
      return inner;
    })
    .join("");

const NAMES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => NAMES[sign] ?? sign);
