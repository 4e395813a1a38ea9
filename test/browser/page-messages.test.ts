import type { Locator } from "playwright-core";
import { describe, expect, test } from "vitest";
import { renderMessage } from "../../src/surfaces/slack/rendering/render-message.ts";
import { words } from "../../src/words/en.ts";
import { FIJI_CHANNEL, makeBench } from "./helpers/bench.ts";
import { expectNoAxeViolations, expectNoSidewaysScrolling, screenshot } from "./helpers/browser.ts";
import { CHAT } from "./helpers/fake-control.ts";
import { actions, button, message, mrkdwn, plain, section } from "./helpers/samples.ts";

const bench = makeBench();

/** In Teams. */
const JAPAN = "00000081-0000-4000-8000-000000000000";

describe("messages", () => {
  test.each([
    ["Publish a programme", "T0APOTOKYO:U0APOOFFICER", "/bcn publish", "Officer, Secretariat"],
    ["Request a visit", "T0NTPCFIJI:U0FJLIAISON", "/bcn request", "Liaison, Fiji"],
    ["See what is waiting", `${JAPAN}:${JAPAN.slice(0, -1)}1`, "owed", "Liaison, Japan"],
  ])(
    "an empty conversation tells three stories, each begun by one press: %s",
    async (press, as, text, person) => {
      await bench.turnTo({ width: 400, height: 700 });
      await bench.open();
      await bench.page.getByText("You can leave a story half-way").waitFor();
      await expectNoAxeViolations(bench.page);
      await expectNoSidewaysScrolling(bench.page);
      const log = bench.page.getByRole("log");
      expect(await log.evaluate((node) => node.scrollHeight > node.clientHeight)).toBe(true);
      expect(await log.evaluate((node) => node.scrollTop)).toBe(0);
      await bench.page.getByRole("button", { name: press }).click();
      const me = bench.page.getByRole("button", { name: /You are/, includeHidden: true });
      await me.filter({ hasText: person }).waitFor({ state: "attached" });
      await expect
        .poll(() => bench.fake.sent("/_local/message"))
        .toEqual([
          {
            as,
            text,
            conversation: as.startsWith(JAPAN) ? CHAT : as.replace(/^.*:U/, "D"),
            files: [],
          },
        ]);
    },
  );

  test("escaped text is shown as typed; only-for-you and edited are marked", async () => {
    bench.fake.messages.set(FIJI_CHANNEL, [
      message("", { blocks: [section("&lt;!channel&gt; &lt;@U1&gt; 5 * 3 * 2")], edited: true }),
      message("Nobody else sees it", { ephemeral: true }),
    ]);
    await bench.open();
    await bench.driver.message("<!channel> <@U1> 5 * 3 * 2").getByText("(edited)").waitFor();
    await bench.driver.message("Nobody else sees it").getByText("Only visible to you").waitFor();
    expect(await bench.page.getByText("Only visible to you").count()).toBe(1);
  });

  test("Persian reads from the right and English beside it from the left", async () => {
    const both = "بهره‌وری\nProductivity";
    bench.fake.messages.set(FIJI_CHANNEL, [message("", { blocks: [section(both)] })]);
    await bench.open();
    const line = bench.page.getByText("Productivity");
    const [persian, english] = await line.evaluate((node) => {
      const text = node.firstChild;
      const end = text?.textContent?.length ?? 0;
      const lineEnd = text?.textContent?.indexOf("\n") ?? 0;
      return [
        [0, lineEnd],
        [lineEnd + 1, end],
      ].map(([from = 0, to = 0]) => {
        const range = document.createRange();
        if (text) range.setStart(text, from);
        if (text) range.setEnd(text, to);
        return range.getBoundingClientRect().left;
      });
    });
    expect(persian).toBeGreaterThan((english ?? 0) + 200);
  });

  test.each([1280, 400])(
    "Persian in a line of ours reorders nothing around it: %i px",
    async (width) => {
      const name = "بهره‌وری (۱۲) 2023.";
      const { blocks } = renderMessage({
        headline: words.assignment.assignedOther(name, "BCN-2023-001", "NTPC, Fiji"),
        parts: [
          { kind: "item", title: "NTPC, Fiji", text: `${name}\n4 people` },
          { kind: "facts", facts: [{ label: "Topic", value: name }] },
          { kind: "quote", text: name },
        ],
        buttons: [],
      });
      await bench.turnTo({ width });
      bench.fake.messages.set(FIJI_CHANNEL, [message("", { blocks: [...blocks] })]);
      await bench.open();
      await screenshot(bench.page, `page-persian-${width}`);
      const line = bench.page.getByText("handles BCN-2023-001");
      const [first, stop, handles] = await Promise.all(
        ["ب", ".", "handles"].map((part) => line.evaluate(leftOf, part)),
      );
      // The stop is theirs, so it ends their words; ours begin after them.
      expect(stop).toBeLessThan(first ?? 0);
      expect(first).toBeLessThan(handles ?? 0);
    },
  );

  test("arrive by themselves, and a day line stands above the first of a day", async () => {
    bench.fake.messages.set(FIJI_CHANNEL, [
      message("Before", { at: "2023-03-17T12:00:00.000+09:00" }),
    ]);
    await bench.open();
    bench.fake.messages.get(FIJI_CHANNEL)?.push(message("After"));
    bench.fake.tell();
    await bench.driver.message("After").waitFor();
    expect(
      await bench.page.getByRole("heading", { level: 2, name: /March|Today/ }).allInnerTexts(),
    ).toEqual(["Friday 17 March 2023", "Today"]);
  });

  test("arrive too when the stream is cut, by asking every few seconds", async () => {
    await bench.page.route(/_local\/stream/, (route) => route.abort());
    await bench.open();
    bench.fake.messages.set(FIJI_CHANNEL, [message("After")]);
    await bench.driver.message("After").waitFor();
    bench.complaints = bench.complaints.filter((text) => !text.includes("ERR_FAILED"));
  });

  test("an answer to me is scrolled to from further up, and a message to all isn't", async () => {
    const channel = Array.from({ length: 40 }, (_, index) => message(`Line ${index}`));
    bench.fake.messages.set(FIJI_CHANNEL, channel);
    await bench.open();
    await bench.driver.message("Line 39").waitFor();
    await bench.page.getByRole("log").evaluate((log) => log.scrollTo(0, 0));
    channel.push(message("To everybody"));
    bench.fake.tell();
    await bench.driver.message("To everybody").waitFor({ state: "attached" });
    expect(await isInView(bench.driver.message("To everybody"))).toBe(false);
    channel.push(message("To you alone", { ephemeral: true }));
    bench.fake.tell();
    await bench.driver.message("To you alone").waitFor();
    expect(await isInView(bench.driver.message("To you alone"))).toBe(true);
  });

  test("the end stays in sight when a telephone is turned, and the middle where it is", async () => {
    const channel = Array.from({ length: 40 }, (_, index) => message(`Line ${index}`));
    bench.fake.messages.set(FIJI_CHANNEL, channel);
    await bench.turnTo({ width: 800, height: 800 });
    await bench.open();
    const last = bench.driver.message("Line 39");
    await last.waitFor();
    await bench.page.setViewportSize({ width: 800, height: 400 });
    await expect.poll(() => isInView(last)).toBe(true);
    await bench.page.getByRole("log").evaluate((log) => log.scrollTo(0, 0));
    await bench.driver.message("Line 0").click();
    await bench.page.setViewportSize({ width: 800, height: 300 });
    await bench.page.setViewportSize({ width: 800, height: 500 });
    expect(await isInView(last)).toBe(false);
  });

  test("a button sends its value; one that asks first sends nothing on no", async () => {
    const confirm = {
      title: plain("Sit this round out?"),
      text: mrkdwn("You get *no more* reminders."),
      confirm: plain("Not this round"),
      deny: plain("Keep reminding me"),
    };
    const card = message("", {
      blocks: [
        section("BCN is open"),
        actions(button("start", "Start"), button("skip", "Skip", { confirm })),
      ],
    });
    bench.fake.messages.set(FIJI_CHANNEL, [card]);
    await bench.open();
    await bench.driver.pressOn("BCN is open", "Skip");
    await bench.driver.press("Keep reminding me");
    await bench.driver.seesNoDialog();
    expect(await bench.focusedLabel()).toBe("Skip");
    await bench.driver.pressOn("BCN is open", "Start");
    await expect
      .poll(() => bench.fake.sent("/_local/press"))
      .toEqual([
        {
          as: "T0NTPCFIJI:U0FJLIAISON",
          conversation: FIJI_CHANNEL,
          ts: card.ts,
          blockId: "a",
          actionId: "start",
          value: "start-1",
        },
      ]);
    await bench.driver.pressOn("BCN is open", "Skip");
    await bench.driver.press("Not this round");
    await expect.poll(() => bench.fake.sent("/_local/press")).toHaveLength(2);
  });
});

describe("who one is", () => {
  test("a reload keeps the person and the conversation", async () => {
    await bench.open();
    await bench.driver.as("Liaison, Japan");
    await bench.driver.openConversation("BCN");
    await bench.page.reload();
    await bench.page.getByRole("heading", { level: 1, name: "BCN" }).waitFor();
    await bench.page.getByRole("button", { name: /You are.*Liaison, Japan/ }).waitFor();
  });

  test("unread messages are counted until their conversation is opened", async () => {
    bench.fake.unread = { D0FJLIAISON: 2 };
    bench.fake.on("/_local/read", ({ conversation }) => {
      bench.fake.unread[String(conversation)] = 0;
    });
    await bench.open();
    await bench.page.getByRole("button", { name: "BCN 2 unread" }).waitFor();
    await bench.driver.openConversation("BCN");
    await expect.poll(() => bench.fake.sent("/_local/read")).toHaveLength(1);
    expect(await bench.page.getByText("unread").count()).toBe(0);
  });

  test("the clock shows both zones and moves by an hour, a day, or to a time in Tokyo", async () => {
    await bench.open();
    const clock = bench.page.getByRole("region", { name: "Programme time" });
    expect(await clock.innerText()).toMatch(/Mon 20 March\s+12:00 Tokyo\s+15:00 Suva/);
    await bench.driver.moveClock("+1 hour");
    await bench.driver.moveClock("+1 day");
    await bench.driver.setClock("2023-03-31T09:00");
    await expect
      .poll(() => bench.fake.sent("/_local/clock"))
      .toEqual([
        { advance: { hours: 1 } },
        { advance: { days: 1 } },
        { to: "2023-03-31T09:00:00+09:00" },
      ]);
  });
});

/** Whether its end can be seen without scrolling. */
const isInView = (article: Locator): Promise<boolean> =>
  article.evaluate((node) => {
    const log = node.closest("[role=log]")?.getBoundingClientRect();
    return log !== undefined && node.getBoundingClientRect().bottom <= log.bottom + 1;
  });

function leftOf(node: Element, part: string): number {
  const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const at = text.textContent?.indexOf(part) ?? -1;
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    return range.getBoundingClientRect().left;
  }
  throw new Error(`"${part}" isn't drawn`);
}
