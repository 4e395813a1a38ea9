import { expect, test } from "vitest";
import { asWritten } from "../../../src/surfaces/slack/calls/typed-text.ts";

test.each([
  ["<@U0BOT> help", "help"],
  ["<@U0BOT|bcn>, please: show 1", ", please: show 1"],
  ["<!here> &amp; <!subteam^S1|@team> all", "&   all"],
  [
    "see <https://apo-tokyo.org|apo-tokyo.org> and <https://a.example/x?y=1>",
    "see apo-tokyo.org and https://a.example/x?y=1",
  ],
  [
    "<mailto:lo@npo.example|lo@npo.example>, <tel:+6793311004|+679 331 1004>",
    "lo@npo.example, +679 331 1004",
  ],
  ["in <#C1|bcn> or <#C2>", "in bcn or #C2"],
  ["1 &lt; 2 &amp;lt; &gt;\n\tkept  as it is", "1 < 2 &lt; >\n\tkept  as it is"],
])("%j is written %j", (text, expected) => {
  expect(asWritten(text)).toBe(expected);
});
