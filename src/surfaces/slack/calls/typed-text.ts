/** What was typed: Slack sends the three characters of its markup as entities in a command's text. */
export const asTyped = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

const REPLACEMENT = "\uFFFD";
const NOT_STORABLE = /\0|\p{Surrogate}/gu;

/** As a database can keep it: neither NUL nor half a character fits into one. */
export const storableText = (text: string): string => text.replace(NOT_STORABLE, REPLACEMENT);
