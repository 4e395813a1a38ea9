import type { Activity } from "../http/shape.ts";

/** Whether it is said to us, where others talk among themselves. */
export const mentionsUs = ({ entities, recipient }: Activity): boolean =>
  entities.some(({ mentioned }) => mentioned?.id === recipient.id);

/**
 * A message's text as its writer saw it: without our own mentions, others' by name, blanks as blanks.
 * Once through the text, however many mentions a body names.
 */
export const asWritten = ({ text = "", entities, recipient }: Activity): string => {
  const own = new Set(
    entities.flatMap((one) => (one.mentioned?.id === recipient.id ? [one.text] : [])),
  );
  return text
    .replace(/<at[^<>]*>([^<>]*)<\/at>/g, (mention, name) => (own.has(mention) ? " " : name))
    .replaceAll("\u00a0", " ")
    .trim();
};
