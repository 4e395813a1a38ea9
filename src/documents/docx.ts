import mammoth from "mammoth";
import { done, type Outcome, refused } from "../domain/outcome.ts";
import type { UnreadableFile } from "./unreadable-file.ts";
import { unpackedBytes } from "./zip.ts";

/** What a document may unpack to: 100 MiB. A few kilobytes can be made to unpack to gigabytes. */
export const MAX_UNPACKED_BYTES = 100 * 1024 * 1024;

/** The text of a DOCX: a table's cells with tabs between them, its rows and paragraphs as lines. */
export const textFromDocx = async (bytes: Uint8Array): Promise<Outcome<string, UnreadableFile>> => {
  const unpacked = unpackedBytes(bytes);
  if (unpacked === null) return refused({ kind: "damaged", format: "Word" });
  if (unpacked > MAX_UNPACKED_BYTES)
    return refused({ kind: "tooLarge", bytes: unpacked, maxBytes: MAX_UNPACKED_BYTES });
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes) },
      { convertImage: mammoth.images.imgElement(async () => ({ src: "" })) },
    );
    return done(textOf(value));
  } catch {
    // Whatever it throws over somebody's bytes says that they aren't a document that can be opened.
    return refused({ kind: "damaged", format: "Word" });
  }
};

/** The converter writes plain, well-formed tags, and escapes four characters. */
const textOf = (html: string): string =>
  html
    .replace(/(?:<\/(?:p|h\d|li|ul|ol)>)+<\/td>/g, "</td>")
    .replace(/<\/t[dh]>\s*<t[dh]\b/g, "\t<td")
    .replace(/<li>/g, "• ")
    .replace(/<br \/>|<\/(?:p|h\d|li|tr)>/g, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&(?:lt|gt|quot|amp);/g, (entity) => entities[entity] ?? entity);

const entities: { readonly [entity: string]: string } = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&amp;": "&",
};
