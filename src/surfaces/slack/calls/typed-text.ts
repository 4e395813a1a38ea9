/** What was typed: Slack sends the three characters of its markup as entities in a command's text. */
export const asTyped = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** A message's text as its writer saw it: without mentions, and links by the name that they show. */
export const asWritten = (text: string): string =>
  asTyped(
    text.replace(MARKED, (_, sign: string, target: string, label?: string) => {
      if (sign === "@" || sign === "!") return " ";
      return label ?? (sign === "#" ? `#${target}` : target.replace(/^(?:mailto|tel):/, ""));
    }),
  ).trim();

/** `<@U1>`, `<!here>`, `<#C1|general>`, `<https://apo-tokyo.org|apo-tokyo.org>`; what people type has no such sign. */
const MARKED = /<([@!#]?)([^<>|]*)(?:\|([^<>]*))?>/g;
