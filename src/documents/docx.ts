import mammoth from "mammoth";
import type { Unreadable } from "../domain/notifications/reading.ts";
import { done, type Outcome, refused } from "../domain/outcome.ts";
import { unzip } from "./unzip.ts";

/**
 * What the XML of a document may unpack to: 16 MiB. A notification has 0.1 to 1, and a few kilobytes
 * can be made to unpack to gigabytes. Pictures aren't unpacked.
 */
export const MAX_XML_BYTES = 16 * 1024 * 1024;
const MAX_FILES = 2000;

/** The text of a DOCX: a table's cells with tabs between them, its rows and paragraphs as lines. */
export const textFromDocx = async (bytes: Uint8Array): Promise<Outcome<string, Unreadable>> => {
  const limits = { maxBytes: MAX_XML_BYTES, maxFiles: MAX_FILES };
  const files = unzip(bytes, (name) => /\.(?:xml|rels)$/i.test(name), limits);
  if (!files.ok)
    return refused(
      files.refusal === "damaged"
        ? { kind: "damaged", format: "Word" }
        : { kind: "tooHeavy", source: "file" },
    );
  try {
    const { value } = await mammoth.convertToHtml(asUnpacked(files.value), {
      convertImage: mammoth.images.imgElement(async () => ({ src: "" })),
    });
    return done(textOf(value));
  } catch {
    // Whatever it throws over somebody's bytes says that they aren't a document that can be opened.
    return refused({ kind: "damaged", format: "Word" });
  }
};

/** Mammoth takes files that are unpacked already as well; its types leave that out. */
const asUnpacked = (files: ReadonlyMap<string, Uint8Array>) => {
  const file = {
    exists: (name: string) => files.has(name),
    read: async (name: string) => new TextDecoder().decode(files.get(name)),
  };
  return { file } as unknown as Parameters<typeof mammoth.convertToHtml>[0];
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
