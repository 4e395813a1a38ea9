import { describe, expect, test } from "vitest";
import { requestId } from "../../../src/domain/ids.ts";
import { checkView } from "../../../src/local/slack/blocks/check.ts";
import { homeOf, strangersHome } from "../../../src/messages/home/home.ts";
import { renderHome } from "../../../src/surfaces/slack/rendering/render-home.ts";
import { japan, officer, organisation, person, secondRound } from "../../helpers/builders.ts";
import { draftSummary, standing, summary } from "../../helpers/standing.ts";

const THAI = "การพัฒนาผลิตภาพในโรงพยาบาลของรัฐและการฝึกอบรมผู้เชี่ยวชาญ".repeat(3).slice(0, 150);
const PERSIAN = "بهره‌وری در بیمارستان‌های دولتی و آموزش مشاوران ".repeat(4).slice(0, 150);
const longName = organisation({
  name: `سازمان بهره‌وری ${"บริษัท".repeat(40)}`,
  acronym: "ABC",
});

/** Sixty to Japan over two rounds, sixty from it, sixty between others: as much as one person can have. */
const crowded = standing({
  person: person("liaison", japan, {
    roles: [...person("liaison", japan).roles, ...officer.roles],
  }),
  requests: Array.from({ length: 180 }, (_, index) =>
    summary({
      id: requestId(`r${index}`),
      number: `BCN-2023-${index}`,
      topic: index % 2 ? THAI : PERSIAN,
      ...(index % 4 < 2 ? { roundId: secondRound.id } : {}),
      ...(index % 3 === 0 ? { sender: longName } : { sender: longName, host: longName }),
      ...(index % 3 === 1 ? { sender: japan } : {}),
      hostIsReachable: index % 5 !== 0,
    }),
  ),
  drafts: Array.from({ length: 30 }, () =>
    draftSummary({ sender: japan, host: longName, topic: THAI }),
  ),
});

describe("a home keeps to what Slack takes", () => {
  test("with sixty requests on each side and long Thai and Persian names", () => {
    const view = renderHome(homeOf(crowded));
    expect(checkView(view)).toEqual([]);
    expect(view.blocks.length).toBeLessThanOrEqual(100);
    expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThanOrEqual(250_000);
  });

  test("nothing of it has to give way: the closing dates and the last line are there", () => {
    const text = JSON.stringify(renderHome(homeOf(crowded)));
    expect(text).toContain("Second closing date");
    expect(text).toContain("renews itself");
    expect(text).not.toContain('"text":"…"');
  });

  test.each([
    ["an empty one", homeOf(standing())],
    ["a stranger's", strangersHome()],
    ["an officer's", homeOf(standing({ person: officer }))],
  ])("%s too", (_whose, home) => {
    expect(checkView(renderHome(home))).toEqual([]);
  });

  test("what people wrote stays text", () => {
    const view = renderHome(
      homeOf(standing({ requests: [summary({ topic: "<!channel> & co" })] })),
    );
    expect(JSON.stringify(view)).toContain("<!channel> & co");
  });
});
