/**
 * The text without bullets and invisible characters, with one kind of line break and of space, at
 * most one blank line and two spaces together, and none around a line. Tabs are kept, since they
 * part labels from values. Such a text has no long run of white space to search through.
 */
export const plainText = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/\r\n?|[\f\v\u0085\u2028\u2029]/g, "\n")
    .replace(/\u00ad\n?|\p{Cf}/gu, "")
    .replace(/[^\S\n\t]|[^\P{Cc}\n\t]/gu, " ")
    .replace(/[\p{Co}\p{Cs}•●▪■◦‣⁃]/gu, " ")
    .replace(/[ \t]{2,}/g, (gap) => (gap.includes("\t") ? "\t" : "  "))
    .replace(/[ \t]{0,2}\n[ \t]{0,2}/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();

/** A plain text without a mail's "> " before its lines, and without the asterisks of bold words. */
export const withoutMarkup = (plain: string): string => {
  const unquoted = plain.replace(/^(?:>[ \t]?)+/gm, "");
  const unbold = unquoted.replace(
    /(?<![\p{L}\p{N}*])(\*{1,3})(?=[^\s*])([^*\n]{1,200})\1(?![\p{L}\p{N}*])/gu,
    "$2",
  );
  return unbold === plain ? plain : plainText(unbold);
};

/**
 * A value on one line. A hyphen that a line break left behind is closed up ("follow- up"), but not
 * the one of "pre- and post-visit".
 */
export const tidy = (value: string): string =>
  plainText(value)
    .replace(/\s+/g, " ")
    .replace(/(?<=\p{L})- (?!(?:and|or|to)\b)(?=\p{Ll})/gu, "-");
