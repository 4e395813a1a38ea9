import { flag, list, oneOf, type Rule, shape, text, typed, whole } from "./rules.ts";

/** Slack's rich text. It publishes no lengths; these are those of what a section holds. */
const LONGEST = 3000;

const style = shape({
  optional: { bold: flag, italic: flag, strike: flag, code: flag, underline: flag },
});

const styled = (required: Record<string, Rule>, optional: Record<string, Rule> = {}): Rule =>
  shape({ required, optional: { style, ...optional } });

const id = text(255);

const words = styled({ text: text(LONGEST) });
const link = styled({ url: text(LONGEST) }, { text: text(LONGEST), unsafe: flag });

const inline = typed({
  text: words,
  link,
  broadcast: styled({ range: oneOf("here", "channel", "everyone") }),
  channel: styled({ channel_id: id }),
  color: styled({ value: id }),
  date: styled(
    { timestamp: whole(0, 9_999_999_999), format: id },
    { url: text(LONGEST), fallback: id },
  ),
  emoji: styled({ name: id }, { unicode: id, url: text(LONGEST) }),
  user: styled({ user_id: id }),
  usergroup: styled({ usergroup_id: id }),
});

const inlines = list(1, 1000, inline);
const border = whole(0, 1);
const section = shape({ required: { elements: inlines } });

/** What a `rich_text` block, or a table's cell, is made of. */
export const richTextPart = typed({
  rich_text_section: section,
  rich_text_list: shape({
    required: {
      style: oneOf("bullet", "ordered"),
      elements: list(1, 1000, typed({ rich_text_section: section })),
    },
    optional: { indent: whole(0, 8), offset: whole(0, 10_000), border },
  }),
  rich_text_quote: shape({ required: { elements: inlines }, optional: { border } }),
  rich_text_preformatted: shape({
    required: { elements: list(1, 1000, typed({ text: words, link })) },
    optional: { border, language: id },
  }),
});
