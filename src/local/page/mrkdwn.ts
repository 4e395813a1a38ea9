/**
 * Slack's own text markup as rich text. The block renderer reads `&lt;!channel&gt;` as a ping and
 * doubles lone asterisks; Slack does neither, and what a person typed must be seen as they typed
 * it. Rich text it draws to the letter, so it is given that.
 */

export interface Style {
  bold?: true;
  italic?: true;
  strike?: true;
  code?: true;
}

export type Inline =
  | { type: "text"; text: string; style?: Style }
  | { type: "link"; url: string; text?: string; style?: Style }
  | { type: "user"; user_id: string }
  | { type: "channel"; channel_id: string }
  | { type: "broadcast"; range: "here" | "channel" | "everyone" }
  | { type: "emoji"; name: string };

export interface Paragraph {
  type: "rich_text_section" | "rich_text_quote" | "rich_text_preformatted";
  elements: Inline[];
}

export const paragraphsOf = (mrkdwn: string): Paragraph[] =>
  mrkdwn.split(/```\n?([\s\S]+?)\n?```\n?/).flatMap((part, index) => {
    if (index % 2 === 0) return part ? linesOf(part) : [];
    return [
      { type: "rich_text_preformatted", elements: [{ type: "text", text: unescaped(part) }] },
    ];
  });

const QUOTED = /^(>|&gt;) ?/;

function linesOf(part: string): Paragraph[] {
  const groups: { quoted: boolean; lines: string[] }[] = [];
  for (const line of part.replace(/\n$/, "").split("\n")) {
    const quoted = QUOTED.test(line);
    const last = groups.at(-1);
    if (last?.quoted === quoted) last.lines.push(line);
    else groups.push({ quoted, lines: [line] });
  }
  return groups.map(({ quoted, lines }) => ({
    type: quoted ? "rich_text_quote" : "rich_text_section",
    elements: inlinesOf(lines.map((line) => (quoted ? line.replace(QUOTED, "") : line)).join("\n")),
  }));
}

const marked = (mark: string, name: string): string =>
  `(?<![\\p{L}\\p{N}${mark}])[${mark}](?=\\S)(?<${name}>[^${mark}\\n]*[^${mark}\\s])[${mark}](?![\\p{L}\\p{N}${mark}])`;
const MARKUP = new RegExp(
  [
    "<(?<pointer>[^<>\\n]+)>",
    "(?<address>https?://[^\\s<>|`]*[^\\s<>|`.,;:!?)\\]'\"*_~])",
    "`(?<code>[^`\\n]+)`",
    marked("*", "bold"),
    marked("_", "italic"),
    marked("~", "strike"),
    "(?<![\\p{L}\\p{N}:]):(?<emoji>[a-z][a-z0-9_+-]*):",
  ].join("|"),
  "gu",
);

export function inlinesOf(text: string, style: Style = {}): Inline[] {
  const found: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(MARKUP)) {
    found.push(
      ...plain(text.slice(from, match.index), style),
      ...inlineOf(match.groups ?? {}, style),
    );
    from = match.index + match[0].length;
  }
  return [...found, ...plain(text.slice(from), style)];
}

function inlineOf(groups: Record<string, string | undefined>, style: Style): Inline[] {
  const { pointer, address, code, bold, italic, strike, emoji } = groups;
  if (pointer) return [pointerOf(pointer, style)];
  if (address) return [pointerOf(address, style)];
  if (code) return plain(code, { ...style, code: true });
  if (bold) return inlinesOf(bold, { ...style, bold: true });
  if (italic) return inlinesOf(italic, { ...style, italic: true });
  if (strike) return inlinesOf(strike, { ...style, strike: true });
  return emoji ? [{ type: "emoji", name: emoji }] : [];
}

/** Of a label, an option, a button: Slack draws the three entities in plain text, too. */
export const plainOf = ({ text }: { readonly text: string }): string => unescaped(text);

/** Plain text has no other markup. */
export const withEmoji = (text: string): Inline[] =>
  text
    .split(/(?<![\p{L}\p{N}:])(:[a-z][a-z0-9_+-]*:)/u)
    .flatMap((part, index): Inline[] =>
      index % 2 === 1 ? [{ type: "emoji", name: part.slice(1, -1) }] : plain(part, {}),
    );

const RANGES = ["here", "channel", "everyone"] as const;

function pointerOf(pointer: string, style: Style): Inline {
  const [target = "", label] = pointer.split("|");
  const range = RANGES.find((one) => target === `!${one}`);
  if (range) return { type: "broadcast", range };
  if (target.startsWith("@")) return { type: "user", user_id: target.slice(1) };
  if (target.startsWith("#")) return { type: "channel", channel_id: target.slice(1) };
  if (/^(https?|mailto|tel):/.test(target)) {
    const url = unescaped(target);
    return {
      type: "link",
      url,
      text: unescaped(label ?? target.replace(/^(mailto|tel):/, "")),
      style,
    };
  }
  return { type: "text", text: unescaped(label ?? `<${pointer}>`), style };
}

const plain = (text: string, style: Style): Inline[] =>
  text ? [{ type: "text", text: unescaped(text), style }] : [];

/** Slack escapes these three and no others. */
export const unescaped = (text: string): string =>
  text.replace(/&(lt|gt|amp);/g, (_, name: string) =>
    name === "lt" ? "<" : name === "gt" ? ">" : "&",
  );
