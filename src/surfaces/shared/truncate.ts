/**
 * Cuts a text, escaped or not, to at most `limit` UTF-16 units, the last of them "…". Never splits
 * a surrogate pair or an entity such as `&amp;`.
 */
export const truncate = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit - 1).replace(HALVES, "")}…`;

const HALVES = /(?:[\uD800-\uDBFF]|&[a-z]{0,3})$/;
