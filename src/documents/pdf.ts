import "./newer-than-node-20.ts";
import { extractTextItems, getDocumentProxy } from "unpdf";
import type { Unreadable } from "../domain/notifications/reading.ts";
import { done, type Outcome, refused } from "../domain/outcome.ts";
import { textOfPage } from "./page-layout.ts";

/** A notification has one to ten pages. */
export const MAX_PAGES = 50;

/** The text of a PDF as a person reads it: a label and its value on one line, a tab between them. */
export const textFromPdf = async (bytes: Uint8Array): Promise<Outcome<string, Unreadable>> => {
  try {
    // The reader of PDFs takes the bytes away from whoever has them: it gets a copy.
    const pdf = await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 });
    try {
      if (pdf.numPages > MAX_PAGES)
        return refused({ kind: "tooManyPages", pages: pdf.numPages, maxPages: MAX_PAGES });
      const { items } = await extractTextItems(pdf);
      return done(items.map(textOfPage).join("\n"));
    } finally {
      await pdf.destroy();
    }
  } catch (cause) {
    // Whatever it throws over somebody's bytes says that they aren't a PDF that can be opened.
    const isLocked = cause instanceof Error && cause.name === "PasswordException";
    return refused({ kind: isLocked ? "encrypted" : "damaged", format: "PDF" });
  }
};
