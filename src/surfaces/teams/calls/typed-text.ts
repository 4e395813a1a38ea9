import type { Activity } from "../http/shape.ts";

/** Whether it is said to us, where others talk among themselves. */
export const mentionsUs = ({ entities, recipient }: Activity): boolean =>
  entities.some(({ mentioned }) => mentioned?.id === recipient.id);

/** A message's text as its writer saw it: without our own mentions, others' by name, blanks as blanks. */
export const asWritten = ({ text = "", entities, recipient }: Activity): string =>
  entities
    .filter(({ mentioned }) => mentioned?.id === recipient.id)
    .reduce((rest, mention) => (mention.text ? rest.replaceAll(mention.text, " ") : rest), text)
    .replace(/<at[^<>]*>([^<>]*)<\/at>/g, "$1")
    .replaceAll("\u00a0", " ")
    .trim();
