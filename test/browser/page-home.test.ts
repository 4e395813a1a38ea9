import { beforeEach, describe, expect, test } from "vitest";
import { requestId } from "../../src/domain/ids.ts";
import type { LocalView } from "../../src/local/control-types.ts";
import { homeOf } from "../../src/messages/home/home.ts";
import { renderHome } from "../../src/surfaces/slack/rendering/render-home.ts";
import { bangladesh, japan, organisation, person } from "../helpers/builders.ts";
import { standing, summary } from "../helpers/standing.ts";
import { makeBench } from "./helpers/bench.ts";
import { expectNoAxeViolations, expectNoSidewaysScrolling, screenshot } from "./helpers/browser.ts";

const bench = makeBench();
beforeEach(() => bench.open());

const TOPICS = [
  "Kaizen in public hospitals",
  "การพัฒนาผลิตภาพในโรงพยาบาลของรัฐและการฝึกอบรมผู้เชี่ยวชาญด้านไคเซ็น",
  "بهره‌وری در بیمارستان‌های دولتی و آموزش مشاوران",
];
const withLongName = organisation({
  name: "Islamic Republic of a very long name that no line of a telephone holds",
  acronym: "ABCDEFGHIJ",
});

/** Japan's, with as many requests. */
const homeWith = (count: number): LocalView => {
  const requests = Array.from({ length: count }, (_, index) =>
    summary({
      id: requestId(`r${index}`),
      number: `BCN-2023-${String(count - index).padStart(3, "0")}`,
      sender: index % 4 === 0 ? withLongName : bangladesh,
      topic: TOPICS[index % TOPICS.length] ?? "",
    }),
  );
  const view = renderHome(homeOf(standing({ person: person("liaison", japan), requests })));
  const blocks = view.blocks.map((block, index) => ({ block_id: `b${index}`, ...block }));
  return {
    id: "V1",
    hash: `${count}`,
    type: "home",
    callbackId: "home",
    title: "",
    submit: null,
    close: null,
    blocks,
    values: {},
    errors: {},
    trouble: null,
  };
};

const publish = (home: LocalView): void => {
  bench.fake.home = home;
  bench.fake.tell();
};

describe("the bot's Home tab", () => {
  test("says that it opens, tells the product, and shows what comes; later changes too", async () => {
    await bench.driver.openHome();
    await bench.driver.home().getByText("Opening the home …").waitFor();
    await expect.poll(() => bench.fake.sent("/_local/home")).toHaveLength(1);
    await screenshot(bench.page, "home-opening");
    publish(homeWith(1));
    await bench.driver.home().getByText("One thing is waiting for you").waitFor();
    publish(homeWith(3));
    await bench.driver.home().getByText("3 things are waiting for you").waitFor();
    expect(bench.fake.sent("/_local/home")).toHaveLength(1);
  });

  test("says so when nothing comes", async () => {
    await bench.driver.openHome();
    await bench.driver.home().getByText("The bot has published no home for you.").waitFor();
    await expectNoAxeViolations(bench.page);
  });

  test("stands beside the messages: arrows move between them, and a reload keeps the place", async () => {
    const { page, driver } = bench;
    publish(homeWith(1));
    await driver.openConversation("BCN");
    await page.getByRole("tab", { name: "Messages", selected: true }).focus();
    await page.keyboard.press("ArrowLeft");
    await driver.home().getByText("One thing is waiting for you").waitFor();
    expect(await bench.composer().count()).toBe(0);
    expect(await bench.focusedLabel()).toBe("Home");
    await page.reload();
    await driver.home().getByText("One thing is waiting for you").waitFor();
    await page.getByRole("tab", { name: "Home", selected: true }).focus();
    await page.keyboard.press("ArrowRight");
    await bench.composer().waitFor();
  });

  test("sends a press with the view, and shows when the product fails", async () => {
    publish(homeWith(1));
    await bench.driver.openHome();
    await bench.driver.home().getByRole("button", { name: "Show" }).first().click();
    await expect
      .poll(() => bench.fake.sent("/_local/view/act"))
      .toMatchObject([{ viewId: "V1", actionId: "read", value: "r0" }]);
    publish({ ...homeWith(1), trouble: "We had some trouble connecting. Try again?" });
    await bench.driver.home().getByRole("alert").waitFor();
  });

  test("holds twenty requests with long names, also on a telephone and in the dark", async () => {
    publish(homeWith(20));
    await bench.driver.openHome();
    await bench.driver.home().getByText("20 things are waiting for you").waitFor();
    expect(await bench.driver.home().getByRole("button", { name: "Show" }).count()).toBe(15);
    await screenshot(bench.page, "home-twenty");
    await expectNoAxeViolations(bench.page);
    for (const dark of [false, true]) {
      await bench.turnTo({ width: 400, height: 800, dark });
      await bench.open();
      await bench.driver.openHome();
      await bench.driver.home().getByText("20 things are waiting for you").waitFor();
      await expectNoSidewaysScrolling(bench.page);
      await expectNoAxeViolations(bench.page);
      await screenshot(bench.page, `home-twenty-narrow${dark ? "-dark" : ""}`);
    }
  });
});
