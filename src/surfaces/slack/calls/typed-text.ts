/** What was typed: Slack sends the three characters of its markup as entities in a command's text. */
export const asTyped = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
