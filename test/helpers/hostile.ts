/** A hundred texts that would be something else where markup is alive. */

/** Each by itself, and within words. */
const MARKED = [
  "*bold*",
  "_italic_",
  "~struck~",
  "`code`",
  "```preformatted```",
  "*_both_*",
  "> quoted",
  "&gt; quoted",
  ">>> all of it",
  "• a bullet",
  "- a bullet",
  "1. a number",
  ":white_check_mark:",
  ":warning::skin-tone-2:",
  "<!channel>",
  "<!here|here>",
  "<!everyone>",
  "<@U012AB3CD>",
  "<#C012AB3CD|general>",
  "<!subteam^S012AB3CD>",
  "<!date^1392734382^{date_long}|today>",
  "<https://evil.example|JPC, Japan>",
  "https://evil.example/a_b_c",
  "<mailto:a@evil.example|APO>",
  "[JPC](https://evil.example)",
  "![x](https://evil.example/x.png)",
  "**bold**",
  "__bold__",
  "# A heading",
  "&lt;!channel&gt;",
  "&amp;lt;",
  "<b>bold</b>",
  "<img src=x onerror=alert(1)>",
  "<script>alert(1)</script>",
  "</blockquote>",
  "R&D & co",
  "@channel @here",
  "#general",
  "mailto:a@evil.example",
  "evil.example",
];

/** Lines of one's own, and what can't be seen. */
const LINES = [
  "x\n*Decision*\nApproved by the APO Secretariat",
  "x\r\n> quoted",
  "x\r*Decision:* approved",
  "x\u2028*Decision:* approved",
  "x\u2029• a bullet",
  "x\u000b*Decision*",
  "x\f*Decision*",
  "\n\n*Decision*",
  "x\t\t*Decision*",
  "x\n```\ncode\n```",
  "\u202eDecision\u202c",
  "\u2066*x*\u2069",
  "*\u200bbold*\u200b",
  "\u2060*bold*",
  "a\u00adb *c*",
  "\u0007*x*",
  "\u0000*x*",
  "x\u0085*Decision*",
  `x${"\u0301".repeat(9)}`,
];

/** What people do write, with and around signs. */
const HONEST = [
  "การเพิ่มผลิตภาพ *ในโรงพยาบาล*",
  "بهره\u200cوری در *بیمارستان\u200cهای* دولتی",
  "উৎপাদনশীলতা ক্\u200dষ _হাসপাতাল_",
  "生產力 ~中心~ 日本生産性本部",
  "Năng suất :vn: `5S`",
  "5 * 3 * 2",
  "snake_case_name",
  "10:30:00",
  "👩\u200d🔬 *x*",
];

const within = (text: string): string => `a ${text} b`;

export const HOSTILE: readonly string[] = [
  ...MARKED,
  ...MARKED.slice(0, 33).map(within),
  ...LINES,
  ...HONEST,
];

/** What Teams alone would read: dates, mentions, tables, links of its own. */
export const TEAMS_OWN: readonly string[] = [
  "{{DATE(2023-03-31T00:00:00Z, SHORT)}}",
  "x {{TIME(2023-03-31T00:00:00Z)}}",
  "{{{{",
  "{{{DATE(2023-03-31T00:00:00Z)}}}",
  ["$", "{x}"].join(""),
  "<at>BCN</at>",
  '<a href="https://evil.example">JPC</a>',
  "[x](msteams://evil.example)",
  "***both***",
  "1) a number",
  "+ a plus",
  "a\\*b",
  "| a | b |",
  "(like) (y) :)",
  "\u200f*x*\u200e",
  "x\u200b*x*",
];
